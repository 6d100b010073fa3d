"""Lays out the timeline: the months above the selected episode, or a list.

Invariant: a band of months if there is room, else a list with its dates in the margin. The details of an episode come
right after it in reading order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pygame import Rect

from party_card.frontends.window.toolkit.box import Box, ScreenLayout
from party_card.frontends.window.toolkit.layout import VerticalFlow
from party_card.frontends.window.toolkit.primitives import FillRect
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.footer import footer_height
from party_card.frontends.window.toolkit.widgets.header import layout_header
from party_card.frontends.window.views import episode_details
from party_card.frontends.window.views.episode_list import layout_episode_list
from party_card.frontends.window.views.episode_marker import TimelineState
from party_card.frontends.window.views.pack_tabs import add_pack_tabs
from party_card.frontends.window.views.place_map import map_height
from party_card.frontends.window.views.timeline_band import layout_timeline_band
from party_card.localization import gettext, gettext_noop

META = gettext_noop("the campaign in order, or any episode you like")
MIN_PANEL_WIDTH_UNITS, MAX_PANEL_WIDTH_UNITS = 900, 1560
MIN_PANEL_UNITS, MIN_MAP_PANEL_UNITS = 176, 286
"""The least height of the panel without and with a map."""
MIN_COVER_UNITS, MAP_GAP_UNITS = 100, 10
"""The least height of a picture above a map, and the gap between them."""


def layout_timeline(
    style: TextStyle, state: TimelineState, player: str, pack_names: Sequence[str] = ()
) -> ScreenLayout:
    """Lays out the band with the panel of the selected episode, or the list; several packs get tabs above it."""
    header, _ = layout_header(style, gettext("Episodes"), gettext(META) if len(pack_names) < 2 else "", player)
    header = add_pack_tabs(style, header, pack_names, state.pack, player)
    if not state.scenes:
        return _layout_empty(style, header)
    # Where the band leaves room, the panel is high enough for a map below the picture.
    for units in (MIN_MAP_PANEL_UNITS, MIN_PANEL_UNITS) if state.campaign_map is not None else (MIN_PANEL_UNITS,):
        panel = _layout_panel(style, state, style.px(units))
        if panel is None:
            break
        background, boxes = panel
        band_height = style.height - header.h - footer_height(style) - background.h
        band = layout_timeline_band(style, state, header.h, band_height)
        if band is not None:
            line, cards = band
            area = Rect(0, header.h, style.width, band_height + background.h)
            cards[state.selected_index + 1 : state.selected_index + 1] = [
                box.placed_at(box.x, box.y + band_height) for box in boxes
            ]
            fixed = (header, line, background.placed_at(0, header.h + band_height))
            return ScreenLayout(area, tuple(cards), area.h, fixed)
    return layout_episode_list(style, state, header)


def _layout_empty(style: TextStyle, header: Box) -> ScreenLayout:
    area = Rect(0, header.h, style.width, style.height - header.h - footer_height(style))
    text = style.layout_label(gettext("There is no scene to play here."), style.width - 2 * style.margin, "prose")
    return ScreenLayout(area, (text.placed_at(style.margin, style.px(30)),), area.h, (header,))


def _content_height(style: TextStyle, state: TimelineState, text_width: int, table_width: int) -> int:
    """Returns the height that the selected episode needs for its text and buttons, or for its table."""
    text = episode_details.layout_episode_text(style, state, text_width)
    buttons_y = sum(box.h + style.px(4) for box in text) + style.px(12)
    buttons = episode_details.layout_episode_buttons(style, state, text_width)
    _, bottom = episode_details.place_buttons(style, buttons, 0, buttons_y, text_width)
    return max(bottom, episode_details.layout_detail_table(style, state, table_width).h)


def _layout_pictures(style: TextStyle, state: TimelineState, x: int, y: int, width: int, height: int) -> list[Box]:
    """Lays out the picture of the selected episode, and below it the map of its places if there is room for both."""
    gap = style.px(MAP_GAP_UNITS)
    place_map = episode_details.layout_episode_map(
        style, state, width, min(map_height(width), height - style.px(MIN_COVER_UNITS) - gap)
    )
    cover_height = height - (place_map.h + gap if place_map is not None else 0)
    cover = episode_details.layout_cover(style, state, width, cover_height)
    boxes = [cover.placed_at(x, y)] if cover is not None else []
    return [*boxes, place_map.placed_at(x, y + height - place_map.h)] if place_map is not None else boxes


def _layout_panel(style: TextStyle, state: TimelineState, min_height: int) -> tuple[Box, list[Box]] | None:
    """Lays out pictures, text with buttons, and table side by side; returns the background and the boxes.

    None if the window is too narrow.
    """
    if style.width_units < MIN_PANEL_WIDTH_UNITS:
        return None
    margin, pad, gap = style.margin, style.px(20), style.px(34)
    width = min(style.width - 2 * margin, style.px(MAX_PANEL_WIDTH_UNITS))
    table_width = min(style.px(360), round(width * 0.29))
    has_picture = state.picture is not None or state.campaign_map is not None
    picture_width = min(style.px(340), round(width * 0.26)) if has_picture else 0
    text_x = margin + picture_width + (gap if picture_width else 0)
    text_width = margin + width - table_width - gap - text_x
    # All episodes get the height of the highest, so that nothing moves while one looks through them.
    episodes = [replace(state, selected_index=index) for index in range(len(state.scenes))]
    height = max(_content_height(style, episode, text_width, table_width) for episode in episodes)
    height = max(height, min_height) + 2 * pad
    boxes: list[Box] = []
    if picture_width:
        boxes += _layout_pictures(style, state, margin, pad, picture_width, height - 2 * pad)
    flow = VerticalFlow(text_x, pad, text_width)
    for box in episode_details.layout_episode_text(style, state, text_width):
        flow.add(box, style.px(4))
    buttons = episode_details.layout_episode_buttons(style, state, text_width)
    button_boxes, _ = episode_details.place_buttons(style, buttons, text_x, flow.y + style.px(12), text_width)
    table = episode_details.layout_detail_table(style, state, table_width).placed_at(margin + width - table_width, pad)
    boxes += [*flow.boxes, table, *button_boxes]
    rule = FillRect(Rect(0, 0, style.width, style.px(3)), "ink")
    marks = (FillRect(Rect(0, 0, style.width, height), "sheet"), rule)
    return Box(style.width, height, marks), boxes
