"""Lays out tabs: of several views one is selected, whose tab is filled; the others are outlined."""

from __future__ import annotations

from pygame import Rect

from party_card.frontends.window.toolkit.box import Box, Command, HitTarget
from party_card.frontends.window.toolkit.primitives import FillRect, Mark, StrokeRect, translate_marks
from party_card.frontends.window.toolkit.style import MIN_TOUCH_TARGET_UNITS, TextStyle
from party_card.frontends.window.toolkit.theme import Colour
from party_card.localization import gettext


def layout_tab(style: TextStyle, name: str, command: Command, max_width: int, *, is_selected: bool) -> Box:
    """Lays out a tab as wide as its name, at most `max_width`."""
    pad_x, pad_y = style.px(10), style.px(4)
    text_width = min(style.measure_text(name, "label") + 2, max_width - 2 * pad_x)
    label = style.layout_label(name, text_width, "label", "on_ink" if is_selected else "ink")
    width = round(label.w) + 2 * pad_x
    height = max(label.h + 2 * pad_y, style.px(MIN_TOUCH_TARGET_UNITS))
    rect = Rect(0, 0, width, height)
    frame = StrokeRect(rect, "ink", style.px(1.5))
    text_marks = translate_marks(label.marks, pad_x, (height - label.h) // 2)

    def draw_on(background: Colour) -> tuple[Mark, ...]:
        return (FillRect(rect, "ink" if is_selected else background), frame, *text_marks)

    target = HitTarget(
        command, (rect,), "button", gettext("{name}, shown now").format(name=name) if is_selected else name
    )
    return Box(width, height, draw_on("paper"), (target,), draw_on("sand"), role="button", name=name)
