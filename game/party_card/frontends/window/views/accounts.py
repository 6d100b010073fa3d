"""Lays out the accounts of a record along their rail, with their charts, and open questions side by side.

Invariant: in a wide window a chart is next to the account that it follows, in a narrow one below it; nothing else
differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from party_card.engine.page import Block, Chart, Link, Page, RecordParagraph, Unknown
from party_card.frontends.window.toolkit.box import Box, group_boxes
from party_card.frontends.window.toolkit.layout import VerticalFlow
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views import comparison
from party_card.frontends.window.views.bar_chart import layout_chart
from party_card.frontends.window.views.date_rail import RAIL_WIDTH_UNITS

IndexedBlocks = Sequence[tuple[int, Block]]
MIN_CHARTS_WIDTH_UNITS, MIN_STORY_WIDTH_UNITS = 300, 500
"""The least widths of the charts next to the accounts, and of the accounts."""
CHARTS_GAP_UNITS = 44
MAX_CHART_OVERHANG_UNITS = 160
"""How far charts may reach below the accounts next to them without leaving an empty area."""


def layout_story(style: TextStyle, page: Page, blocks: IndexedBlocks, flow: VerticalFlow, in_columns: bool) -> None:
    """Lays out accounts along their rail, with the charts next to them if they end together, else between them."""
    box_count, y = len(flow.boxes), flow.y
    overhang = _layout_accounts(style, page, blocks, flow, in_columns, side_charts=True)
    if overhang > style.px(MAX_CHART_OVERHANG_UNITS):
        del flow.boxes[box_count:]
        flow.y = y
        _layout_accounts(style, page, blocks, flow, in_columns, side_charts=False)


def _layout_accounts(
    style: TextStyle, page: Page, blocks: IndexedBlocks, flow: VerticalFlow, in_columns: bool, *, side_charts: bool
) -> int:
    """Lays out accounts and charts; returns how far the charts next to them reach below the last account."""
    account_keys = [key for key, block in blocks if isinstance(block, RecordParagraph | Link)]
    if not account_keys:
        layout_grid(style, page, blocks, flow, in_columns)
        return 0
    indent, gap = style.px(RAIL_WIDTH_UNITS + comparison.COLUMN_GAP_UNITS), style.px(CHARTS_GAP_UNITS)
    charts_width = max(flow.width - indent - style.column_width - gap, style.px(MIN_CHARTS_WIDTH_UNITS))
    has_room = flow.width - indent - charts_width - gap >= style.px(MIN_STORY_WIDTH_UNITS)
    side_charts = side_charts and in_columns and has_room
    has_charts = any(isinstance(block, Chart) for _, block in blocks)
    has_side_charts = side_charts and has_charts
    width = min(flow.width - (charts_width + gap if has_side_charts else 0), indent + style.column_width)
    story_top = account_y = flow.y
    charts: list[tuple[int, int]] = []  # the index of each box aside, and the y of the account that it follows
    for key, block in blocks:
        if not has_charts and flow.cut():  # where charts stand depends on where the accounts end
            return 0
        if isinstance(block, Chart):
            chart_width = charts_width if side_charts else width - (indent if in_columns else 0)
            chart = layout_chart(style, block, chart_width, page.dates)
            if side_charts:
                charts.append((len(flow.boxes), account_y + style.px(13)))
                flow.boxes.append(replace(chart, x=flow.x + flow.width - charts_width, key=key))
            elif in_columns:
                is_last = key > account_keys[-1]
                flow.add(comparison.layout_chart_on_rail(style, chart, width, is_last=is_last), key=key)
            else:
                flow.y += style.px(12)
                flow.add(chart, style.px(24), key=key)
        elif isinstance(block, RecordParagraph | Link):
            account_y = flow.y
            row = comparison.layout_account(style, block, width if in_columns else flow.width, in_columns=in_columns,
                                            is_last=key == account_keys[-1])  # fmt: skip
            flow.add(row, key=key)
    charts_bottom = _align_charts(flow, charts, story_top + style.px(13), style.px(36))
    overhang, flow.y = charts_bottom - flow.y, max(flow.y, charts_bottom) + style.px(18)
    return overhang


def _align_charts(flow: VerticalFlow, charts: Sequence[tuple[int, int]], story_top: int, gap: int) -> int:
    """Moves charts to their accounts, or higher if they would reach below the story; returns their bottom y."""
    tops: list[int] = []
    bottom = flow.y
    for index, account_y in reversed(charts):
        tops.insert(0, min(account_y, bottom - flow.boxes[index].h))
        bottom = tops[0] - gap
    y = story_top
    for (index, _), top in zip(charts, tops, strict=True):
        box = flow.boxes[index]
        flow.boxes[index] = box.placed_at(box.x, max(top, y))
        y = flow.boxes[index].y + box.h + gap
    return y - gap


def layout_grid(style: TextStyle, page: Page, blocks: IndexedBlocks, flow: VerticalFlow, in_columns: bool) -> None:
    """Lays out charts without accounts, and open questions: two or three side by side if there is room."""
    gap = style.px(32)
    count = min(len(blocks), 3 if flow.width >= style.px(1050) else 2) if in_columns else 1
    if count == 1:
        for key, block in blocks:
            flow.add(_layout_cell(style, page, block, min(flow.width, style.column_width)), style.px(20), key=key)
        return
    width = (flow.width - (count - 1) * gap) // count
    for row_start in range(0, len(blocks), count):
        row = [_layout_cell(style, page, block, width) for _, block in blocks[row_start : row_start + count]]
        cells = [box.placed_at(column * (width + gap), 0) for column, box in enumerate(row)]
        height = max(box.h for box in row)
        flow.add(group_boxes(cells, flow.width, height), style.px(26), key=blocks[row_start][0])


def _layout_cell(style: TextStyle, page: Page, block: Block, width: int) -> Box:
    if isinstance(block, Chart):
        return layout_chart(style, block, width, page.dates)
    return comparison.layout_unknown(style, block, width) if isinstance(block, Unknown) else Box(width, 0)
