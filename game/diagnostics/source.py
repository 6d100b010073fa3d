"""A text file and places in it.

Law: lines and columns count from 1 and columns count characters, as editors show them; `end` is the column
after the last character, on the same line. Everything that points into a file points with a `Span`.
"""

from __future__ import annotations

from dataclasses import dataclass, field


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

    def line(self, number: int) -> str:
        """The text of line `number` without its end; empty where there is no such line."""
        lines = self.text.split("\n")
        return lines[number - 1].rstrip("\r") if 0 < number <= len(lines) else ""

    def span(self, start: int, end: int) -> Span:
        """The span of the characters from index `start` up to `end`, cut at the end of the first line."""
        begin = self.text.rfind("\n", 0, start) + 1
        stop = self.text.find("\n", start)
        stop = len(self.text) if stop < 0 else stop
        column = start - begin + 1
        return Span(self.text.count("\n", 0, start) + 1, column, max(min(end, stop) - begin + 1, column + 1))
