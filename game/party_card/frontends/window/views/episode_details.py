"""What an episode is about: its turn and title, its question, the facts before one begins, what can be done with it.

Law: nothing here knows whether it stands beside a band of months or inside a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pygame import Rect

from party_card.frontends.window.toolkit.box import Box, Command, group_boxes
from party_card.frontends.window.toolkit.layout import vstack
from party_card.frontends.window.toolkit.primitives import FillRect, Image, Polygon, StrokeRect, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.button import layout_button
from party_card.frontends.window.views.episode_marker import (
    SELECT_NEXT,
    TimelineState,
    describe_state,
    make_play_command,
)


def layout_episode_text(style: TextStyle, state: TimelineState, width: int) -> list[Box]:
    """What an episode is about, in one column: its turn, title, question, and what to know before."""
    one = state.selected
    title = replace(style.layout_label(one.title, width, "place", balanced=True, box_role="heading"), name=one.title)
    made = [_layout_turn(style, state, width), title]
    if one.question:
        made.append(style.layout_label(one.question, width, "prose", italic=True))
    return made


def _layout_turn(style: TextStyle, state: TimelineState, width: int) -> Box:
    """A wedge and a word for the next of the campaign, plain words for the others."""
    if state.selected_index != state.next_index:
        return style.layout_label(state.turn, width, "label", "soft")
    left = style.px(20)
    said = style.layout_label(state.turn, width - left, "label", "accent")
    mid = style.line_height("label") / 2
    wedge = Polygon(((0, mid - style.px(6)), (style.px(13), mid), (0, mid + style.px(6))), "poster")
    return group_boxes([Box(width, said.h, (wedge,)), said.placed_at(left, 0)], width, said.h)


def layout_detail_table(style: TextStyle, state: TimelineState, width: int, *, is_complete: bool = True) -> Box:
    """When, where, how long, how far, and the content note, on ruled lines; `whole` with what a list says anyway."""
    one = state.selected
    rows = [
        ("When", one.when if is_complete else ""),
        ("Where", one.place),
        ("Time", f"about {one.minutes} minutes" if one.minutes else ""),
        ("You", describe_state(one) if is_complete else ""),
        ("Content", ", ".join(one.content_notes)),
    ]
    left = round(max((style.measure_text(name, "label") for name, value in rows if value), default=0)) + style.px(16)
    return vstack([_layout_table_row(style, name, value, left, width) for name, value in rows if value], 0, width)


def _layout_table_row(style: TextStyle, name: str, value: str, left: int, width: int) -> Box:
    pad = style.px(4)
    said = style.layout_label(value[:1].upper() + value[1:], width - left, "note")
    drop = pad + style.px(1)
    label = style.layout_label(name, left, "label", "accent")
    height = said.h + 2 * pad
    rule = FillRect(Rect(0, height - style.px(1), width, style.px(1)), "rule")
    marks = (*translate_marks(label.marks, 0, drop), *translate_marks(said.marks, left, pad), rule)
    return Box(width, height, marks, name=f"{name}: {value}")


def layout_cover(style: TextStyle, state: TimelineState, width: int, height: int) -> Box | None:
    """Its picture in a frame."""
    if state.picture is None or height < style.px(60):
        return None
    rect = Rect(0, 0, width, height)
    return Box(
        width, height, (Image(str(state.picture), rect), StrokeRect(rect, "ink", style.px(2))), role="image",
        name=state.selected.alt,
    )  # fmt: skip


def layout_episode_buttons(style: TextStyle, state: TimelineState, width: int) -> list[Box]:
    """Play it, and what else can be done from here."""
    one = state.selected
    verb = {"begun": "Continue", "open": "Begin", "played": "Play again"}[one.state]
    made = [layout_button(style, verb, make_play_command(one), width, primary=True)]
    if one.state == "played":
        made.append(layout_button(style, "Look back", Command("open", str(one.scene)), width))
    if one.state == "begun":
        made.append(layout_button(style, "From the beginning", Command("restart", str(one.scene)), width))
    if state.next_index is not None and state.next_index != state.selected_index and not state.pack:
        text = f"Back to the campaign: {state.next_index + 1}"
        made.append(layout_button(style, text, SELECT_NEXT, width))
    if state.next_index is None and state.campaign_end is not None:
        made.append(layout_button(style, "The winter in the record", state.campaign_end, width))
    return made


def button_row(style: TextStyle, made: Sequence[Box], x: int, y: int, width: int) -> tuple[list[Box], int]:
    """Buttons beside one another, on as many lines as they need; and where they end."""
    gap, placed, left, high = style.px(12), [], x, 0
    for box in made:
        if left > x and left + box.w > x + width:
            left, y = x, y + high + gap
        placed.append(box.placed_at(left, y))
        left, high = left + box.w + gap, box.h
    return placed, y + high
