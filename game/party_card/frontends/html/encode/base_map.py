"""Writes the part of the base of the map that the maps of a page draw, no finer than they draw it.

A line keeps those points without which it would visibly run elsewhere (Douglas and Peucker, 1973). What is visible
depends on the place: inside a view it is a share of a unit of the drawing, and it grows with the distance from the
nearest view, so that little is left of a coast that no map shows.

Invariant: the same views give the same paths. As in `base_map.svg`, they have the commands `m` and `z` and whole
numbers only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from math import hypot, inf

from party_card.engine.map_projection import Point
from party_card.frontends.shared.place_map.base_map import load_base_map
from party_card.frontends.shared.place_map.clipping import clip_line, clip_outline
from party_card.frontends.shared.place_map.view import MapView
from party_card.frontends.shared.scene_data import Json

KM_PER_UNIT = 8
"""The size of a unit of the paths; a map's unit is larger, so that rounding moves no line visibly."""
TOLERANCE_UNITS = 0.75
"""By how much a line inside a view may be moved, in units of the drawing."""
OUTSIDE_SHARE = 0.25
"""By how much more outside, as a share of the distance from the view; less than half keeps lines out of the view."""


def encode_base(views: Collection[MapView]) -> Json:
    """Returns the size of a unit in kilometres, and the data of the paths of land, water and rivers in these views."""
    base = load_base_map()
    outlines = {
        name: [
            _simplify([*outline, outline[0]], views)[:-1]
            for outline in shapes
            if any(clip_outline(view.list_in_view(outline), view.width, view.height) for view in views)
        ]
        for name, shapes in (("land", base.land), ("water", base.water))
    }
    rivers = [
        _simplify(line, views)
        for line in base.rivers
        if any(any(clip_line(view.list_in_view(line), view.width, view.height)) for view in views)
    ]
    paths = {name: _write_path(lines, is_closed=True) for name, lines in outlines.items()}
    return {"unit": KM_PER_UNIT, **paths, "rivers": _write_path(rivers, is_closed=False)}


def _simplify(line: Sequence[Point], views: Iterable[MapView]) -> list[Point]:
    """Returns the points of a line without which it would leave the tolerance of one of its points."""
    tolerances_km = [_find_tolerance_km(point, views) for point in line]
    kept = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        start, end = spans.pop()
        excesses = [
            (_measure_distance(line[n], line[start], line[end]) / tolerances_km[n], n) for n in range(start + 1, end)
        ]
        excess, farthest = max(excesses, default=(0, 0))
        if excess > 1:
            kept.add(farthest)
            spans += [(start, farthest), (farthest, end)]
    return [line[n] for n in sorted(kept)]


def _find_tolerance_km(point: Point, views: Iterable[MapView]) -> float:
    """Returns by how much a line may be moved at a point."""
    tolerance = inf
    for view in views:
        x, y = view.to_view(point)
        distance = hypot(max(-x, 0, x - view.width), max(-y, 0, y - view.height))
        tolerance = min(tolerance, (TOLERANCE_UNITS + OUTSIDE_SHARE * distance) / view.units_per_km)
    return tolerance


def _measure_distance(point: Point, start: Point, end: Point) -> float:
    """Returns the distance of a point from a straight line, or from its start if that is its end too."""
    (x, y), (start_x, start_y) = point, start
    dx, dy = end[0] - start_x, end[1] - start_y
    length = hypot(dx, dy)
    if not length:
        return hypot(x - start_x, y - start_y)
    return abs(dx * (y - start_y) - dy * (x - start_x)) / length


def _write_path(lines: Iterable[Sequence[Point]], *, is_closed: bool) -> str:
    """Returns lines as data of an SVG path in units; leaves out a line that rounding leaves too few points."""
    path = ""
    pen = (0, 0)
    for line in lines:
        points = [point for point, _ in groupby((round(x / KM_PER_UNIT), round(y / KM_PER_UNIT)) for x, y in line)]
        if len(points) < (3 if is_closed else 2):
            continue
        numbers: list[int] = []
        for point in points:
            numbers += (point[0] - pen[0], point[1] - pen[1])
            pen = point
        path += "m" + " ".join(map(str, numbers)).replace(" -", "-")
        if is_closed:
            path += "z"
            pen = points[0]
    return path
