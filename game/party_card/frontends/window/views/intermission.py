"""The page between two scenes: the date moves on, one fact of the day, what the reader takes along.

Law: the wedge runs from the day that was to the day that comes; nothing on it moves that is not also said.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pygame import Rect

from party_card.content.models import TraceKind
from party_card.engine.page import Block, Heading, Page, Paragraph, RecordParagraph
from party_card.frontends.window.toolkit.box import Box, group_boxes
from party_card.frontends.window.toolkit.layout import VerticalFlow, vstack
from party_card.frontends.window.toolkit.primitives import (
    Circle,
    FillRect,
    Image,
    Mark,
    Polygon,
    StrokeRect,
    translate_marks,
)
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.notification import layout_notification
from party_card.frontends.window.views import comparison
from party_card.frontends.window.views.next_steps import NextSteps, layout_next_step_buttons
from party_card.frontends.window.views.source_list import layout_sources
from party_card.frontends.window.views.text_blocks import layout_prose

KIND_OF_HEADING: dict[str, TraceKind] = {
    "What you witnessed": "witnessed",
    "What you said": "said",
    "What you kept silent about": "silent",
}
"""The kinds of what is taken along, by the headings of the page."""
WEDGE_HEIGHT_UNITS = 132
"""How high the wedge is where it leaves the window."""


def layout_date_transition(style: TextStyle, since: str, when: str) -> Box:
    """From one day to the next: a wedge that grows to the right, over the whole width, or two dates in a row."""
    width, edge = style.width, style.margin
    if style.width_units < 760 or not since:
        return _layout_stacked_dates(style, since, when)
    high, mid = style.px(WEDGE_HEIGHT_UNITS), style.px(WEDGE_HEIGHT_UNITS) / 2
    then = style.layout_label(since, style.measure_text(since, "place") + 2, "place", "soft")
    now = style.layout_label(when, style.measure_text(when, "title") + 2, "title", "on_red")
    tip = edge + style.measure_text(since, "place") + style.px(28)
    left = width - style.px(60) - style.measure_text(when, "title")
    if left < tip + (width - tip) * 0.5:  # the wedge is not yet as thick as the letters are high
        return _layout_stacked_dates(style, since, when)
    marks = (
        Polygon(((tip, mid), (width, 0.0), (width, high)), "red"),
        *translate_marks(then.marks, edge, mid - then.h / 2),
        *translate_marks(now.marks, left, mid - now.h / 2),
    )
    return Box(width, high, marks, role="heading", name=f"From {since} to {when}")


def _layout_stacked_dates(style: TextStyle, since: str, when: str) -> Box:
    """The same where there is little room: the old date framed, the new one in red."""
    width, edge, pad = style.width, style.margin, style.px(12)
    inner = width - 2 * edge
    parts: list[Box] = []
    if since:
        then = style.layout_label(since, inner - 2 * pad, "date", "soft", balanced=True)
        parts.append(then)
    now = style.layout_label(when, inner - 2 * pad, "place", "on_red", balanced=True)
    ground = FillRect(Rect(0, 0, inner, now.h + 2 * pad), "red")
    parts.append(Box(inner, now.h + 2 * pad, (ground, *translate_marks(now.marks, pad, pad))))
    body = vstack(parts, style.px(6), inner)
    name = f"From {since} to {when}" if since else when
    return group_boxes([body.placed_at(edge, 0)], width, body.h, "heading", name)


def layout_intermission(
    style: TextStyle,
    page: Page,
    flow: VerticalFlow,
    picture: Path | None,
    next_steps: NextSteps,
    notices: Sequence[str],
) -> int:
    """The wedge, then the fact and what is taken along at the left, what comes at the right; returns where it ends."""
    if page.when:
        flow.boxes.append(layout_date_transition(style, page.since, page.when).placed_at(0, flow.y + style.px(20)))
        flow.y += flow.boxes[-1].h + style.px(48)
    else:
        flow.y += style.px(28)
    width = min(style.width - 2 * style.margin, style.px(1120))
    x = (style.width - width) // 2
    beside = style.width_units >= 1000
    side = style.px(380) if beside else width
    left = VerticalFlow(x, flow.y, width - side - style.px(60) if beside else width)
    for notice in notices:
        left.add(layout_notification(style, notice, left.width), style.px(14))
    _layout_blocks(style, page.blocks, left)
    right = VerticalFlow(x + left.width + style.px(60), flow.y, side) if beside else left
    _layout_next_scene(style, page, right, picture)
    layout_next_step_buttons(style, next_steps, right, right.width)
    flow.boxes += left.boxes if right is left else [*left.boxes, *right.boxes]
    flow.x, flow.width, flow.y = x, width, max(left.y, right.y) + style.px(16)
    for box in layout_sources(style, page.notes, width) if page.notes else []:
        flow.add(box, style.px(6))
    return flow.y


def _layout_blocks(style: TextStyle, blocks: Sequence[Block], flow: VerticalFlow) -> None:
    """The fact of the day on its line; then what was witnessed, said, kept silent about, each with its sign."""
    accounts = [k for k, block in enumerate(blocks) if isinstance(block, RecordParagraph)]
    roomy = flow.width >= style.px(560)
    for k, block in enumerate(blocks):
        match block:
            case RecordParagraph():
                last = k == accounts[-1]
                row = (
                    comparison.layout_record_paragraph(style, block, flow.width, last=last)
                    if roomy
                    else comparison.layout_stacked_row(style, block, 0, flow.width, last=last)
                )
                flow.add(row, style.px(14) if last else 0, key=k)
            case Heading(text) if text not in KIND_OF_HEADING:
                flow.add(style.layout_label(text, flow.width, "label", "soft", box_role="heading"), style.px(2), key=k)
            case Heading():
                flow.add(_layout_trace_heading(style, block.text, flow.width), style.px(4), key=k)
            case Paragraph():
                indent = style.px(30)
                width = min(flow.width - indent, style.column_width)
                flow.add(layout_prose(style, block, width, "account"), style.px(12), indent, k)
            case _:
                pass


def _layout_trace_heading(style: TextStyle, text: str, width: int) -> Box:
    """An eye, a wedge that speaks, a closed square: the kinds of what is taken along, with their words."""
    left = style.px(30)
    said = style.layout_label(text, width - left, "label", "accent", box_role="heading")
    x, y, r = style.px(10), style.line_height("label") / 2, style.px(8)
    sign: tuple[Mark, ...]
    if KIND_OF_HEADING[text] == "said":
        sign = (Polygon(((x - r, y - r * 0.7), (x + r, y - r * 0.7), (x - r * 0.2, y + r)), "ink"),)
    elif KIND_OF_HEADING[text] == "silent":
        side = round(1.6 * r)
        box = Rect(round(x - side / 2), round(y - side / 2), side, side)
        sign = (
            StrokeRect(box, "ink", style.px(2)),
            FillRect(Rect(box.x, round(y - style.px(1.5)), side, style.px(3)), "ink"),
        )
    else:
        sign = (Circle(x, y, r, "ink", style.px(2)), Circle(x, y, r * 0.4, "ink"))
    return Box(width, said.h, (*sign, *translate_marks(said.marks, left, 0)), role="heading", name=said.name)


def _layout_next_scene(style: TextStyle, page: Page, flow: VerticalFlow, picture: Path | None) -> None:
    """The scene to come: its picture, title and place."""
    if picture is not None and style.height_units >= 480:
        rect = Rect(0, 0, flow.width, min(round(flow.width * 0.5), style.px(230)))
        marks = (Image(str(picture), rect), StrokeRect(rect, "ink", style.px(2)))
        flow.add(Box(rect.w, rect.h, marks, role="image", name=page.alt), style.px(14))
    flow.add(style.layout_label("What comes next", flow.width, "label", "soft"), style.px(1))
    flow.add(style.layout_label(page.heading, flow.width, "place", balanced=True, box_role="heading"), style.px(2))
    if page.place:
        flow.add(style.layout_label(page.place, flow.width, "note", "soft"))
    flow.y += style.px(14)
