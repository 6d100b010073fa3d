"""The grades' words and shapes, and other small drawings.

Law: a grade is told by its word, its sign and its frame, never by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, pi, sin

from pygame import Rect

from party_card.content.models import Grade
from party_card.frontends.window.toolkit.primitives import Circle, FillRect, Mark, Polygon, StrokeRect
from party_card.frontends.window.toolkit.theme import Colour

GRADE_WORDS: dict[Grade, str] = {
    "documented": "documented",
    "reported": "reported",
    "rumoured": "rumoured",
    "contested": "contested",
    "judgement": "the author’s judgement",
}
GRADE_MEANINGS: dict[Grade, str] = {
    "documented": "The source gives it as fact and names its evidence.",
    "reported": "Somebody said so; the source passes it on.",
    "rumoured": "It was talked about. The source does not vouch for it.",
    "contested": "Accounts differ.",
    "judgement": "The author’s own reading of the evidence.",
}


def grade_icon(grade: Grade, x: float, y: float, r: float, colour: Colour) -> tuple[Mark, ...]:
    """The shape of a grade around a centre: full disc, half disc, ring, two wedges that face each other, square."""
    line = max(1, round(r * 0.34))
    match grade:
        case "documented":
            return (Circle(x, y, r, colour),)
        case "reported":
            half = tuple((x + r * cos(a * pi / 12), y + r * sin(a * pi / 12)) for a in range(6, 19))
            return (Circle(x, y, r, colour, line), Polygon(half, colour))
        case "rumoured":
            return (Circle(x, y, r, colour, line),)
        case "contested":
            gap = r * 0.18
            return (
                Polygon(((x - r, y - r), (x - gap, y), (x - r, y + r)), colour),
                Polygon(((x + r, y - r), (x + gap, y), (x + r, y + r)), colour),
            )
        case "judgement":
            side = round(r * 1.8)
            return (FillRect(Rect(round(x - side / 2), round(y - side / 2), side, side), colour),)


def grade_tag_marks(grade: Grade, rect: Rect, unit: float) -> tuple[Mark, ...]:
    """The frame and sign of a grade; its word is set by the line it stands in."""
    colour: Colour = "accent" if grade == "documented" else "soft"
    dash = 0 if grade in ("documented", "judgement") else round(4 * unit)
    if grade == "reported":
        dash = 0
    return (
        StrokeRect(rect, colour, max(1, round(unit)), dash),
        *grade_icon(grade, rect.left + 11 * unit, rect.centery, 3.6 * unit, colour),
    )


def arrow(x: float, y: float, w: float, h: float, colour: Colour, right: bool = True) -> Polygon:
    """A small wedge."""
    if right:
        return Polygon(((x, y), (x + w, y + h / 2), (x, y + h)), colour)
    return Polygon(((x + w, y), (x, y + h / 2), (x + w, y + h)), colour)


def dotted_underline(rects: Iterable[Rect], unit: float) -> list[FillRect]:
    """The line under a word that has an entry: dots, where the mark of a note is a figure and a pressed link a line."""
    dot, step = max(1, round(1.6 * unit)), max(3, round(4 * unit))
    return [
        FillRect(Rect(x, rect.bottom - dot, dot, dot), "soft")
        for rect in rects
        for x in range(rect.left + 2, rect.right - 2, step)
    ]
