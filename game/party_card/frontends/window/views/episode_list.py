"""The episodes under one another, along a red line, where there is no room for a band of months.

Law: what the chosen episode is about opens beneath it, so a small window holds all that a large one does.
"""

from __future__ import annotations

from pygame import Rect

from party_card.frontends.window.toolkit.layout import Flow
from party_card.frontends.window.toolkit.primitives import Box, Fill, Mark, Sheet, Target, joined, shifted
from party_card.frontends.window.toolkit.style import Press
from party_card.frontends.window.toolkit.theme import MEASURE, Colour
from party_card.frontends.window.toolkit.widgets import chrome
from party_card.frontends.window.views import episode_details, episode_marker
from party_card.frontends.window.views.date_rail import together
from party_card.frontends.window.views.episode_marker import Shown
from party_card.frontends.window.views.text_blocks import stacked

DATES = 168
RAIL = 34
"""Widths of the margin, where the dates stand, and of the line."""


def episode_list(press: Press, shown: Shown, head: Box) -> Sheet:
    """One episode under another along a red line; what the chosen one is about opens beneath it."""
    fixed = press.down >= 430
    wide = press.across >= 560
    edge = press.edge
    margin = press.px(DATES) if wide else 0
    width = min(press.px(MEASURE + DATES + RAIL), press.width - 2 * edge)
    flow = Flow((press.width - width) // 2, press.px(20) + (0 if fixed else head.h), width)
    for n, one in enumerate(shown.shelf):
        flow.add(_row(press, shown, n, width, margin), 0, key=n)
        if n != shown.at:
            continue
        left = margin + press.px(RAIL)
        inner = width - left
        parts = [Box(inner, press.px(4))]
        parts += [press.say(one.question, inner, "prose", italic=True)] if one.question else []
        body = stacked([*parts, episode_details.facts(press, shown, inner, whole=False)], press.px(8), inner)
        made, end = episode_details.rowed(
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
    return Sheet(area, boxes, flow.y + press.px(20), (head,) if fixed else ())


def _rail(press: Press, high: int) -> tuple[Mark, ...]:
    return (Fill(Rect(press.px(10), 0, press.px(3), high), "red"),)


def _row(press: Press, shown: Shown, n: int, width: int, margin: int) -> Box:
    """A date in the margin, a disc on the line, title and state."""
    one, chosen = shown.shelf[n], n == shown.at
    pad, rail, r = press.px(12), press.px(RAIL), press.px(11)
    left = margin + rail
    said = episode_marker.named(press, one, n + 1, width - left - pad, next_=n == shown.next, short=False)
    parts = [] if margin else [press.say(together(one.when), width - left - pad, "meta", "soft")]
    body = stacked([*parts, said], 0, width - left - pad)
    ink: Colour = "ink" if chosen else "soft"
    date = press.say(together(one.when), margin - press.px(20), "meta", ink, even=True) if margin else Box(0, 0)
    drop = press.leading("label") if margin and n == shown.next else 0
    high = max(body.h, date.h + drop) + 2 * pad
    rect = Rect(0, 0, width, high)
    x, y = margin + press.px(11.5), pad + drop + press.leading("meta") / 2
    colour: Colour = "accent" if chosen else "ink"

    def drawn(ground: Colour) -> tuple[Mark, ...]:
        back = Fill(rect, ground)
        line = Fill(Rect(margin + press.px(10), 0, press.px(3), high), "red")
        return (
            back, line, *episode_marker.disc(one, x, y, r, colour, ground), *shifted(body.marks, left, pad),
            *shifted(date.marks, press.px(6), pad + drop),
        )  # fmt: skip

    inner = joined([date.at(press.px(6), pad + drop), body.at(left, pad)], width, high)
    target = Target(episode_marker.pick(one), (rect,), "button", episode_marker.spoken(shown, n))
    return Box(width, high, drawn("sand" if chosen else "paper"), (target,), drawn("sand"), role="button",
               name=inner.name)  # fmt: skip
