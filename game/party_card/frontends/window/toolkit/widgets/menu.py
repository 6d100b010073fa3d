"""Lays out the items of a menu."""

from __future__ import annotations

from pygame import Rect

from party_card.frontends.window.toolkit.box import Box, Command, HitTarget
from party_card.frontends.window.toolkit.icons import make_arrow
from party_card.frontends.window.toolkit.primitives import FillRect, Mark, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frozen_dataclass import frozen_dataclass


@frozen_dataclass
class MenuItem:
    """A menu item: a label, below it a remark in small type and details in larger type."""

    label: str
    command: Command
    remark: str = ""
    details: str = ""


def layout_menu_item(style: TextStyle, item: MenuItem, width: int) -> Box:
    """Lays out a menu item with an arrow before it and a rule below it."""
    pad, indent = style.px(9), style.px(26)
    label = style.layout_label(item.label, width - indent, "number")
    height = label.h + 2 * pad
    text_marks = list(translate_marks(label.marks, indent, pad))
    if item.remark:
        remark = style.layout_label(item.remark, width - indent, "note", "soft")
        text_marks += translate_marks(remark.marks, indent, height - pad)
        height += remark.h
    if item.details:
        details = style.layout_label(item.details, width - indent, "account")
        text_marks += translate_marks(details.marks, indent, height - pad + style.px(3))
        height += details.h + style.px(6)
    rect = Rect(0, 0, width, height)
    rule = FillRect(Rect(0, height - style.px(1), width, style.px(1)), "rule")
    arrow = make_arrow(style.px(4), pad + label.h / 2 - style.px(6), style.px(11), style.px(12), "accent")
    target = HitTarget(item.command, (rect,), "button", item.label)
    marks: tuple[Mark, ...] = (*text_marks, rule, arrow)
    return Box(width, height, marks, (target,), (FillRect(rect, "sand"), *marks), role="button", name=item.label)
