"""Defines the items of a display list: drawing primitives, as plain data in pixels.

Invariant: colours are roles, so that another theme only needs another drawing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from pygame import Rect

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.fonts import FontSpec
    from party_card.frontends.window.toolkit.theme import Colour


class TextRun(NamedTuple):
    """Text in one font. `x` is its left edge, `y` its baseline.

    `joins_previous` is True if no space separates it from the run before, even if that ends another line.
    """

    x: float
    y: float
    text: str
    font: FontSpec
    colour: Colour
    joins_previous: bool = False


class FillRect(NamedTuple):
    """A filled rectangle."""

    rect: Rect
    colour: Colour


class StrokeRect(NamedTuple):
    """A frame drawn inside its rectangle; `dash` is the length of a dash, 0 for a solid line."""

    rect: Rect
    colour: Colour
    width: int
    dash: int = 0


class Polygon(NamedTuple):
    """A filled polygon; its edge is a thin line of the colour `outline`, or of its own."""

    points: tuple[tuple[float, float], ...]
    colour: Colour
    outline: Colour | None = None


class Line(NamedTuple):
    """An antialiased line of any slope."""

    a: tuple[float, float]
    b: tuple[float, float]
    colour: Colour
    width: float


class Circle(NamedTuple):
    """A disc, or a ring if `width` is not 0."""

    x: float
    y: float
    radius: float
    colour: Colour
    width: int = 0


class Image(NamedTuple):
    """A picture that covers its rectangle; it is cropped so that the point `anchor` (0 to 1) stays in view.

    One that `can_turn` is mirrored with the screen; then it `is_turned`.
    """

    path: str
    rect: Rect
    anchor: tuple[float, float] = (0.5, 0.5)
    can_turn: bool = False
    is_turned: bool = False


Mark = TextRun | FillRect | StrokeRect | Polygon | Line | Circle | Image


def translate_mark(mark: Mark, dx: float, dy: float) -> Mark:
    """Returns a mark moved by (dx, dy)."""
    match mark:
        case TextRun(x, y, text, font, colour, joins_previous):  # most marks by far, and `_replace` is slow
            return TextRun(x + dx, y + dy, text, font, colour, joins_previous)
        case FillRect(rect, colour):
            return FillRect(rect.move(round(dx), round(dy)), colour)
        case StrokeRect(rect) | Image(_, rect):
            return mark._replace(rect=rect.move(round(dx), round(dy)))
        case Polygon(points):
            return mark._replace(points=tuple((x + dx, y + dy) for x, y in points))
        case Line(a, b):
            return mark._replace(a=(a[0] + dx, a[1] + dy), b=(b[0] + dx, b[1] + dy))
        case Circle(x, y):
            return mark._replace(x=x + dx, y=y + dy)


def translate_marks(marks: Iterable[Mark], dx: float, dy: float) -> tuple[Mark, ...]:
    """Returns marks moved by (dx, dy), to put a small drawing into a larger box."""
    return tuple(translate_mark(mark, dx, dy) for mark in marks)
