"""The briefing as a filled-in card: title, and who, where, when on ruled lines.

Law: the labels are printed, the answers are typed, as on a card of the time.
"""

from __future__ import annotations

from pygame import Rect

from party_card.engine.page import ContentNote, Document, Heading, Page, Paragraph
from party_card.frontends.window.toolkit.layout import Columns, VerticalFlow
from party_card.frontends.window.toolkit.primitives import Box, Command, FillRect, Mark, group, translate_all
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.chrome import button
from party_card.frontends.window.views import text_blocks


def briefing(style: TextStyle, page: Page, flow: VerticalFlow, place: Columns) -> int:
    """The card and what is to be known; what to do stands beside it where there is room. Returns where it ends."""
    flow.add(card(style, page, place.width), style.px(20))
    top = flow.y - style.px(20) - style.px(2)
    side = VerticalFlow(place.notes_x, flow.boxes[-1].y, place.notes) if place.notes else flow
    for block in page.blocks:
        match block:
            case Heading():
                flow.add(text_blocks.heading(style, block, place.width), style.px(8))
            case Paragraph():
                flow.add(text_blocks.paragraph(style, block, place.width), style.paragraph_gap(13))
            case Document():
                flow.add(text_blocks.document(style, block, place.width), style.px(18))
            case _:
                pass
    if side is not flow:
        side.y += style.px(8)
    for block in page.blocks:
        if isinstance(block, ContentNote):
            side.add(text_blocks.content_note(style, block, side.width), style.px(22))
    for offer in page.offers:
        text = "".join(run.text for run in offer.line)
        side.add(button(style, text, Command("choose", offer.id), side.width, primary=True), style.px(12))
    if side is not flow:
        flow.boxes += side.boxes
    return max(top, flow.y, side.y)


def card(style: TextStyle, page: Page, width: int) -> Box:
    """Title and fields."""
    title = style.label(page.title, width, "title", even=True, as_="heading")
    if style.width_units < 700:
        title = style.label(page.title, width, "heading", even=True, as_="heading")
    fields = [(k, v) for k, v in (("Who", page.who), ("Where", page.where), ("When", page.when)) if v]
    label = max((style.text_width(k, "label") for k, _ in fields), default=0) + style.px(22)
    y = title.h + style.px(16)
    parts = [title]
    for name, value in fields:
        row = _field(style, name, value, round(label), width)
        parts.append(row.at(0, y))
        y += row.h
    return group(parts, width, y)


def _field(style: TextStyle, name: str, value: str, left: int, width: int) -> Box:
    typed = style.label(value, width - left, "document")
    printed = style.label(name, left, "label", "accent")
    height = typed.h + style.px(13)
    line: Mark = FillRect(Rect(0, height - style.px(1), width, style.px(1)), "rule")
    drop = (style.line_height("document") - style.line_height("label")) / 2 + style.px(6)
    marks = (line, *translate_all(printed.marks, 0, drop), *translate_all(typed.marks, left, style.px(6)))
    return Box(width, height, marks, name=f"{name}: {value}")
