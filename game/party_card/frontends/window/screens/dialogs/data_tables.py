"""The charts of a page as tables, for whoever reads numbers better than bars.

Law: a table says all that its chart says: every bar, its unit, its bounds in words, its note and its remark.
"""

from __future__ import annotations

from pygame import Rect

from party_card.engine.page import Bar, Chart, Page
from party_card.frontends.window.screens.dialogs.base import Dialog
from party_card.frontends.window.toolkit.paragraph import StyledSpan
from party_card.frontends.window.toolkit.primitives import Box, Command, FillRect, group
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views.text_blocks import vstack


class FiguresOverlay(Dialog):
    """Every chart of a page as a table."""

    title = "The figures as tables"
    closing = ("f",)

    def __init__(self, page: Page) -> None:
        self.charts = [block for block in page.blocks if isinstance(block, Chart)]

    def parts(self, style: TextStyle, width: int) -> list[Box]:
        """A table a chart."""
        return [table(style, chart, width) for chart in self.charts]


def table(style: TextStyle, chart: Chart, width: int) -> Box:
    """Its title with the mark of its note, a row a bar, its remark."""
    number = str(chart.note)
    title = [
        StyledSpan(chart.title.upper(), style.font("heading"), "ink"),
        StyledSpan(
            number, style.font("prose", bold=True, raised=True), "accent", Command("note", number), f"Note {number}"
        ),
    ]
    head = style.text_box(title, width, "heading", even=True, as_="heading")
    unit = style.label(chart.unit, width, "meta", "soft")
    thick = Box(width, style.px(2), (FillRect(Rect(0, 0, width, style.px(2)), "ink"),))
    rows = vstack([thick, *(_row(style, bar, width) for bar in chart.bars)], 0, width)
    parts = [head, unit, rows]
    if chart.remark:
        parts.append(style.label(chart.remark, width, "note", "soft", italic=True))
    made = vstack(parts, style.px(6), width)
    return group([made], width, made.h + style.px(14))


def _row(style: TextStyle, bar: Bar, width: int) -> Box:
    """A label, and its number at the right, where numbers end under one another."""
    gap, pad = style.px(16), style.px(6)
    room = round(width * 0.42)
    value = style.label(bar.shown, room, "account", bold=True)
    extent = min(style.text_width(bar.shown, "account", bold=True), room)
    label = style.label(bar.label, width - round(extent) - gap - 2, "account")
    height = max(label.h, value.h) + 2 * pad
    line = Box(width, height, (FillRect(Rect(0, height - style.px(1), width, style.px(1)), "rule"),))
    placed = [line, label.at(0, pad), value.at(width - round(extent) - 2, pad)]
    return group(placed, width, height, name=f"{bar.label}: {bar.shown}")
