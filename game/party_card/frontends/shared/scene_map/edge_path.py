"""Writes the polyline of an edge as the path of an SVG: slants as curves, corners rounded.

A slant becomes an S that begins and ends vertically. All slants between two rows span the same height, so curves cross
where their straight lines would, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from party_card.graph_layout import Point

CORNER_RADIUS = 4.0


def format_path(points: Sequence[Point]) -> str:
    """Returns the `d` of a path through the points of a route."""
    parts = [f"M{_format(points[0])}"]
    following = [*points[2:], None]
    for (start, end), after in zip(pairwise(points), following, strict=True):
        if start.x != end.x and start.y != end.y:
            middle = (start.y + end.y) / 2
            parts.append(f"C{_format(Point(start.x, middle))} {_format(Point(end.x, middle))} {_format(end)}")
        elif after is not None and _is_corner(start, end, after):
            parts.append(f"L{_format(_step_from(end, start))}Q{_format(end)} {_format(_step_from(end, after))}")
        else:
            parts.append(f"L{_format(end)}")
    return "".join(parts)


def _is_corner(start: Point, corner: Point, end: Point) -> bool:
    """Returns True if a line across meets a vertical one."""
    return (start.x == corner.x and corner.y == end.y) or (start.y == corner.y and corner.x == end.x)


def _step_from(corner: Point, other: Point) -> Point:
    """Returns the point at which the rounding of a corner begins, at most halfway to the next one."""
    dx, dy = other.x - corner.x, other.y - corner.y
    length = abs(dx) + abs(dy)
    share = min(CORNER_RADIUS / length, 0.5) if length else 0
    return Point(corner.x + dx * share, corner.y + dy * share)


def _format(point: Point) -> str:
    return f"{point.x:.1f},{point.y:.1f}"
