"""Lays out the line at the top of a screen."""

from __future__ import annotations

from pygame import Rect

from party_card.frontends.window.toolkit.box import Box
from party_card.frontends.window.toolkit.primitives import FillRect, Mark, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour

MIN_FIXED_HEADER_HEIGHT_UNITS = 430


def has_fixed_header(style: TextStyle) -> bool:
    """Returns True if the window is high enough for a header that does not scroll with the page."""
    return style.height_units >= MIN_FIXED_HEADER_HEIGHT_UNITS


def layout_header(
    style: TextStyle, title: str, meta: str = "", trailing_text: str = "", is_dark: bool = False
) -> tuple[Box, bool]:  # fmt: skip
    """Lays out title, `meta` next to it and `trailing_text` at the right. Returns the box, and True if `meta` had room.

    A long title takes two lines rather than being cut, and displaces the text at the right.
    """
    margin, gap = style.margin, style.px(26)
    ground: Colour = "bar" if is_dark else "paper"
    text_colour: Colour = "on_bar" if is_dark else "ink"
    soft_colour: Colour = "on_bar_soft" if is_dark else "soft"
    room = style.width - 2 * margin
    trailing_width = style.measure_text(trailing_text, "meta") if trailing_text else 0.0
    title_width = style.measure_text(title, "label") + 2
    trailing_room = trailing_width + gap if trailing_text else 0
    has_meta = bool(meta) and title_width + gap + style.measure_text(meta, "meta") + trailing_room <= room
    if title_width + trailing_room > room:
        trailing_width, trailing_text = 0.0, ""
    label = style.layout_label(title, min(title_width, room), "label", text_colour, balanced=True, box_role="heading")
    height = label.h + style.px(25)
    top = (height - label.h) // 2
    marks: list[Mark] = [FillRect(Rect(0, 0, style.width, height), ground), *translate_marks(label.marks, margin, top)]
    rule = Rect(0, height - style.px(2), style.width, style.px(2))
    marks.append(FillRect(rule, "red" if is_dark else "ink"))
    if has_meta:
        text = style.layout_label(meta, style.measure_text(meta, "meta") + 2, "meta", soft_colour)
        marks += translate_marks(text.marks, margin + title_width + gap, (height - text.h) // 2)
    if trailing_text:
        text = style.layout_label(trailing_text, trailing_width + 2, "meta", soft_colour)
        marks += translate_marks(text.marks, style.width - margin - trailing_width, (height - text.h) // 2)
    return Box(style.width, height, tuple(marks), role="heading", name=title), has_meta
