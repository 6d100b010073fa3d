"""Lays out the heading of a part of a record as a button that shows the part or folds it away."""

from __future__ import annotations

from pygame import Rect

from party_card.engine.page import Heading
from party_card.frontends.window.toolkit.box import Box, Command, HitTarget
from party_card.frontends.window.toolkit.primitives import FillRect, Mark, Polygon, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour
from party_card.localization import pgettext


def layout_fold_heading(style: TextStyle, block: Heading, key: int, width: int, *, is_open: bool) -> Box:
    """Lays out the heading of a part as a button that shows the part or folds it away."""
    pad, arrow = style.px(10), style.px(12)
    indent = arrow + style.px(12)
    state = style.layout_label(
        pgettext("part of a page", "open") if is_open else pgettext("part of a page", "folded"), width, "meta", "soft"
    )
    state_width = round(style.measure_text(state.name, "meta")) + style.px(12)
    label = style.layout_label(block.text, width - indent - state_width - 2 * pad, "heading", balanced=True)
    height = label.h + 2 * pad
    rect = Rect(0, 0, width, height)
    middle = pad + style.line_height("heading") / 2
    left, size = pad, arrow / 2
    points = (
        ((left, middle - size / 2), (left + arrow, middle - size / 2), (left + size, middle + size * 0.7))
        if is_open
        else ((left, middle - size), (left + size * 1.4, middle), (left, middle + size))
    )
    rule = FillRect(Rect(0, 0, width, style.px(2)), "ink")
    text_marks = (
        *translate_marks(label.marks, pad + indent, pad),
        *translate_marks(state.marks, width - pad - state_width + style.px(12), (height - state.h) // 2),
    )

    def draw_on(background: Colour) -> tuple[Mark, ...]:
        return (FillRect(rect, background), rule, Polygon(points, "accent"), *text_marks)

    name = f"{block.text} {state.name}"
    target = HitTarget(Command("fold", str(key)), (rect,), "button", name, text_range=(0, len(name)))
    return Box(width, height, draw_on("paper"), (target,), draw_on("sand"), role="heading", name=name, key=key)
