"""What can be mended without an author: the edits that diagnostics carry, put into the text of a pack's files.

Law: text is edited, never written anew from what was read, so comments and order stay. An edit is kept only where the
pack, read again, has no mistake that it did not have before, and where nothing beside the edited lines reads otherwise.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import unified_diff
from functools import cache
from pathlib import Path

from party_card.content.overlay import overlay
from party_card.content.pack import Pack, PackBuilder, builtin, pictures, read_pack, yaml_files
from party_card.content.yaml_loader import MappingNode, Node, ScalarNode, compose
from party_card.diagnostics.diagnostic import Diagnostic, Edit, Severity
from party_card.diagnostics.edits import edited, edits_of, lines_of, overlap, repeat_edit
from party_card.diagnostics.source import SourceFile
from party_card.rules import check_pack

_ROUNDS = 50
"""One mend may uncover the next; no file needs as many."""
_WIDTHS = (1, 2, 4)
"""A tab is as wide as two, four or eight blanks."""
_UNREADABLE = ("yaml-syntax", "tab-indent")


@dataclass(frozen=True, slots=True)
class FixedFile:
    """A file that can be mended: its text before and after, and what is mended in it."""

    path: Path
    name: str
    before: str
    after: str
    applied_fixes: tuple[Diagnostic, ...]

    def diff(self) -> str:
        """The change as a unified diff."""
        before, after = (lines_of(text) for text in (self.before, self.after))
        rows = unified_diff(before, after, self.name, self.name)
        return "".join(row if row.endswith("\n") else f"{row}\n" for row in rows)

    def write(self) -> None:
        """Puts the new text in place of the old one, all of it or nothing.

        Raises OSError; a FileExistsError where the file is no longer what was read.
        """
        target = self.path.resolve()
        if target.read_bytes() != self.before.encode():
            raise FileExistsError(f"{self.name} was changed meanwhile")
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(self.after.encode())
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(target.stat().st_mode & 0o7777)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def autofix(root: Path, paths: Iterable[Path]) -> tuple[FixedFile, ...]:
    """What can be mended in some files of the pack in `root`. Raises OSError as `read_pack` does."""
    mending = _Mending(root)
    for path in paths:
        mending.mend(path)
    return tuple(mending.results())


@dataclass(frozen=True, slots=True)
class _Group:
    """What mends one diagnostic, or several that go together."""

    edits: tuple[Edit, ...]
    mends: tuple[Diagnostic, ...]


class _Mending:
    """The texts of a pack while they are mended."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._base = None if root.resolve() == builtin().resolve() else _base()
        self._before: dict[Path, str] = {}
        for path in yaml_files(root):
            try:
                self._before[path] = path.read_bytes().decode()
            except (OSError, UnicodeDecodeError):
                continue  # told by the check, and for nobody but its author to mend
        self._after = dict(self._before)
        self._mended: dict[Path, list[Diagnostic]] = {}

    def mend(self, path: Path) -> None:
        """Mends one file as far as it goes."""
        if path not in self._after:
            return
        refused: set[tuple[str, str]] = set()
        for _ in range(_ROUNDS):
            found = self._problems(self._after)
            groups = [g for g in _groups(found, str(path)) if not {_key(one) for one in g.mends} & refused]
            if not groups:
                return
            for chosen in (groups, *([group] for group in groups)):
                if self._try(path, chosen, found):
                    break
            else:
                refused |= {_key(one) for group in groups for one in group.mends}

    def results(self) -> Iterator[FixedFile]:
        """The files that have changed."""
        for path, before in self._before.items():
            if self._after[path] != before:
                yield FixedFile(path, str(path), before, self._after[path], tuple(self._mended[path]))

    def _try(self, path: Path, groups: Sequence[_Group], found: Sequence[Diagnostic]) -> bool:
        """Whether these edits do good and no harm; if so, they are kept."""
        text = self._after[path]
        mended = [one for group in groups for one in group.mends]
        tabs = any(one.code == "tab-indent" for one in mended)
        for width in _WIDTHS if tabs else _WIDTHS[:1]:
            edits = [repeat_edit(edit, width) if tabs else edit for group in groups for edit in group.edits]
            if overlap(edits):
                return False
            after = edited(text, edits)
            left = self._problems({**self._after, path: after})
            fits = not tabs or _in_place(left, edits, str(path))
            if fits and _better(found, left, mended, str(path)) and same_beside(text, after, edits):
                self._after[path] = after
                self._mended.setdefault(path, []).extend(mended)
                return True
        return False

    def _problems(self, texts: Mapping[Path, str]) -> list[Diagnostic]:
        """Every problem of the pack, were these its files."""
        gathered = PackBuilder()
        found: list[Diagnostic] = []
        for path, text in texts.items():
            plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
            gathered.files.append(SourceFile(str(path), plain))
            found += gathered.load_file(gathered.files[-1])
        pack = gathered.build(self._root, pictures(self._root))
        return [*found, *check_pack(pack if self._base is None else overlay(pack, _needed(self._base, pack)))]


@cache
def _base() -> Pack:
    return read_pack(builtin())[0]


def _needed(base: Pack, pack: Pack) -> Pack:
    """Of the game's own pack what this one rests on; all of it where a dossier is named that neither has."""
    names = {name for scene in pack.scenes.values() for name in scene.dossiers}
    if pack.campaign is not None:
        names |= set(pack.campaign.dossiers)
    if names - pack.dossiers.keys() - base.dossiers.keys():
        return base
    return replace(base, dossiers={name: one for name, one in base.dossiers.items() if name in names})


def _groups(found: Iterable[Diagnostic], name: str) -> list[_Group]:
    """What can be mended in a file: all tabs together, everything else by itself."""
    pairs = [(edits, one) for one in found if one.primary.source.name == name and (edits := edits_of(one))]
    tabs = [(edits, one) for edits, one in pairs if one.code == "tab-indent"]
    groups = [_Group(edits, (one,)) for edits, one in pairs if one.code != "tab-indent"]
    if tabs:
        groups.append(_Group(tuple(edit for edits, _ in tabs for edit in edits), tuple(one for _, one in tabs)))
    return groups


def _in_place(left: Iterable[Diagnostic], edits: Iterable[Edit], name: str) -> bool:
    """Whether what stood behind tabs belongs where it stands now: the file can be read, and no mistake is there."""
    here = [one for one in left if one.primary.source.name == name]
    lines = {edit.span.line for edit in edits}
    return not any(one.code in _UNREADABLE or one.primary.span.line in lines for one in here)


def _key(problem: Diagnostic) -> tuple[str, str]:
    return problem.code, problem.message


def _better(before: Sequence[Diagnostic], after: Sequence[Diagnostic], mended: Sequence[Diagnostic], name: str) -> bool:
    """Whether what was to be mended is gone, and nothing has come that was not there."""
    had, has = (Counter(map(_key, found)) for found in (before, after))
    if any(one.code in _UNREADABLE for one in mended):
        # A file that could not be read shows its other mistakes only now: it is enough that reading gets further.
        stuck = [one.primary.span.line for one in after if one.primary.source.name == name and one.code in _UNREADABLE]
        return not stuck or min(stuck) > max(one.primary.span.line for one in mended)
    if any(has[key] > had[key] - count for key, count in Counter(map(_key, mended)).items()):
        return False
    # What stands behind a missing dash is read only now, and may have mistakes of its own.
    seen_from = min((one.primary.span.line for one in mended if one.code == "missing-dash"), default=None)
    worse = Counter(
        _key(one)
        for one in after
        if one.severity is not Severity.REMARK
        and (seen_from is None or one.code in _UNREADABLE or one.primary.span.line < seen_from)
    )
    return not worse - had


def same_beside(before: str, after: str, edits: Sequence[Edit]) -> bool:
    """Whether all that is read beside the edited lines is read as it was."""
    lines = {edit.span.line for edit in edits}
    gone = sorted(edit.span.line for edit in edits if edit.text is None)
    said = _said(before)
    if said is None:
        return True
    kept = {line: line - sum(one < line for one in gone) for line, _ in said}
    touched = {line - sum(one < line for one in gone) for line in lines - set(gone)}
    now = _said(after)
    if now is None:
        return False
    beside = [(kept[line], text) for line, text in said if line not in lines]
    return beside == [(line, text) for line, text in now if line not in touched]


def _said(text: str) -> list[tuple[int, str]] | None:
    """Every key and value with the line on which it begins, or None where the text cannot be read."""
    root, problems = compose(SourceFile("", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")))
    return None if root is None or problems else list(_scalars(root))


def _scalars(node: Node) -> Iterator[tuple[int, str]]:
    if isinstance(node, ScalarNode):
        # Blanks at the ends of lines are read by nobody.
        yield node.start_mark.line + 1, "\n".join(line.rstrip() for line in node.value.split("\n"))
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            yield from _scalars(key)
            yield from _scalars(value)
    else:
        for one in node.value:
            yield from _scalars(one)
