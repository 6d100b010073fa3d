"""Breaks the text of a field into displayed lines.

Invariant: no line is wider than the field, and every index of the text is in exactly one line.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import TextRole


@dataclass(frozen=True, slots=True)
class VisualLine:
    """A displayed line: the range of the text in it, and its distance below the first line."""

    start: int
    end: int
    y: float


def wrap_text(style: TextStyle, text: str, role: TextRole, width: float, leading: int) -> list[VisualLine]:
    """Breaks text into lines no wider than `width`: after spaces, or inside a word that no line can hold."""
    font, measure = style.font(role), style.shaper.measure
    lines: list[VisualLine] = []
    start = 0

    def add_line(end: int) -> None:
        nonlocal start
        lines.append(VisualLine(start, end, float(len(lines) * leading)))
        start = end

    for paragraph in text.split("\n"):
        paragraph_end = start + len(paragraph)
        index = start
        while index < paragraph_end:
            space_index = text.find(" ", index, paragraph_end)
            word_end = paragraph_end if space_index < 0 else space_index + 1
            if measure(text[start:word_end].rstrip(" "), font) <= width:
                index = word_end
            elif index > start:
                add_line(index)
            else:  # one word, wider than the field
                ends = range(start + 1, word_end)
                fitting_count = bisect_right(ends, width, key=lambda end: measure(text[start:end], font))
                index = max(start + fitting_count, start + 1)
                add_line(index)
        add_line(paragraph_end)
        start = paragraph_end + 1
    return lines
