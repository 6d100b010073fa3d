"""Lays out the details of an episode: position in the campaign, title, question, table and buttons.

Invariant: the boxes are the same next to the band of months and inside the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pygame import Rect

from party_card.engine.archive_words import ARCHIVE
from party_card.engine.place_words import list_place_sentences
from party_card.frontends.window.toolkit.box import Box, Command, group_boxes
from party_card.frontends.window.toolkit.layout import place_in_rows, vstack
from party_card.frontends.window.toolkit.primitives import FillRect, Image, Polygon, StrokeRect, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.button import layout_button
from party_card.frontends.window.views.episode_marker import (
    PLAY_LABELS,
    SELECT_NEXT,
    TimelineState,
    describe_minutes,
    describe_progress,
    make_play_command,
)
from party_card.frontends.window.views.place_map import MIN_HEIGHT_UNITS, layout_place_map
from party_card.frontends.window.views.text_blocks import list_topics
from party_card.localization import gettext

BUTTON_GAP_UNITS = 12


def layout_episode_text(style: TextStyle, state: TimelineState, width: int) -> list[Box]:
    """Lays out the campaign position, title and question of the selected episode."""
    scene = state.selected_scene
    title = style.layout_label(scene.title, width, "place", balanced=True, box_role="heading")
    boxes = [_layout_campaign_position(style, state, width), replace(title, name=scene.title)]
    if scene.question:
        boxes.append(style.layout_label(scene.question, width, "prose", italic=True))
    return boxes


def _layout_campaign_position(style: TextStyle, state: TimelineState, width: int) -> Box:
    """Lays out the campaign position of the selected episode, with a wedge if it is the next one."""
    if state.selected_index != state.next_index:
        return style.layout_label(state.campaign_position, width, "label", "soft")
    text_x, centre_y = style.px(20), style.line_height("label") / 2
    label = style.layout_label(state.campaign_position, width - text_x, "label", "accent")
    wedge = Polygon(((0, centre_y - style.px(6)), (style.px(13), centre_y), (0, centre_y + style.px(6))), "poster")
    return group_boxes([Box(width, label.h, (wedge,)), label.placed_at(text_x, 0)], width, label.h)


def layout_detail_table(style: TextStyle, state: TimelineState, width: int, *, is_complete: bool = True) -> Box:
    """Lays out place, time and content note on ruled lines; date and progress only if `is_complete`."""
    scene = state.selected_scene
    rows = [
        (gettext("When"), scene.dates if is_complete else ""),
        (gettext("Where"), scene.place),
        (gettext("Time"), describe_minutes(scene.minutes) if scene.minutes else ""),
        (gettext("Status"), describe_progress(scene) if is_complete else ""),
        (gettext("Content"), list_topics(scene.content_notes)),
    ]
    rows = [(label, value) for label, value in rows if value]
    label_width = round(max((style.measure_text(label, "label") for label, _ in rows), default=0)) + style.px(16)
    return vstack([_layout_table_row(style, label, value, label_width, width) for label, value in rows], 0, width)


def _layout_table_row(style: TextStyle, label: str, value: str, label_width: int, width: int) -> Box:
    pad = style.px(4)
    text_box = style.layout_label(value[:1].upper() + value[1:], width - label_width, "note")
    heading = style.layout_label(label, label_width, "label", "accent")
    height = text_box.h + 2 * pad
    marks = (
        *translate_marks(heading.marks, 0, pad + style.px(1)),
        *translate_marks(text_box.marks, label_width, pad),
        FillRect(Rect(0, height - style.px(1), width, style.px(1)), "rule"),
    )
    return Box(width, height, marks, name=gettext("{label}: {value}").format(label=label, value=value))


def layout_cover(style: TextStyle, state: TimelineState, width: int, height: int) -> Box | None:
    """Lays out the framed picture of the selected episode, if it has one and there is room."""
    if state.picture is None or height < style.px(60):
        return None
    rect = Rect(0, 0, width, height)
    marks = (Image(str(state.picture), rect), StrokeRect(rect, "ink", style.px(2)))
    return Box(width, height, marks, role="image", name=state.selected_scene.alt)


def layout_episode_map(style: TextStyle, state: TimelineState, width: int, height: int) -> Box | None:
    """Lays out the map of the selected episode's places among those of all, if there are some and there is room."""
    place_map = state.campaign_map.find_scene(str(state.selected_scene.scene)) if state.campaign_map else None
    if place_map is None or state.campaign_map is None or height < style.px(MIN_HEIGHT_UNITS):
        return None
    name = " ".join(list_place_sentences(place_map))
    return layout_place_map(style, place_map.points, width, height, name, state.campaign_map.points)


def layout_episode_buttons(style: TextStyle, state: TimelineState, width: int) -> list[Box]:
    """Lays out the button that plays the selected episode, and the buttons of its other commands."""
    scene = state.selected_scene
    verb = gettext(PLAY_LABELS[scene.state])
    boxes = [layout_button(style, verb, make_play_command(scene), width, primary=True)]
    if scene.state == "played":
        boxes.append(layout_button(style, gettext("Look back"), Command("open", str(scene.scene)), width))
    if scene.state == "begun":
        boxes.append(layout_button(style, gettext("From the beginning"), Command("restart", str(scene.scene)), width))
    if state.next_index is not None and state.next_index != state.selected_index and not state.pack:
        boxes.append(
            layout_button(
                style, gettext("Back to the campaign: {number}").format(number=state.next_index + 1), SELECT_NEXT, width
            )
        )
    if state.archive is not None:
        boxes.append(layout_button(style, gettext(ARCHIVE), state.archive, width))
    if state.next_index is None and state.campaign_end is not None:
        boxes.append(layout_button(style, gettext("The winter in the record"), state.campaign_end, width))
    return boxes


def place_buttons(style: TextStyle, boxes: Sequence[Box], x: int, y: int, width: int) -> tuple[list[Box], int]:
    """Places buttons side by side, in as many rows as they need. Returns them and their bottom y."""
    gap = style.px(BUTTON_GAP_UNITS)
    return place_in_rows(boxes, x, y, width, gap, gap)
