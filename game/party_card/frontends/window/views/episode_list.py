"""The episodes under one another, along a red line, where there is no room for a band of months.

Law: what the chosen episode is about opens beneath it, so a small window holds all that a large one does.
"""

from __future__ import annotations

from pygame import Rect

from party_card.frontends.window.toolkit.layout import VerticalFlow
from party_card.frontends.window.toolkit.primitives import (
    Box,
    FillRect,
    HitTarget,
    Mark,
    ScreenLayout,
    group,
    translate_all,
)
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import MEASURE, Colour
from party_card.frontends.window.toolkit.widgets import chrome
from party_card.frontends.window.views import episode_details, episode_marker
from party_card.frontends.window.views.date_rail import nonbreaking_date
from party_card.frontends.window.views.episode_marker import TimelineState
from party_card.frontends.window.views.text_blocks import vstack

DATES = 168
RAIL = 34
"""Widths of the margin, where the dates stand, and of the line."""


def episode_list(press: TextStyle, shown: TimelineState, head: Box) -> ScreenLayout:
    """One episode under another along a red line; what the chosen one is about opens beneath it."""
    fixed = press.height_units >= 430
    wide = press.width_units >= 560
    edge = press.margin
    margin = press.px(DATES) if wide else 0
    width = min(press.px(MEASURE + DATES + RAIL), press.width - 2 * edge)
    flow = VerticalFlow((press.width - width) // 2, press.px(20) + (0 if fixed else head.h), width)
    for n, one in enumerate(shown.shelf):
        flow.add(_row(press, shown, n, width, margin), 0, key=n)
        if n != shown.at:
            continue
        left = margin + press.px(RAIL)
        inner = width - left
        parts = [Box(inner, press.px(4))]
        parts += [press.label(one.question, inner, "prose", italic=True)] if one.question else []
        body = vstack([*parts, episode_details.detail_table(press, shown, inner, whole=False)], press.px(8), inner)
        made, end = episode_details.button_row(
            press, episode_details.buttons(press, shown, inner), left, body.h + press.px(14), inner
        )
        high = end + press.px(24)
        rail = _rail(press, high)
        flow.boxes.append(body.at(flow.x + left, flow.y))
        flow.boxes += [box.at(flow.x + box.x, flow.y + box.y) for box in made]
        flow.boxes.append(Box(press.px(RAIL), high, rail).at(flow.x + margin, flow.y))
        flow.y += high
    top = head.h if fixed else 0
    area = Rect(0, top, press.width, press.height - top - chrome.footer_height(press))
    boxes = tuple(flow.boxes) if fixed else (head, *flow.boxes)
    return ScreenLayout(area, boxes, flow.y + press.px(20), (head,) if fixed else ())


def _rail(press: TextStyle, high: int) -> tuple[Mark, ...]:
    return (FillRect(Rect(press.px(10), 0, press.px(3), high), "red"),)


def _row(press: TextStyle, shown: TimelineState, n: int, width: int, margin: int) -> Box:
    """A date in the margin, a disc on the line, title and state."""
    one, chosen = shown.shelf[n], n == shown.at
    pad, rail, r = press.px(12), press.px(RAIL), press.px(11)
    left = margin + rail
    said = episode_marker.caption(press, one, n + 1, width - left - pad, next_=n == shown.next, short=False)
    parts = [] if margin else [press.label(nonbreaking_date(one.when), width - left - pad, "meta", "soft")]
    body = vstack([*parts, said], 0, width - left - pad)
    ink: Colour = "ink" if chosen else "soft"
    date = (
        press.label(nonbreaking_date(one.when), margin - press.px(20), "meta", ink, even=True) if margin else Box(0, 0)
    )
    drop = press.line_height("label") if margin and n == shown.next else 0
    high = max(body.h, date.h + drop) + 2 * pad
    rect = Rect(0, 0, width, high)
    x, y = margin + press.px(11.5), pad + drop + press.line_height("meta") / 2
    colour: Colour = "accent" if chosen else "ink"

    def drawn(ground: Colour) -> tuple[Mark, ...]:
        back = FillRect(rect, ground)
        line = FillRect(Rect(margin + press.px(10), 0, press.px(3), high), "red")
        return (
            back, line, *episode_marker.disc(one, x, y, r, colour, ground), *translate_all(body.marks, left, pad),
            *translate_all(date.marks, press.px(6), pad + drop),
        )  # fmt: skip

    inner = group([date.at(press.px(6), pad + drop), body.at(left, pad)], width, high)
    target = HitTarget(episode_marker.select_command(one), (rect,), "button", episode_marker.accessible_name(shown, n))
    return Box(width, high, drawn("sand" if chosen else "paper"), (target,), drawn("sand"), role="button",
               name=inner.name)  # fmt: skip
