"""The lines of a field: where its text breaks.

Law: no line is wider than the field, and every place of the text is in exactly one line.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Role


@dataclass(frozen=True, slots=True)
class VisualLine:
    """A line of a field as it is shown: which part of the text, and how far below the first baseline."""

    start: int
    end: int
    y: float


def wrap(style: TextStyle, text: str, role: Role, width: float, leading: int) -> list[VisualLine]:
    """Text in lines no wider than `width`: broken behind spaces, and inside a word that no line could hold."""
    type_, measure = style.font(role), style.engine.measure
    made: list[VisualLine] = []
    start = 0

    def flush(end: int) -> None:
        nonlocal start
        made.append(VisualLine(start, end, float(len(made) * leading)))
        start = end

    for paragraph in text.split("\n"):
        stop = start + len(paragraph)
        at = start
        while at < stop:
            space = text.find(" ", at, stop)
            end = stop if space < 0 else space + 1
            if measure(text[start:end].rstrip(" "), type_) <= width:
                at = end
            elif at > start:
                flush(at)
            else:  # one word, wider than the field
                many = range(start + 1, end)
                fits = bisect_right(many, width, key=lambda n: measure(text[start:n], type_))
                at = max(start + fits, start + 1)
                flush(at)
        made.append(VisualLine(start, stop, float(len(made) * leading)))
        start = stop + 1
    return made
