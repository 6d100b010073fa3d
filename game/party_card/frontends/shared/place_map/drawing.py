"""Defines the drawing of a map: its view, and the signs and texts to draw on it; and cuts the base to a view.

Invariant: plain data in the units of a front end, with roles in place of colours and fonts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from party_card.engine.map_projection import Point
from party_card.frontends.shared.place_map.base_map import load_base_map
from party_card.frontends.shared.place_map.clipping import clip_line, clip_outline
from party_card.frontends.shared.place_map.view import MapView

LabelRole = Literal["here", "named", "other", "region", "water", "far", "scale"]
MarkerRole = Literal["here", "around", "named", "other"]
LABEL_PADDING_UNITS = 3.0
"""The space between a name and the edges of its frame."""


class TextMeasure(Protocol):
    """Measures the text of a front end; `unit` is the size of a unit of the design in its units."""

    unit: float

    def width(self, text: str, role: LabelRole) -> float:
        """Returns the width of a text on one line."""

    def height(self, role: LabelRole) -> float:
        """Returns the height of a line."""


class Frame(NamedTuple):
    """A rectangle of the drawing."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Frame) -> bool:
        """Returns True if two rectangles share an area."""
        is_apart_x = self.x >= other.x + other.width or other.x >= self.x + self.width
        return not is_apart_x and self.y < other.y + other.height and other.y < self.y + self.height

    def contains(self, x: float, y: float) -> bool:
        """Returns True if a point lies inside."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height


class MapLabel(NamedTuple):
    """A text in its frame, which is filled with the colour of land (of water, for the name of a sea)."""

    text: str
    frame: Frame
    role: LabelRole


class MapMarker(NamedTuple):
    """The sign of a place, at its position."""

    x: float
    y: float
    radius: float
    role: MarkerRole


@dataclass(frozen=True)
class BaseShapes:
    """The part of the base that a view shows, in the units of its drawing."""

    land: tuple[tuple[Point, ...], ...]
    water: tuple[tuple[Point, ...], ...]
    rivers: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True)
class MapDrawing:
    """A map to draw: the view of the base, signs and texts. `arrows` are triangles at the edge.

    `scale_bar` are its left end, right end and height.
    """

    view: MapView
    markers: tuple[MapMarker, ...]
    labels: tuple[MapLabel, ...]
    arrows: tuple[tuple[Point, Point, Point], ...]
    scale_bar: tuple[float, float, float] | None

    @property
    def width(self) -> float:
        """The width of the drawing."""
        return self.view.width

    @property
    def height(self) -> float:
        """The height of the drawing."""
        return self.view.height


def clip_base(view: MapView) -> BaseShapes:
    """Returns the part of the base in a view."""
    base = load_base_map()
    width, height = view.width - 1, view.height - 1  # a line on the last pixel would lie outside

    def clip_outlines(outlines: Sequence[Sequence[Point]]) -> tuple[tuple[Point, ...], ...]:
        clipped = (clip_outline(view.list_in_view(outline), width, height) for outline in outlines)
        return tuple(outline for outline in clipped if len(outline) > 2)

    rivers = (part for line in base.rivers for part in clip_line(view.list_in_view(line), width, height))
    return BaseShapes(clip_outlines(base.land), clip_outlines(base.water), tuple(rivers))
