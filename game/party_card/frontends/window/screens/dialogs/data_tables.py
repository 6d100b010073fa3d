"""The dialog with the charts of a page as tables, for players who read numbers better than bars.

Invariant: a table has all data of its chart: every bar, its unit, its bounds in words, its note and its remark.
"""

from __future__ import annotations

from pygame import Rect

from party_card.engine.page import Bar, Chart, Page
from party_card.frontends.window.screens.dialogs.base import Dialog
from party_card.frontends.window.toolkit.box import Box, group_boxes
from party_card.frontends.window.toolkit.layout import vstack
from party_card.frontends.window.toolkit.primitives import FillRect
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.styled_text import StyledSpan
from party_card.localization import gettext, gettext_noop


class DataTablesDialog(Dialog):
    """Shows every chart of a page as a table."""

    heading = gettext_noop("The figures as tables")
    close_keys = ("f",)

    def __init__(self, page: Page) -> None:
        self._charts = [block for block in page.blocks if isinstance(block, Chart)]

    def layout_content(self, style: TextStyle, width: int) -> list[Box]:
        """Lays out a table for each chart."""
        return [layout_chart_table(style, chart, width) for chart in self._charts]


def layout_chart_table(style: TextStyle, chart: Chart, width: int) -> Box:
    """Lays out the title with the mark of its note, a row for each bar, and the remark."""
    title = [StyledSpan(chart.title.upper(), style.font("heading"), "ink")]
    title += [style.make_note_mark(chart.note, "prose")] if chart.note else []
    title_box = style.layout_text(title, width, "heading", balanced=True, box_role="heading")
    unit = style.layout_label(chart.unit, width, "meta", "soft")
    rule = Box(width, style.px(2), (FillRect(Rect(0, 0, width, style.px(2)), "ink"),))
    table = vstack([rule, *(_layout_row(style, bar, width) for bar in chart.bars)], 0, width)
    boxes = [title_box, unit, table]
    if chart.remark:
        boxes.append(style.layout_label(chart.remark, width, "note", "soft", italic=True))
    stack = vstack(boxes, style.px(6), width)
    return group_boxes([stack], width, stack.h + style.px(14))


def _layout_row(style: TextStyle, bar: Bar, width: int) -> Box:
    """Lays out a label and its number, which is aligned at the right; below an estimate, whose it is and how sure."""
    gap, pad = style.px(16), style.px(6)
    max_value_width = round(width * 0.42)
    value = style.layout_label(bar.text, max_value_width, "account", bold=True)
    value_width = round(min(style.measure_text(bar.text, "account", bold=True), max_value_width))
    label = style.layout_label(bar.label, width - value_width - gap - 2, "account")
    height = max(label.h, value.h) + 2 * pad
    by = []
    if bar.by:
        spans = [*style.line_to_spans(bar.by, "note"), *style.grades_to_spans((bar.grade,) if bar.grade else ())]
        by.append(style.layout_text(spans, width, "note").placed_at(0, height - pad))
        height += by[0].h
    rule = Box(width, height, (FillRect(Rect(0, height - style.px(1), width, style.px(1)), "rule"),))
    boxes = [rule, label.placed_at(0, pad), value.placed_at(width - value_width - 2, pad), *by]
    name = " ".join([gettext("{label}: {value}").format(label=bar.label, value=bar.text), *(box.name for box in by)])
    return group_boxes(boxes, width, height, name=name)
