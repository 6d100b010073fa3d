"""What an episode is about: its turn and title, its question, the facts before one begins, what can be done with it.

Law: nothing here knows whether it stands beside a band of months or inside a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pygame import Rect

from party_card.frontends.window.toolkit.primitives import (
    Box,
    Command,
    FillRect,
    Image,
    Polygon,
    StrokeRect,
    group,
    translate_all,
)
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.chrome import button
from party_card.frontends.window.views.episode_marker import NEXT, TimelineState, primary_command, state
from party_card.frontends.window.views.text_blocks import vstack


def episode_details(style: TextStyle, shown: TimelineState, width: int) -> list[Box]:
    """What an episode is about, in one column: its turn, title, question, and what to know before."""
    one = shown.one
    title = replace(style.label(one.title, width, "place", even=True, as_="heading"), name=one.title)
    made = [_turn(style, shown, width), title]
    if one.question:
        made.append(style.label(one.question, width, "prose", italic=True))
    return made


def _turn(style: TextStyle, shown: TimelineState, width: int) -> Box:
    """A wedge and a word for the next of the campaign, plain words for the others."""
    if shown.at != shown.next:
        return style.label(shown.place, width, "label", "soft")
    left = style.px(20)
    said = style.label(shown.place, width - left, "label", "accent")
    mid = style.line_height("label") / 2
    wedge = Polygon(((0, mid - style.px(6)), (style.px(13), mid), (0, mid + style.px(6))), "poster")
    return group([Box(width, said.h, (wedge,)), said.at(left, 0)], width, said.h)


def detail_table(style: TextStyle, shown: TimelineState, width: int, *, whole: bool = True) -> Box:
    """When, where, how long, how far, and the content note, on ruled lines; `whole` with what a list says anyway."""
    one = shown.one
    rows = [
        ("When", one.when if whole else ""),
        ("Where", one.place),
        ("Time", f"about {one.minutes} minutes" if one.minutes else ""),
        ("You", state(one) if whole else ""),
        ("Content", ", ".join(one.content_notes)),
    ]
    left = round(max((style.text_width(name, "label") for name, value in rows if value), default=0)) + style.px(16)
    return vstack([_fact(style, name, value, left, width) for name, value in rows if value], 0, width)


def _fact(style: TextStyle, name: str, value: str, left: int, width: int) -> Box:
    pad = style.px(4)
    said = style.label(value[:1].upper() + value[1:], width - left, "note")
    drop = pad + style.px(1)
    label = style.label(name, left, "label", "accent")
    height = said.h + 2 * pad
    rule = FillRect(Rect(0, height - style.px(1), width, style.px(1)), "rule")
    marks = (*translate_all(label.marks, 0, drop), *translate_all(said.marks, left, pad), rule)
    return Box(width, height, marks, name=f"{name}: {value}")


def cover(style: TextStyle, shown: TimelineState, width: int, height: int) -> Box | None:
    """Its picture in a frame."""
    if shown.picture is None or height < style.px(60):
        return None
    rect = Rect(0, 0, width, height)
    return Box(
        width, height, (Image(str(shown.picture), rect), StrokeRect(rect, "ink", style.px(2))), role="image",
        name=shown.one.alt,
    )  # fmt: skip


def buttons(style: TextStyle, shown: TimelineState, width: int) -> list[Box]:
    """Play it, and what else can be done from here."""
    one = shown.one
    verb = {"begun": "Continue", "open": "Begin", "played": "Play again"}[one.state]
    made = [button(style, verb, primary_command(one), width, primary=True)]
    if one.state == "played":
        made.append(button(style, "Look back", Command("open", str(one.scene)), width))
    if one.state == "begun":
        made.append(button(style, "From the beginning", Command("restart", str(one.scene)), width))
    if shown.next is not None and shown.next != shown.at and not shown.pack:
        text = f"Back to the campaign: {shown.next + 1}"
        made.append(button(style, text, NEXT, width))
    if shown.next is None and shown.end is not None:
        made.append(button(style, "The winter in the record", shown.end, width))
    return made


def button_row(style: TextStyle, made: Sequence[Box], x: int, y: int, width: int) -> tuple[list[Box], int]:
    """Buttons beside one another, on as many lines as they need; and where they end."""
    gap, placed, left, high = style.px(12), [], x, 0
    for box in made:
        if left > x and left + box.w > x + width:
            left, y = x, y + high + gap
        placed.append(box.at(left, y))
        left, high = left + box.w + gap, box.h
    return placed, y + high
