"""Lays out the episodes one below another along a red rail, if there is no room for a band of months.

Invariant: the details of the selected episode open below it, so a small window shows all that a large one does.
"""

from __future__ import annotations

from pygame import Rect

from party_card.frontends.window.toolkit.box import Box, HitTarget, ScreenLayout, group_boxes
from party_card.frontends.window.toolkit.layout import VerticalFlow, vstack
from party_card.frontends.window.toolkit.primitives import FillRect, Mark, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import DESIGN_COLUMN_UNITS, Colour
from party_card.frontends.window.toolkit.widgets.footer import footer_height
from party_card.frontends.window.toolkit.widgets.header import has_fixed_header
from party_card.frontends.window.views import episode_details, episode_marker
from party_card.frontends.window.views.date_rail import make_nonbreaking
from party_card.frontends.window.views.episode_marker import TimelineState

DATE_COLUMN_UNITS, RAIL_COLUMN_UNITS = 168, 34
MIN_DATE_COLUMN_WIDTH_UNITS = 560
"""The least width of a window in which the dates have a column."""


def layout_episode_list(style: TextStyle, state: TimelineState, header: Box) -> ScreenLayout:
    """Lays out the rows of all episodes, with the details of the selected one below its row."""
    is_fixed = has_fixed_header(style)
    date_width = style.px(DATE_COLUMN_UNITS) if style.width_units >= MIN_DATE_COLUMN_WIDTH_UNITS else 0
    max_width = style.px(DESIGN_COLUMN_UNITS + DATE_COLUMN_UNITS + RAIL_COLUMN_UNITS)
    width = min(max_width, style.width - 2 * style.margin)
    flow = VerticalFlow((style.width - width) // 2, style.px(20) + (0 if is_fixed else header.h), width)
    for index in range(len(state.scenes)):
        flow.add(_layout_row(style, state, index, width, date_width), 0, key=index)
        if index == state.selected_index:
            _add_details(style, state, flow, date_width)
    top = header.h if is_fixed else 0
    area = Rect(0, top, style.width, style.height - top - footer_height(style))
    boxes = tuple(flow.boxes) if is_fixed else (header, *flow.boxes)
    return ScreenLayout(area, boxes, flow.y + style.px(20), (header,) if is_fixed else ())


def _add_details(style: TextStyle, state: TimelineState, flow: VerticalFlow, date_width: int) -> None:
    text_x = date_width + style.px(RAIL_COLUMN_UNITS)
    width = flow.width - text_x
    question = state.selected_scene.question
    boxes = [Box(width, style.px(4))]
    boxes += [style.layout_label(question, width, "prose", italic=True)] if question else []
    boxes.append(episode_details.layout_detail_table(style, state, width, is_complete=False))
    body = vstack(boxes, style.px(8), width)
    x, y = flow.x + text_x, flow.y
    flow.boxes.append(body.placed_at(x, y))
    buttons = episode_details.layout_episode_buttons(style, state, width)
    button_boxes, bottom = episode_details.place_buttons(style, buttons, x, y + body.h + style.px(14), width)
    flow.y = bottom + style.px(24)
    rail = Box(style.px(RAIL_COLUMN_UNITS), flow.y - y, (_make_rail(style, 0, flow.y - y),))
    flow.boxes += [*button_boxes, rail.placed_at(flow.x + date_width, y)]


def _make_rail(style: TextStyle, x: int, height: int) -> FillRect:
    return FillRect(Rect(x + style.px(10), 0, style.px(3), height), "red")


def _layout_row(style: TextStyle, state: TimelineState, index: int, width: int, date_width: int) -> Box:
    """Lays out an episode: its date in the column at the left or above its title, a disc on the rail, its progress."""
    scene, is_selected, is_next = state.scenes[index], index == state.selected_index, index == state.next_index
    pad, radius = style.px(12), style.px(11)
    text_x = date_width + style.px(RAIL_COLUMN_UNITS)
    inner_width = width - text_x - pad
    caption = episode_marker.layout_caption(style, scene, index + 1, inner_width, is_next=is_next, is_short=False)
    date_text = make_nonbreaking(scene.dates)
    date = Box(0, 0)
    if date_width:
        date_colour: Colour = "ink" if is_selected else "soft"
        date = style.layout_label(date_text, date_width - style.px(20), "meta", date_colour, balanced=True)
        body = vstack([caption], 0, inner_width)
    else:
        body = vstack([style.layout_label(date_text, inner_width, "meta", "soft"), caption], 0, inner_width)
    date_y = pad + (style.line_height("label") if date_width and is_next else 0)
    height = max(body.h, date.h + date_y - pad) + 2 * pad
    rect = Rect(0, 0, width, height)
    disc_x, disc_y = date_width + style.px(11.5), date_y + style.line_height("meta") / 2
    colour: Colour = "accent" if is_selected else "ink"

    def draw_on(background: Colour) -> tuple[Mark, ...]:
        return (
            FillRect(rect, background), _make_rail(style, date_width, height),
            *episode_marker.make_state_disc(scene, disc_x, disc_y, radius, colour, background),
            *translate_marks(body.marks, text_x, pad), *translate_marks(date.marks, style.px(6), date_y),
        )  # fmt: skip

    name = group_boxes([date, body], width, height).name
    command = episode_marker.make_select_command(scene)
    target = HitTarget(command, (rect,), "button", episode_marker.describe_episode(state, index))
    marks = draw_on("sand" if is_selected else "paper")
    return Box(width, height, marks, (target,), draw_on("sand"), role="button", name=name)
