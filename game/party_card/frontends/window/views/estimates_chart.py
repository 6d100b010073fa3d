"""Lays out estimates of several sources along one axis: a dot for one figure, a bar for the range of one work.

Invariant: each mark has its number and whose it is in words. A full mark is documented, an open one less sure; red is
only the line from the lowest to the highest estimate of the same thing. The axis begins at zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from pygame import Rect

from party_card.engine.grades import GRADES
from party_card.engine.page import Bar, Run
from party_card.frontends.window.toolkit.box import Box, group_boxes
from party_card.frontends.window.toolkit.layout import vstack
from party_card.frontends.window.toolkit.mirroring import keep_direction
from party_card.frontends.window.toolkit.primitives import Circle, FillRect, Mark, Polygon, StrokeRect
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.localization import format_decimal, gettext

MIN_SIDE_LABELS_WIDTH_UNITS = 430
"""The least width of a chart with the labels to the left of their estimates."""
_MARK_UNITS, _TICK_UNITS, _SPAN_UNITS = 15, 8, 6
_SURE_GRADES = ("corroborated", "documented")


class _Axis(NamedTuple):
    """Where values are drawn: the x of zero, and pixels for each unit of value."""

    x: float
    scale: float
    step: float
    step_count: int

    def find_x(self, value: float) -> float:
        return self.x + value * self.scale


@keep_direction
def layout_estimates(style: TextStyle, bars: Sequence[Bar], unit: str, width: int) -> Box:
    """Lays out the estimates, those of the same thing together, above an axis with its unit."""
    has_side_labels = width >= style.px(MIN_SIDE_LABELS_WIDTH_UNITS)
    labels_width = 0
    if has_side_labels:
        widest_label = max((style.measure_text(bar.label, "number") for bar in bars), default=0)
        labels_width = round(min(widest_label + style.px(20), width * 0.28))
    axis = _make_axis(style, bars, labels_width, width)
    groups = [
        _layout_group(style, label, list(group), axis, labels_width, width)
        for label, group in groupby(bars, lambda bar: bar.label)
    ]
    rows = vstack(groups, 0, width)
    return vstack([rows, _layout_axis(style, axis, unit, width, labels_width)], 0, width)


def _make_axis(style: TextStyle, bars: Sequence[Bar], labels_width: int, width: int) -> _Axis:
    """Returns an axis from zero to beyond the highest value, with as many even steps as have room for their numbers."""
    max_value = max((bar.value for bar in bars), default=1) or 1
    x = labels_width + style.px(2)
    room = width - x - style.px(_MARK_UNITS)
    step = 10.0 ** (len(f"{max_value:.0f}") - 2)
    factors = (2, 2.5, 2)
    number = 0
    while True:
        count = -int(-max_value // step)
        widest = style.measure_text(_format_number(count * step), "meta") + style.px(14)
        if count <= 10 and count * widest <= room:
            return _Axis(x, room / (count * step), step, count)
        step *= factors[number % 3]
        number += 1


def _format_number(value: float) -> str:
    digits = len(f"{value:.10g}".partition(".")[2])
    return format_decimal(value, digits)


def _layout_group(
    style: TextStyle, label: str, bars: Sequence[Bar], axis: _Axis, labels_width: int, width: int
) -> Box:  # fmt: skip
    """Lays out the estimates of one thing, and a red line from the lowest to the highest."""
    pad, span_height = style.px(9), style.px(_SPAN_UNITS)
    name_width = labels_width - style.px(12) if labels_width else width
    name = style.layout_label(label, name_width, "number")
    top = pad if labels_width else pad + name.h
    rows: list[Box] = []
    y = top
    for bar in bars:
        row = _layout_estimate(style, bar, axis, width)
        rows.append(row.placed_at(0, y))
        y += row.h
    height = max(y, name.h + pad) + pad + span_height
    zero_top = 0 if labels_width else top  # a label above it is not crossed
    marks: list[Mark] = [
        FillRect(Rect(0, height - style.px(1), width, style.px(1)), "rule"),
        FillRect(Rect(round(axis.x), zero_top, style.px(2), height - zero_top), "ink"),
    ]
    low, high = min(bar.value if bar.low is None else bar.low for bar in bars), max(bar.value for bar in bars)
    if len(bars) > 1 and low < high:
        start, end = round(axis.find_x(low)), round(axis.find_x(high))
        marks.append(FillRect(Rect(start, height - span_height, max(end - start, 1), span_height), "poster"))
    boxes = [Box(width, height, tuple(marks)), name.placed_at(0, pad), *rows]
    return group_boxes(boxes, width, height)


def _layout_estimate(style: TextStyle, bar: Bar, axis: _Axis, width: int) -> Box:
    """Lays out one estimate: its mark, and beside it, or above where there is no room, the number and whose it is."""
    size, gap = style.px(_MARK_UNITS), style.px(11)
    left = axis.find_x(bar.value if bar.low is None else bar.low) - (size / 2 if bar.low is None else 0)
    right = axis.find_x(bar.value) + (size / 2 if bar.low is None else 0)
    if right - left < size * 0.6:  # a narrow range is seen all the same
        middle = (left + right) / 2
        left, right = middle - size * 0.3, middle + size * 0.3
    number, by = Run(bar.text, bold=True), bar.by
    spans = style.line_to_spans((number, Run(" · "), *by) if by else (number,), "meta")
    text = style.layout_text(spans, width, "meta")
    extent = style.layout_spans(spans, width, "meta").extent
    is_one_line = text.h <= style.line_height("meta")
    inner_left = axis.x + gap
    if is_one_line and right + gap + extent <= width:
        text_x, text_y, row_height = right + gap, 0, max(text.h, size)
    elif is_one_line and left - gap - extent >= inner_left:
        text_x, text_y, row_height = left - gap - extent, 0, max(text.h, size)
    else:
        text = style.layout_text(spans, width - inner_left, "meta")
        text_x, text_y, row_height = inner_left, 0, text.h + style.px(4) + size
    is_beside = row_height <= max(text.h, size)
    mark_y = (row_height - size) / 2 if is_beside else text.h + style.px(4)
    text_y = round((row_height - text.h) / 2) if is_beside else 0
    marks = _make_mark(style, bar, left, right, mark_y, size)
    grade = f", {gettext(GRADES[bar.grade].word)}" if bar.grade else ""
    height = row_height + style.px(10)
    boxes = [Box(width, height, marks), text.placed_at(round(text_x), text_y)]
    return group_boxes(boxes, width, height, name=f"{text.name}{grade}")


def _make_mark(style: TextStyle, bar: Bar, left: float, right: float, y: float, size: float) -> tuple[Mark, ...]:
    """Returns a dot, a wedge for a bound, or the bar of a range; open if the estimate is less sure."""
    line_width = style.px(2.5)
    is_open = bar.grade is not None and bar.grade not in _SURE_GRADES
    middle = y + size / 2
    if bar.low is not None:
        rect = Rect(round(left), round(y), max(round(right - left), line_width * 2), round(size))
        inside: Mark = FillRect(rect, "paper" if is_open else "ink")
        return inside, StrokeRect(rect, "ink", line_width)
    x, radius = (left + right) / 2, size / 2
    if bar.bound in ("over", "under"):
        sign = 1 if bar.bound == "over" else -1
        corners = ((x - sign * radius, y), (x + sign * radius, middle), (x - sign * radius, y + size))
        return (Polygon(corners, "ink"),)
    if is_open:
        return Circle(x, middle, radius, "ink"), Circle(x, middle, radius - line_width, "paper")
    return (Circle(x, middle, radius, "ink"),)


def _layout_axis(style: TextStyle, axis: _Axis, unit: str, width: int, labels_width: int) -> Box:
    """Lays out the line of the axis, its ticks with their numbers, and the unit."""
    tick, y = style.px(_TICK_UNITS), style.px(6)
    zero = FillRect(Rect(round(axis.x), 0, style.px(2), y), "ink")
    end = axis.find_x(axis.step * axis.step_count)
    marks: list[Mark] = [zero, FillRect(Rect(round(axis.x), y, round(end - axis.x), style.px(2)), "ink")]
    boxes: list[Box] = []
    for number in range(axis.step_count + 1):
        x, text = axis.find_x(number * axis.step), _format_number(number * axis.step)
        marks.append(FillRect(Rect(round(x), y, style.px(1.5), tick), "ink"))
        label = style.layout_label(text, width, "meta", "soft")
        text_width = style.measure_text(text, "meta")
        label_x = min(max(x - text_width / 2, 0 if number else axis.x), width - text_width)
        boxes.append(Box(0, label.h, label.marks).placed_at(round(label_x), y + tick + style.px(2)))
    height = y + tick + style.px(2) + style.line_height("meta")
    unit_width = labels_width - style.px(12) if labels_width else width
    unit_box = style.layout_label(unit, unit_width, "meta", "soft")
    unit_y = y + tick + style.px(2) if labels_width else height
    height = max(height, unit_y + unit_box.h)
    return group_boxes([Box(width, height, tuple(marks)), *boxes, unit_box.placed_at(0, unit_y)], width, height)
