"""Source files and spans in them.

Invariant: lines and columns count from 1 and columns count characters, as editors show them; `end` is the column
after the last character, on the same line. Everything that points into a file points with a `Span`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import field
from functools import lru_cache

from party_card.frozen_dataclass import frozen_dataclass


@frozen_dataclass(order=True)
class Span:
    """A range of characters on one line: the column of the first, and the column after the last."""

    line: int
    column: int
    end: int


@frozen_dataclass(eq=False)
class SourceFile:
    """A text file: `name` as the user would type it, `text` with the line ends of the file."""

    name: str
    text: str = field(repr=False)

    @property
    def lines(self) -> tuple[str, ...]:
        """The text of every line, without its line end."""
        return tuple(_LINE_END.split(self.text))

    def line(self, number: int) -> str:
        """Returns the text of line `number` without its line end; empty if there is no such line."""
        starts = _line_starts(self.text)
        if not 0 < number < len(starts):
            return ""
        return self.text[starts[number - 1] : starts[number]].rstrip("\r\n")

    def span(self, start: int, end: int) -> Span:
        """Returns the span of the characters from index `start` up to `end`, cut at the end of the first line."""
        starts = _line_starts(self.text)
        line = min(bisect_right(starts, start), len(starts) - 1)
        column = start - starts[line - 1] + 1
        line_end = starts[line - 1] + len(self.line(line))
        return Span(line, column, max(min(end, line_end) - starts[line - 1] + 1, column + 1))


_LINE_END = re.compile("\r\n|[\n\r]")
"""The line ends of editors; YAML has more, which the loader hides from its parser."""


@lru_cache(maxsize=4)
def _line_starts(text: str) -> tuple[int, ...]:
    """Returns the index at which every line begins, and after them the length of the text plus one."""
    return (0, *(match.end() for match in _LINE_END.finditer(text)), len(text) + 1)
