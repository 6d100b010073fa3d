"""Draws the icons of grades, and other small marks.

Invariant: a grade is shown by its word, its icon and its frame, never by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, pi, sin
from typing import TYPE_CHECKING

from pygame import Rect

from party_card.frontends.window.toolkit.primitives import Circle, FillRect, Line, Mark, Polygon, StrokeRect

if TYPE_CHECKING:
    from party_card.content.models import Grade
    from party_card.frontends.window.toolkit.theme import Colour


def make_grade_icon(grade: Grade, x: float, y: float, radius: float, colour: Colour) -> tuple[Mark, ...]:
    """Returns the icon of a grade around a centre: disc in a ring, disc, half disc, ring, two wedges, square."""
    line = max(1, round(radius * 0.34))
    match grade:
        case "corroborated":
            return (Circle(x, y, radius, colour, max(1, round(radius * 0.24))), Circle(x, y, radius * 0.55, colour))
        case "documented":
            return (Circle(x, y, radius, colour),)
        case "reported":
            half_disc = tuple((x + radius * cos(a * pi / 12), y + radius * sin(a * pi / 12)) for a in range(6, 19))
            return (Circle(x, y, radius, colour, line), Polygon(half_disc, colour))
        case "rumoured":
            return (Circle(x, y, radius, colour, line),)
        case "contested":
            gap = radius * 0.18
            return (
                Polygon(((x - radius, y - radius), (x - gap, y), (x - radius, y + radius)), colour),
                Polygon(((x + radius, y - radius), (x + gap, y), (x + radius, y + radius)), colour),
            )
        case "judgement":
            size = round(radius * 1.8)
            return (FillRect(Rect(round(x - size / 2), round(y - size / 2), size, size), colour),)


def make_grade_tag(grade: Grade, rect: Rect, unit: float) -> tuple[Mark, ...]:
    """Returns the frame and icon of a grade tag; the paragraph sets its word. `unit` is in pixels."""
    colour: Colour = "accent" if grade in ("corroborated", "documented") else "soft"
    dash = round(4 * unit) if grade in ("rumoured", "contested") else 0
    return (
        StrokeRect(rect, colour, max(1, round(unit)), dash),
        *make_grade_icon(grade, rect.left + 11 * unit, rect.centery, 3.6 * unit, colour),
    )


def make_arrow(x: float, y: float, w: float, h: float, colour: Colour, points_right: bool = True) -> Polygon:
    """Returns a wedge that points right or left."""
    if points_right:
        return Polygon(((x, y), (x + w, y + h / 2), (x, y + h)), colour)
    return Polygon(((x + w, y), (x, y + h / 2), (x + w, y + h)), colour)


def make_tick(x: float, y: float, size: float, colour: Colour) -> tuple[Line, Line]:
    """Returns a tick in a square of `size` pixels."""
    corner, width = (x + size * 0.36, y + size * 0.86), size * 0.2
    return (
        Line((x + size * 0.06, y + size * 0.54), corner, colour, width),
        Line(corner, (x + size * 0.94, y + size * 0.12), colour, width),
    )


def make_dotted_underline(rects: Iterable[Rect], unit: float) -> list[FillRect]:
    """Returns the dotted line below words that have a glossary entry. `unit` is in pixels."""
    dot, step = max(1, round(1.6 * unit)), max(3, round(4 * unit))
    return [
        FillRect(Rect(x, rect.bottom - dot, dot, dot), "soft")
        for rect in rects
        for x in range(rect.left + 2, rect.right - 2, step)
    ]
