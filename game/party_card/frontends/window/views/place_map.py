"""Lays out the map of places: land, rivers and seas as flat shapes, with the signs and names of places.

Invariant: what a sign means is in its shape: a target is where the player is, a disc a place that is named, a square
any other. For screen readers the map is one picture, named by the sentences that say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import cos, pi, sin

from pygame import Rect

from party_card.engine.place_map import PlaceMap, PlacePoint
from party_card.engine.place_words import HEADING, list_place_sentences, name_picture
from party_card.frontends.shared.place_map.drawing import (
    LABEL_PADDING_UNITS,
    LabelRole,
    MapDrawing,
    MapLabel,
    MapMarker,
    clip_base,
)
from party_card.frontends.shared.place_map.layout import layout_map
from party_card.frontends.shared.place_map.view import MapView
from party_card.frontends.window.toolkit.box import Box
from party_card.frontends.window.toolkit.fonts import FontSpec
from party_card.frontends.window.toolkit.mirroring import keep_direction
from party_card.frontends.window.toolkit.primitives import (
    Circle,
    FillRect,
    Line,
    Mark,
    Polygon,
    StrokeRect,
    translate_marks,
)
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.styled_text import StyledSpan
from party_card.frontends.window.toolkit.theme import Colour
from party_card.localization import gettext

_SIZES: dict[LabelRole, float] = {"here": 19.0}
_DEFAULT_SIZE = 16.0
_LINE_HEIGHT_EM = 1.25
_LIGHT_ROLES = frozenset({"region", "water", "scale"})


class _StyleMeasure:
    """Measures names in the font of the window."""

    def __init__(self, style: TextStyle) -> None:
        self._style, self.unit = style, style.unit

    def font(self, role: LabelRole) -> FontSpec:
        """Returns the font of a role."""
        font = self._style.font("meta" if role in _LIGHT_ROLES else "key")
        size = _SIZES.get(role, _DEFAULT_SIZE) * self.unit
        tracking = 0.1 if role in ("region", "water") else font.tracking
        return font._replace(size=round(size, 2), tracking=tracking)

    def width(self, text: str, role: LabelRole) -> float:
        """Returns the width of a name in pixels."""
        return self._style.shaper.measure(text, self.font(role))

    def height(self, role: LabelRole) -> float:
        """Returns the height of a line in pixels."""
        return _SIZES.get(role, _DEFAULT_SIZE) * self.unit * _LINE_HEIGHT_EM


MIN_WIDTH_UNITS, MIN_HEIGHT_UNITS = 250, 140
"""The least size of a map; where there is less room, the sentences stand alone."""
_PROPORTION = 0.54


def map_height(width: int) -> int:
    """Returns the height of a map of this width, where there is room."""
    return round(width * _PROPORTION)


def layout_map_of_page(style: TextStyle, place_map: PlaceMap, width: int, height: int) -> list[Box]:
    """Lays out a heading, the map of a page, and the sentence on where the player is; just that sentence without room.

    The other sentences are in the accessible name of the map, and in its dialog.
    """
    first, *others = list_place_sentences(place_map)
    if width >= style.px(MIN_WIDTH_UNITS) and height >= style.px(MIN_HEIGHT_UNITS):
        name = " ".join(others if place_map.here is not None else (first, *others)) or name_picture(place_map.points)
        picture = layout_place_map(style, place_map.points, width, height, name)
        if picture is not None:
            heading = style.layout_label(gettext(HEADING), width, "label", "accent", box_role="heading")
            return [
                heading,
                *([style.layout_label(first, width, "note")] if place_map.here is not None else []),
                picture,
            ]
    return [style.layout_label(first, width, "note", "soft")]


@keep_direction
def layout_place_map(
    style: TextStyle, points: Sequence[PlacePoint], width: int, height: int, name: str,
    others: Sequence[PlacePoint] = (),
) -> Box | None:  # fmt: skip
    """Lays out a map of this size in pixels; None if none of the places is on the base."""
    measure = _StyleMeasure(style)
    drawing = layout_map(points, width, height, measure, others)
    if drawing is None:
        return None
    marks: list[Mark] = [FillRect(Rect(0, 0, width, height), "bar"), *_draw_base(drawing.view, style.unit)]
    marks += [Polygon(arrow, "poster") for arrow in drawing.arrows]
    for marker in drawing.markers:
        marks += _draw_marker(marker)
    for label in drawing.labels:
        marks += _draw_label(style, measure, label)
    marks += _draw_scale_bar(style, drawing)
    marks.append(StrokeRect(Rect(0, 0, width, height), "ink", style.px(2)))
    return Box(width, height, tuple(marks), role="image", name=name)


@lru_cache(maxsize=16)
def _draw_base(view: MapView, unit: float) -> tuple[Mark, ...]:
    shapes = clip_base(view)
    marks: list[Mark] = [Polygon(_round(outline), "sand", "faint") for outline in shapes.land]
    marks += [Polygon(_round(outline), "bar", "faint") for outline in shapes.water]
    for line in shapes.rivers:
        marks += [Line(start, end, "rule", max(1, unit)) for start, end in pairwise(line)]
    return tuple(marks)


def _round(outline: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    return tuple((round(x, 1), round(y, 1)) for x, y in outline)


def _draw_marker(marker: MapMarker) -> list[Mark]:
    x, y, r = marker.x, marker.y, marker.radius
    match marker.role:
        case "here":
            shares: tuple[tuple[float, Colour], ...] = ((1, "ink"), (0.76, "sand"), (0.45, "poster"))
            return [Circle(x, y, r * share, colour) for share, colour in shares]
        case "around":
            return _draw_dashed_ring(x, y, r)
        case "named":
            return [Circle(x, y, r, "ink"), Circle(x, y, r * 0.7, "poster")]
        case "other":
            return [FillRect(Rect(round(x - r), round(y - r), round(2 * r), round(2 * r)), "ink")]


def _draw_dashed_ring(x: float, y: float, radius: float) -> list[Mark]:
    """Returns a ring of dashes, each of a few short lines."""
    dashes, parts = 12, 3
    step = 2 * pi / dashes
    ends = [[start * step + n * step * 0.6 / parts for n in range(parts + 1)] for start in range(dashes)]
    return [
        Line(
            (x + radius * cos(a), y + radius * sin(a)),
            (x + radius * cos(b), y + radius * sin(b)),
            "accent",
            max(2, radius / 6),
        )
        for angles in ends
        for a, b in pairwise(angles)
    ]


def _draw_label(style: TextStyle, measure: _StyleMeasure, label: MapLabel) -> list[Mark]:
    frame = label.frame
    colour: Colour = "on_bar_soft" if label.role == "water" else "ink"
    span = StyledSpan(label.text, measure.font(label.role), colour)
    text = style.layout_spans([span], frame.width + style.px(40), "key")
    padding = LABEL_PADDING_UNITS * style.unit
    dy = frame.y + (frame.height - text.height) / 2
    marks: list[Mark] = []
    if label.role != "water":
        plate = Rect(round(frame.x), round(frame.y), round(frame.width), round(frame.height))
        marks.append(FillRect(plate, "sand"))
    return [*marks, *translate_marks(text.marks, frame.x + padding - text.left, dy)]


def _draw_scale_bar(style: TextStyle, drawing: MapDrawing) -> list[Mark]:
    if drawing.scale_bar is None:
        return []
    left, right, y = drawing.scale_bar
    height = style.px(3)
    back = Rect(round(left - style.px(2)), round(y - height), round(right - left + style.px(4)), height + style.px(4))
    return [FillRect(back, "sand"), FillRect(Rect(round(left), round(y - height), round(right - left), height), "ink")]
