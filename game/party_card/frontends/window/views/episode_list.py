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


def episode_list(style: TextStyle, shown: TimelineState, head: Box) -> ScreenLayout:
    """One episode under another along a red line; what the chosen one is about opens beneath it."""
    fixed = style.height_units >= 430
    wide = style.width_units >= 560
    edge = style.margin
    margin = style.px(DATES) if wide else 0
    width = min(style.px(MEASURE + DATES + RAIL), style.width - 2 * edge)
    flow = VerticalFlow((style.width - width) // 2, style.px(20) + (0 if fixed else head.h), width)
    for n, one in enumerate(shown.shelf):
        flow.add(_row(style, shown, n, width, margin), 0, key=n)
        if n != shown.at:
            continue
        left = margin + style.px(RAIL)
        inner = width - left
        parts = [Box(inner, style.px(4))]
        parts += [style.label(one.question, inner, "prose", italic=True)] if one.question else []
        body = vstack([*parts, episode_details.detail_table(style, shown, inner, whole=False)], style.px(8), inner)
        made, end = episode_details.button_row(
            style, episode_details.buttons(style, shown, inner), left, body.h + style.px(14), inner
        )
        high = end + style.px(24)
        rail = _rail(style, high)
        flow.boxes.append(body.at(flow.x + left, flow.y))
        flow.boxes += [box.at(flow.x + box.x, flow.y + box.y) for box in made]
        flow.boxes.append(Box(style.px(RAIL), high, rail).at(flow.x + margin, flow.y))
        flow.y += high
    top = head.h if fixed else 0
    area = Rect(0, top, style.width, style.height - top - chrome.footer_height(style))
    boxes = tuple(flow.boxes) if fixed else (head, *flow.boxes)
    return ScreenLayout(area, boxes, flow.y + style.px(20), (head,) if fixed else ())


def _rail(style: TextStyle, high: int) -> tuple[Mark, ...]:
    return (FillRect(Rect(style.px(10), 0, style.px(3), high), "red"),)


def _row(style: TextStyle, shown: TimelineState, n: int, width: int, margin: int) -> Box:
    """A date in the margin, a disc on the line, title and state."""
    one, chosen = shown.shelf[n], n == shown.at
    pad, rail, r = style.px(12), style.px(RAIL), style.px(11)
    left = margin + rail
    said = episode_marker.caption(style, one, n + 1, width - left - pad, next_=n == shown.next, short=False)
    parts = [] if margin else [style.label(nonbreaking_date(one.when), width - left - pad, "meta", "soft")]
    body = vstack([*parts, said], 0, width - left - pad)
    ink: Colour = "ink" if chosen else "soft"
    date = (
        style.label(nonbreaking_date(one.when), margin - style.px(20), "meta", ink, even=True) if margin else Box(0, 0)
    )
    drop = style.line_height("label") if margin and n == shown.next else 0
    high = max(body.h, date.h + drop) + 2 * pad
    rect = Rect(0, 0, width, high)
    x, y = margin + style.px(11.5), pad + drop + style.line_height("meta") / 2
    colour: Colour = "accent" if chosen else "ink"

    def drawn(ground: Colour) -> tuple[Mark, ...]:
        back = FillRect(rect, ground)
        line = FillRect(Rect(margin + style.px(10), 0, style.px(3), high), "red")
        return (
            back, line, *episode_marker.disc(one, x, y, r, colour, ground), *translate_all(body.marks, left, pad),
            *translate_all(date.marks, style.px(6), pad + drop),
        )  # fmt: skip

    inner = group([date.at(style.px(6), pad + drop), body.at(left, pad)], width, high)
    target = HitTarget(episode_marker.select_command(one), (rect,), "button", episode_marker.accessible_name(shown, n))
    return Box(width, high, drawn("sand" if chosen else "paper"), (target,), drawn("sand"), role="button",
               name=inner.name)  # fmt: skip
