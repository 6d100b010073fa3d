"""Writes a map as SVG for paper: black, white and one grey, complete in itself.

Invariant: every shape has its colours as attributes, because WeasyPrint applies no style of a document inside an SVG.
The text of a map is as wide as it is said to be or narrower, whatever font the reader has, because widths
are those of a wide one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from party_card.engine.map_projection import Point
from party_card.engine.place_map import PlacePoint
from party_card.frontends.shared.html import Html, element
from party_card.frontends.shared.place_map.drawing import (
    LABEL_PADDING_UNITS,
    LabelRole,
    MapDrawing,
    MapLabel,
    MapMarker,
    clip_base,
)
from party_card.frontends.shared.place_map.layout import layout_map

FONT_SIZES: dict[LabelRole, float] = {
    "here": 19, "named": 16, "other": 16, "region": 16, "water": 16, "far": 16, "scale": 16,
}  # fmt: skip
"""Size of the text of each role, in units of the drawing."""
LINE_HEIGHT_EM = 1.2
LETTER_SPACING_EM = 0.06
SPACED_ROLES = frozenset({"region", "water", "scale"})
_FONTS = "Oswald, 'Arial Narrow', 'Helvetica Neue', Arial, sans-serif"
_LINE = {"fill": "none", "stroke_linejoin": "round"}
_PAINTS: dict[str, dict[str, str]] = {
    "sea": {"fill": "#d4d4d4"},
    "land": {"fill": "#fff", "stroke": "#000", "stroke_width": "0.7"},
    "water": {"fill": "#d4d4d4", "stroke": "#000", "stroke_width": "0.7"},
    "river": {**_LINE, "stroke": "#999", "stroke_width": "0.8"},
    "edge": {"fill": "none", "stroke": "#000", "stroke_width": "2"},
    "plate": {"fill": "#fff"},
    "ring": {"fill": "#fff"},
    "around": {**_LINE, "stroke": "#000", "stroke_width": "2.5", "stroke_dasharray": "5 3"},
    "under": {"stroke": "#fff", "stroke_width": "9"},
    "bar": {"stroke": "#000", "stroke_width": "3"},
    "light": {"font_weight": "400", "letter_spacing": f"{LETTER_SPACING_EM}em"},
    "strong": {"font_weight": "600"},
}
"""The attributes of shapes by their class; others are black."""
_BAR_PARTS = ("under", "bar")
_NARROW, _NARROW_EM = frozenset("fijlrtIJ .,'’-–()"), 0.44
_WIDE, _WIDE_EM = frozenset("mwMW—"), 0.99
_CAPITAL_EM, _OTHER_EM, _FULL_WIDTH_EM = 0.76, 0.64, 1.05


class EstimatedMeasure:
    """Measures text without its font."""

    unit = 1.0

    def width(self, text: str, role: LabelRole) -> float:
        """Returns an upper estimate of the width of a text: that in DejaVu Sans Condensed Bold, the widest in use."""
        spacing_em = LETTER_SPACING_EM if role in SPACED_ROLES else 0.0
        return FONT_SIZES[role] * sum(_estimate_advance_em(character) + spacing_em for character in text)

    def height(self, role: LabelRole) -> float:
        """Returns the height of a line."""
        return FONT_SIZES[role] * LINE_HEIGHT_EM


def _estimate_advance_em(character: str) -> float:
    if character in _NARROW:
        return _NARROW_EM
    if character in _WIDE:
        return _WIDE_EM
    if character.isupper() or character.isdigit():
        return _CAPITAL_EM
    return _OTHER_EM if ord(character) < 0x600 else _FULL_WIDTH_EM


def write_map_svg(
    points: Sequence[PlacePoint], width: float, height: float, name: str, others: Sequence[PlacePoint] = ()
) -> Html | None:
    """Returns a map as an SVG element with an accessible name; None if no place lies on the base."""
    drawing = layout_map(points, width, height, EstimatedMeasure(), others)
    return None if drawing is None else _write_drawing(drawing, name)


def _write_drawing(drawing: MapDrawing, name: str) -> Html:
    shapes = clip_base(drawing.view)
    size = {"width": f"{drawing.width:g}", "height": f"{drawing.height:g}"}
    view_box = f"0 0 {drawing.width:g} {drawing.height:g}"
    scale = drawing.scale_bar
    return element(
        "svg",
        _shape("rect", "sea", **size),
        _path("land", shapes.land, closed=True),
        _path("water", shapes.water, closed=True),
        _path("river", shapes.rivers, closed=False),
        *(_path("arrow", [arrow], closed=True) for arrow in drawing.arrows),
        *(_marker(marker) for marker in drawing.markers),
        *(_label(label) for label in drawing.labels),
        *(_path(name, [((scale[0], scale[2]), (scale[1], scale[2]))], closed=False) for name in _BAR_PARTS if scale),
        _shape("rect", "edge", **size),
        viewBox=view_box, class_="places", role="img", aria_label=name, font_family=_FONTS,
    )  # fmt: skip


def _shape(tag: str, class_: str, **attributes: str) -> Html:
    return element(tag, class_=class_, **attributes, **_PAINTS.get(class_, {}))


def _path(class_: str, lines: Iterable[Sequence[Point]], *, closed: bool) -> Html:
    data = "".join(f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in line)}{'z' if closed else ''}" for line in lines)
    return _shape("path", class_, d=data) if data else Html("")


def _marker(marker: MapMarker) -> Html:
    x, y, r = marker.x, marker.y, marker.radius
    centre = {"cx": f"{x:.1f}", "cy": f"{y:.1f}"}
    match marker.role:
        case "here":
            rings = (("outer", r), ("ring", r * 0.76), ("dot", r * 0.45))
            return Html("".join(_shape("circle", name, r=f"{radius:.1f}", **centre) for name, radius in rings))
        case "around":
            return _shape("circle", "around", r=f"{r:.1f}", **centre)
        case "named":
            return _shape("circle", "place", r=f"{r:.1f}", **centre)
        case "other":
            side = f"{2 * r:.1f}"
            return _shape("rect", "town", x=f"{x - r:.1f}", y=f"{y - r:.1f}", width=side, height=side)


def _label(label: MapLabel) -> Html:
    x, y, width, height = label.frame
    size = FONT_SIZES[label.role]
    baseline = y + height / 2 + size * 0.35
    weight = _PAINTS["light" if label.role in SPACED_ROLES else "strong"]
    position = {"x": f"{x + LABEL_PADDING_UNITS:.1f}", "y": f"{baseline:.1f}"}
    text = element("text", label.text, class_=label.role, font_size=f"{size:g}", **position, **weight)
    if label.role == "water":
        return text
    frame = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{width:.1f}", "height": f"{height:.1f}"}
    return Html(_shape("rect", "plate", **frame) + text)
