"""Lays out the page between two scenes: the change of date, one fact, the traces of the last scene.

Invariant: the wedge leads from the date of the last scene to that of the next; everything drawn is also put in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pygame import Rect

from party_card.content.models import TraceKind
from party_card.engine.campaign_pages import TRACE_HEADINGS
from party_card.engine.page import Chart, Heading, Page, Paragraph, RecordParagraph
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
from party_card.frontends.window.views.bar_chart import layout_chart
from party_card.frontends.window.views.next_steps import NextSteps, layout_next_step_buttons
from party_card.frontends.window.views.source_list import layout_sources
from party_card.frontends.window.views.text_blocks import layout_prose
from party_card.localization import gettext


def _find_trace_kind(heading: str) -> TraceKind | None:
    """Returns the kind of traces that a heading announces; None if it is another heading."""
    return next((kind for kind, text in TRACE_HEADINGS.items() if gettext(text) == heading), None)


WEDGE_HEIGHT_UNITS = 132
"""The height of the wedge at the edge of the window."""


def layout_date_transition(style: TextStyle, previous_date: str, next_date: str) -> Box:
    """Lays out two dates: with a wedge that grows to the right, or one below the other if there is little room."""
    width, margin = style.width, style.margin
    if style.width_units < 760 or not previous_date:
        return _layout_stacked_dates(style, previous_date, next_date)
    height, centre_y = style.px(WEDGE_HEIGHT_UNITS), style.px(WEDGE_HEIGHT_UNITS) / 2
    previous_width, next_width = style.measure_text(previous_date, "place"), style.measure_text(next_date, "title")
    tip_x = margin + previous_width + style.px(28)
    next_x = width - style.px(60) - next_width
    if next_x < tip_x + (width - tip_x) * 0.5:  # the wedge is not yet as high as the letters
        return _layout_stacked_dates(style, previous_date, next_date)
    previous_box = style.layout_label(previous_date, previous_width + 2, "place", "soft")
    next_box = style.layout_label(next_date, next_width + 2, "title", "on_red")
    marks = (
        Polygon(((tip_x, centre_y), (width, 0.0), (width, height)), "red"),
        *translate_marks(previous_box.marks, margin, centre_y - previous_box.h / 2),
        *translate_marks(next_box.marks, next_x, centre_y - next_box.h / 2),
    )
    return Box(width, height, marks, role="heading", name=_name_dates(previous_date, next_date))


def _name_dates(previous_date: str, next_date: str) -> str:
    return gettext("From {start} to {end}").format(start=previous_date, end=next_date)


def _layout_stacked_dates(style: TextStyle, previous_date: str, next_date: str) -> Box:
    """Lays out the old date above the new one, which is in red."""
    width, margin, pad = style.width, style.margin, style.px(12)
    inner_width = width - 2 * margin
    text_width = inner_width - 2 * pad
    boxes = [style.layout_label(previous_date, text_width, "date", "soft", balanced=True)] if previous_date else []
    next_box = style.layout_label(next_date, text_width, "place", "on_red", balanced=True)
    background = FillRect(Rect(0, 0, inner_width, next_box.h + 2 * pad), "red")
    boxes.append(Box(inner_width, next_box.h + 2 * pad, (background, *translate_marks(next_box.marks, pad, pad))))
    body = vstack(boxes, style.px(6), inner_width)
    name = _name_dates(previous_date, next_date) if previous_date else next_date
    return group_boxes([body.placed_at(margin, 0)], width, body.h, "heading", name)


def layout_intermission(
    style: TextStyle, page: Page, flow: VerticalFlow, picture: Path | None, next_steps: NextSteps,
    notices: Sequence[str],
) -> int:  # fmt: skip
    """Adds the dates; below them fact and traces at the left, the next scene at the right. Returns the bottom y."""
    if page.dates:
        flow.boxes.append(layout_date_transition(style, page.since, page.dates).placed_at(0, flow.y + style.px(20)))
        flow.y += flow.boxes[-1].h + style.px(48)
    else:
        flow.y += style.px(28)
    width, gap = min(style.width - 2 * style.margin, style.px(1120)), style.px(60)
    x = (style.width - width) // 2
    in_columns = style.width_units >= 1000
    side_width = style.px(380) if in_columns else width
    main_flow = VerticalFlow(x, flow.y, width - side_width - gap if in_columns else width)
    for notice in notices:
        main_flow.add(layout_notification(style, notice, main_flow.width), style.px(14))
    if picture is not None and page.is_picture_of_fact:
        _layout_picture(style, page, main_flow, picture)
    _layout_blocks(style, page, main_flow)
    side_flow = VerticalFlow(x + main_flow.width + gap, flow.y, side_width) if in_columns else main_flow
    _layout_next_scene(style, page, side_flow, None if page.is_picture_of_fact else picture)
    layout_next_step_buttons(style, next_steps, side_flow, side_flow.width)
    flow.boxes += main_flow.boxes if side_flow is main_flow else [*main_flow.boxes, *side_flow.boxes]
    flow.x, flow.width, flow.y = x, width, max(main_flow.y, side_flow.y) + style.px(16)
    for box in layout_sources(style, page.notes, width) if page.notes else []:
        flow.add(box, style.px(6))
    return flow.y


def _layout_blocks(style: TextStyle, page: Page, flow: VerticalFlow) -> None:
    """Lays out the fact on its rail, and its chart; then the traces, below the heading of their kind."""
    blocks = page.blocks
    account_keys = [key for key, block in enumerate(blocks) if isinstance(block, RecordParagraph)]
    in_columns = flow.width >= style.px(560)
    for key, block in enumerate(blocks):
        match block:
            case RecordParagraph():
                is_last = key == account_keys[-1]
                row = comparison.layout_account(style, block, flow.width, in_columns=in_columns, is_last=is_last)
                flow.add(row, style.px(14) if is_last else 0, key=key)
            case Chart():
                flow.add(layout_chart(style, block, min(flow.width, style.px(560)), page.dates), style.px(20), key=key)
            case Heading(text) if _find_trace_kind(text) is None:
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
    text_x = style.px(30)
    label = style.layout_label(text, width - text_x, "label", "accent", box_role="heading")
    x, y, r = style.px(10), style.line_height("label") / 2, style.px(8)
    icon: tuple[Mark, ...]
    match _find_trace_kind(text):
        case "said":
            icon = (Polygon(((x - r, y - r * 0.7), (x + r, y - r * 0.7), (x - r * 0.2, y + r)), "ink"),)
        case "silent":
            square_size = round(1.6 * r)
            square = Rect(round(x - square_size / 2), round(y - square_size / 2), square_size, square_size)
            bar = Rect(square.x, round(y - style.px(1.5)), square_size, style.px(3))
            icon = (StrokeRect(square, "ink", style.px(2)), FillRect(bar, "ink"))
        case "witnessed":
            icon = (Circle(x, y, r, "ink", style.px(2)), Circle(x, y, r * 0.4, "ink"))
    marks = (*icon, *translate_marks(label.marks, text_x, 0))
    return Box(width, label.h, marks, role="heading", name=label.name)


def _layout_picture(style: TextStyle, page: Page, flow: VerticalFlow, picture: Path) -> None:
    """Lays out a picture as wide as its column, if the window is high enough."""
    if style.height_units >= 480:
        rect = Rect(0, 0, flow.width, min(round(flow.width * 0.5), style.px(230)))
        marks = (Image(str(picture), rect), StrokeRect(rect, "ink", style.px(2)))
        flow.add(Box(rect.w, rect.h, marks, role="image", name=page.alt), style.px(14))


def _layout_next_scene(style: TextStyle, page: Page, flow: VerticalFlow, picture: Path | None) -> None:
    """Lays out picture, title and place of the next scene."""
    if picture is not None:
        _layout_picture(style, page, flow, picture)
    flow.add(style.layout_label(gettext("What comes next"), flow.width, "label", "soft"), style.px(1))
    flow.add(style.layout_label(page.heading, flow.width, "place", balanced=True, box_role="heading"), style.px(2))
    if page.place:
        flow.add(style.layout_label(page.place, flow.width, "note", "soft"))
    flow.y += style.px(14)
