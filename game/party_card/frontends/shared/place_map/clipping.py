"""Cuts outlines and lines off at the frame of a map.

An outline is cut at each edge of the frame in turn (Sutherland and Hodgman, 1974). What is cut off leaves a line along
the edge, which the frame covers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from party_card.engine.map_projection import Point


def clip_outline(outline: Sequence[Point], width: float, height: float) -> tuple[Point, ...]:
    """Returns the part of a closed outline inside the frame; empty if it lies outside."""
    points = list(outline)
    for axis, limit, sign in ((0, 0.0, 1), (0, width, -1), (1, 0.0, 1), (1, height, -1)):
        if not points:
            break
        kept: list[Point] = []
        previous = points[-1]
        was_inside = (previous[axis] - limit) * sign >= 0
        for point in points:
            is_inside = (point[axis] - limit) * sign >= 0
            if is_inside != was_inside:
                kept.append(_cross(previous, point, axis, limit))
            if is_inside:
                kept.append(point)
            previous, was_inside = point, is_inside
        points = kept
    return tuple(points)


def clip_line(line: Sequence[Point], width: float, height: float) -> Iterator[tuple[Point, ...]]:
    """Yields the parts of a line inside the frame."""
    part: list[Point] = []
    for start, end in pairwise(line):
        segment = _clip_segment(start, end, width, height)
        if segment is None:
            continue
        if part and part[-1] != segment[0]:
            yield tuple(part)
            part = []
        part = [*(part or segment[:1]), segment[1]]
    if part:
        yield tuple(part)


def _clip_segment(start: Point, end: Point, width: float, height: float) -> tuple[Point, Point] | None:
    for axis, limit, sign in ((0, 0.0, 1), (0, width, -1), (1, 0.0, 1), (1, height, -1)):
        is_start_inside, is_end_inside = ((point[axis] - limit) * sign >= 0 for point in (start, end))
        if not is_start_inside and not is_end_inside:
            return None
        if not is_start_inside:
            start = _cross(start, end, axis, limit)
        elif not is_end_inside:
            end = _cross(start, end, axis, limit)
    return (start, end) if start != end else None


def _cross(start: Point, end: Point, axis: int, limit: float) -> Point:
    share = (limit - start[axis]) / (end[axis] - start[axis])
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])
