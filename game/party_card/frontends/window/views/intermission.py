"""Lays out the page between two scenes: the date moves on, one fact of the day, what the player takes along.

Invariant: the wedge leads from the date of the last scene to that of the next; all that is drawn is also said in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pygame import Rect

from party_card.engine.campaign_pages import TRACE_HEADINGS
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

KIND_OF_HEADING = {heading: kind for kind, heading in TRACE_HEADINGS.items()}
WEDGE_HEIGHT_UNITS = 132
"""The height of the wedge at the edge of the window."""


def layout_date_transition(style: TextStyle, since: str, when: str) -> Box:
    """Lays out two dates: with a wedge that grows to the right, or one below the other if there is little room."""
    width, margin = style.width, style.margin
    if style.width_units < 760 or not since:
        return _layout_stacked_dates(style, since, when)
    height, middle = style.px(WEDGE_HEIGHT_UNITS), style.px(WEDGE_HEIGHT_UNITS) / 2
    since_width, when_width = style.measure_text(since, "place"), style.measure_text(when, "title")
    tip_x = margin + since_width + style.px(28)
    when_x = width - style.px(60) - when_width
    if when_x < tip_x + (width - tip_x) * 0.5:  # the wedge is not yet as high as the letters
        return _layout_stacked_dates(style, since, when)
    old = style.layout_label(since, since_width + 2, "place", "soft")
    new = style.layout_label(when, when_width + 2, "title", "on_red")
    marks = (
        Polygon(((tip_x, middle), (width, 0.0), (width, height)), "red"),
        *translate_marks(old.marks, margin, middle - old.h / 2),
        *translate_marks(new.marks, when_x, middle - new.h / 2),
    )
    return Box(width, height, marks, role="heading", name=f"From {since} to {when}")


def _layout_stacked_dates(style: TextStyle, since: str, when: str) -> Box:
    """Lays out the old date above the new one, which is in red."""
    width, margin, pad = style.width, style.margin, style.px(12)
    inner_width = width - 2 * margin
    parts = [style.layout_label(since, inner_width - 2 * pad, "date", "soft", balanced=True)] if since else []
    new = style.layout_label(when, inner_width - 2 * pad, "place", "on_red", balanced=True)
    background = FillRect(Rect(0, 0, inner_width, new.h + 2 * pad), "red")
    parts.append(Box(inner_width, new.h + 2 * pad, (background, *translate_marks(new.marks, pad, pad))))
    body = vstack(parts, style.px(6), inner_width)
    name = f"From {since} to {when}" if since else when
    return group_boxes([body.placed_at(margin, 0)], width, body.h, "heading", name)


def layout_intermission(
    style: TextStyle, page: Page, flow: VerticalFlow, picture: Path | None, next_steps: NextSteps,
    notices: Sequence[str],
) -> int:  # fmt: skip
    """Adds the dates; below them fact and traces at the left, the next scene at the right. Returns where they end."""
    if page.when:
        flow.boxes.append(layout_date_transition(style, page.since, page.when).placed_at(0, flow.y + style.px(20)))
        flow.y += flow.boxes[-1].h + style.px(48)
    else:
        flow.y += style.px(28)
    width, gap = min(style.width - 2 * style.margin, style.px(1120)), style.px(60)
    x = (style.width - width) // 2
    in_columns = style.width_units >= 1000
    side_width = style.px(380) if in_columns else width
    left = VerticalFlow(x, flow.y, width - side_width - gap if in_columns else width)
    for notice in notices:
        left.add(layout_notification(style, notice, left.width), style.px(14))
    _layout_blocks(style, page.blocks, left)
    right = VerticalFlow(x + left.width + gap, flow.y, side_width) if in_columns else left
    _layout_next_scene(style, page, right, picture)
    layout_next_step_buttons(style, next_steps, right, right.width)
    flow.boxes += left.boxes if right is left else [*left.boxes, *right.boxes]
    flow.x, flow.width, flow.y = x, width, max(left.y, right.y) + style.px(16)
    for box in layout_sources(style, page.notes, width) if page.notes else []:
        flow.add(box, style.px(6))
    return flow.y


def _layout_blocks(style: TextStyle, blocks: Sequence[Block], flow: VerticalFlow) -> None:
    """Lays out the fact of the day on its rail; then the traces, below the heading of their kind."""
    account_keys = [key for key, block in enumerate(blocks) if isinstance(block, RecordParagraph)]
    in_columns = flow.width >= style.px(560)
    for key, block in enumerate(blocks):
        match block:
            case RecordParagraph():
                is_last = key == account_keys[-1]
                row = comparison.layout_account(style, block, flow.width, in_columns=in_columns, is_last=is_last)
                flow.add(row, style.px(14) if is_last else 0, key=key)
            case Heading(text) if text not in KIND_OF_HEADING:
                heading = style.layout_label(text, flow.width, "label", "soft", box_role="heading")
                flow.add(heading, style.px(2), key=key)
            case Heading():
                flow.add(_layout_trace_heading(style, block.text, flow.width), style.px(4), key=key)
            case Paragraph():
                indent = style.px(30)
                width = min(flow.width - indent, style.column_width)
                flow.add(layout_prose(style, block, width, "account"), style.px(12), indent, key)
            case _:
                pass


def _layout_trace_heading(style: TextStyle, text: str, width: int) -> Box:
    """Lays out the heading of a kind of traces with its icon: an eye, a speaking wedge, a closed square."""
    left = style.px(30)
    words = style.layout_label(text, width - left, "label", "accent", box_role="heading")
    x, y, r = style.px(10), style.line_height("label") / 2, style.px(8)
    icon: tuple[Mark, ...]
    match KIND_OF_HEADING[text]:
        case "said":
            icon = (Polygon(((x - r, y - r * 0.7), (x + r, y - r * 0.7), (x - r * 0.2, y + r)), "ink"),)
        case "silent":
            side = round(1.6 * r)
            square = Rect(round(x - side / 2), round(y - side / 2), side, side)
            bar = Rect(square.x, round(y - style.px(1.5)), side, style.px(3))
            icon = (StrokeRect(square, "ink", style.px(2)), FillRect(bar, "ink"))
        case "witnessed":
            icon = (Circle(x, y, r, "ink", style.px(2)), Circle(x, y, r * 0.4, "ink"))
    marks = (*icon, *translate_marks(words.marks, left, 0))
    return Box(width, words.h, marks, role="heading", name=words.name)


def _layout_next_scene(style: TextStyle, page: Page, flow: VerticalFlow, picture: Path | None) -> None:
    """Lays out picture, title and place of the next scene."""
    if picture is not None and style.height_units >= 480:
        rect = Rect(0, 0, flow.width, min(round(flow.width * 0.5), style.px(230)))
        marks = (Image(str(picture), rect), StrokeRect(rect, "ink", style.px(2)))
        flow.add(Box(rect.w, rect.h, marks, role="image", name=page.alt), style.px(14))
    flow.add(style.layout_label("What comes next", flow.width, "label", "soft"), style.px(1))
    flow.add(style.layout_label(page.heading, flow.width, "place", balanced=True, box_role="heading"), style.px(2))
    if page.place:
        flow.add(style.layout_label(page.place, flow.width, "note", "soft"))
    flow.y += style.px(14)
