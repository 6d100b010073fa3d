"""Makes text safe to print in a terminal, and measures it so that underlines stay under their text.

Invariant: nothing that leaves this module can move a cursor, ring a bell, turn the writing direction or end a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import category, east_asian_width

from party_card.diagnostics.source import Span

_TAB_WIDTH = 4
_UNSAFE = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))  # controls, invisible formats, half characters, line ends
_SOFT_HYPHEN = "\u00ad"  # it is only visible at the end of a line
_JOINER_IN_WORD = re.compile("(?<=[^\x00-\x7f])[\u200c\u200d](?=[^\x00-\x7f])")
"""A joiner where Persian, Hindi or an emoji needs it; it changes nothing but the letters beside it."""
_WIDE_BLANK = "\u3000"
_ELLIPSIS = "..."
_MAX_CONTEXT_CHARACTERS = 1000  # measured before and after a span


class QuotedLine(NamedTuple):
    """A line to print, and offset and length of its underline in columns of the terminal."""

    text: str
    offset: int
    length: int


def escape_invisible(text: str) -> str:
    """Returns `text` on one line, with invisible characters written as `<U+0007>`."""
    return "".join(_render_character(character, 0)[0] for character in " ".join(text.split("\n")))


def escape_lines(text: str) -> str:
    """Returns `text` with its line ends and tabs, and with other invisible characters written as `<U+0007>`."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    pieces, end = [], 0
    for index, escape in iter_escapes(text):
        pieces += [text[end:index], escape]
        end = index + 1
    return "".join([*pieces, text[end:]])


def iter_escapes(text: str) -> Iterator[tuple[int, str]]:
    """Yields the index of each invisible character of a text, except line ends and tabs, and how it is printed."""
    joiners = {match.start() for match in _JOINER_IN_WORD.finditer(text)}
    for index, character in enumerate(text):
        if character not in "\n\t" and category(character) in _UNSAFE and index not in joiners:
            yield index, "" if character == _SOFT_HYPHEN else _render_character(character, 0)[0]


def quote_line(line: str, span: Span, max_width: int = 100) -> QuotedLine:
    """Returns `line` with its underline; if it is wider than `max_width`, only the text around `span`."""
    # Of an endless line only the neighbourhood is measured; every character there may be combining, so it is wide.
    context_start = max(span.column - 1 - _MAX_CONTEXT_CHARACTERS, 0)
    context_end = span.column - 1 + _MAX_CONTEXT_CHARACTERS
    cells: list[tuple[str, int]] = []
    total_width = 0
    for character in line[context_start:context_end]:
        cells.append(_render_character(character, total_width))
        total_width += cells[-1][1]
    begin = min(max(span.column - 1 - context_start, 0), len(cells))
    end = min(max(span.end - 1 - context_start, begin), len(cells))
    start, stop = (0, len(cells)) if total_width <= max_width else _visible_range(cells, begin, end, max_width)
    prefix = _ELLIPSIS if start or context_start else ""
    suffix = _ELLIPSIS if stop < len(cells) or context_end < len(line) else ""
    text = prefix + "".join(printed for printed, _ in cells[start:stop]) + suffix
    offset = len(prefix) + _width(cells[start:begin])
    return QuotedLine(text.rstrip(), offset, max(1, _width(cells[begin : min(end, stop)])))


def _visible_range(cells: list[tuple[str, int]], begin: int, end: int, max_width: int) -> tuple[int, int]:
    """Chooses the cells to show: the span, before it up to a third of the remaining width, then as many as fit."""
    start, stop, room = begin, begin, max_width
    while stop < end and cells[stop][1] <= room:
        room -= cells[stop][1]
        stop += 1
    room_before = room // 3
    while start and cells[start - 1][1] <= room_before:
        start -= 1
        room_before -= cells[start][1]
        room -= cells[start][1]
    while stop < len(cells) and cells[stop][1] <= room:
        room -= cells[stop][1]
        stop += 1
    while start and cells[start - 1][1] <= room:
        start -= 1
        room -= cells[start][1]
    return start, stop


def _width(cells: list[tuple[str, int]]) -> int:
    return sum(width for _, width in cells)


def _render_character(character: str, column: int) -> tuple[str, int]:
    """Returns how `character` is printed in `column` of a line, and how many columns it takes there."""
    if " " <= character <= "~":
        return character, 1
    if character == "\t":
        width = _TAB_WIDTH - column % _TAB_WIDTH
        return " " * width, width
    kind = category(character)
    if kind in _UNSAFE or (kind == "Zs" and character != _WIDE_BLANK):  # an odd blank looks like an ordinary one
        name = f"<U+{ord(character):04X}>"
        return name, len(name)
    if kind in ("Mn", "Me"):
        return character, 0
    return character, 2 if east_asian_width(character) in "WF" else 1
