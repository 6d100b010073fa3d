"""Orders text that has letters of both directions (UAX 9). The only module that imports bidi.

Levels are numbers of nested directions, even for left to right and odd for right to left. They are resolved for a
whole paragraph; then each line is reordered by them, from the highest to the lowest odd one (rule L2).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from party_card.engine.page_parts import Line, Run

Direction = Literal["auto", "ltr", "rtl"]
"""The direction of a paragraph; `auto` is that of its first letter with a direction."""

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
"""Begin and end a text that keeps its own order and direction within another."""
_LEVEL = re.compile(r"Level\(\s*(\d+)")


class LevelRun(NamedTuple):
    """A range of text of one level."""

    start: int
    end: int
    level: int


def has_right_to_left(text: str) -> bool:
    """Returns True if any of a text can be written from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def isolate_line(line: Line, context: str) -> Line:
    """Returns a line that keeps its own order within a text from right to left."""
    return (Run(FIRST_STRONG_ISOLATE), *line, Run(POP_ISOLATE)) if has_right_to_left(context) else line


def is_right_to_left(text: str, direction: Direction = "auto") -> bool:
    """Returns True if a paragraph goes from right to left."""
    if direction != "auto" or not has_right_to_left(text):
        return direction == "rtl"
    from bidi import get_base_level  # noqa: PLC0415  # only for those who need it

    return bool(get_base_level(text))


@lru_cache(maxsize=256)
def resolve_levels(text: str, direction: Direction = "auto") -> tuple[int, ...]:
    """Returns the level of each character of a paragraph."""
    is_rtl = is_right_to_left(text, direction)
    if not is_rtl and not has_right_to_left(text):
        return (0,) * len(text)
    from bidi import get_display  # noqa: PLC0415

    # The library returns levels only in its debugging output, one for each byte of UTF-8
    text = text.replace("\n", " ")
    description = str(get_display(text, base_dir="R" if is_rtl else "L", debug=True))
    byte_levels = [int(level) for level in _LEVEL.findall(description.rpartition("\n    levels: [")[2])]
    levels, offset = [], 0
    for character in text:
        levels.append(byte_levels[offset])
        offset += len(character.encode())
    return tuple(levels)


def split_levels(levels: Sequence[int]) -> list[LevelRun]:
    """Returns the runs of equal levels in logical order."""
    runs: list[LevelRun] = []
    for index, level in enumerate(levels):
        if runs and runs[-1].level == level:
            runs[-1] = runs[-1]._replace(end=index + 1)
        else:
            runs.append(LevelRun(index, index + 1, level))
    return runs


def order_visually(levels: Sequence[int]) -> list[int]:
    """Returns the indexes of the items of a line, each with its level, from left to right."""
    order = list(range(len(levels)))
    if not levels:
        return order
    lowest_odd = min((level for level in levels if level % 2), default=max(levels) + 1)
    for threshold in range(max(levels), lowest_odd - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= threshold:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = max(end, start + 1)
    return order


def list_visual_runs(text: str, direction: Direction = "auto") -> list[LevelRun]:
    """Returns the runs of one line of text from left to right."""
    runs = split_levels(resolve_levels(text, direction))
    return [runs[index] for index in order_visually([run.level for run in runs])]
