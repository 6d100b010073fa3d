"""The sizes of slides: letters that are read from the back of a classroom.

In a picture 2 m wide and 1.1 m high, prose is a sixteenth of the height: an x is about 32 mm high, which at 8 m is
seen under 14 minutes of arc. Good eyes read from 5 on.
"""

from __future__ import annotations

from dataclasses import replace

from pygame import Rect

from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import ROLE_STYLES

LINES_PER_HEIGHT, EMS_PER_WIDTH = 16.5, 29
"""The height of a slide and its width, in sizes of its prose."""
SIDE_MARGIN_UNITS, TOP_GAP_UNITS = 26, 12
HEADER_PADDING_UNITS, FOOT_PADDING_UNITS = 9, 6


def make_slide_style(style: TextStyle) -> TextStyle:
    """Returns the style of slides for a window and its settings; a larger text size makes them larger still."""
    text_size = style.unit / style.plain_unit if style.plain_unit else 1.0
    prose_px = min(style.height / LINES_PER_HEIGHT, style.width / EMS_PER_WIDTH) * text_size
    return replace(style, unit=prose_px / ROLE_STYLES["prose"].size, plain_unit=0.0)


def shrink_style(style: TextStyle, share: float) -> TextStyle:
    """Returns a style with smaller letters, for what cannot be split."""
    return replace(style, unit=style.unit * share)


def header_height(style: TextStyle) -> int:
    """Returns the height of the line at the top in pixels."""
    return style.line_height("meta") + style.px(2 * HEADER_PADDING_UNITS)


def foot_height(style: TextStyle) -> int:
    """Returns the height of the line at the bottom in pixels, which says how many slides there are."""
    return style.line_height("meta") + style.px(FOOT_PADDING_UNITS)


def measure_body(style: TextStyle, *, has_section: bool = False) -> Rect:
    """Returns the room for the parts of a slide, below the line at the top and the heading of the section."""
    margin = min(style.px(SIDE_MARGIN_UNITS), style.width // 12)
    top = header_height(style) + style.px(TOP_GAP_UNITS)
    if has_section:
        top += section_height(style)
    return Rect(margin, top, style.width - 2 * margin, max(1, style.height - top - foot_height(style)))


def section_height(style: TextStyle) -> int:
    """Returns the height of the heading of a section, which has one line."""
    return style.line_height("heading") + style.px(8)
