"""The page between two scenes: the date moves on, one fact of the day, what the reader takes along.

Law: the wedge runs from the day that was to the day that comes; nothing on it moves that is not also said.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pygame import Rect

from party_card.content.models import Witness
from party_card.engine.page import Block, Heading, Page, Paragraph, RecordParagraph
from party_card.frontends.window.toolkit.layout import VerticalFlow
from party_card.frontends.window.toolkit.primitives import (
    Box,
    Circle,
    FillRect,
    Image,
    Mark,
    Polygon,
    StrokeRect,
    group,
    translate_all,
)
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets import chrome
from party_card.frontends.window.views import comparison
from party_card.frontends.window.views.next_steps import NextSteps, next_step_buttons
from party_card.frontends.window.views.source_list import sources
from party_card.frontends.window.views.text_blocks import paragraph, vstack

KINDS: dict[str, Witness] = {
    "What you witnessed": "witnessed",
    "What you said": "said",
    "What you kept silent about": "silent",
}
"""The kinds of what is taken along, by the headings of the page."""
WEDGE = 132
"""How high the wedge is where it leaves the window."""


def date_transition(press: TextStyle, since: str, when: str) -> Box:
    """From one day to the next: a wedge that grows to the right, over the whole width, or two dates in a row."""
    width, edge = press.width, press.margin
    if press.width_units < 760 or not since:
        return _dates(press, since, when)
    high, mid = press.px(WEDGE), press.px(WEDGE) / 2
    then = press.label(since, press.text_width(since, "place") + 2, "place", "soft")
    now = press.label(when, press.text_width(when, "title") + 2, "title", "on_red")
    tip = edge + press.text_width(since, "place") + press.px(28)
    left = width - press.px(60) - press.text_width(when, "title")
    if left < tip + (width - tip) * 0.5:  # the wedge is not yet as thick as the letters are high
        return _dates(press, since, when)
    marks = (
        Polygon(((tip, mid), (width, 0.0), (width, high)), "red"),
        *translate_all(then.marks, edge, mid - then.h / 2),
        *translate_all(now.marks, left, mid - now.h / 2),
    )
    return Box(width, high, marks, role="heading", name=f"From {since} to {when}")


def _dates(press: TextStyle, since: str, when: str) -> Box:
    """The same where there is little room: the old date framed, the new one in red."""
    width, edge, pad = press.width, press.margin, press.px(12)
    inner = width - 2 * edge
    parts: list[Box] = []
    if since:
        then = press.label(since, inner - 2 * pad, "date", "soft", even=True)
        parts.append(then)
    now = press.label(when, inner - 2 * pad, "place", "on_red", even=True)
    ground = FillRect(Rect(0, 0, inner, now.h + 2 * pad), "red")
    parts.append(Box(inner, now.h + 2 * pad, (ground, *translate_all(now.marks, pad, pad))))
    body = vstack(parts, press.px(6), inner)
    name = f"From {since} to {when}" if since else when
    return group([body.at(edge, 0)], width, body.h, "heading", name)


def intermission(
    press: TextStyle, page: Page, flow: VerticalFlow, picture: Path | None, to: NextSteps, notices: Sequence[str]
) -> int:
    """The wedge, then the fact and what is taken along at the left, what comes at the right; returns where it ends."""
    if page.when:
        flow.boxes.append(date_transition(press, page.since, page.when).at(0, flow.y + press.px(20)))
        flow.y += flow.boxes[-1].h + press.px(48)
    else:
        flow.y += press.px(28)
    width = min(press.width - 2 * press.margin, press.px(1120))
    x = (press.width - width) // 2
    beside = press.width_units >= 1000
    side = press.px(380) if beside else width
    left = VerticalFlow(x, flow.y, width - side - press.px(60) if beside else width)
    for notice in notices:
        left.add(chrome.notification(press, notice, left.width), press.px(14))
    _told(press, page.blocks, left)
    right = VerticalFlow(x + left.width + press.px(60), flow.y, side) if beside else left
    _coming(press, page, right, picture)
    next_step_buttons(press, to, right, right.width)
    flow.boxes += left.boxes if right is left else [*left.boxes, *right.boxes]
    flow.x, flow.width, flow.y = x, width, max(left.y, right.y) + press.px(16)
    for box in sources(press, page.notes, width) if page.notes else []:
        flow.add(box, press.px(6))
    return flow.y


def _told(press: TextStyle, told: Sequence[Block], flow: VerticalFlow) -> None:
    """The fact of the day on its line; then what was witnessed, said, kept silent about, each with its sign."""
    accounts = [k for k, block in enumerate(told) if isinstance(block, RecordParagraph)]
    roomy = flow.width >= press.px(560)
    for k, block in enumerate(told):
        match block:
            case RecordParagraph():
                last = k == accounts[-1]
                row = (
                    comparison.record_paragraph(press, block, flow.width, last=last)
                    if roomy
                    else comparison.stacked_row(press, block, 0, flow.width, last=last)
                )
                flow.add(row, press.px(14) if last else 0, key=k)
            case Heading(text) if text not in KINDS:
                flow.add(press.label(text, flow.width, "label", "soft", as_="heading"), press.px(2), key=k)
            case Heading():
                flow.add(_kind(press, block.text, flow.width), press.px(4), key=k)
            case Paragraph():
                indent = press.px(30)
                width = min(flow.width - indent, press.column_width)
                flow.add(paragraph(press, block, width, "account"), press.px(12), indent, k)
            case _:
                pass


def _kind(press: TextStyle, text: str, width: int) -> Box:
    """An eye, a wedge that speaks, a closed square: the kinds of what is taken along, with their words."""
    left = press.px(30)
    said = press.label(text, width - left, "label", "accent", as_="heading")
    x, y, r = press.px(10), press.line_height("label") / 2, press.px(8)
    sign: tuple[Mark, ...]
    if KINDS[text] == "said":
        sign = (Polygon(((x - r, y - r * 0.7), (x + r, y - r * 0.7), (x - r * 0.2, y + r)), "ink"),)
    elif KINDS[text] == "silent":
        side = round(1.6 * r)
        box = Rect(round(x - side / 2), round(y - side / 2), side, side)
        sign = (
            StrokeRect(box, "ink", press.px(2)),
            FillRect(Rect(box.x, round(y - press.px(1.5)), side, press.px(3)), "ink"),
        )
    else:
        sign = (Circle(x, y, r, "ink", press.px(2)), Circle(x, y, r * 0.4, "ink"))
    return Box(width, said.h, (*sign, *translate_all(said.marks, left, 0)), role="heading", name=said.name)


def _coming(press: TextStyle, page: Page, flow: VerticalFlow, picture: Path | None) -> None:
    """The scene to come: its picture, title and place."""
    if picture is not None and press.height_units >= 480:
        rect = Rect(0, 0, flow.width, min(round(flow.width * 0.5), press.px(230)))
        marks = (Image(str(picture), rect), StrokeRect(rect, "ink", press.px(2)))
        flow.add(Box(rect.w, rect.h, marks, role="image", name=page.alt), press.px(14))
    flow.add(press.label("What comes next", flow.width, "label", "soft"), press.px(1))
    flow.add(press.label(page.heading, flow.width, "place", even=True, as_="heading"), press.px(2))
    if page.where:
        flow.add(press.label(page.where, flow.width, "note", "soft"))
    flow.y += press.px(14)
