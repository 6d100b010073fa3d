"""A figure as bars or, where its labels are dates in their order, as a line.

Law: no number without its mark, no bound without its own: a wedge for "over", a notch for "under", a slope or a ring
for "about". The year of the scene is told by bold type as well as by red. Every figure begins at nought.
"""

from __future__ import annotations

from collections.abc import Sequence

from pygame import Rect

from party_card.engine.page import Bar, Chart
from party_card.frontends.shared.time_axis import layout_points
from party_card.frontends.window.toolkit.box import Box, Command, group_boxes
from party_card.frontends.window.toolkit.layout import vstack
from party_card.frontends.window.toolkit.paragraph import StyledSpan
from party_card.frontends.window.toolkit.primitives import FillRect, Polygon, translate_marks
from party_card.frontends.window.toolkit.shaping import FontSpec
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour
from party_card.frontends.window.views.line_chart import layout_line_chart

BOUND_TIP_UNITS = 12
"""How far the end of a bound reaches."""
MIN_SIDE_LABELS_WIDTH_UNITS = 430
"""How wide a figure must be for its labels to stand beside the bars."""


def layout_chart(style: TextStyle, block: Chart, width: int, year: str) -> Box:
    """Title, unit and the mark of its note, then bars or a line with their numbers, and the remark."""
    number = str(block.note)
    mark = style.font("prose", bold=True, superscript=True)
    title = [
        StyledSpan(block.title.upper(), style.font("heading"), "ink"),
        StyledSpan(number, mark, "accent", Command("note", number), f"Note {number}"),
    ]
    head = style.layout_text(title, width, "heading", balanced=True, box_role="heading")
    unit = style.layout_label(block.unit, width, "meta", "soft")
    rule = Box(width, style.px(3), (FillRect(Rect(0, 0, width, style.px(3)), "ink"),))
    over = vstack([rule, head], style.px(9), width)
    drawn = (
        layout_line_chart(style, block.bars, width, year) if layout_points([bar.label for bar in block.bars]) else None
    )
    if drawn is None:
        bars = _layout_side_labels if width >= style.px(MIN_SIDE_LABELS_WIDTH_UNITS) else _layout_top_labels
        drawn = bars(style, block.bars, width, year)
    parts = [vstack([over, unit], style.px(1), width), drawn]
    if block.remark:
        parts.append(style.layout_label(block.remark, width, "note", "soft", italic=True))
    return vstack(parts, style.px(11), width)


def _label_font(style: TextStyle, bold: bool) -> FontSpec:
    base = style.font("meta", bold=bold)
    return base._replace(size=round(base.size * 1.17, 2))


def _layout_side_labels(style: TextStyle, bars: Sequence[Bar], width: int, year: str) -> Box:
    """Labels at the left of their bars."""
    type_ = _label_font(style, bold=True)
    label = max((style.shaper.measure(b.label, type_) for b in bars), default=0.0) + style.px(18)
    label = round(min(label, width * 0.4))
    room = _max_bar_length(style, bars, width - label)
    top = max((b.value for b in bars), default=1) or 1
    rows = []
    for bar in bars:
        now = bar.label in year
        name = style.layout_spans([StyledSpan(bar.label, _label_font(style, now), "ink")], label - style.px(12), "meta")
        drawn = _layout_bar(style, bar, width - label, room * bar.value / top, style.px(27), now)
        high = max(drawn.h, name.height)
        words = Box(label, high, translate_marks(name.marks, 0, (high - name.height) / 2), name=f"{bar.label}:")
        rows.append(group_boxes([words, drawn.placed_at(label, (high - drawn.h) // 2)], width, high))
    return vstack(rows, style.px(10), width)


def _layout_top_labels(style: TextStyle, bars: Sequence[Bar], width: int, year: str) -> Box:
    """Labels above their bars, where there is little room."""
    room = _max_bar_length(style, bars, width)
    top = max((b.value for b in bars), default=1) or 1
    rows = []
    for bar in bars:
        now = bar.label in year
        name = style.layout_text([StyledSpan(bar.label, _label_font(style, now), "ink")], width, "meta")
        name = Box(name.w, name.h, name.marks, name=f"{bar.label}:")
        drawn = _layout_bar(style, bar, width, room * bar.value / top, style.px(20), now)
        rows.append(vstack([name, drawn], style.px(1), width))
    return vstack(rows, style.px(8), width)


def _max_bar_length(style: TextStyle, bars: Sequence[Bar], width: float) -> float:
    """How long the longest bar may be, so that every number finds its place behind its bar."""
    type_ = _label_font(style, bold=True)
    shown = max((style.shaper.measure(b.text, type_) for b in bars), default=0.0) + style.px(12 + BOUND_TIP_UNITS)
    return max(style.px(16), width - shown)


def _layout_bar(style: TextStyle, bar: Bar, width: int, length: float, thickness: int, is_present: bool) -> Box:
    tip = style.px(BOUND_TIP_UNITS)
    type_ = _label_font(style, is_present)
    value = style.layout_spans([StyledSpan(bar.text, type_, "ink")], width, "meta")
    height = max(thickness, value.height)
    end = round(max(length, style.px(3)))
    colour: Colour = "poster" if is_present else "ink"
    over, under = (height - thickness) / 2, (height + thickness) / 2
    ends: dict[str, tuple[tuple[float, float], ...]] = {
        "": ((end, over), (end, under)),
        "over": ((end, over), (end + tip, height / 2), (end, under)),
        "under": ((end, over), (max(0, end - tip), height / 2), (end, under)),
        "about": ((end + tip / 2, over), (max(0, end - tip / 2), under)),
    }
    points = ((0.0, over), *ends[bar.bound], (0.0, under))
    after = end + style.px(10) + (tip if bar.bound == "over" else tip // 2 if bar.bound == "about" else 0)
    marks = (Polygon(points, colour), *translate_marks(value.marks, after, (height - value.height) / 2))
    return Box(width, height, marks, name=bar.text)
