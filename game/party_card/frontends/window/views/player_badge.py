"""Shows nicknames: in letters that the fonts can draw, and with a badge.

Invariant: no character of a nickname is dropped. A pictograph is shown by its name ("‹fox face›"), a letter that no
font has by its code point ("‹U+7EA2›").
"""

from __future__ import annotations

from zlib import crc32

from pygame import Rect

from party_card.frontends.window.toolkit.box import Box
from party_card.frontends.window.toolkit.primitives import Circle, FillRect, Mark, Polygon, TextRun
from party_card.frontends.window.toolkit.shaping import glyph_fallback_name
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour, TextRole

COLOUR_SETS: tuple[tuple[Colour, Colour, Colour], ...] = (
    ("ink", "on_ink", "poster"), ("red", "on_red", "ink"), ("sand", "ink", "poster"), ("ink", "on_ink", "sand")
)  # fmt: skip
"""The colours of background, initial and ornament."""


def make_displayable(style: TextStyle, nickname: str, role: TextRole = "meta") -> str:
    """Returns a nickname in characters that the font of a role can draw."""
    nickname = "".join(char for char in nickname if not "\ufe00" <= char <= "\ufe0f")  # variation selectors
    missing_chars = style.shaper.find_missing_characters(nickname, style.font(role))
    return "".join(glyph_fallback_name(char) if char in missing_chars else char for char in nickname)


def layout_player_badge(style: TextStyle, nickname: str, size: int) -> Box:
    """Draws a square with the initial and an ornament; they depend only on the nickname."""
    seed = crc32(nickname.casefold().encode())
    background, ink, colour = COLOUR_SETS[seed % len(COLOUR_SETS)]
    bar, step_x = round(size * 0.13), round(size * 0.42)
    ornaments: tuple[tuple[Mark, ...], ...] = (
        (Polygon(((size, 0), (size, size * 0.74), (size * 0.26, 0)), colour),),
        (Circle(size * 0.75, size * 0.25, size * 0.2, colour),),
        (FillRect(Rect(size - bar, 0, bar, size), colour), FillRect(Rect(0, 0, size, bar), colour)),
        tuple(FillRect(Rect(step_x + n * bar, n * bar, size - step_x - n * bar, bar), colour) for n in (0, 2)),
    )
    initial = make_displayable(style, nickname.strip()[:1], "poster").strip("‹")[:1].upper() or "?"
    font = style.font("poster")._replace(size=round(size * 0.8, 2))
    marks = (FillRect(Rect(0, 0, size, size), background), *ornaments[seed // 4 % 4])
    return Box(size, size, (*marks, TextRun(size * 0.07, size * 0.9, initial, font, ink)))
