"""The page between two scenes: the date moves on, one fact of the day, what the reader takes along.

Law: the wedge runs from the day that was to the day that comes; nothing on it moves that is not also said.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pygame import Rect

from party_card.content.models import Witness
from party_card.engine.page import Account, Block, Heading, Page, Paragraph
from party_card.frontends.window.toolkit.layout import Flow
from party_card.frontends.window.toolkit.primitives import Art, Box, Disc, Fill, Mark, Outline, Shape, joined, shifted
from party_card.frontends.window.toolkit.style import Press
from party_card.frontends.window.toolkit.widgets import chrome
from party_card.frontends.window.views import comparison
from party_card.frontends.window.views.next_steps import Onward, ways
from party_card.frontends.window.views.source_list import sources
from party_card.frontends.window.views.text_blocks import paragraph, stacked

KINDS: dict[str, Witness] = {
    "What you witnessed": "witnessed",
    "What you said": "said",
    "What you kept silent about": "silent",
}
"""The kinds of what is taken along, by the headings of the page."""
WEDGE = 132
"""How high the wedge is where it leaves the window."""


def moving(press: Press, since: str, when: str) -> Box:
    """From one day to the next: a wedge that grows to the right, over the whole width, or two dates in a row."""
    width, edge = press.width, press.edge
    if press.across < 760 or not since:
        return _dates(press, since, when)
    high, mid = press.px(WEDGE), press.px(WEDGE) / 2
    then = press.say(since, press.wide(since, "place") + 2, "place", "soft")
    now = press.say(when, press.wide(when, "title") + 2, "title", "on_red")
    tip = edge + press.wide(since, "place") + press.px(28)
    left = width - press.px(60) - press.wide(when, "title")
    if left < tip + (width - tip) * 0.5:  # the wedge is not yet as thick as the letters are high
        return _dates(press, since, when)
    marks = (
        Shape(((tip, mid), (width, 0.0), (width, high)), "red"),
        *shifted(then.marks, edge, mid - then.h / 2),
        *shifted(now.marks, left, mid - now.h / 2),
    )
    return Box(width, high, marks, role="heading", name=f"From {since} to {when}")


def _dates(press: Press, since: str, when: str) -> Box:
    """The same where there is little room: the old date framed, the new one in red."""
    width, edge, pad = press.width, press.edge, press.px(12)
    inner = width - 2 * edge
    parts: list[Box] = []
    if since:
        then = press.say(since, inner - 2 * pad, "date", "soft", even=True)
        parts.append(then)
    now = press.say(when, inner - 2 * pad, "place", "on_red", even=True)
    ground = Fill(Rect(0, 0, inner, now.h + 2 * pad), "red")
    parts.append(Box(inner, now.h + 2 * pad, (ground, *shifted(now.marks, pad, pad))))
    body = stacked(parts, press.px(6), inner)
    name = f"From {since} to {when}" if since else when
    return joined([body.at(edge, 0)], width, body.h, "heading", name)


def between(press: Press, page: Page, flow: Flow, picture: Path | None, to: Onward, notices: Sequence[str]) -> int:
    """The wedge, then the fact and what is taken along at the left, what comes at the right; returns where it ends."""
    if page.when:
        flow.boxes.append(moving(press, page.since, page.when).at(0, flow.y + press.px(20)))
        flow.y += flow.boxes[-1].h + press.px(48)
    else:
        flow.y += press.px(28)
    width = min(press.width - 2 * press.edge, press.px(1120))
    x = (press.width - width) // 2
    beside = press.across >= 1000
    side = press.px(380) if beside else width
    left = Flow(x, flow.y, width - side - press.px(60) if beside else width)
    for notice in notices:
        left.add(chrome.notice(press, notice, left.width), press.px(14))
    _told(press, page.blocks, left)
    right = Flow(x + left.width + press.px(60), flow.y, side) if beside else left
    _coming(press, page, right, picture)
    ways(press, to, right, right.width)
    flow.boxes += left.boxes if right is left else [*left.boxes, *right.boxes]
    flow.x, flow.width, flow.y = x, width, max(left.y, right.y) + press.px(16)
    for box in sources(press, page.notes, width) if page.notes else []:
        flow.add(box, press.px(6))
    return flow.y


def _told(press: Press, told: Sequence[Block], flow: Flow) -> None:
    """The fact of the day on its line; then what was witnessed, said, kept silent about, each with its sign."""
    accounts = [k for k, block in enumerate(told) if isinstance(block, Account)]
    roomy = flow.width >= press.px(560)
    for k, block in enumerate(told):
        match block:
            case Account():
                last = k == accounts[-1]
                row = (
                    comparison.account(press, block, flow.width, last=last)
                    if roomy
                    else comparison.narrow(press, block, 0, flow.width, last=last)
                )
                flow.add(row, press.px(14) if last else 0, key=k)
            case Heading(text) if text not in KINDS:
                flow.add(press.say(text, flow.width, "label", "soft", as_="heading"), press.px(2), key=k)
            case Heading():
                flow.add(_kind(press, block.text, flow.width), press.px(4), key=k)
            case Paragraph():
                indent = press.px(30)
                width = min(flow.width - indent, press.measure)
                flow.add(paragraph(press, block, width, "account"), press.px(12), indent, k)
            case _:
                pass


def _kind(press: Press, text: str, width: int) -> Box:
    """An eye, a wedge that speaks, a closed square: the kinds of what is taken along, with their words."""
    left = press.px(30)
    said = press.say(text, width - left, "label", "accent", as_="heading")
    x, y, r = press.px(10), press.leading("label") / 2, press.px(8)
    sign: tuple[Mark, ...]
    if KINDS[text] == "said":
        sign = (Shape(((x - r, y - r * 0.7), (x + r, y - r * 0.7), (x - r * 0.2, y + r)), "ink"),)
    elif KINDS[text] == "silent":
        side = round(1.6 * r)
        box = Rect(round(x - side / 2), round(y - side / 2), side, side)
        sign = (Outline(box, "ink", press.px(2)), Fill(Rect(box.x, round(y - press.px(1.5)), side, press.px(3)), "ink"))
    else:
        sign = (Disc(x, y, r, "ink", press.px(2)), Disc(x, y, r * 0.4, "ink"))
    return Box(width, said.h, (*sign, *shifted(said.marks, left, 0)), role="heading", name=said.name)


def _coming(press: Press, page: Page, flow: Flow, picture: Path | None) -> None:
    """The scene to come: its picture, title and place."""
    if picture is not None and press.down >= 480:
        rect = Rect(0, 0, flow.width, min(round(flow.width * 0.5), press.px(230)))
        marks = (Art(str(picture), rect), Outline(rect, "ink", press.px(2)))
        flow.add(Box(rect.w, rect.h, marks, role="image", name=page.alt), press.px(14))
    flow.add(press.say("What comes next", flow.width, "label", "soft"), press.px(1))
    flow.add(press.say(page.heading, flow.width, "place", even=True, as_="heading"), press.px(2))
    if page.where:
        flow.add(press.say(page.where, flow.width, "note", "soft"))
    flow.y += press.px(14)
