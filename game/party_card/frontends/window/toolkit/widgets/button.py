"""Lays out buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygame import Rect

from party_card.frontends.window.toolkit.box import Box, Command, HitTarget
from party_card.frontends.window.toolkit.primitives import FillRect, Mark, StrokeRect, translate_marks
from party_card.frontends.window.toolkit.styled_text import StyledSpan

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.style import TextStyle
    from party_card.frontends.window.toolkit.theme import Colour


def layout_button(style: TextStyle, text: str, command: Command, width: int, primary: bool = False) -> Box:
    """Lays out a button as wide as its text, at most `width`; filled if it is the primary action, else outlined."""
    pad_x, pad_y = style.px(22), style.px(11)
    text_colour: Colour = "on_ink" if primary else "ink"
    font = style.font("number")._replace(weight=600 if primary else 500)
    paragraph = style.layout_spans([StyledSpan(text, font, text_colour)], width - 2 * pad_x, "number", balanced=True)
    w, h = round(paragraph.extent) + 2 * pad_x, paragraph.height + 2 * pad_y
    rect = Rect(0, 0, w, h)
    text_marks = translate_marks(paragraph.marks, pad_x - paragraph.left, pad_y)
    marks: tuple[Mark, ...]
    active_marks: tuple[Mark, ...]
    if primary:  # active, it gets the red bar of a choice
        marks = (FillRect(rect, "ink"), *text_marks)
        active_marks = (FillRect(rect, "ink"), FillRect(Rect(0, 0, style.px(8), h), "poster"), *text_marks)
    else:
        frame = StrokeRect(rect, "ink", style.px(2))
        marks = (FillRect(rect, "paper"), frame, *text_marks)
        active_marks = (FillRect(rect, "sand"), frame, *text_marks)
    return Box(w, h, marks, (HitTarget(command, (rect,), "button", text),), active_marks, role="button", name=text)
