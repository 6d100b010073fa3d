"""Breaks the text of a field into displayed lines.

Invariant: no line is wider than the field, and every index of the text is in exactly one line.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from party_card.frontends.window.toolkit.bidi import Direction, has_right_to_left, is_right_to_left
from party_card.frontends.window.toolkit.graphemes import has_unspaced_script, list_boundaries, split_unspaced
from party_card.frontends.window.toolkit.mirroring import find_base_direction, is_mirrored
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import TextRole
from party_card.frozen_dataclass import frozen_dataclass


@frozen_dataclass
class VisualLine:
    """A displayed line: the range of the text in it, its distance below the first line, and its direction."""

    start: int
    end: int
    y: float
    direction: Direction = "auto"


def wrap_text(style: TextStyle, text: str, role: TextRole, width: float, leading: int) -> list[VisualLine]:
    """Breaks text into lines no wider than `width`.

    A line breaks after spaces, between the letters of scripts without spaces, or inside a word that no line can hold.
    """
    font, measure = style.font(role), style.shaper.measure
    lines: list[VisualLine] = []
    start, direction = 0, find_direction("")

    def add_line(end: int) -> None:
        nonlocal start
        lines.append(VisualLine(start, end, float(len(lines) * leading), direction))
        start = end

    for paragraph in text.split("\n"):
        paragraph_end = start + len(paragraph)
        index = start
        direction = find_direction(paragraph)
        for word_end in _list_word_ends(paragraph, start):
            while index < word_end:
                if measure(text[start:word_end].rstrip(" "), font) <= width:
                    index = word_end
                elif index > start:
                    add_line(index)
                else:  # one word, wider than the field
                    ends = [start + end for end in list_boundaries(text[start:word_end])[1:-1]] or [word_end]
                    fitting_count = bisect_right(ends, width, key=lambda end: measure(text[start:end], font))
                    index = ends[max(fitting_count - 1, 0)]
                    add_line(index)
        add_line(paragraph_end)
        start = paragraph_end + 1
    return lines


def find_direction(paragraph: str) -> Direction:
    """Returns the direction of a paragraph; `auto` if it has no letters from right to left.

    One without letters is as the interface, so that writing begins at its side.
    """
    if not paragraph and is_mirrored():
        return "rtl"
    if not has_right_to_left(paragraph):
        return "auto"
    return "rtl" if is_right_to_left(paragraph, find_base_direction(paragraph)) else "ltr"


def _list_word_ends(paragraph: str, start: int) -> list[int]:
    """Returns the indexes at which a line may end, in a paragraph that begins at the index `start`."""
    words = [f"{word} " for word in paragraph.split(" ")]
    words[-1] = words[-1][:-1]
    if has_unspaced_script(paragraph):
        words = [part for word in words for part in split_unspaced(word)]
    return list(accumulate(map(len, words), initial=start))[1:]
