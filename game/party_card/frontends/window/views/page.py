"""Lays out pages: header, picture, blocks, notes and offers.

Invariant: boxes come in reading order, which is tab order. If there is room, the notes of a passage are next to it,
each at the line of its mark; else everything is in one column, and notes open from their marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pygame import Rect

from party_card.engine.page import Page, PageKind
from party_card.engine.phases import PHASE_TRIGGERS
from party_card.engine.record_layers import select_layer
from party_card.frontends.window.toolkit.box import Box, Command, ScreenLayout
from party_card.frontends.window.toolkit.layout import (
    ColumnLayout,
    VerticalFlow,
    choose_columns,
)
from party_card.frontends.window.toolkit.mirroring import join_phrases
from party_card.frontends.window.toolkit.primitives import FillRect, Image
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.button import layout_button
from party_card.frontends.window.toolkit.widgets.footer import footer_height
from party_card.frontends.window.toolkit.widgets.header import has_fixed_header, layout_header
from party_card.frontends.window.toolkit.widgets.notification import layout_notification
from party_card.frontends.window.views.answer_form import AnswerForm
from party_card.frontends.window.views.blocks import layout_blocks
from party_card.frontends.window.views.briefing import choose_briefing_columns, is_hooked, layout_hooked_briefing
from party_card.frontends.window.views.briefing_card import layout_briefing
from party_card.frontends.window.views.choice_button import layout_choice_button
from party_card.frontends.window.views.ending import add_causes, add_cost, add_ending
from party_card.frontends.window.views.episode_marker import describe_minutes
from party_card.frontends.window.views.margin_notes import layout_margin_notes
from party_card.frontends.window.views.next_steps import (
    NextSteps,
    layout_campaign_progress,
    layout_next_step_buttons,
)
from party_card.frontends.window.views.record_layers import (
    WHOLE_RECORD,
    RecordReading,
    layout_layer,
    layout_layer_tabs,
)
from party_card.frontends.window.views.source_list import layout_sources
from party_card.localization import gettext

NO_NEXT_STEPS = NextSteps()
GAME_NAME = "Party Card"
MAX_BUTTON_ROW_UNITS = 760
MIN_COLUMNS_WIDTH_UNITS = 1000
"""The least width of a window in which the record is in columns."""
KINDS_IN_COLUMNS: frozenset[PageKind] = frozenset({"record", "file", "winter", "archive", "folder"})
KINDS_WITH_MAP: frozenset[PageKind] = frozenset({"briefing", "passage"})
"""The pages that show their map; that of a record is opened in a dialog."""
MIN_TALL_PICTURE_HEIGHT_UNITS = 480
"""The least height of a window in which the picture above a hook is tall: title and hook are to be seen with it."""
MIN_META_HEIGHT_UNITS = 320
"""The least height of a window in which a layer of a record repeats its scene and dates above the text."""
MIN_PICTURE_UNITS = 96
"""The least height of a picture that is cut so that the page does not scroll."""


def layout_page(
    style: TextStyle, page: Page, picture: Path | None, notices: Sequence[str] = (), answers: AnswerForm | None = None,
    next_steps: NextSteps = NO_NEXT_STEPS, *, episode: str = "", reading: RecordReading = WHOLE_RECORD,
    bottom: int | None = None,
) -> ScreenLayout:  # fmt: skip
    """Lays out a page of any kind, with its glossary links already set.

    `answers` are the fields of its questions; `next_steps` are shown in place of offers. `episode` says which one of
    its campaign a briefing is, and `reading` what is shown of a record. What begins below the height `bottom` of a
    record may be left out.
    """
    layers = reading.layers
    if layers:
        page = select_layer(page, reading.layer)
    title, meta = _header_texts(page, episode)
    count = (
        gettext("{step} of about {count}").format(step=page.step, count=page.steps) if page.steps and page.step else ""
    )
    if page.minutes:
        count = describe_minutes(page.minutes)
    has_ending = page.ending and (page.kind == "debrief" or layers)
    trailing_text = gettext("ending: {title}").format(title=page.ending) if has_ending else count
    is_after_scene = page.kind not in ("briefing", "passage")
    header, has_meta = layout_header(style, title, meta, trailing_text, is_dark=is_after_scene)
    is_fixed = has_fixed_header(style)
    top = header.h if is_fixed else 0
    area = Rect(0, top, style.width, style.height - top - footer_height(style))

    def layout_content(picture_height: int, map_cut: int = 0) -> tuple[VerticalFlow, int]:
        flow = VerticalFlow(0, 0 if is_fixed else header.h, style.width, bottom)
        if not is_fixed:
            flow.boxes.append(header)
        if layers:
            flow.add(layout_layer_tabs(style, layers, reading.layer))
        if page.kind == "between":
            from party_card.frontends.window.views.intermission import layout_intermission  # noqa: PLC0415  # 2 ms

            end = layout_intermission(style, page, flow, picture, next_steps, notices)
        else:
            if picture_height and picture is not None:
                flow.add(_layout_picture(style, page, picture, picture_height))
            is_known = (page.kind == "briefing" and not is_hooked(page)) or (
                bool(layers) and style.height_units < MIN_META_HEIGHT_UNITS
            )
            body_meta = "" if has_meta or is_known else meta
            end = _layout_body(
                style, page, flow, notices, body_meta, answers, next_steps, reading, map_cut=map_cut,
                side_picture=picture if has_side_picture else None,
            )  # fmt: skip
        return flow, end + style.px(12)

    has_side_picture = page.kind == "passage" and bool(choose_columns(style, with_notes=True).notes_width)
    picture_height = _picture_height(style, page) if picture is not None and not has_side_picture else 0
    flow, end = layout_content(picture_height)
    spare_height = max(0, picture_height - style.px(MIN_PICTURE_UNITS))
    has_map = page.kind in KINDS_WITH_MAP and page.places is not None
    map_cut = max(0, end - area.h - spare_height) if has_map else 0
    if map_cut:
        flow, end = layout_content(picture_height, map_cut)
    overflow = end - area.h
    if overflow > 0 and (overflow <= spare_height or is_hooked(page)):
        flow, end = layout_content(picture_height - min(overflow, spare_height), map_cut)
    height = end + style.px(18) if end > area.h else end
    fixed = (header,) if is_fixed else ()
    return ScreenLayout(
        area, tuple(flow.boxes), height, fixed, primary_command=next_steps.primary_command, is_complete=not flow.is_cut
    )


def _header_texts(page: Page, episode: str) -> tuple[str, str]:
    """Returns the title of the header and its meta text."""
    match page.kind:
        case "briefing" if is_hooked(page):
            return episode or GAME_NAME, join_phrases((page.dates, page.place))
        case "briefing":
            return page.title, gettext("briefing")
        case "passage":
            return page.title, join_phrases((page.dates, page.place, page.role))
        case "between":
            return page.title, ""
        case "winter":
            return page.heading or page.title, page.dates
        case _:
            return page.heading or page.title, join_phrases((page.title, page.dates))


def _picture_height(style: TextStyle, page: Page) -> int:
    """Returns the height of the picture: tall on the briefing, a band above a passage, 0 on other pages."""
    if page.kind not in ("briefing", "passage", "finished", "provenance"):
        return 0
    if page.kind != "briefing" and style.height < style.px(360):
        return 0  # large letters in a small window: the room is for the text
    is_tall = page.kind == "briefing" and not (is_hooked(page) and style.height_units < MIN_TALL_PICTURE_HEIGHT_UNITS)
    share, max_units = (0.31, 300) if is_tall else (0.19, 168)
    return min(round(style.height * share), style.px(max_units), round(style.width * 0.25))


def _layout_picture(style: TextStyle, page: Page, path: Path, height: int) -> Box:
    rect = Rect(0, 0, style.width, height)
    rule = FillRect(Rect(0, height - style.px(2), style.width, style.px(2)), "ink")
    return Box(style.width, height, (Image(str(path), rect), rule), role="image", name=page.alt)


def _layout_body(
    style: TextStyle, page: Page, flow: VerticalFlow, notices: Sequence[str], meta: str, answers: AnswerForm | None,
    next_steps: NextSteps, reading: RecordReading, *, map_cut: int, side_picture: Path | None,
) -> int:  # fmt: skip
    """Adds everything below the picture. Returns the bottom y.

    A map is `map_cut` lower than it might be. A `side_picture` is above the notes, so that it moves no choice; the text
    keeps its place, whether there are notes or not.
    """
    columns = choose_columns(style, with_notes=page.kind in ("briefing", "passage"))
    if is_hooked(page) or page.kind == "finished":
        columns = choose_briefing_columns(style)
    in_columns = (
        page.kind in ("record", "file", "winter", "archive", "folder") and style.width_units >= MIN_COLUMNS_WIDTH_UNITS
    )
    if in_columns:
        width = min(style.width - 2 * style.px(60), style.px(1240))
        columns = ColumnLayout((style.width - width) // 2, width)
    flow.x, flow.width = columns.x, columns.width
    flow.y += style.px(24)
    for notice in notices:
        flow.add(layout_notification(style, notice, min(columns.width, style.column_width)), style.px(16))
    if is_hooked(page):
        return layout_hooked_briefing(style, page, flow, columns, meta, map_cut=map_cut)
    if meta:
        flow.add(style.layout_label(meta, columns.width, "meta", "soft"), style.px(16))
    first_index = len(flow.boxes)
    if page.kind == "briefing":
        return layout_briefing(style, page, flow, columns, map_cut=map_cut)
    if page.kind in ("finished", "winter"):
        heading = page.heading or page.title
        flow.add(style.layout_label(heading, columns.width, "title", balanced=True, box_role="heading"), style.px(14))
    side_y = flow.y
    if page.kind == "finished" and page.ending:
        flow.add(
            style.layout_label(
                gettext("Your ending: {title}").format(title=page.ending), columns.width, "prose", italic=True
            ),
            style.px(6),
        )
        add_cost(style, page, flow)
    if page.kind == "record" and page.ending and not reading.layers:
        add_ending(style, page, flow)
    if reading.layers:
        layout_layer(style, page, flow, reading, in_columns)
    else:
        layout_blocks(style, page, flow, in_columns, answers, reading.toggled_parts)
    if flow.cut():
        return flow.y
    if page.kind in {*KINDS_IN_COLUMNS, "debrief"} and page.notes:
        flow.y += style.px(14)
        for box in layout_sources(style, page.notes, columns.width):
            flow.add(box, style.px(6))
        flow.y += style.px(10)
    if page.kind == "passage" and page.ending:
        text = gettext("Ending: {title}").format(title=page.ending)
        gap = style.px(8 if page.cost else 18)
        flow.add(style.layout_label(text, columns.width, "heading", balanced=True, box_role="heading"), gap)
        add_cost(style, page, flow)
        add_causes(style, page, flow)
    if page.kind == "finished" and columns.notes_width:
        side_flow = VerticalFlow(columns.notes_x, side_y, columns.notes_width)
        _layout_offers(style, page, side_flow, next_steps)
        flow.boxes += side_flow.boxes
        return max(flow.y, side_flow.y)
    _layout_offers(style, page, flow, next_steps)
    return max(flow.y, layout_margin_notes(style, page, flow, columns, first_index, side_picture, map_cut=map_cut))


def _layout_offers(style: TextStyle, page: Page, flow: VerticalFlow, next_steps: NextSteps) -> None:
    width = min(flow.width, style.column_width)
    flow.y += style.px(10)
    if next_steps.labelled_commands:
        if next_steps.scene_states:
            flow.add(layout_campaign_progress(style, next_steps, width), style.px(20))
        row_width = min(style.width - flow.x - style.margin, max(width, style.px(MAX_BUTTON_ROW_UNITS)))
        layout_next_step_buttons(style, next_steps, flow, row_width)
        return
    has_choices = page.kind == "passage" and not (len(page.offers) == 1 and page.offers[0].id in PHASE_TRIGGERS)
    number = 0
    for offer in page.offers:
        number += offer.is_open
        if has_choices:
            flow.add(layout_choice_button(style, offer, number, width), style.px(9))
        elif offer.is_open:
            text = "".join(run.text for run in offer.line)
            flow.add(layout_button(style, text, Command("choose", offer.id), width, primary=True), style.px(12))
