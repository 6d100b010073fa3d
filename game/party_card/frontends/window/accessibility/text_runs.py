"""A field as screen readers want it: its lines as runs of text, and where the caret is among them.

Law: the runs together are the text, to the letter; a line break belongs to the line that it ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from party_card.frontends.window.toolkit.widgets.text_field import TextField

_WORDS = re.compile(r"\s*\S+\s*|\s+")


@dataclass(frozen=True, slots=True)
class AccessTextRun:
    """A line: its text, the length of each letter in bytes of UTF-8, of each word in letters, and its first place."""

    text: str
    letters: tuple[int, ...]
    words: tuple[int, ...]
    start: int


def runs(field: TextField) -> tuple[AccessTextRun, ...]:
    """The lines of a field, at least one."""
    text = field.text
    starts = [min(row.start, len(text)) for row in field.visual_lines] if not field.composing else [0]
    made = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        line = text[start:end]
        words = tuple(len(word) for word in _WORDS.findall(line))
        made.append(AccessTextRun(line, tuple(len(letter.encode()) for letter in line), words, start))
    return tuple(made)


def place(lines: tuple[AccessTextRun, ...], index: int) -> tuple[int, int]:
    """The number of the line that holds a place of the text, and the place in it."""
    n = max((n for n, line in enumerate(lines) if line.start <= index), default=0)
    return n, index - lines[n].start
