"""Lays out a record in layers: the tabs that lead to each, and the layer that is read.

Invariant: the essentials are the first layer, and nothing but going through the layers leads past them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pygame import Rect

from party_card.engine.aftermath import HEADING as AFTERMATH
from party_card.engine.page import Chart, Page, RecordParagraph
from party_card.engine.page_builder import ESSENTIALS_HEADING
from party_card.engine.record_layers import Layer
from party_card.frontends.window.toolkit.box import Box, Command, group_boxes
from party_card.frontends.window.toolkit.layout import VerticalFlow, make_filled_box, place_in_rows
from party_card.frontends.window.toolkit.primitives import FillRect, Image, StrokeRect
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.tab import layout_tab
from party_card.frontends.window.views.bar_chart import layout_chart
from party_card.frontends.window.views.blocks import layout_aftermath, layout_blocks
from party_card.frontends.window.views.date_rail import layout_inline_entry
from party_card.frontends.window.views.ending import add_ending
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext

MIN_CHART_COLUMN_UNITS, COLUMN_GAP_UNITS = 400, 56
"""The least width of the chart beside the essentials, and the gap before it."""
BULLET_UNITS, BULLET_INDENT_UNITS = 12, 30
PICTURE_SHARE = 0.6
"""The height of the picture beside the essentials, as a share of its width."""


@frozen_dataclass
class RecordReading:
    """What is shown of a record: one of its layers, if it has any, and the parts whose headings are open.

    A part is known by the index of its heading among the blocks that are shown. The `picture` stands beside essentials
    that have no chart.
    """

    layers: tuple[Layer, ...] = ()
    layer: int = 0
    toggled_parts: frozenset[int] = frozenset()
    picture: Path | None = None


WHOLE_RECORD = RecordReading()


def layout_layer_tabs(style: TextStyle, layers: Sequence[Layer], index: int) -> Box:
    """Lays out a tab for each layer on a band; where they have no room in a row, the others are numbers, or all."""
    margin, gap, pad = style.margin, style.px(8), style.px(8)
    width = style.width - 2 * margin

    def layout_tabs(*, is_short: bool, is_shortest: bool = False) -> list[Box]:
        tabs = []
        for number, layer in enumerate(layers):
            name = f"{number + 1}  {layer.heading}"
            is_selected = number == index
            label = str(number + 1) if is_shortest or (is_short and not is_selected) else name
            tab = layout_tab(style, label, Command("layer", str(number)), width, is_selected=is_selected)
            message = gettext("Layer {name}, shown now") if is_selected else gettext("Layer {name}")
            spoken = message.format(name=name)
            tabs.append(replace(tab, name=spoken, targets=(replace(tab.targets[0], name=spoken),)))
        return tabs

    tabs = layout_tabs(is_short=False)
    for is_shortest in (False, True):
        if sum(tab.w + gap for tab in tabs) - gap > width:
            tabs = layout_tabs(is_short=True, is_shortest=is_shortest)
    row, bottom = place_in_rows(tabs, margin, pad, width, gap, gap)
    height = bottom + pad
    rule = FillRect(Rect(0, height - style.px(2), style.width, style.px(2)), "ink")
    band = Box(style.width, height, (FillRect(Rect(0, 0, style.width, height), "sand"), rule))
    return group_boxes([band, *row], style.width, height)


def layout_layer(style: TextStyle, page: Page, flow: VerticalFlow, reading: RecordReading, in_columns: bool) -> None:
    """Lays out the blocks of the layer that is read, which are those of the page; below the first layer, the ending."""
    heading = reading.layers[reading.layer].heading
    if heading == gettext(ESSENTIALS_HEADING):
        has_ending = _layout_essentials(style, page, flow, in_columns, reading.picture)
        if page.ending and not has_ending:
            flow.add(make_filled_box(flow.width, style.px(2), "ink"), style.px(14))
            add_ending(style, page, flow, role="place")
        return
    title = style.layout_label(heading, flow.width, "place", balanced=True, box_role="heading")
    flow.add(replace(title, name=heading), style.px(10))
    if heading == gettext(AFTERMATH):
        layout_aftermath(style, page, list(enumerate(page.blocks)), flow, in_columns)
    else:
        layout_blocks(style, page, flow, in_columns, None, reading.toggled_parts)


def _layout_essentials(
    style: TextStyle, page: Page, flow: VerticalFlow, in_columns: bool, picture: Path | None
) -> bool:  # fmt: skip
    """Lays out the essentials as a list, with the chart beside it if there is room, else below.

    A scene without a chart has its picture there if there is room; one without a picture the ending of the player; a
    record that is read without playing has its list in the middle. Returns True if the ending has been laid out.
    """
    charts = [(key, block) for key, block in enumerate(page.blocks) if isinstance(block, Chart)]
    gap = style.px(COLUMN_GAP_UNITS)
    width = min(flow.width, style.column_width)
    chart_width = min(flow.width - width - gap, width)
    has_room = in_columns and chart_width >= style.px(MIN_CHART_COLUMN_UNITS)
    is_beside = has_room and bool(charts)
    is_alone = has_room and not charts and picture is None
    x = flow.x + (flow.width - width) // 2 if is_alone and not page.ending else flow.x
    heading = style.layout_label(gettext(ESSENTIALS_HEADING), flow.width, "title", balanced=True, box_role="heading")
    flow.add(replace(heading, name=gettext(ESSENTIALS_HEADING)), style.px(16), x - flow.x)
    top = flow.y
    for key, block in enumerate(page.blocks):
        if isinstance(block, RecordParagraph):
            flow.add(_layout_essential(style, block, width), style.paragraph_gap(14), x - flow.x, key)
    bottom = flow.y
    if is_alone and page.ending:
        side_flow = VerticalFlow(flow.x + flow.width - chart_width, top, chart_width)
        add_ending(style, page, side_flow, role="place")
        flow.boxes += side_flow.boxes
        bottom = max(bottom, side_flow.y)
    if has_room and not charts and picture is not None:
        flow.boxes.append(_layout_picture(style, page, picture, flow.x + flow.width - chart_width, top, chart_width))
        bottom = max(bottom, top + flow.boxes[-1].h)
    for key, chart in charts:
        box = layout_chart(style, chart, chart_width if is_beside else width, page.dates)
        if is_beside:
            flow.boxes.append(replace(box, x=flow.x + flow.width - chart_width, y=top, key=key))
            bottom = max(bottom, top + box.h)
        else:
            flow.y += style.px(8)
            flow.add(box, style.px(20), key=key)
    flow.y = max(flow.y, bottom) + style.px(6)
    return is_alone and bool(page.ending)


def _layout_picture(style: TextStyle, page: Page, picture: Path, x: int, y: int, width: int) -> Box:
    """Lays out the picture of the scene in a frame, as a part of it that is not as wide as it is above a passage."""
    rect = Rect(0, 0, width, round(width * PICTURE_SHARE))
    marks = (Image(str(picture), rect), StrokeRect(rect, "ink", style.px(2)))
    return Box(rect.w, rect.h, marks, role="image", name=page.alt, x=x, y=y)


def _layout_essential(style: TextStyle, block: RecordParagraph, width: int) -> Box:
    """Lays out a sentence behind a red square; its grades follow if not all of it is documented."""
    indent, side = style.px(BULLET_INDENT_UNITS), style.px(BULLET_UNITS)
    text = style.layout_text(style.line_to_spans(block.line, "prose"), width - indent, "prose")
    square = FillRect(Rect(0, round(style.line_height("prose") * 0.55 - side / 2), side, side), "red")
    boxes = [Box(indent, side, (square,)), text.placed_at(indent, 0)]
    height = text.h
    if set(block.grades) - {"documented"}:
        grades = layout_inline_entry(style, "", block.grades, width - indent)
        boxes.append(grades.placed_at(indent, height + style.px(3)))
        height += style.px(3) + grades.h
    return group_boxes(boxes, width, height)
