"""Lays out a briefing that begins with a hook: title, hook, what a player must know, the way in, and the map.

Invariant: boxes come in reading order: a content note stands before the button that begins. In a wide window the
context is beside the hook, so that the button is in sight at once, and the map below the shorter of both; in a
narrow one the map comes last, as a sentence.
"""

from __future__ import annotations

from dataclasses import replace

from party_card.engine.block_builder import ABOUT_HEADING, READ_SUMMARY
from party_card.engine.page import About, ContentNote, Heading, Hook, Page, Statement
from party_card.frontends.window.toolkit.box import Box, Command
from party_card.frontends.window.toolkit.layout import ColumnLayout, VerticalFlow, make_filled_box, place_in_rows
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.button import layout_button
from party_card.frontends.window.views.place_map import layout_map_of_page, map_height
from party_card.frontends.window.views.statements import layout_statement, measure_labels
from party_card.frontends.window.views.text_blocks import list_topics
from party_card.localization import gettext

MIN_COLUMNS_WIDTH_UNITS = 1000
"""The least width of a window in which the context stands beside the hook."""
_MARGIN_UNITS, _GUTTER_UNITS, _MAX_COLUMN_UNITS, _MAX_MAP_UNITS = 60, 52, 680, 200


def is_hooked(page: Page) -> bool:
    """Returns True if a page is a briefing that begins with a hook."""
    return page.kind == "briefing" and any(isinstance(block, Hook) for block in page.blocks)


def choose_briefing_columns(style: TextStyle) -> ColumnLayout:
    """Returns the column of the hook, and in a wide window that of the context; both together are in the middle."""
    if style.width_units < MIN_COLUMNS_WIDTH_UNITS:
        width = min(style.column_width, style.width - 2 * style.margin)
        return ColumnLayout((style.width - width) // 2, width)
    room, gutter = style.width - 2 * style.px(_MARGIN_UNITS), style.px(_GUTTER_UNITS)
    width = min((room - gutter) // 2, max(style.column_width, style.px(_MAX_COLUMN_UNITS)))
    x = (style.width - 2 * width - gutter) // 2
    return ColumnLayout(x, width, x + width + gutter, width)


def layout_hooked_briefing(
    style: TextStyle, page: Page, flow: VerticalFlow, columns: ColumnLayout, meta: str, *, map_cut: int = 0
) -> int:
    """Adds the whole briefing below the picture, with date and place in `meta` below the title. Returns the bottom y.

    The map is `map_cut` pixels lower than it might be; in one column, or if that is too low, a sentence is enough.
    """
    is_wide = bool(columns.notes_width)
    whole_width = columns.notes_x + columns.notes_width - columns.x if is_wide else columns.width
    title = style.layout_label(page.title, whole_width, "title", balanced=True, box_role="heading")
    flow.add(replace(title, name=page.title), style.px(16))
    if meta:
        flow.add(style.layout_label(meta, columns.width, "meta", "soft"), style.px(12))
    side_flow = VerticalFlow(columns.notes_x, flow.y, columns.notes_width) if is_wide else flow
    for key, block in enumerate(page.blocks):
        if isinstance(block, Hook):
            text = style.layout_text(style.line_to_spans(block.line, "lead"), flow.width, "lead")
            flow.add(text, style.px(12), key=key)
    _layout_context(style, page, side_flow)
    flow.boxes += side_flow.boxes if is_wide else ()
    flow.y += style.px(8)
    for box, gap in _layout_ways_in(style, page, columns.width, flow.x, flow.y):
        flow.boxes.append(box)
        flow.y = max(flow.y, box.y + box.h + gap)
    if page.places is not None:
        map_flow = VerticalFlow(side_flow.x, side_flow.y, side_flow.width) if side_flow.y < flow.y else flow
        map_flow.y += style.px(14 if is_wide else 6)
        tallest = min(map_height(map_flow.width), style.px(_MAX_MAP_UNITS)) - map_cut if is_wide else 0
        first_index = len(flow.boxes)
        for box in layout_map_of_page(style, page.places, map_flow.width, tallest):
            map_flow.add(box, style.px(6))
        if map_flow is not flow:
            flow.boxes[first_index:] = map_flow.boxes
        return max(flow.y, side_flow.y, map_flow.y)
    return max(flow.y, side_flow.y)


def _layout_context(style: TextStyle, page: Page, flow: VerticalFlow) -> None:
    """Adds what a player needs to know, as a table below its heading."""
    width = flow.width
    statements = [block for block in page.blocks if isinstance(block, Statement)]
    labels_width = measure_labels(style, statements, width) if statements else 0
    for key, block in enumerate(page.blocks):
        match block:
            case Heading(text):
                flow.y += style.px(4)
                label = style.layout_label(text, width, "heading", "accent", box_role="heading")
                flow.add(replace(label, name=text), style.px(6), key=key)
                flow.add(make_filled_box(width, style.px(1), "rule"))
            case Statement():
                flow.add(layout_statement(style, block, width, labels_width), key=key)


def _layout_ways_in(style: TextStyle, page: Page, width: int, x: int, y: int) -> list[tuple[Box, int]]:
    """Lays out the content note in a line, then the buttons; returns boxes, each with the gap below it."""
    boxes: list[tuple[Box, int]] = []
    note = next((block for block in page.blocks if isinstance(block, ContentNote)), None)
    if note is not None:
        text = gettext("Content: {topics}").format(topics=list_topics(note.topics))
        boxes.append((style.layout_label(text, width, "meta", "soft").placed_at(x, y + style.px(6)), style.px(10)))
        y = boxes[0][0].y + boxes[0][0].h + style.px(10)
    buttons = [
        layout_button(style, "".join(run.text for run in offer.line), Command("choose", offer.id), width, primary=True)
        for offer in page.offers
    ]
    if any(isinstance(block, About) for block in page.blocks):
        buttons.append(layout_button(style, gettext(ABOUT_HEADING), Command("about"), width))
    if note is not None and note.summary:
        buttons.append(layout_button(style, gettext(READ_SUMMARY), Command("summary"), width))
    rows, _ = place_in_rows(buttons, x, y, width, style.px(12), style.px(10))
    return [*boxes, *((box, style.px(12)) for box in rows)]
