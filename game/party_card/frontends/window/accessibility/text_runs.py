"""The text of a field for screen readers: lines as text runs, and the position of the caret in them.

Invariant: the runs together are the text, to the letter; a line break belongs to the line that it ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from party_card.frontends.window.toolkit.box import EditableText

_WORDS = re.compile(r"\s*\S+\s*|\s+")


@dataclass(frozen=True, slots=True)
class AccessTextRun:
    """A line: its text, the length of each character in bytes of UTF-8 and of each word in characters.

    `start` is the index of its first character in the text of the field.
    """

    text: str
    character_byte_lengths: tuple[int, ...]
    word_lengths: tuple[int, ...]
    start_index: int


def build_text_runs(field: EditableText) -> tuple[AccessTextRun, ...]:
    """Returns the lines of a field, at least one."""
    text = field.text
    starts = [min(start, len(text)) for start in field.line_starts] if not field.composing else [0]
    runs = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        line = text[start:end]
        word_lengths = tuple(len(word) for word in _WORDS.findall(line))
        runs.append(AccessTextRun(line, tuple(len(char.encode()) for char in line), word_lengths, start))
    return tuple(runs)


def locate_index(runs: tuple[AccessTextRun, ...], index: int) -> tuple[int, int]:
    """Returns the number of the run that holds an index of the text, and the offset in that run."""
    number = max((number for number, run in enumerate(runs) if run.start_index <= index), default=0)
    return number, index - runs[number].start_index
