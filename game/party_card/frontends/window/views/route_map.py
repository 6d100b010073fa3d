"""Lays out the map of a player's routes: red for this time, ink for before, dotted and open for what was not seen yet.

Invariant: what a sign means is in its shape too: the present route is the broadest line, dots not seen are open rings,
endings are squares with numbers. For screen readers the map is one picture; the lists beside it say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from pygame import Rect

from party_card.frontends.shared.scene_map.route_map import RouteDot, RouteLine, RouteMap, Trace
from party_card.frontends.window.toolkit.box import Box, Command, HitTarget
from party_card.frontends.window.toolkit.layout import vstack
from party_card.frontends.window.toolkit.primitives import Circle, FillRect, Mark, Polygon, StrokeRect, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour
from party_card.graph_layout import Point
from party_card.localization import gettext_noop

MIN_COLUMN_UNITS = 13
"""The least distance of dots from left to right; where there is less room, the lists stand alone."""
ROW_UNITS, MARGIN_UNITS, MAX_HEIGHT_UNITS = 42, 18, 230
CURVE_STEPS, DOT_GAP_UNITS = 16, 6
NAME_UNITS, MIN_FORK_TARGET_UNITS = 190, 28
LEGEND = gettext_noop(
    "Broad line: your way this time. Thin line: before. Dotted, and open rings: not seen yet. Squares: endings."
)
_COLOURS: dict[Trace, Colour] = {"this time": "poster", "before": "ink", "not yet": "faint"}
_WIDTHS_UNITS: dict[Trace, float] = {"this time": 6, "before": 3, "not yet": 2.4}


def layout_route_map(
    style: TextStyle, route_map: RouteMap, width: int, name: str, selected_fork: int = -1
) -> Box | None:
    """Lays out the map, with a ring around the selected fork; None if it is too narrow for its dots."""
    margin = style.px(MARGIN_UNITS)
    if width - 2 * margin < style.px(MIN_COLUMN_UNITS) * (route_map.column_count - 1):
        return None
    height = min(style.px(ROW_UNITS) * route_map.row_count, style.px(MAX_HEIGHT_UNITS))
    inner_width, inner_height = width - 2 * margin, max(1, height - 2 * margin)

    def place(point: Point) -> Point:
        return Point(margin + point.x * inner_width, margin + point.y * inner_height)

    labels = [*_layout_names(style, [(dot, place(dot.place)) for dot in route_map.dots], width, height)]
    marks: list[Mark] = [mark for label in labels for mark in translate_marks(label.marks, label.x, label.y)]
    for line in route_map.lines:
        marks += _draw_line(style, line, [place(point) for point in line.points])
    for dot in route_map.dots:
        marks += _draw_dot(style, dot, place(dot.place), is_selected=0 <= dot.fork == selected_fork)
    targets = tuple(_make_fork_target(style, dot, place(dot.place)) for dot in route_map.dots if dot.fork >= 0)
    return Box(
        width, max([height, *(label.y + label.h for label in labels)]), tuple(marks), targets, role="image", name=name
    )


def _make_fork_target(style: TextStyle, dot: RouteDot, place: Point) -> HitTarget:
    side = style.px(MIN_FORK_TARGET_UNITS)
    rect = Rect(round(place.x - side / 2), round(place.y - side / 2), side, side)
    return HitTarget(Command("select", str(dot.fork)), (rect,), "button", "", is_focusable=False)


def _layout_names(
    style: TextStyle, placed_dots: Sequence[tuple[RouteDot, Point]], width: int, top: int
) -> Iterator[Box]:
    """Lays out the names of dots below the map, each at the end of a thin line, as far as they have room."""
    name_width, end = style.px(NAME_UNITS), 0.0
    if width < 4 * name_width:
        return
    for dot, place in sorted(((dot, place) for dot, place in placed_dots if dot.name), key=lambda pair: pair[1].x):
        left = round(min(max(place.x - name_width / 2, 0), width - name_width))
        if left < end:
            continue
        end = left + name_width
        texts = [style.layout_label(dot.name, name_width, "note", bold=True)]
        texts += [style.layout_label(dot.date, name_width, "note", "soft")] if dot.date else []
        line_x, line_top = round(place.x) - left, round(place.y) - top
        leader = FillRect(Rect(line_x, line_top, max(1, style.px(1)), -line_top), "faint")
        stack = vstack(texts, 0, name_width)
        yield replace(stack, marks=(leader, *stack.marks), x=left, y=top)


def _draw_line(style: TextStyle, line: RouteLine, points: list[Point]) -> Iterator[Mark]:
    colour, width = _COLOURS[line.trace], _WIDTHS_UNITS[line.trace] * style.unit
    curve = [point for point, _ in groupby(point for ends in pairwise(points) for point in _bend(*ends))]
    if line.trace == "not yet":
        for dot in _space_out(curve, DOT_GAP_UNITS * style.unit):
            yield Circle(dot.x, dot.y, width / 2, colour)
    elif len(curve) > 1:
        yield Polygon(tuple(_widen(curve, width / 2)), colour)


def _widen(curve: Sequence[Point], half: float) -> Iterator[tuple[float, float]]:
    """Yields the outline of a line of some width along a curve."""
    back: list[tuple[float, float]] = []
    for index, point in enumerate(curve):
        before, after = curve[max(index - 1, 0)], curve[min(index + 1, len(curve) - 1)]
        dx, dy = after.x - before.x, after.y - before.y
        length = (dx * dx + dy * dy) ** 0.5 or 1
        x, y = -dy / length * half, dx / length * half
        yield point.x + x, point.y + y
        back.append((point.x - x, point.y - y))
    yield from reversed(back)


def _bend(start: Point, end: Point) -> Iterator[Point]:
    """Yields the points of a curve that begins and ends horizontally."""
    if start.y == end.y or start.x == end.x:
        yield start
        yield end
        return
    for step in range(CURVE_STEPS + 1):
        t = step / CURVE_STEPS
        share = t * t * (3 - 2 * t)
        yield Point(start.x + (end.x - start.x) * t, start.y + (end.y - start.y) * share)


def _space_out(points: list[Point], distance: float) -> Iterator[Point]:
    """Yields points along a line at equal distances."""
    rest = 0.0
    for start, end in pairwise(points):
        length = ((end.x - start.x) ** 2 + (end.y - start.y) ** 2) ** 0.5
        while length and rest < length:
            share = rest / length
            yield Point(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)
            rest += distance
        rest -= length


def _draw_dot(style: TextStyle, dot: RouteDot, place: Point, *, is_selected: bool) -> Iterator[Mark]:
    if dot.ending:
        yield from _draw_ending(style, dot, place)
        return
    radius = style.unit * (8 if dot.trace == "this time" else 6.5)
    colour: Colour = "red" if dot.trace == "this time" else "ink"
    if is_selected:
        yield Circle(place.x, place.y, radius + 8 * style.unit, "focus")
        yield Circle(place.x, place.y, radius + 5 * style.unit, "paper")
    yield Circle(place.x, place.y, radius + 2 * style.unit, "paper")
    yield Circle(place.x, place.y, radius, colour)
    if dot.trace == "not yet":
        yield Circle(place.x, place.y, radius - 2 * style.unit, "sheet")
    elif dot.fork >= 0:
        yield Circle(place.x, place.y, radius * 0.4, "paper")


def _draw_ending(style: TextStyle, dot: RouteDot, place: Point) -> Iterator[Mark]:
    side = style.px(26)
    rect = Rect(round(place.x - side / 2), round(place.y - side / 2), side, side)
    colours: dict[Trace, tuple[Colour, Colour]] = {
        "this time": ("red", "on_red"), "before": ("ink", "on_ink"), "not yet": ("sand", "ink"),
    }  # fmt: skip
    fill, text_colour = colours[dot.trace]
    yield FillRect(rect, fill)
    yield StrokeRect(rect, "ink", style.px(2))
    label = style.layout_label(dot.ending, side, "key", text_colour)
    text_width = style.shaper.measure(dot.ending, style.font("key"))
    yield from translate_marks(label.marks, rect.x + (side - text_width) / 2, rect.y + (side - label.h) / 2)
