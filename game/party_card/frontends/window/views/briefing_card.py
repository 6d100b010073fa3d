"""Lays out the briefing as a filled-in form: the title, and role, place and date on ruled lines.

Invariant: labels are printed, values are typed, as on a form of the time.
"""

from __future__ import annotations

from pygame import Rect

from party_card.engine.page import ContentNote, Document, Heading, Page, Paragraph, Statement
from party_card.frontends.window.toolkit.box import Box, Command, group_boxes
from party_card.frontends.window.toolkit.layout import ColumnLayout, VerticalFlow
from party_card.frontends.window.toolkit.primitives import FillRect, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.button import layout_button
from party_card.frontends.window.views import text_blocks
from party_card.frontends.window.views.place_map import layout_map_of_page, map_height
from party_card.frontends.window.views.statements import layout_statement, measure_labels
from party_card.localization import gettext


def layout_briefing(
    style: TextStyle, page: Page, flow: VerticalFlow, columns: ColumnLayout, *, map_cut: int = 0
) -> int:
    """Adds the form, the text, the offers and the map next to them if there is room. Returns the bottom y.

    The map is `map_cut` pixels lower than it might be; in one column, or if that is too low, a sentence is enough.
    """
    flow.add(_layout_form(style, page, columns.width), style.px(20))
    form_bottom = flow.y - style.px(20) - style.px(2)
    has_side_column = bool(columns.notes_width)
    side_flow = VerticalFlow(columns.notes_x, flow.boxes[-1].y, columns.notes_width) if has_side_column else flow
    statements = [block for block in page.blocks if isinstance(block, Statement)]
    labels_width = measure_labels(style, statements, columns.width) if statements else 0
    for block in page.blocks:
        if isinstance(block, Heading | Paragraph | Document):
            gap = {Heading: style.px(8), Document: style.px(18)}.get(type(block), style.paragraph_gap(13))
            flow.add(text_blocks.layout_text_block(style, block, columns.width), gap)
        elif isinstance(block, Statement):
            flow.add(layout_statement(style, block, columns.width, labels_width))
    if has_side_column:
        side_flow.y += style.px(8)
    for block in page.blocks:
        if isinstance(block, ContentNote):
            side_flow.add(text_blocks.layout_text_block(style, block, side_flow.width), style.px(22))
    for offer in page.offers:
        text = "".join(run.text for run in offer.line)
        button = layout_button(style, text, Command("choose", offer.id), side_flow.width, primary=True)
        side_flow.add(button, style.px(12))
    if page.places is not None:
        side_flow.y += style.px(10)
        max_height = map_height(side_flow.width) - map_cut if has_side_column else 0
        for box in layout_map_of_page(style, page.places, side_flow.width, max_height):
            side_flow.add(box, style.px(6))
    if has_side_column:
        flow.boxes += side_flow.boxes
    return max(form_bottom, flow.y, side_flow.y)


def _layout_form(style: TextStyle, page: Page, width: int) -> Box:
    title = style.layout_label(page.title, width, "title", balanced=True, box_role="heading")
    pairs = ((gettext("Who"), page.role), (gettext("Where"), page.place), (gettext("When"), page.dates))
    fields = [(label, value) for label, value in pairs if value]
    label_width = max((style.measure_text(label, "label") for label, _ in fields), default=0) + style.px(22)
    flow = VerticalFlow(0, 0, width)
    flow.add(title, style.px(16))
    for label, value in fields:
        flow.add(_layout_field(style, label, value, round(label_width), width))
    return group_boxes(flow.boxes, width, flow.y)


def _layout_field(style: TextStyle, label: str, value: str, label_width: int, width: int) -> Box:
    value_box = style.layout_label(value, width - label_width, "document")
    label_box = style.layout_label(label, label_width, "label", "accent")
    height = value_box.h + style.px(13)
    rule = FillRect(Rect(0, height - style.px(1), width, style.px(1)), "rule")
    label_y = (style.line_height("document") - style.line_height("label")) / 2 + style.px(6)
    marks = translate_marks(label_box.marks, 0, label_y)
    marks += translate_marks(value_box.marks, label_width, style.px(6))
    return Box(width, height, (rule, *marks), name=gettext("{label}: {value}").format(label=label, value=value))
