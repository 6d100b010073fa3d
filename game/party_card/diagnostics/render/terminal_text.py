"""A line of text as a terminal shows it: safe to print, and measured so that underlines stay under their text.

Law: nothing that leaves this module can move a cursor, ring a bell, turn the writing direction or end a line.
"""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import category, east_asian_width

from party_card.diagnostics.source import Span

_TAB = 4
_UNSAFE = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))  # controls, invisible formats, halves of characters, line ends
_CUT = "..."
_FAR = 1000  # characters before and after a mark that are looked at


class Quoted(NamedTuple):
    """A line to print, and where its underline begins and how long it is, in columns of the terminal."""

    text: str
    offset: int
    length: int


def safe(text: str) -> str:
    """`text` on one line, its invisible characters written out."""
    return "".join(_cell(character, 0)[0] for character in " ".join(text.split("\n")))


def quoted(line: str, span: Span, limit: int = 100) -> Quoted:
    """`line` with its underline; where it is wider than `limit`, only what stands around `span`."""
    # Of a line without end only the neighbourhood is measured; every character there may be combining, so it is wide.
    left = max(span.column - 1 - _FAR, 0)
    right = span.column - 1 + _FAR
    cells: list[tuple[str, int]] = []
    at = 0
    for character in line[left:right]:
        cells.append(_cell(character, at))
        at += cells[-1][1]
    first = min(max(span.column - 1 - left, 0), len(cells))
    last = min(max(span.end - 1 - left, first), len(cells))
    begin, stop = (0, len(cells)) if at <= limit else _window(cells, first, last, limit)
    before = _CUT if begin or left else ""
    after = _CUT if stop < len(cells) or right < len(line) else ""
    text = before + "".join(shown for shown, _ in cells[begin:stop]) + after
    offset = len(before) + _width(cells[begin:first])
    return Quoted(text.rstrip(), offset, max(1, _width(cells[first : min(last, stop)])))


def _window(cells: list[tuple[str, int]], first: int, last: int, limit: int) -> tuple[int, int]:
    """The stretch of `cells` to show: the marked one, a third of the room before it, then what still fits."""
    begin, stop, room = first, first, limit
    while stop < last and cells[stop][1] <= room:
        room -= cells[stop][1]
        stop += 1
    before = room // 3
    while begin and cells[begin - 1][1] <= before:
        begin -= 1
        before -= cells[begin][1]
        room -= cells[begin][1]
    while stop < len(cells) and cells[stop][1] <= room:
        room -= cells[stop][1]
        stop += 1
    while begin and cells[begin - 1][1] <= room:
        begin -= 1
        room -= cells[begin][1]
    return begin, stop


def _width(cells: list[tuple[str, int]]) -> int:
    return sum(width for _, width in cells)


def _cell(character: str, at: int) -> tuple[str, int]:
    """How `character` is printed in column `at`, and how many columns it takes there."""
    if " " <= character <= "~":
        return character, 1
    if character == "\t":
        width = _TAB - at % _TAB
        return " " * width, width
    kind = category(character)
    if kind in _UNSAFE:
        name = f"<U+{ord(character):04X}>"
        return name, len(name)
    if kind in ("Mn", "Me"):
        return character, 0
    return character, 2 if east_asian_width(character) in "WF" else 1
