"""The briefing as a filled-in card: title, and who, where, when on ruled lines.

Law: the labels are printed, the answers are typed, as on a card of the time.
"""

from __future__ import annotations

from pygame import Rect

from party_card.engine.page import ContentNote, Document, Heading, Page, Paragraph
from party_card.frontends.window.toolkit.box import Box, Command, group_boxes
from party_card.frontends.window.toolkit.layout import ColumnLayout, VerticalFlow
from party_card.frontends.window.toolkit.primitives import FillRect, Mark, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.button import layout_button
from party_card.frontends.window.views import text_blocks


def layout_briefing(style: TextStyle, page: Page, flow: VerticalFlow, place: ColumnLayout) -> int:
    """The card and what is to be known; what to do stands beside it where there is room. Returns where it ends."""
    flow.add(layout_card(style, page, place.width), style.px(20))
    top = flow.y - style.px(20) - style.px(2)
    side = VerticalFlow(place.notes_x, flow.boxes[-1].y, place.notes_width) if place.notes_width else flow
    for block in page.blocks:
        match block:
            case Heading():
                flow.add(text_blocks.layout_heading(style, block, place.width), style.px(8))
            case Paragraph():
                flow.add(text_blocks.layout_prose(style, block, place.width), style.paragraph_gap(13))
            case Document():
                flow.add(text_blocks.layout_document(style, block, place.width), style.px(18))
            case _:
                pass
    if side is not flow:
        side.y += style.px(8)
    for block in page.blocks:
        if isinstance(block, ContentNote):
            side.add(text_blocks.layout_content_note(style, block, side.width), style.px(22))
    for offer in page.offers:
        text = "".join(run.text for run in offer.line)
        side.add(layout_button(style, text, Command("choose", offer.id), side.width, primary=True), style.px(12))
    if side is not flow:
        flow.boxes += side.boxes
    return max(top, flow.y, side.y)


def layout_card(style: TextStyle, page: Page, width: int) -> Box:
    """Title and fields."""
    title = style.layout_label(page.title, width, "title", balanced=True, box_role="heading")
    if style.width_units < 700:
        title = style.layout_label(page.title, width, "heading", balanced=True, box_role="heading")
    fields = [(k, v) for k, v in (("Who", page.role), ("Where", page.place), ("When", page.when)) if v]
    label = max((style.measure_text(k, "label") for k, _ in fields), default=0) + style.px(22)
    y = title.h + style.px(16)
    parts = [title]
    for name, value in fields:
        row = _layout_field(style, name, value, round(label), width)
        parts.append(row.placed_at(0, y))
        y += row.h
    return group_boxes(parts, width, y)


def _layout_field(style: TextStyle, name: str, value: str, left: int, width: int) -> Box:
    typed = style.layout_label(value, width - left, "document")
    printed = style.layout_label(name, left, "label", "accent")
    height = typed.h + style.px(13)
    line: Mark = FillRect(Rect(0, height - style.px(1), width, style.px(1)), "rule")
    drop = (style.line_height("document") - style.line_height("label")) / 2 + style.px(6)
    marks = (line, *translate_marks(printed.marks, 0, drop), *translate_marks(typed.marks, left, style.px(6)))
    return Box(width, height, marks, name=f"{name}: {value}")
