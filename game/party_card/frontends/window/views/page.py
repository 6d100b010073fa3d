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
from party_card.frontends.window.toolkit.box import Box, Command, ScreenLayout
from party_card.frontends.window.toolkit.layout import ColumnLayout, VerticalFlow, choose_columns, vstack
from party_card.frontends.window.toolkit.primitives import FillRect, Image
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import TextRole
from party_card.frontends.window.toolkit.widgets.button import layout_button
from party_card.frontends.window.toolkit.widgets.footer import footer_height
from party_card.frontends.window.toolkit.widgets.header import layout_header
from party_card.frontends.window.toolkit.widgets.notification import layout_notification
from party_card.frontends.window.views.answer_form import AnswerForm
from party_card.frontends.window.views.blocks import layout_blocks
from party_card.frontends.window.views.briefing_card import layout_briefing
from party_card.frontends.window.views.choice_button import layout_choice_button
from party_card.frontends.window.views.intermission import layout_intermission
from party_card.frontends.window.views.margin_notes import layout_margin_notes
from party_card.frontends.window.views.next_steps import NextSteps, layout_campaign_progress, layout_next_step_buttons
from party_card.frontends.window.views.source_list import layout_sources

NO_NEXT_STEPS = NextSteps()
MAX_BUTTON_ROW_UNITS = 760
"""How long a row of buttons may be."""


def layout_page(
    style: TextStyle, page: Page, picture: Path | None, notices: Sequence[str] = (), answers: AnswerForm | None = None,
    next_steps: NextSteps = NO_NEXT_STEPS,
) -> ScreenLayout:  # fmt: skip
    """A page of any kind, its links made.

    `answers` are those to its questions; `to` is where it leads if it offers nothing itself.
    """
    record_like = page.kind in ("record", "debrief", "finished", "between", "winter")
    title = (page.heading or page.title) if record_like else page.title
    if page.kind == "between":
        title = page.title
    where = [page.when if page.kind != "between" else ""] if page.kind in ("between", "winter") else []
    where = where or [page.title, page.when] if record_like else [page.when, page.place, page.role]
    count = f"{page.step} of about {page.steps}" if page.steps and page.step else ""
    right = f"ending: {page.ending}" if page.ending and page.kind == "debrief" else count
    meta = " · ".join(filter(None, where))
    if page.kind == "briefing":
        meta = "briefing"
    head, has_meta = layout_header(style, title, meta, right, dark=record_like)
    fixed_head = style.height_units >= 430
    top = head.h if fixed_head else 0
    area = Rect(0, top, style.width, style.height - top - footer_height(style))

    def laid(band: int) -> tuple[list[Box], int]:
        flow = VerticalFlow(0, 0 if fixed_head else head.h, style.width)
        if not fixed_head:
            flow.boxes.append(head)
        if page.kind == "between":
            return flow.boxes, layout_intermission(style, page, flow, picture, next_steps, notices) + style.px(12)
        if band and picture is not None:
            flow.add(_layout_picture(style, page, picture, band))
        bottom = _layout_body(
            style, page, flow, notices, "" if has_meta or page.kind == "briefing" else meta, answers, next_steps
        )
        return flow.boxes, bottom + style.px(12)

    band = _picture_height(style, page) if picture is not None else 0
    boxes, bottom = laid(band)
    if band and 0 < bottom - area.h <= band - style.px(96):  # a little less picture, and nothing is out of sight
        boxes, bottom = laid(band - (bottom - area.h))
    height = bottom + style.px(18) if bottom > area.h else bottom
    return ScreenLayout(
        area, tuple(boxes), height, (head,) if fixed_head else (), primary_command=next_steps.primary_command
    )


def _picture_height(style: TextStyle, page: Page) -> int:
    """How high the illustration is: tall on the briefing, a band above a passage, none elsewhere."""
    if page.kind not in ("briefing", "passage", "finished"):
        return 0
    if page.kind != "briefing" and style.height < style.px(360):
        return 0  # large letters in a small window: the room is for the text
    share, most = (0.31, 300) if page.kind == "briefing" else (0.19, 168)
    return min(round(style.height * share), style.px(most), round(style.width * 0.25))


def _layout_picture(style: TextStyle, page: Page, path: Path, height: int) -> Box:
    rect = Rect(0, 0, style.width, height)
    rule = FillRect(Rect(0, height - style.px(2), style.width, style.px(2)), "ink")
    return Box(style.width, height, (Image(str(path), rect), rule), role="image", name=page.alt)


def _layout_body(
    style: TextStyle,
    page: Page,
    flow: VerticalFlow,
    notices: Sequence[str],
    meta: str,
    answers: AnswerForm | None,
    next_steps: NextSteps,
) -> int:
    place = choose_columns(
        style, with_notes=page.kind == "briefing" or (page.kind == "passage" and bool(page.notes or page.entries))
    )
    wide = page.kind in ("record", "winter") and style.width_units >= 1000
    if wide:
        width = min(style.width - 2 * style.px(60), style.px(1240))
        place = ColumnLayout((style.width - width) // 2, width)
    flow.x, flow.width = place.x, place.width
    flow.y += style.px(24)
    for notice in notices:
        flow.add(layout_notification(style, notice, min(place.width, style.column_width)), style.px(16))
    if meta:
        flow.add(style.layout_label(meta, place.width, "meta", "soft"), style.px(16))
    first = len(flow.boxes)
    if page.kind == "briefing":
        return layout_briefing(style, page, flow, place)
    if page.kind in ("finished", "winter"):
        large: TextRole = "title" if style.width_units >= 700 else "place"
        flow.add(
            style.layout_label(page.heading or page.title, place.width, large, balanced=True, box_role="heading"),
            style.px(14),
        )
    if page.kind == "finished" and page.ending:
        flow.add(style.layout_label(f"Your ending: {page.ending}", place.width, "prose", italic=True), style.px(6))
    if page.kind == "record" and page.ending:
        flow.add(_layout_ending(style, page, place.width), style.px(22))
    layout_blocks(style, page, flow, wide, answers)
    if page.kind in ("record", "debrief", "winter") and page.notes:
        flow.y += style.px(14)
        for box in layout_sources(style, page.notes, place.width):
            flow.add(box, style.px(6))
        flow.y += style.px(10)
    if page.kind == "passage" and page.ending:
        flow.add(
            style.layout_label(f"Ending: {page.ending}", place.width, "heading", balanced=True, box_role="heading"),
            style.px(18),
        )
    _layout_offers(style, page, flow, next_steps)
    return max(flow.y, layout_margin_notes(style, page, flow, place, first))


def _layout_ending(style: TextStyle, page: Page, width: int) -> Box:
    """How it ended for this reader, above what was so."""
    large: TextRole = "title" if style.width_units >= 900 else "place"
    said = style.layout_label("Your ending", width, "label", "soft")
    ending = replace(style.layout_label(page.ending, width, large, balanced=True, box_role="heading"), name=page.ending)
    return vstack([said, ending], style.px(2), width)


def _layout_offers(style: TextStyle, page: Page, flow: VerticalFlow, next_steps: NextSteps) -> None:
    width = min(flow.width, style.column_width)
    flow.y += style.px(10)
    if next_steps.labelled_commands:
        if next_steps.scene_states:
            flow.add(layout_campaign_progress(style, next_steps, width), style.px(20))
        layout_next_step_buttons(
            style,
            next_steps,
            flow,
            min(style.width - flow.x - style.margin, max(width, style.px(MAX_BUTTON_ROW_UNITS))),
        )
        return
    decision = page.kind == "passage" and not (len(page.offers) == 1 and page.offers[0].id in ("reveal", "close"))
    number = 0
    for offer in page.offers:
        number += offer.is_open
        if decision:
            flow.add(layout_choice_button(style, offer, number, width), style.px(9))
        elif offer.is_open:
            text = "".join(run.text for run in offer.line)
            flow.add(layout_button(style, text, Command("choose", offer.id), width, primary=True), style.px(12))
