"""Lays out a beat of the prologue: a poster at the left, the words at the right; in a narrow window, a band above them.

Invariant: boxes come in reading order: the words, the question and its choices, the way on; the poster last.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pygame import Rect

from party_card.engine.page import Heading, Page, Paragraph
from party_card.frontends.window.toolkit.box import Box, Command, ScreenLayout
from party_card.frontends.window.toolkit.layout import VerticalFlow, place_in_rows
from party_card.frontends.window.toolkit.primitives import FillRect, Image
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.button import layout_button
from party_card.frontends.window.toolkit.widgets.footer import footer_height
from party_card.frontends.window.views.choice_button import layout_choice_button
from party_card.localization import gettext, gettext_noop

POSTER_SHARE = 0.46
MIN_COLUMNS_WIDTH_UNITS = 900
_MAX_TEXT_UNITS, _MAX_BAND_UNITS, _GAP_UNITS, _SHADOW_UNITS = 600, 240, 62, 5
SKIP = gettext_noop("Skip the prologue")


def layout_prologue(style: TextStyle, page: Page, picture: Path | None) -> ScreenLayout:
    """Lays out a beat, with its glossary links already set."""
    area = Rect(0, 0, style.width, style.height - footer_height(style))
    has_poster_column = picture is not None and style.width_units >= MIN_COLUMNS_WIDTH_UNITS
    x = round(style.width * POSTER_SHARE) + style.px(_GAP_UNITS) if has_poster_column else style.margin
    width = min(style.width - x - style.margin, style.px(_MAX_TEXT_UNITS))
    flow = VerticalFlow(x, 0, width)
    _layout_words(style, page, flow)
    end, boxes = flow.y, flow.boxes
    if has_poster_column:
        top = max(style.px(28), round((area.h - end) * 0.4))
        poster = _layout_poster(page, picture, Rect(0, 0, round(style.width * POSTER_SHARE), area.h))
    else:
        room = min(area.h - end - style.px(28), style.px(_MAX_BAND_UNITS))
        band = max(0, room) if room >= style.px(96) else style.px(96) if style.height_units >= 400 else 0
        top = band + style.px(18)
        poster = _layout_poster(page, picture, Rect(0, 0, style.width, band)) if band else None
    placed = [replace(box, y=box.y + top) for box in boxes]
    if poster is not None and has_poster_column:
        return ScreenLayout(area, tuple(placed), top + end + style.px(12), (poster,))
    return ScreenLayout(area, (*((poster,) if poster is not None else ()), *placed), top + end + style.px(12))


def _layout_words(style: TextStyle, page: Page, flow: VerticalFlow) -> None:
    width = flow.width
    position = gettext("{number} of {count}").format(number=page.step, count=page.steps)
    label = style.layout_label(f"{page.title} · {position}", width, "label", "accent", box_role="heading")
    flow.add(replace(label, name=f"{page.title}, {position}"), style.px(14))
    for key, block in enumerate(page.blocks):
        match block:
            case Paragraph(line):
                flow.add(style.layout_text(style.line_to_spans(line, "lead"), width, "lead"), style.px(12), key=key)
            case Heading(text):
                flow.y += style.px(10)
                question = style.layout_label(text, width, "title", balanced=True, box_role="heading")
                flow.add(replace(question, name=text), style.px(14), key=key)
            case _:
                pass
    flow.y += style.px(12)
    if len(page.offers) > 1:
        for number, offer in enumerate(page.offers, 1):
            flow.add(layout_choice_button(style, offer, number, width), style.px(9))
        flow.y += style.px(4)
        flow.add(layout_button(style, gettext(SKIP), Command("skip-prologue"), width), style.px(12))
        return
    buttons = [
        layout_button(style, "".join(run.text for run in offer.line), Command("choose", offer.id), width, primary=True)
        for offer in page.offers
    ]
    if page.step < page.steps:
        buttons.append(layout_button(style, gettext(SKIP), Command("skip-prologue"), width))
    placed, bottom = place_in_rows(buttons, flow.x, flow.y, width, style.px(12), style.px(10))
    flow.boxes += placed
    flow.y = bottom + style.px(12)


def _layout_poster(page: Page, picture: Path | None, rect: Rect) -> Box | None:
    if picture is None:
        return None
    marks = (Image(str(picture), rect), FillRect(Rect(rect.right - 2, 0, 2, rect.h), "ink"))
    if rect.x == 0 and rect.w > rect.h * 2:
        marks = (Image(str(picture), rect), FillRect(Rect(0, rect.h - 2, rect.w, 2), "ink"))
    return Box(rect.w, rect.h, marks, role="image", name=page.alt)
