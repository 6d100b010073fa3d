"""Applies the fixes that diagnostics carry to the files of a pack, as far as that is safe without the author.

Invariant: text is edited and never generated from models, so comments and order stay. An edit is accepted
only if the pack, read again, has no error that it did not have before, and if all other lines keep their meaning.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path

from party_card.content.overlay import overlay_pack
from party_card.content.pack import Pack, PackBuilder, find_builtin_pack, find_pictures, find_yaml_files
from party_card.diagnostics.diagnostic import Diagnostic, Edit
from party_card.diagnostics.edits import apply_edits, find_fix, has_overlap, repeat_edit, split_lines
from party_card.diagnostics.source import SourceFile
from party_card.rules import check_pack
from party_card.services.autofix_checks import (
    DiagnosticKey,
    are_other_lines_unchanged,
    is_improvement,
    is_readable_at,
    make_key,
    normalize_text,
)
from party_card.services.load import read_builtin_pack

MAX_ROUNDS = 50
"""One fix may reveal the next; no file needs as many rounds."""
TAB_WIDTHS = (1, 2, 4)
"""How many indentation steps of two spaces a tab may represent."""


@dataclass(frozen=True, slots=True)
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
        target = self.path.resolve()
        if target.read_bytes() != self.old_text.encode():
            raise FileExistsError(f"{self.name} was changed meanwhile")
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(self.new_text.encode())
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(target.stat().st_mode & 0o7777)
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def autofix_files(root: Path, paths: Iterable[Path]) -> tuple[FixedFile, ...]:
    """Returns those files of the pack in `root` that can be fixed; writes nothing. Raises OSError as `read_pack`."""
    fixer = _PackFixer(root)
    for path in paths:
        fixer.fix_file(path)
    return tuple(fixer.iter_fixed_files())


@dataclass(frozen=True, slots=True)
class _FixGroup:
    """The edits that fix one diagnostic, or several that can only be fixed together."""

    edits: tuple[Edit, ...]
    diagnostics: tuple[Diagnostic, ...]


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
        refused_keys: set[DiagnosticKey] = set()
        for _ in range(MAX_ROUNDS):
            diagnostics = self._check(self._new_texts)
            groups = [
                group
                for group in _group_fixes(diagnostics, str(path))
                if refused_keys.isdisjoint(map(make_key, group.diagnostics))
            ]
            if not groups:
                return
            attempts = (groups, *([group] for group in groups))
            if not any(self._try_fixes(path, attempt, diagnostics) for attempt in attempts):
                refused_keys |= {make_key(diagnostic) for group in groups for diagnostic in group.diagnostics}

    def iter_fixed_files(self) -> Iterator[FixedFile]:
        """Yields the files whose text has changed."""
        for path, old_text in self._old_texts.items():
            if self._new_texts[path] != old_text:
                yield FixedFile(path, str(path), old_text, self._new_texts[path], tuple(self._applied_fixes[path]))

    def _try_fixes(self, path: Path, groups: Sequence[_FixGroup], diagnostics_before: Sequence[Diagnostic]) -> bool:
        """Applies the edits of these groups if they are safe. Returns True if they were applied."""
        text = self._new_texts[path]
        fixed_diagnostics = [diagnostic for group in groups for diagnostic in group.diagnostics]
        has_tabs = any(diagnostic.code == "tab-indent" for diagnostic in fixed_diagnostics)
        for width in TAB_WIDTHS if has_tabs else TAB_WIDTHS[:1]:
            edits = [repeat_edit(edit, width) if has_tabs else edit for group in groups for edit in group.edits]
            if has_overlap(edits):
                return False
            new_text = apply_edits(text, edits)
            diagnostics_after = self._check({**self._new_texts, path: new_text})
            if (
                (not has_tabs or is_readable_at(diagnostics_after, edits, str(path)))
                and is_improvement(diagnostics_before, diagnostics_after, fixed_diagnostics, str(path))
                and are_other_lines_unchanged(text, new_text, edits)
            ):
                self._new_texts[path] = new_text
                self._applied_fixes.setdefault(path, []).extend(fixed_diagnostics)
                return True
        return False

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
        return [*diagnostics, *check_pack(pack)]


def _read_texts(root: Path) -> Iterator[tuple[Path, str]]:
    for path in find_yaml_files(root):
        try:
            yield path, path.read_bytes().decode()
        except (OSError, UnicodeDecodeError):
            continue  # the check reports it, and only its author can fix it


def _select_dossiers(base: Pack, pack: Pack) -> Pack:
    """Returns `base` with only the dossiers that `pack` names, to check faster; with all if one is in neither."""
    names = {name for scene in pack.scenes.values() for name in scene.dossiers}
    if pack.campaign is not None:
        names |= set(pack.campaign.dossiers)
    if names - pack.dossiers.keys() - base.dossiers.keys():
        return base  # the message about the unknown name suggests one of all
    return replace(base, dossiers={name: dossier for name, dossier in base.dossiers.items() if name in names})


def _group_fixes(diagnostics: Iterable[Diagnostic], name: str) -> list[_FixGroup]:
    """Returns the fixes in one file: those of all tabs as one group, every other alone."""
    fixes = [
        (edits, diagnostic)
        for diagnostic in diagnostics
        if diagnostic.primary.source.name == name and (edits := find_fix(diagnostic))
    ]
    groups = [_FixGroup(edits, (diagnostic,)) for edits, diagnostic in fixes if diagnostic.code != "tab-indent"]
    if tab_fixes := [fix for fix in fixes if fix[1].code == "tab-indent"]:
        edits = tuple(edit for edits, _ in tab_fixes for edit in edits)
        groups.append(_FixGroup(edits, tuple(diagnostic for _, diagnostic in tab_fixes)))
    return groups
