"""Lays out a chart over time as a line, with its points placed by date.

Invariant: the line joins points at about even distances. At missing years it is broken: two strokes mark the axis, and
the gap takes little width.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pygame import Rect

from party_card.engine.page import Bar
from party_card.frontends.shared.time_axis import layout_points
from party_card.frontends.window.toolkit.box import Box
from party_card.frontends.window.toolkit.mirroring import keep_direction
from party_card.frontends.window.toolkit.primitives import Circle, FillRect, Line, Mark, Polygon, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.styled_text import StyledSpan
from party_card.frontends.window.toolkit.theme import Colour
from party_card.localization import gettext


@keep_direction
def layout_line_chart(style: TextStyle, bars: Sequence[Bar], width: int, scene_date: str) -> Box | None:
    """Lays out the line; None if the labels are not dates in order, or the numbers have no room side by side."""
    points = layout_points([bar.label for bar in bars])
    if points is None:
        return None
    positions, is_broken = points
    base = style.font("meta")
    label_font = base._replace(size=round(base.size * 1.1, 2))
    fonts = [label_font._replace(weight=700) if bar.label in scene_date else label_font for bar in bars]
    widths = [
        max(style.shaper.measure(text, font) for text in (bar.label, bar.text))
        for bar, font in zip(bars, fonts, strict=True)
    ]
    first_x, last_x = widths[0] / 2 + style.px(4), width - widths[-1] / 2 - style.px(4)
    xs = [first_x + (last_x - first_x) * position / positions[-1] for position in positions]
    columns = list(zip(xs, widths, strict=True))
    if min(b - a - (b_width + a_width) / 2 for (a, a_width), (b, b_width) in pairwise(columns)) < style.px(8):
        return None
    line_height = style.line_height("meta")
    plot_height = style.px(132)
    axis_y = line_height + style.px(12) + plot_height
    max_value = max(bar.value for bar in bars) or 1
    ys = [axis_y - plot_height * bar.value / max_value for bar in bars]
    marks: list[Mark] = [FillRect(Rect(0, axis_y, width, style.px(2)), "ink")]
    for (start, end), is_gap in zip(pairwise(zip(xs, ys, strict=True)), is_broken[1:], strict=True):
        marks += (
            _make_axis_break(style, (start[0] + end[0]) / 2, axis_y)
            if is_gap
            else [Line(start, end, "ink", style.px(3))]
        )
    for bar, x, y, font in zip(bars, xs, ys, fonts, strict=True):
        marks.append(Line((x, y), (x, axis_y), "rule", style.px(1)))
        marks += _make_point(style, bar, x, y, "poster" if bar.label in scene_date else "ink")
        for text, text_y in ((bar.text, y - line_height - style.px(9)), (bar.label, axis_y + style.px(6))):
            label = style.layout_spans([StyledSpan(text, font, "ink")], width, "meta")
            marks += translate_marks(label.marks, x - label.left - label.extent / 2, text_y)
    name = "; ".join(gettext("{label}: {value}").format(label=bar.label, value=bar.text) for bar in bars)
    return Box(width, axis_y + style.px(6) + line_height, tuple(marks), name=name)


def _make_axis_break(style: TextStyle, x: float, axis_y: float) -> list[Mark]:
    """Returns two slanted strokes that mark omitted years."""
    height, slant, gap = style.px(8), style.px(5), style.px(6)
    paper = FillRect(Rect(round(x - gap / 2), round(axis_y - 1), gap, style.px(2) + 2), "paper")
    return [
        paper,
        *(
            Line((stroke_x - slant, axis_y + height), (stroke_x + slant, axis_y - height), "ink", style.px(2))
            for stroke_x in (x - gap / 2, x + gap / 2)
        ),
    ]


def _make_point(style: TextStyle, bar: Bar, x: float, y: float, colour: Colour) -> list[Mark]:
    """Returns a disc; a ring for an approximate value, a wedge up or down for one that is over or under."""
    r = style.px(6)
    match bar.bound:
        case "over":
            return [Polygon(((x, y - r * 1.5), (x + r * 1.2, y + r * 0.7), (x - r * 1.2, y + r * 0.7)), colour)]
        case "under":
            return [Polygon(((x, y + r * 1.5), (x + r * 1.2, y - r * 0.7), (x - r * 1.2, y - r * 0.7)), colour)]
        case "about":
            return [Circle(x, y, r, colour), Circle(x, y, r - style.px(3), "paper")]
        case _:
            return [Circle(x, y, r, colour)]
