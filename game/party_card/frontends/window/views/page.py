"""Pages to sheets: where the blocks of a page stand.

Law: boxes come in reading order, which is the order of Tab. Where there is room the notes of a passage stand beside
it, each at the line of its mark; where there is none, everything is one column and notes open from their mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pygame import Rect

from party_card.engine.page import Page
from party_card.frontends.window.toolkit.layout import Columns, VerticalFlow, columns
from party_card.frontends.window.toolkit.primitives import Box, Command, FillRect, Image, ScreenLayout
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Role
from party_card.frontends.window.toolkit.widgets import chrome
from party_card.frontends.window.views.answer_form import AnswerForm
from party_card.frontends.window.views.blocks import layout_blocks
from party_card.frontends.window.views.briefing_card import briefing
from party_card.frontends.window.views.intermission import intermission
from party_card.frontends.window.views.margin_notes import margin_notes
from party_card.frontends.window.views.next_steps import NextSteps, campaign_progress, next_step_buttons
from party_card.frontends.window.views.source_list import sources
from party_card.frontends.window.views.text_blocks import vstack

NOWHERE = NextSteps()
ROW = 760
"""How long a row of buttons may be."""


def page_sheet(
    style: TextStyle, page: Page, picture: Path | None, notices: Sequence[str] = (), answers: AnswerForm | None = None,
    to: NextSteps = NOWHERE,
) -> ScreenLayout:  # fmt: skip
    """A page of any kind, its links made.

    `answers` are those to its questions; `to` is where it leads if it offers nothing itself.
    """
    record_like = page.kind in ("record", "debrief", "finished", "between", "winter")
    title = (page.heading or page.title) if record_like else page.title
    if page.kind == "between":
        title = page.title
    where = [page.when if page.kind != "between" else ""] if page.kind in ("between", "winter") else []
    where = where or [page.title, page.when] if record_like else [page.when, page.where, page.who]
    count = f"{page.step} of about {page.steps}" if page.steps and page.step else ""
    right = f"ending: {page.ending}" if page.ending and page.kind == "debrief" else count
    meta = " · ".join(filter(None, where))
    if page.kind == "briefing":
        meta = "briefing"
    head, has_meta = chrome.header(style, title, meta, right, dark=record_like)
    fixed_head = style.height_units >= 430
    top = head.h if fixed_head else 0
    area = Rect(0, top, style.width, style.height - top - chrome.footer_height(style))

    def laid(band: int) -> tuple[list[Box], int]:
        flow = VerticalFlow(0, 0 if fixed_head else head.h, style.width)
        if not fixed_head:
            flow.boxes.append(head)
        if page.kind == "between":
            return flow.boxes, intermission(style, page, flow, picture, to, notices) + style.px(12)
        if band and picture is not None:
            flow.add(_picture(style, page, picture, band))
        bottom = _body(style, page, flow, notices, "" if has_meta or page.kind == "briefing" else meta, answers, to)
        return flow.boxes, bottom + style.px(12)

    band = _band(style, page) if picture is not None else 0
    boxes, bottom = laid(band)
    if band and 0 < bottom - area.h <= band - style.px(96):  # a little less picture, and nothing is out of sight
        boxes, bottom = laid(band - (bottom - area.h))
    height = bottom + style.px(18) if bottom > area.h else bottom
    return ScreenLayout(area, tuple(boxes), height, (head,) if fixed_head else (), primary=to.first)


def _band(style: TextStyle, page: Page) -> int:
    """How high the illustration is: tall on the briefing, a band above a passage, none elsewhere."""
    if page.kind not in ("briefing", "passage", "finished"):
        return 0
    if page.kind != "briefing" and style.height < style.px(360):
        return 0  # large letters in a small window: the room is for the text
    share, most = (0.31, 300) if page.kind == "briefing" else (0.19, 168)
    return min(round(style.height * share), style.px(most), round(style.width * 0.25))


def _picture(style: TextStyle, page: Page, path: Path, height: int) -> Box:
    rect = Rect(0, 0, style.width, height)
    rule = FillRect(Rect(0, height - style.px(2), style.width, style.px(2)), "ink")
    return Box(style.width, height, (Image(str(path), rect), rule), role="image", name=page.alt)


def _body(
    style: TextStyle,
    page: Page,
    flow: VerticalFlow,
    notices: Sequence[str],
    meta: str,
    answers: AnswerForm | None,
    to: NextSteps,
) -> int:
    place = columns(
        style, beside=page.kind == "briefing" or (page.kind == "passage" and bool(page.notes or page.entries))
    )
    wide = page.kind in ("record", "winter") and style.width_units >= 1000
    if wide:
        width = min(style.width - 2 * style.px(60), style.px(1240))
        place = Columns((style.width - width) // 2, width)
    flow.x, flow.width = place.x, place.width
    flow.y += style.px(24)
    for notice in notices:
        flow.add(chrome.notification(style, notice, min(place.width, style.column_width)), style.px(16))
    if meta:
        flow.add(style.label(meta, place.width, "meta", "soft"), style.px(16))
    first = len(flow.boxes)
    if page.kind == "briefing":
        return briefing(style, page, flow, place)
    if page.kind in ("finished", "winter"):
        large: Role = "title" if style.width_units >= 700 else "place"
        flow.add(style.label(page.heading or page.title, place.width, large, even=True, as_="heading"), style.px(14))
    if page.kind == "finished" and page.ending:
        flow.add(style.label(f"Your ending: {page.ending}", place.width, "prose", italic=True), style.px(6))
    if page.kind == "record" and page.ending:
        flow.add(_ended(style, page, place.width), style.px(22))
    layout_blocks(style, page, flow, wide, answers)
    if page.kind in ("record", "debrief", "winter") and page.notes:
        flow.y += style.px(14)
        for box in sources(style, page.notes, place.width):
            flow.add(box, style.px(6))
        flow.y += style.px(10)
    if page.kind == "passage" and page.ending:
        flow.add(style.label(f"Ending: {page.ending}", place.width, "heading", even=True, as_="heading"), style.px(18))
    _offers(style, page, flow, to)
    return max(flow.y, margin_notes(style, page, flow, place, first))


def _ended(style: TextStyle, page: Page, width: int) -> Box:
    """How it ended for this reader, above what was so."""
    large: Role = "title" if style.width_units >= 900 else "place"
    said = style.label("Your ending", width, "label", "soft")
    ending = replace(style.label(page.ending, width, large, even=True, as_="heading"), name=page.ending)
    return vstack([said, ending], style.px(2), width)


def _offers(style: TextStyle, page: Page, flow: VerticalFlow, to: NextSteps) -> None:
    width = min(flow.width, style.column_width)
    flow.y += style.px(10)
    if to.ways:
        if to.states:
            flow.add(campaign_progress(style, to, width), style.px(20))
        next_step_buttons(style, to, flow, min(style.width - flow.x - style.margin, max(width, style.px(ROW))))
        return
    decision = page.kind == "passage" and not (len(page.offers) == 1 and page.offers[0].id in ("reveal", "close"))
    number = 0
    for offer in page.offers:
        number += offer.open
        if decision:
            flow.add(chrome.choice_button(style, offer, number, width), style.px(9))
        elif offer.open:
            text = "".join(run.text for run in offer.line)
            flow.add(chrome.button(style, text, Command("choose", offer.id), width, primary=True), style.px(12))
