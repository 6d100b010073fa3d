"""The text of a field for screen readers: lines as text runs, and the position of the caret in them.

Invariant: the runs together are the text, to the letter; a line break belongs to the line that it ends. A character
of a run is what readers see as one letter (a grapheme cluster), so that none is read in parts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from party_card.frontends.window.toolkit.bidi import is_right_to_left
from party_card.frontends.window.toolkit.graphemes import list_boundaries, split_graphemes
from party_card.frozen_dataclass import frozen_dataclass

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.box import EditableText

_WORDS = re.compile(r"\s*\S+\s*|\s+")


@frozen_dataclass
class AccessTextRun:
    """A line: its text, the length of each character in bytes of UTF-8 and of each word in characters.

    `start` is the index of its first character in the text of the field.
    """

    text: str
    character_byte_lengths: tuple[int, ...]
    word_lengths: tuple[int, ...]
    start_index: int
    is_right_to_left: bool = False


def build_text_runs(field: EditableText) -> tuple[AccessTextRun, ...]:
    """Returns the lines of a field, at least one."""
    text = field.text
    starts = [min(start, len(text)) for start in field.line_starts] if not field.composing else [0]
    runs = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        line = text[start:end]
        letters = split_graphemes(line)
        byte_lengths = tuple(len(letter.encode()) for letter in letters)
        pattern = "".join(" " if letter.isspace() else "x" for letter in letters)
        word_lengths = tuple(len(word) for word in _WORDS.findall(pattern))
        paragraph = text[text.rfind("\n", 0, start) + 1 :].partition("\n")[0]
        runs.append(AccessTextRun(line, byte_lengths, word_lengths, start, is_right_to_left(paragraph)))
    return tuple(runs)


def locate_index(runs: tuple[AccessTextRun, ...], index: int) -> tuple[int, int]:
    """Returns the number of the run that holds an index of the text, and the offset in that run."""
    number = max((number for number, run in enumerate(runs) if run.start_index <= index), default=0)
    return number, bisect_right(list_boundaries(runs[number].text), index - runs[number].start_index) - 1
