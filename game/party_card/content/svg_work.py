"""Estimates how long a renderer takes to draw a picture, before it is drawn.

Invariant: the estimate is an upper bound. Renderers sort the edges of a shape anew on each line of pixels, so what
costs is the area of the shapes, the edges that meet one line, and the chords of round joins, seen or not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import sqrt

from party_card.content.svg_nodes import SHAPE_ATTRIBUTES, DrawnNode, SvgFault
from party_card.content.svg_paths import (
    IDENTITY,
    MAX_COORDINATE,
    Matrix,
    Point,
    Segment,
    SvgValueError,
    make_ellipse,
    make_polygon,
    parse_length,
    parse_numbers,
    parse_path,
    trace_path,
)
from party_card.diagnostics.words import backquote

KEYWORDS = ("none", "auto", "inherit", "initial", "unset", "context-stroke")
"""Values that stand for no length."""
MAX_DISTANCE_RATIO = 100
"""Nothing may lie farther out than this many times the longer side of the picture."""
MAX_DASHES = 10_000
"""The most dashes of a picture."""
MAX_LAYERS = 250
"""How many times the shapes of a picture may cover its whole area; a gradient counts three times."""
MAX_EDGE_STEPS = 2_000_000_000
"""The most steps that ordering the edges of the shapes on each line of pixels may take."""
_NOMINAL_PIXELS = 1_000_000
"""The size at which steps are counted."""
_STEPS_PER_CHORD = 1_000
_BAND_COUNT = 64
"""Into how many bands the picture is divided to count the edges that meet one line of pixels."""


class WorkEstimate:
    """Counts the steps that a renderer takes at `_NOMINAL_PIXELS`; an upper bound, not a measurement."""

    def __init__(self, size: tuple[float, float]) -> None:
        self.width, self.height = size
        self.diagonal = sqrt(self.width**2 + self.height**2)
        self.max_distance = min(MAX_COORDINATE, MAX_DISTANCE_RATIO * max(size))
        self.pixels_per_unit = sqrt(_NOMINAL_PIXELS / (self.width * self.height))
        self.is_exceeded = False
        self._dashes = self._layers = self._edge_steps = 0.0

    def make_distance_fault(self, drawn: DrawnNode, key: str) -> SvgFault:
        """Returns the fault of an attribute that leads too far out of the picture."""
        help_text = f"draw nothing farther out than {self.max_distance:,.0f}, whatever is scaled or moved"
        message = f"{backquote(key)} leads too far out of the picture"
        return SvgFault(drawn.node, drawn.origins.get(key, ""), message, help_text)

    def add_shape(self, drawn: DrawnNode, matrix: Matrix, paint: Mapping[str, str]) -> SvgFault | None:
        """Counts the steps of a shape. Returns the reason why the picture cannot be drawn because of it, if any."""
        segments = [_transform_segment(segment, matrix) for segment in self._trace(drawn)]
        key = SHAPE_ATTRIBUTES[drawn.name][0]
        if any(not abs(value) <= self.max_distance for part in segments for point in part.points for value in point):
            own_keys = [name for name in SHAPE_ATTRIBUTES[drawn.name] if name in drawn.attributes]
            return self.make_distance_fault(drawn, own_keys[0] if own_keys else key)
        if not segments:
            return None
        scale = _average_scale(matrix)
        if paint.get("fill") != "none":
            weight = 3 if "url(" in paint.get("fill", "") else 1
            self._add_layer(segments, 0.0, weight)
            self._add_edges([(part, part.crossings) for part in segments], 0.0)
        if paint.get("stroke", "none") != "none":
            fault = self._add_stroke(drawn, segments, paint, scale)
            if fault is not None:
                return fault
        if self._layers > MAX_LAYERS or self._edge_steps > MAX_EDGE_STEPS:
            self.is_exceeded = True
            message = "up to here this picture takes too long to draw"
            return SvgFault(drawn.node, "", message, "use fewer shapes, with fewer points, or less of one over another")
        return None

    def _trace(self, drawn: DrawnNode) -> list[Segment]:
        attributes = drawn.attributes

        def length(key: str, default: float = 0.0) -> float:
            value = attributes.get(key, "")
            return default if not value or value in KEYWORDS else parse_length(value, self.diagonal)

        match drawn.name:
            case "path":
                return list(trace_path(parse_path(attributes.get("d", ""))))
            case "rect":
                x, y = length("x"), length("y")
                right, bottom = x + length("width"), y + length("height")
                return make_polygon([(x, y), (right, y), (right, bottom), (x, bottom)])
            case "circle":
                return [make_ellipse(length("cx"), length("cy"), length("r"), length("r"))]
            case "ellipse":
                return [make_ellipse(length("cx"), length("cy"), length("rx"), length("ry"))]
            case "line":
                return make_polygon([(length("x1"), length("y1")), (length("x2"), length("y2"))])
            case _:
                numbers = parse_numbers(attributes.get("points", ""))
                return make_polygon(list(zip(numbers[::2], numbers[1::2], strict=False)))

    def _add_stroke(
        self, drawn: DrawnNode, segments: list[Segment], paint: Mapping[str, str], scale: float
    ) -> SvgFault | None:
        width = _read_length(paint, "stroke-width", 1.0, self.diagonal) * scale
        if not abs(width) <= self.max_distance:
            return self.make_distance_fault(drawn, "stroke-width")
        dashes = 0.0
        pattern = paint.get("stroke-dasharray", "none")
        if pattern not in KEYWORDS and (lengths := parse_dashes(pattern, self.diagonal)):
            period = sum(lengths) * scale
            length = sum(segment.length for segment in segments)
            dashes = length / period * len(lengths) if period > 0 else float("inf")
            self._dashes += dashes
            if self._dashes > MAX_DASHES:
                self.is_exceeded = True
                return self._make_dash_fault(drawn, period)
        miter = max(1.0, abs(_read_length(paint, "stroke-miterlimit", 4.0, self.diagonal)))
        reach = abs(width) / 2 * min(miter, 2 * self.diagonal / (abs(width) or 1.0) + 1.0)
        self._add_layer(segments, reach, 3 if "url(" in paint["stroke"] else 1)
        share = dashes / len(segments)
        # Curves are divided into chords before their two outlines are made, and each chord has a join.
        weighted = [(part, 2 + 2 * share if part.crossings == 1 else 8 + 2 * share) for part in segments]
        self._add_edges(weighted, reach)
        has_round = "round" in (paint.get("stroke-linejoin"), paint.get("stroke-linecap"))
        chords_per_join = 4 + 2 * sqrt(abs(width) * self.pixels_per_unit) if has_round else 4
        chords = sum(self._count_chords(segment) for segment in segments)
        self._edge_steps += (chords + dashes) * chords_per_join * _STEPS_PER_CHORD
        return None

    def _count_chords(self, segment: Segment) -> float:
        """Returns the most chords into which a segment is divided."""
        if segment.crossings == 1:
            return 1.0
        return min(1024.0, 2 + sqrt(segment.length * self.pixels_per_unit))

    def _make_dash_fault(self, drawn: DrawnNode, period: float) -> SvgFault:
        origin = drawn.origins.get("stroke-dasharray", "")
        if not period > 0:
            message, help_text = "these dashes have no length", "write lengths above 0, or leave `stroke-dasharray` out"
        else:
            message = "up to here this picture has too many dashes"
            help_text = f"write longer dashes, or draw the line whole; a picture has at most {MAX_DASHES:,}"
        return SvgFault(drawn.node, origin, message, help_text)

    def _add_layer(self, segments: list[Segment], reach: float, weight: int) -> None:
        xs = [x for segment in segments for x, _ in segment.points]
        ys = [y for segment in segments for _, y in segment.points]
        width = min(max(xs) + reach, self.width) - max(min(xs) - reach, 0.0)
        height = min(max(ys) + reach, self.height) - max(min(ys) - reach, 0.0)
        self._layers += weight * max(width, 0.0) * max(height, 0.0) / (self.width * self.height)

    def _add_edges(self, weighted: list[tuple[Segment, float]], reach: float) -> None:
        """Adds the steps to order edges: on each line of pixels at most the square of those that meet it."""
        changes = [0.0] * (_BAND_COUNT + 1)
        for segment, crossings in weighted:
            ys = [y for _, y in segment.points]
            first = int((min(ys) - reach) / self.height * _BAND_COUNT)
            last = int((max(ys) + reach) / self.height * _BAND_COUNT)
            if last >= 0 and first < _BAND_COUNT:
                changes[max(first, 0)] += crossings
                changes[min(last, _BAND_COUNT - 1) + 1] -= crossings
        lines_per_band = 5 * self.height * self.pixels_per_unit / _BAND_COUNT
        active = 0.0
        for change in changes[:-1]:
            active += change
            self._edge_steps += active * active * lines_per_band


def _read_length(paint: Mapping[str, str], key: str, default: float, full_length: float) -> float:
    value = paint.get(key, "")
    return default if not value or value in KEYWORDS else parse_length(value, full_length)


def _transform_segment(segment: Segment, matrix: Matrix) -> Segment:
    if matrix == IDENTITY:
        return segment
    a, b, c, d, e, f = matrix
    points: tuple[Point, ...] = tuple((a * x + c * y + e, b * x + d * y + f) for x, y in segment.points)
    stretch = sqrt(a * a + b * b + c * c + d * d)
    return Segment(points, segment.crossings, segment.length * stretch)


def _average_scale(matrix: Matrix) -> float:
    """Returns the factor by which a renderer enlarges the width of a stroke and its dashes."""
    return (sqrt(matrix[0] ** 2 + matrix[2] ** 2) + sqrt(matrix[1] ** 2 + matrix[3] ** 2)) / 2


def parse_dashes(text: str, full_length: float) -> list[float]:
    """Returns the lengths of a dash pattern in user units. Raises SvgValueError."""
    parts = [part for part in re.split(r"[\s,]+", text) if part]
    lengths = [parse_length(part, full_length) for part in parts]
    if any(length < 0 for length in lengths):
        raise SvgValueError(text)
    return lengths
