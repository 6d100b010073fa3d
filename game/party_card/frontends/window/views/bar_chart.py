"""Lays out a chart: as bars, as a line if its labels are dates in order, or as estimates of several sources.

Invariant: each value has its number, and each inexact value its shape: a wedge for "over", a notch for "under", a slope
or a ring for "about". The date of the scene is in bold type as well as red. Every axis begins at zero.
"""

from __future__ import annotations

from collections.abc import Sequence

from party_card.engine.page import Bar, Chart
from party_card.frontends.window.toolkit.box import Box, group_boxes
from party_card.frontends.window.toolkit.fonts import FontSpec
from party_card.frontends.window.toolkit.layout import make_filled_box, vstack
from party_card.frontends.window.toolkit.mirroring import keep_direction
from party_card.frontends.window.toolkit.primitives import Polygon, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.styled_text import StyledSpan
from party_card.frontends.window.toolkit.theme import Colour
from party_card.frontends.window.views.estimates_chart import layout_estimates
from party_card.frontends.window.views.line_chart import layout_line_chart

BOUND_TIP_UNITS = 12
"""The length of the wedge or notch of an inexact bar."""
MIN_SIDE_LABELS_WIDTH_UNITS = 430
"""The least width of a chart with labels to the left of its bars."""


def layout_chart(style: TextStyle, chart: Chart, width: int, scene_date: str) -> Box:
    """Lays out title with note mark, unit, bars or line, and remark; labels in `scene_date` are highlighted."""
    title = [StyledSpan(chart.title.upper(), style.font("heading"), "ink")]
    title += [style.make_note_mark(chart.note, "prose")] if chart.note else []
    heading = style.layout_text(title, width, "heading", balanced=True, box_role="heading")
    if any(bar.by for bar in chart.bars):
        boxes = [heading, layout_estimates(style, chart.bars, chart.unit, width)]
    else:
        values = layout_line_chart(style, chart.bars, width, scene_date) or _layout_bars(
            style, chart.bars, width, scene_date
        )
        heading = vstack([heading, style.layout_label(chart.unit, width, "meta", "soft")], style.px(1), width)
        boxes = [make_filled_box(width, style.px(3), "ink"), heading, values]
    if chart.remark:
        boxes.append(style.layout_label(chart.remark, width, "note", "soft", italic=True))
    return vstack(boxes, style.px(11), width)


@keep_direction
def _layout_bars(style: TextStyle, bars: Sequence[Bar], width: int, scene_date: str) -> Box:
    has_side_labels = width >= style.px(MIN_SIDE_LABELS_WIDTH_UNITS)
    layout_bars = _layout_bars_with_side_labels if has_side_labels else _layout_bars_with_top_labels
    return layout_bars(style, bars, width, scene_date)


def _label_font(style: TextStyle, is_bold: bool) -> FontSpec:
    base = style.font("meta", bold=is_bold)
    return base._replace(size=round(base.size * 1.17, 2))


def _layout_bars_with_side_labels(style: TextStyle, bars: Sequence[Bar], width: int, scene_date: str) -> Box:
    bold_font = _label_font(style, is_bold=True)
    widest_label = max((style.shaper.measure(bar.label, bold_font) for bar in bars), default=0.0) + style.px(18)
    label_width = round(min(widest_label, width * 0.4))
    scale = _pixels_per_value(style, bars, width - label_width)
    rows = []
    for bar in bars:
        is_present = bar.label in scene_date
        span = StyledSpan(bar.label, _label_font(style, is_present), "ink")
        label = style.layout_spans([span], label_width - style.px(12), "meta")
        graphic = _layout_bar(style, bar, width - label_width, bar.value * scale, style.px(27), is_present)
        height = max(graphic.h, label.height)
        text_marks = translate_marks(label.marks, 0, (height - label.height) / 2)
        label_box = Box(label_width, height, text_marks, name=f"{bar.label}:")
        bar_box = graphic.placed_at(label_width, (height - graphic.h) // 2)
        rows.append(group_boxes([label_box, bar_box], width, height))
    return vstack(rows, style.px(10), width)


def _layout_bars_with_top_labels(style: TextStyle, bars: Sequence[Bar], width: int, scene_date: str) -> Box:
    scale = _pixels_per_value(style, bars, width)
    rows = []
    for bar in bars:
        is_present = bar.label in scene_date
        label = style.layout_text([StyledSpan(bar.label, _label_font(style, is_present), "ink")], width, "meta")
        label = Box(label.w, label.h, label.marks, name=f"{bar.label}:")
        graphic = _layout_bar(style, bar, width, bar.value * scale, style.px(20), is_present)
        rows.append(vstack([label, graphic], style.px(1), width))
    return vstack(rows, style.px(8), width)


def _pixels_per_value(style: TextStyle, bars: Sequence[Bar], width: float) -> float:
    """Returns the scale at which each number has room behind its bar."""
    bold_font = _label_font(style, is_bold=True)
    number_width = max((style.shaper.measure(bar.text, bold_font) for bar in bars), default=0.0)
    number_width += style.px(12 + BOUND_TIP_UNITS)
    return max(style.px(16), width - number_width) / (max((bar.value for bar in bars), default=1) or 1)


def _layout_bar(style: TextStyle, bar: Bar, width: int, length: float, thickness: int, is_present: bool) -> Box:
    tip = style.px(BOUND_TIP_UNITS)
    number = style.layout_spans([StyledSpan(bar.text, _label_font(style, is_present), "ink")], width, "meta")
    height = max(thickness, number.height)
    end = round(max(length, style.px(3)))
    colour: Colour = "poster" if is_present else "ink"
    top, bottom = (height - thickness) / 2, (height + thickness) / 2
    ends: dict[str, tuple[tuple[float, float], ...]] = {
        "": ((end, top), (end, bottom)),
        "over": ((end, top), (end + tip, height / 2), (end, bottom)),
        "under": ((end, top), (max(0, end - tip), height / 2), (end, bottom)),
        "about": ((end + tip / 2, top), (max(0, end - tip / 2), bottom)),
    }
    start = 0.0 if bar.low is None else end * bar.low / bar.value
    points = ((start, top), *ends[bar.bound], (start, bottom))
    number_x = end + style.px(10) + (tip if bar.bound == "over" else tip // 2 if bar.bound == "about" else 0)
    marks = (Polygon(points, colour), *translate_marks(number.marks, number_x, (height - number.height) / 2))
    return Box(width, height, marks, name=bar.text)
