"""Proposals: what may repair a file that cannot be read, and the parts of a line that proposals are about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from party_card.content.model_keys import known_keys
from party_card.content.quoting import quote_text
from party_card.diagnostics.diagnostic import Edit
from party_card.diagnostics.source import SourceFile, Span

_MAX_CONTINUATION_LINES = 200
_LINE = re.compile(r"(?P<lead>[ ]*+(?:-[ ]++)*+)(?:(?P<key>[\w-]++):[ ]++)?(?P<value>.+)?\Z", re.DOTALL)


class Repair(NamedTuple):
    """A proposal: the slip as a message with its place, and the edits that undo it.

    `is_safe` if nothing else can have been meant, so that the edits may be applied without asking.
    """

    message: str
    span: Span
    help: str
    edits: tuple[Edit, ...]
    is_safe: bool = True
    code: str = "yaml-syntax"


class BrokenFile(NamedTuple):
    """A file that cannot be read, its lines, and the line (from 0) and column (from 0) of libyaml's error."""

    file: SourceFile
    lines: tuple[str, ...]
    line: int
    column: int
    context_line: int

    def lines_near(self) -> list[int]:
        """Returns the lines on which a slip may be that libyaml notices at the error, the nearest first."""
        above = [number for number in range(min(self.line, len(self.lines) - 1), -1, -1) if self.lines[number].strip()]
        return list(dict.fromkeys([*above[:3], min(self.context_line, len(self.lines) - 1)]))


def indent_of(line: str) -> int:
    """Returns the number of spaces at the beginning of a line."""
    return len(line) - len(line.lstrip(" "))


def match_line(line: str) -> re.Match[str]:
    """Returns the parts of a line: `lead` (spaces and dashes), `key` and `value`."""
    match = _LINE.match(line.rstrip(" \t"))
    assert match is not None  # noqa: S101  # every part is optional
    return match


def last_continuation_line(broken: BrokenFile, line: int) -> int:
    """Returns the last line of the text that begins on `line`: those beneath that are indented deeper than its key."""
    base = len(match_line(broken.lines[line])["lead"])
    last = line
    for number in range(line + 1, min(line + _MAX_CONTINUATION_LINES, len(broken.lines))):
        if broken.lines[number].strip():
            if indent_of(broken.lines[number]) <= base:
                break
            last = number
    return last


def quote_lines(broken: BrokenFile, line: int, start: int, last_line: int) -> tuple[Edit, ...]:
    """Returns the edits that put a text in quotation marks, from column `start` (from 0) to the end of `last_line`."""
    if line == last_line:
        text = broken.lines[line][start:].rstrip()
        return (Edit(Span(line + 1, start + 1, start + len(text) + 1), quote_text(text)),)
    text = "\n".join(broken.lines[line : last_line + 1])
    quote = '"' if '"' not in text and "\\" not in text else "'"
    if quote in text[start:]:
        return ()
    end = len(broken.lines[last_line].rstrip())
    return (
        Edit(Span(line + 1, start + 1, start + 1), quote),
        Edit(Span(last_line + 1, end + 1, end + 1), quote),
    )


def lines_of_text(broken: BrokenFile) -> list[int]:
    """Returns the lines on which a text may begin that goes on to a line near the error."""
    near = broken.lines_near()
    starts: list[int] = []
    for line in near:
        indent = indent_of(broken.lines[line])
        above = range(line - 1, max(line - 40, -1), -1)
        starts += [number for number in above if 0 <= _indent_or_more(broken.lines[number], indent) < indent][:1]
    return list(dict.fromkeys([*near, *starts]))


def _indent_or_more(line: str, indent: int) -> int:
    return indent_of(line) if line.strip() else indent


def iter_text_ends(text: str, start: int) -> Iterator[int]:
    """Yields the columns, from 0, at which a text may end: before another key, before brackets, at the end."""
    for match in re.finditer(r",[ ]+([\w-]++):[ ]", text[start:]):
        if match[1] in known_keys():
            yield start + match.start()
            return
    brackets = len(text) - len(text.rstrip("}] "))
    for column in range(len(text) - brackets, len(text) + 1):
        if column == len(text) or text[column] in "}]":
            yield column


def insert(line: int, column: int, text: str, message: str, help_: str, start: int) -> Repair:
    """Returns the proposal to insert `text` at `column`, for a slip that begins at column `start`, both from 0."""
    edits = (Edit(Span(line + 1, column + 1, column + 1), text),)
    return Repair(message, Span(line + 1, start + 1, column + 1), help_, edits)
