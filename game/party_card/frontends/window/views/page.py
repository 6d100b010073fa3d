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
    press: TextStyle, page: Page, picture: Path | None, notices: Sequence[str] = (), answers: AnswerForm | None = None,
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
    head, has_meta = chrome.header(press, title, meta, right, dark=record_like)
    fixed_head = press.height_units >= 430
    top = head.h if fixed_head else 0
    area = Rect(0, top, press.width, press.height - top - chrome.footer_height(press))

    def laid(band: int) -> tuple[list[Box], int]:
        flow = VerticalFlow(0, 0 if fixed_head else head.h, press.width)
        if not fixed_head:
            flow.boxes.append(head)
        if page.kind == "between":
            return flow.boxes, intermission(press, page, flow, picture, to, notices) + press.px(12)
        if band and picture is not None:
            flow.add(_picture(press, page, picture, band))
        bottom = _body(press, page, flow, notices, "" if has_meta or page.kind == "briefing" else meta, answers, to)
        return flow.boxes, bottom + press.px(12)

    band = _band(press, page) if picture is not None else 0
    boxes, bottom = laid(band)
    if band and 0 < bottom - area.h <= band - press.px(96):  # a little less picture, and nothing is out of sight
        boxes, bottom = laid(band - (bottom - area.h))
    height = bottom + press.px(18) if bottom > area.h else bottom
    return ScreenLayout(area, tuple(boxes), height, (head,) if fixed_head else (), primary=to.first)


def _band(press: TextStyle, page: Page) -> int:
    """How high the illustration is: tall on the briefing, a band above a passage, none elsewhere."""
    if page.kind not in ("briefing", "passage", "finished"):
        return 0
    if page.kind != "briefing" and press.height < press.px(360):
        return 0  # large letters in a small window: the room is for the text
    share, most = (0.31, 300) if page.kind == "briefing" else (0.19, 168)
    return min(round(press.height * share), press.px(most), round(press.width * 0.25))


def _picture(press: TextStyle, page: Page, path: Path, height: int) -> Box:
    rect = Rect(0, 0, press.width, height)
    rule = FillRect(Rect(0, height - press.px(2), press.width, press.px(2)), "ink")
    return Box(press.width, height, (Image(str(path), rect), rule), role="image", name=page.alt)


def _body(
    press: TextStyle,
    page: Page,
    flow: VerticalFlow,
    notices: Sequence[str],
    meta: str,
    answers: AnswerForm | None,
    to: NextSteps,
) -> int:
    place = columns(
        press, beside=page.kind == "briefing" or (page.kind == "passage" and bool(page.notes or page.entries))
    )
    wide = page.kind in ("record", "winter") and press.width_units >= 1000
    if wide:
        width = min(press.width - 2 * press.px(60), press.px(1240))
        place = Columns((press.width - width) // 2, width)
    flow.x, flow.width = place.x, place.width
    flow.y += press.px(24)
    for notice in notices:
        flow.add(chrome.notification(press, notice, min(place.width, press.column_width)), press.px(16))
    if meta:
        flow.add(press.label(meta, place.width, "meta", "soft"), press.px(16))
    first = len(flow.boxes)
    if page.kind == "briefing":
        return briefing(press, page, flow, place)
    if page.kind in ("finished", "winter"):
        large: Role = "title" if press.width_units >= 700 else "place"
        flow.add(press.label(page.heading or page.title, place.width, large, even=True, as_="heading"), press.px(14))
    if page.kind == "finished" and page.ending:
        flow.add(press.label(f"Your ending: {page.ending}", place.width, "prose", italic=True), press.px(6))
    if page.kind == "record" and page.ending:
        flow.add(_ended(press, page, place.width), press.px(22))
    layout_blocks(press, page, flow, wide, answers)
    if page.kind in ("record", "debrief", "winter") and page.notes:
        flow.y += press.px(14)
        for box in sources(press, page.notes, place.width):
            flow.add(box, press.px(6))
        flow.y += press.px(10)
    if page.kind == "passage" and page.ending:
        flow.add(press.label(f"Ending: {page.ending}", place.width, "heading", even=True, as_="heading"), press.px(18))
    _offers(press, page, flow, to)
    return max(flow.y, margin_notes(press, page, flow, place, first))


def _ended(press: TextStyle, page: Page, width: int) -> Box:
    """How it ended for this reader, above what was so."""
    large: Role = "title" if press.width_units >= 900 else "place"
    said = press.label("Your ending", width, "label", "soft")
    ending = replace(press.label(page.ending, width, large, even=True, as_="heading"), name=page.ending)
    return vstack([said, ending], press.px(2), width)


def _offers(press: TextStyle, page: Page, flow: VerticalFlow, to: NextSteps) -> None:
    width = min(flow.width, press.column_width)
    flow.y += press.px(10)
    if to.ways:
        if to.states:
            flow.add(campaign_progress(press, to, width), press.px(20))
        next_step_buttons(press, to, flow, min(press.width - flow.x - press.margin, max(width, press.px(ROW))))
        return
    decision = page.kind == "passage" and not (len(page.offers) == 1 and page.offers[0].id in ("reveal", "close"))
    number = 0
    for offer in page.offers:
        number += offer.open
        if decision:
            flow.add(chrome.choice_button(press, offer, number, width), press.px(9))
        elif offer.open:
            text = "".join(run.text for run in offer.line)
            flow.add(chrome.button(press, text, Command("choose", offer.id), width, primary=True), press.px(12))
