"""Applies the fixes that diagnostics carry to the files of a pack, as far as that is safe without the author.

Invariant: text is edited and never generated from models, so comments and order stay. An edit is accepted
only if the pack, read again, has no error that it did not have before, and if all other lines keep their meaning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path

from party_card.content.file_text import MAX_FILE_BYTES
from party_card.content.overlay import overlay_pack
from party_card.content.pack import Pack, PackBuilder, find_pictures, find_yaml_files
from party_card.content.pack_folders import find_builtin_pack
from party_card.content.people import collect_own_people
from party_card.diagnostics.diagnostic import Diagnostic, Edit
from party_card.diagnostics.edits import apply_edits, find_fix, has_overlap, repeat_edit, split_lines
from party_card.diagnostics.source import SourceFile
from party_card.frozen_dataclass import frozen_dataclass
from party_card.platform.file_writer import write_file
from party_card.platform.regular_files import read_regular_file, read_start
from party_card.rules import check_files
from party_card.services.autofix_checks import (
    are_other_lines_unchanged,
    find_suspect_lines,
    is_improvement,
    is_readable_at,
    normalize_text,
)
from party_card.services.load import read_builtin_pack

MAX_ROUNDS = 50
"""One fix may reveal the next; no file needs as many rounds."""
MAX_ATTEMPTS = 4
"""How often fixes are left out of a batch before another way is tried."""
_GROUPED_CODES = ("tab-indent", "old-set-form")
"""Codes whose fixes depend on each other: how wide a tab is, and whether a file is of the old form."""
TAB_WIDTHS = (1, 2, 4)
"""How many indentation steps of two spaces a tab may represent."""


@frozen_dataclass
class FixedFile:
    """A file that can be fixed: its text before and after, and the diagnostics that the edits fix."""

    path: Path
    name: str
    old_text: str
    new_text: str
    applied_fixes: tuple[Diagnostic, ...]

    def format_diff(self) -> str:
        """Returns the change as a unified diff."""
        old_lines, new_lines = (split_lines(text) for text in (self.old_text, self.new_text))
        diff_lines = unified_diff(old_lines, new_lines, self.name, self.name)
        return "".join(row if row.endswith("\n") else f"{row}\n" for row in diff_lines)

    def write(self) -> None:
        """Replaces the file by the new text, all of it or nothing.

        Raises OSError; a FileExistsError if the file has changed since it was read.
        """
        if read_start(self.path, MAX_FILE_BYTES + 1) != self.old_text.encode():
            raise FileExistsError(f"{self.name} was changed meanwhile")
        write_file(self.path, self.new_text)


def autofix_files(root: Path, paths: Iterable[Path]) -> tuple[FixedFile, ...]:
    """Returns those files of the pack in `root` that can be fixed; writes nothing. Raises OSError as `read_pack`."""
    fixer = _PackFixer(root)
    for path in paths:
        fixer.fix_file(path)
    return tuple(fixer.iter_fixed_files())


@frozen_dataclass
class _FixGroup:
    """The edits that fix one diagnostic, or several that can only be fixed together."""

    edits: tuple[Edit, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def lines(self) -> frozenset[int]:
        """The lines that the edits change."""
        return frozenset(edit.span.line for edit in self.edits)


_Place = tuple[str, str, int, str]
"""Code and message of a diagnostic, its column and the text of its line: they stay if other lines are fixed."""


def _place_of(diagnostic: Diagnostic) -> _Place:
    span, source = diagnostic.primary.span, diagnostic.primary.source
    return diagnostic.code, diagnostic.message, span.column, source.line(span.line)


def _split_by_line(groups: Iterable[_FixGroup]) -> list[list[_FixGroup]]:
    """Returns batches of fixes so that no two in a batch change the same line; none if there is one batch only."""
    batches: list[list[_FixGroup]] = []
    lines: list[set[int]] = []
    for group in groups:
        number = next((number for number, taken in enumerate(lines) if taken.isdisjoint(group.lines)), len(lines))
        if number == len(lines):
            batches.append([])
            lines.append(set())
        batches[number].append(group)
        lines[number] |= group.lines
    return batches if len(batches) > 1 else []


def _is_alone_in_its_lines(group: _FixGroup, batch: Iterable[_FixGroup]) -> bool:
    return all(other is group or other.lines.isdisjoint(group.lines) for other in batch)


class _PackFixer:
    """The texts of a pack while they are being fixed."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._base = None if root.resolve() == find_builtin_pack().resolve() else read_builtin_pack()
        self._old_texts = dict(_read_texts(root))
        self._new_texts = dict(self._old_texts)
        self._applied_fixes: dict[Path, list[Diagnostic]] = {}

    def fix_file(self, path: Path) -> None:
        """Applies the fixes of one file, until there are none or none that is safe."""
        if path not in self._new_texts:
            return
        refused: set[_Place] = set()
        has_applied = False
        for _ in range(MAX_ROUNDS):
            diagnostics = self._check(self._new_texts)
            groups = [
                group
                for group in _group_fixes(diagnostics, str(path))
                if refused.isdisjoint(map(_place_of, group.diagnostics))
            ]
            if not groups:
                if not (refused and has_applied):
                    return
                refused, has_applied = set(), False  # what was refused may be safe beside what has been fixed since
            elif self._apply_some(path, groups, diagnostics):
                has_applied = True
            else:
                refused |= {_place_of(diagnostic) for group in groups for diagnostic in group.diagnostics}

    def _apply_some(self, path: Path, groups: Sequence[_FixGroup], diagnostics: Sequence[Diagnostic]) -> bool:
        """Applies as many of these fixes at once as are safe together. Returns True if any was applied.

        A check of the whole pack is dear. So the lines at which a check finds something new tell which fixes to leave
        out; of several fixes in a line, one is tried at a time. Fixes that no line tells of are tried in halves.
        """
        blamed: list[_FixGroup] = []
        for batch in (list(groups), *_split_by_line(groups)):
            remaining = batch
            for _ in range(MAX_ATTEMPTS):
                suspect_lines = self._try_fixes(path, remaining, diagnostics)
                if suspect_lines is None:
                    return True
                suspects = [group for group in remaining if not suspect_lines.isdisjoint(group.lines)]
                if all(_is_alone_in_its_lines(group, remaining) for group in suspects):
                    blamed += suspects
                remaining = [group for group in remaining if suspect_lines.isdisjoint(group.lines)]
                if not suspects or not remaining:
                    break
        unblamed = [group for group in groups if not any(group is other for other in blamed)]
        return self._apply_half(path, unblamed, diagnostics)

    def _apply_half(self, path: Path, groups: Sequence[_FixGroup], diagnostics: Sequence[Diagnostic]) -> bool:
        """Applies the first half, quarter and so on of these fixes that is safe. Returns True if there is one."""
        if not groups or self._try_fixes(path, groups, diagnostics) is None:
            return bool(groups)
        middle = len(groups) // 2
        return middle > 0 and (
            self._apply_half(path, groups[:middle], diagnostics) or self._apply_half(path, groups[middle:], diagnostics)
        )

    def iter_fixed_files(self) -> Iterator[FixedFile]:
        """Yields the files whose text has changed."""
        for path, old_text in self._old_texts.items():
            if self._new_texts[path] != old_text:
                yield FixedFile(path, str(path), old_text, self._new_texts[path], tuple(self._applied_fixes[path]))

    def _try_fixes(
        self, path: Path, groups: Sequence[_FixGroup], diagnostics_before: Sequence[Diagnostic]
    ) -> set[int] | None:
        """Applies the edits of these groups if they are safe. Returns None, or else the lines against it."""
        suspect_lines: set[int] = set()
        text = self._new_texts[path]
        fixed_diagnostics = [diagnostic for group in groups for diagnostic in group.diagnostics]
        has_tabs = any(diagnostic.code == "tab-indent" for diagnostic in fixed_diagnostics)
        for width in TAB_WIDTHS if has_tabs else TAB_WIDTHS[:1]:
            edits = [repeat_edit(edit, width) if has_tabs else edit for group in groups for edit in group.edits]
            if has_overlap(edits):
                return suspect_lines
            new_text = apply_edits(text, edits)
            diagnostics_after = self._check({**self._new_texts, path: new_text})
            if (
                (not has_tabs or is_readable_at(diagnostics_after, edits, str(path)))
                and is_improvement(diagnostics_before, diagnostics_after, fixed_diagnostics, str(path))
                and are_other_lines_unchanged(text, new_text, edits)
            ):
                self._new_texts[path] = new_text
                self._applied_fixes.setdefault(path, []).extend(fixed_diagnostics)
                return None
            suspect_lines |= find_suspect_lines(
                diagnostics_before, diagnostics_after, fixed_diagnostics, edits, str(path)
            )
        return suspect_lines

    def _check(self, texts: Mapping[Path, str]) -> list[Diagnostic]:
        """Returns all diagnostics of the pack if its files had these texts."""
        builder = PackBuilder()
        diagnostics: list[Diagnostic] = []
        for path, text in texts.items():
            file = SourceFile(str(path), normalize_text(text))
            builder.files.append(file)
            diagnostics += builder.load_file(file)
        pack = builder.build(self._root, find_pictures(self._root))
        if self._base is not None:
            pack = overlay_pack(pack, _select_dossiers(self._base, pack))
        return [*diagnostics, *check_files(pack, builder.files)]


def _read_texts(root: Path) -> Iterator[tuple[Path, str]]:
    for path in find_yaml_files(root):
        try:
            yield path, read_regular_file(path, MAX_FILE_BYTES).decode()
        except (OSError, UnicodeDecodeError):
            continue  # the check reports it, and only its author can fix it


def _select_dossiers(base: Pack, pack: Pack) -> Pack:
    """Returns `base` with only the dossiers that `pack` names, to check faster; with all if one is in neither."""
    names = {name for scene in pack.scenes.values() for name in scene.dossiers}
    names |= {name for prologue in pack.prologues.values() for name in prologue.dossiers}
    if pack.campaign is not None:
        names |= set(pack.campaign.dossiers)
    if names - pack.dossiers.keys() - base.dossiers.keys() or collect_own_people(pack):
        return base  # the message about an unknown name suggests one of all, and people cite facts of any dossier
    return replace(base, dossiers={name: dossier for name, dossier in base.dossiers.items() if name in names})


def _group_fixes(diagnostics: Iterable[Diagnostic], name: str) -> list[_FixGroup]:
    """Returns the fixes in one file: those that depend on each other as one group, every other alone."""
    fixes = [
        (edits, diagnostic)
        for diagnostic in diagnostics
        if diagnostic.primary.source.name == name and (edits := find_fix(diagnostic))
    ]
    groups = [_FixGroup(edits, (diagnostic,)) for edits, diagnostic in fixes if diagnostic.code not in _GROUPED_CODES]
    for code in _GROUPED_CODES:
        if grouped_fixes := [fix for fix in fixes if fix[1].code == code]:
            edits = tuple(dict.fromkeys(edit for edits, _ in grouped_fixes for edit in edits))
            groups.append(_FixGroup(edits, tuple(diagnostic for _, diagnostic in grouped_fixes)))
    return groups
