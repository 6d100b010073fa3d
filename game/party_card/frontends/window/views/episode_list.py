"""The episodes under one another, along a red line, where there is no room for a band of months.

Law: what the chosen episode is about opens beneath it, so a small window holds all that a large one does.
"""

from __future__ import annotations

from pygame import Rect

from party_card.frontends.window.toolkit.box import Box, HitTarget, ScreenLayout, group_boxes
from party_card.frontends.window.toolkit.layout import VerticalFlow, vstack
from party_card.frontends.window.toolkit.primitives import FillRect, Mark, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import DESIGN_COLUMN_UNITS, Colour
from party_card.frontends.window.toolkit.widgets.footer import footer_height
from party_card.frontends.window.views import episode_details, episode_marker
from party_card.frontends.window.views.date_rail import make_nonbreaking
from party_card.frontends.window.views.episode_marker import TimelineState

DATE_COLUMN_UNITS = 168
RAIL_COLUMN_UNITS = 34
"""Widths of the margin, where the dates stand, and of the line."""


def layout_episode_list(style: TextStyle, state: TimelineState, head: Box) -> ScreenLayout:
    """One episode under another along a red line; what the chosen one is about opens beneath it."""
    fixed = style.height_units >= 430
    wide = style.width_units >= 560
    edge = style.margin
    margin = style.px(DATE_COLUMN_UNITS) if wide else 0
    width = min(style.px(DESIGN_COLUMN_UNITS + DATE_COLUMN_UNITS + RAIL_COLUMN_UNITS), style.width - 2 * edge)
    flow = VerticalFlow((style.width - width) // 2, style.px(20) + (0 if fixed else head.h), width)
    for n, one in enumerate(state.scenes):
        flow.add(_layout_row(style, state, n, width, margin), 0, key=n)
        if n != state.selected_index:
            continue
        left = margin + style.px(RAIL_COLUMN_UNITS)
        inner = width - left
        parts = [Box(inner, style.px(4))]
        parts += [style.layout_label(one.question, inner, "prose", italic=True)] if one.question else []
        body = vstack(
            [*parts, episode_details.layout_detail_table(style, state, inner, is_complete=False)], style.px(8), inner
        )
        made, end = episode_details.button_row(
            style, episode_details.layout_episode_buttons(style, state, inner), left, body.h + style.px(14), inner
        )
        high = end + style.px(24)
        rail = _make_rail(style, high)
        flow.boxes.append(body.placed_at(flow.x + left, flow.y))
        flow.boxes += [box.placed_at(flow.x + box.x, flow.y + box.y) for box in made]
        flow.boxes.append(Box(style.px(RAIL_COLUMN_UNITS), high, rail).placed_at(flow.x + margin, flow.y))
        flow.y += high
    top = head.h if fixed else 0
    area = Rect(0, top, style.width, style.height - top - footer_height(style))
    boxes = tuple(flow.boxes) if fixed else (head, *flow.boxes)
    return ScreenLayout(area, boxes, flow.y + style.px(20), (head,) if fixed else ())


def _make_rail(style: TextStyle, high: int) -> tuple[Mark, ...]:
    return (FillRect(Rect(style.px(10), 0, style.px(3), high), "red"),)


def _layout_row(style: TextStyle, state: TimelineState, n: int, width: int, margin: int) -> Box:
    """A date in the margin, a disc on the line, title and state."""
    one, chosen = state.scenes[n], n == state.selected_index
    pad, rail, r = style.px(12), style.px(RAIL_COLUMN_UNITS), style.px(11)
    left = margin + rail
    said = episode_marker.layout_caption(
        style, one, n + 1, width - left - pad, is_next=n == state.next_index, is_short=False
    )
    parts = [] if margin else [style.layout_label(make_nonbreaking(one.when), width - left - pad, "meta", "soft")]
    body = vstack([*parts, said], 0, width - left - pad)
    ink: Colour = "ink" if chosen else "soft"
    date = (
        style.layout_label(make_nonbreaking(one.when), margin - style.px(20), "meta", ink, balanced=True)
        if margin
        else Box(0, 0)
    )
    drop = style.line_height("label") if margin and n == state.next_index else 0
    high = max(body.h, date.h + drop) + 2 * pad
    rect = Rect(0, 0, width, high)
    x, y = margin + style.px(11.5), pad + drop + style.line_height("meta") / 2
    colour: Colour = "accent" if chosen else "ink"

    def drawn(ground: Colour) -> tuple[Mark, ...]:
        back = FillRect(rect, ground)
        line = FillRect(Rect(margin + style.px(10), 0, style.px(3), high), "red")
        return (
            back, line, *episode_marker.make_state_disc(one, x, y, r, colour, ground), *translate_marks(body.marks, left, pad),
            *translate_marks(date.marks, style.px(6), pad + drop),
        )  # fmt: skip

    inner = group_boxes([date.placed_at(style.px(6), pad + drop), body.placed_at(left, pad)], width, high)
    target = HitTarget(
        episode_marker.make_select_command(one), (rect,), "button", episode_marker.describe_episode(state, n)
    )
    return Box(width, high, drawn("sand" if chosen else "paper"), (target,), drawn("sand"), role="button",
               name=inner.name)  # fmt: skip
