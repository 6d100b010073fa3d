"""A text file and places in it.

Law: lines and columns count from 1 and columns count characters, as editors show them; `end` is the column
after the last character, on the same line. Everything that points into a file points with a `Span`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """One stretch of one line: where its first character stands, and the column after its last."""

    line: int
    column: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class SourceFile:
    """A file as it was read: `name` as the user would type it, `text` whole."""

    name: str
    text: str = field(repr=False)

    @property
    def lines(self) -> tuple[str, ...]:
        """The text of every line, without its end."""
        return tuple(_LINE_END.split(self.text))

    def line(self, number: int) -> str:
        """The text of line `number` without its end; empty where there is no such line."""
        starts = _starts(self.text)
        if not 0 < number < len(starts):
            return ""
        return self.text[starts[number - 1] : starts[number]].rstrip("\r\n\x85\u2028\u2029")

    def span(self, start: int, end: int) -> Span:
        """The span of the characters from index `start` up to `end`, cut at the end of the first line."""
        starts = _starts(self.text)
        line = min(bisect_right(starts, start), len(starts) - 1)
        column = start - starts[line - 1] + 1
        stop = starts[line - 1] + len(self.line(line))
        return Span(line, column, max(min(end, stop) - starts[line - 1] + 1, column + 1))


_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What YAML takes for the end of a line; counting otherwise would point at other lines than its parser does."""


@lru_cache(maxsize=4)
def _starts(text: str) -> tuple[int, ...]:
    """The index at which every line begins, and behind them the length of the text and one more."""
    return (0, *(found.end() for found in _LINE_END.finditer(text)), len(text) + 1)
