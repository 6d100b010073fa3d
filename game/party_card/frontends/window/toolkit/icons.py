"""Draws the icons of grades, and other small marks.

Invariant: a grade is shown by its word, its icon and its frame, never by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, pi, sin

from pygame import Rect

from party_card.content.models import Grade
from party_card.frontends.window.toolkit.primitives import Circle, FillRect, Mark, Polygon, StrokeRect
from party_card.frontends.window.toolkit.theme import Colour


def make_grade_icon(grade: Grade, x: float, y: float, r: float, colour: Colour) -> tuple[Mark, ...]:
    """Returns the icon of a grade around a centre: disc, half disc, ring, two wedges facing each other, square."""
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


def make_grade_tag(grade: Grade, rect: Rect, unit: float) -> tuple[Mark, ...]:
    """Returns the frame and icon of a grade tag; the paragraph sets its word. `unit` is in pixels."""
    colour: Colour = "accent" if grade == "documented" else "soft"
    dash = round(4 * unit) if grade in ("rumoured", "contested") else 0
    return (
        StrokeRect(rect, colour, max(1, round(unit)), dash),
        *make_grade_icon(grade, rect.left + 11 * unit, rect.centery, 3.6 * unit, colour),
    )


def make_arrow(x: float, y: float, w: float, h: float, colour: Colour, right: bool = True) -> Polygon:
    """Returns a wedge that points right or left."""
    if right:
        return Polygon(((x, y), (x + w, y + h / 2), (x, y + h)), colour)
    return Polygon(((x + w, y), (x, y + h / 2), (x + w, y + h)), colour)


def make_dotted_underline(rects: Iterable[Rect], unit: float) -> list[FillRect]:
    """Returns the dotted line below words that have a glossary entry. `unit` is in pixels."""
    dot, step = max(1, round(1.6 * unit)), max(3, round(4 * unit))
    return [
        FillRect(Rect(x, rect.bottom - dot, dot, dot), "soft")
        for rect in rects
        for x in range(rect.left + 2, rect.right - 2, step)
    ]
