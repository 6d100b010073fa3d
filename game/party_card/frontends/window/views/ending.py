"""Lays out the ending of a scene: its title, what it means, and the decisions that led to it."""

from __future__ import annotations

from dataclasses import replace

from pygame import Rect

from party_card.engine.ending_reach import CAUSES_HEADING
from party_card.engine.page import Page
from party_card.frontends.window.toolkit.box import Box, group_boxes
from party_card.frontends.window.toolkit.layout import VerticalFlow, vstack
from party_card.frontends.window.toolkit.primitives import FillRect
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import TextRole
from party_card.localization import gettext

BULLET_UNITS, INDENT_UNITS = 8, 22
MIN_COLUMN_UNITS, COLUMN_GAP_UNITS = 440, 56
"""The least width of the ending and of what led to it, side by side, and the gap between them."""


def add_ending(style: TextStyle, page: Page, flow: VerticalFlow, role: TextRole = "title") -> None:
    """Adds the title of the ending, what it means, and what led to it: beside the title if there is room."""
    gap = style.px(COLUMN_GAP_UNITS)
    width = (flow.width - gap) // 2
    if page.causes and width >= style.px(MIN_COLUMN_UNITS):
        left, right = VerticalFlow(flow.x, flow.y, width), VerticalFlow(flow.x + width + gap, flow.y, width)
        _add_title(style, page, left, role)
        add_causes(style, page, right)
        flow.boxes += [*left.boxes, *right.boxes]
        flow.y = max(left.y, right.y)
    else:
        _add_title(style, page, flow, role)
        add_causes(style, page, flow)


def _add_title(style: TextStyle, page: Page, flow: VerticalFlow, role: TextRole) -> None:
    """Adds the title of the ending, and what it means."""
    label = style.layout_label(gettext("Your ending"), flow.width, "label", "soft")
    heading = style.layout_label(page.ending, flow.width, role, balanced=True, box_role="heading")
    box = vstack([label, replace(heading, name=page.ending)], style.px(2), flow.width)
    flow.add(box, style.px(8 if page.cost else 22))
    add_cost(style, page, flow)


def add_cost(style: TextStyle, page: Page, flow: VerticalFlow) -> None:
    """Adds what the ending means, beside a red rule."""
    if not page.cost:
        return
    rule, indent = style.px(4), style.px(18)
    text = style.layout_label(page.cost, min(flow.width, style.column_width) - indent, "prose")
    mark = FillRect(Rect(0, 0, rule, text.h), "red")
    marks = group_boxes([text.placed_at(indent, 0)], text.w + indent, text.h).marks
    flow.add(Box(text.w + indent, text.h, (mark, *marks), name=page.cost), style.px(22))


def add_causes(style: TextStyle, page: Page, flow: VerticalFlow) -> None:
    """Adds a list of the decisions that led to the ending."""
    if not page.causes:
        return
    heading = style.layout_label(gettext(CAUSES_HEADING), flow.width, "heading", box_role="heading")
    flow.add(replace(heading, name=gettext(CAUSES_HEADING)), style.px(8))
    indent, side = style.px(INDENT_UNITS), style.px(BULLET_UNITS)
    bullet = Box(
        indent, side, (FillRect(Rect(0, round(style.line_height("account") * 0.55 - side / 2), side, side), "red"),)
    )
    width = min(flow.width, style.column_width)
    for cause in page.causes:
        text = style.layout_label(cause, width - indent, "account")
        flow.add(group_boxes([bullet, text.placed_at(indent, 0)], width, text.h), style.paragraph_gap(8))
    flow.y += style.px(14)
