"""Places in a text as editors count them: lines from 0, and columns in units of UTF-16.

Invariant: a text is that of a `SourceFile`, whose lines end in line feeds; editors end lines at the same places.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from lsprotocol.types import Position, Range

from party_card.diagnostics.source import Span


class TextLines:
    """The lines of a text, with its places as indices, as spans and as positions of the protocol."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in self.lines)]

    def position_at(self, index: int) -> Position:
        """Returns the position of the character at `index`, or of the end of the text."""
        line = min(bisect_right(self._starts, index), len(self.lines)) - 1
        return Position(line, count_utf16(self.lines[line][: index - self._starts[line]]))

    def index_at(self, position: Position) -> int:
        """Returns the index of the character at a position; one behind the end of a line is its end."""
        if position.line >= len(self.lines):
            return len(self.text)
        line, units = self.lines[position.line], 0
        for column, character in enumerate(line):
            if units >= position.character:
                return self._starts[position.line] + column
            units += count_utf16(character)
        return self._starts[position.line] + len(line)

    def range_of(self, start: int, end: int) -> Range:
        """Returns the range of the characters from index `start` up to `end`."""
        return Range(self.position_at(start), self.position_at(end))

    def range_of_span(self, span: Span) -> Range:
        """Returns the range of a span, at most up to the end of its line."""
        if span.line > len(self.lines):
            end = self.position_at(len(self.text))
            return Range(end, end)
        line = self.lines[span.line - 1]
        start, end_column = count_utf16(line[: span.column - 1]), count_utf16(line[: span.end - 1])
        return Range(Position(span.line - 1, start), Position(span.line - 1, max(start, end_column)))

    def whole_line_range(self, line: int) -> Range:
        """Returns the range of a line, counted from 1, with its line end."""
        start = self._starts[line - 1]
        return self.range_of(start, min(self._starts[line], len(self.text)))


def count_utf16(text: str) -> int:
    """Returns the length of a text in units of UTF-16."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
