"""Nicknames as they are shown: what the fonts cannot draw is spelled out, and each has its emblem.

Law: no sign of a nickname is dropped. A picture sign is shown by its name ("‹fox face›"), a letter of a script that no
font has by its number ("‹U+7EA2›").
"""

from __future__ import annotations

from zlib import crc32

from pygame import Rect

from party_card.frontends.window.toolkit.box import Box
from party_card.frontends.window.toolkit.primitives import Circle, FillRect, Mark, Polygon, TextRun
from party_card.frontends.window.toolkit.shaping import glyph_fallback_name
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour, TextRole


def make_displayable(style: TextStyle, nickname: str, role: TextRole = "meta") -> str:
    """A nickname in letters that can be drawn."""
    nickname = "".join(
        char for char in nickname if not "\ufe00" <= char <= "\ufe0f"
    )  # how a sign is to look, itself not seen
    missing = style.shaper.find_missing_characters(nickname, style.font(role))
    return "".join(glyph_fallback_name(char) if char in missing else char for char in nickname) if missing else nickname


COLOUR_SETS: tuple[tuple[Colour, Colour, Colour], ...] = (
    ("ink", "on_ink", "poster"), ("red", "on_red", "ink"), ("sand", "ink", "poster"), ("ink", "on_ink", "sand")
)  # fmt: skip
"""Ground, letter and figure of an emblem."""


def layout_player_badge(style: TextStyle, nickname: str, side: int) -> Box:
    """A square with the initial and a figure of its own: the same nickname always has the same."""
    seed = crc32(nickname.casefold().encode())
    ground, letter, figure = COLOUR_SETS[seed % len(COLOUR_SETS)]
    s, bar = float(side), round(side * 0.13)
    figures: tuple[tuple[Mark, ...], ...] = (
        (Polygon(((s, 0), (s, s * 0.74), (s * 0.26, 0)), figure),),
        (Circle(s * 0.75, s * 0.25, s * 0.2, figure),),
        (FillRect(Rect(side - bar, 0, bar, side), figure), FillRect(Rect(0, 0, side, bar), figure)),
        tuple(
            FillRect(Rect(round(s * 0.42) + n * bar, n * bar, side - round(s * 0.42) - n * bar, bar), figure)
            for n in (0, 2)
        ),
    )
    initial = make_displayable(style, nickname.strip()[:1], "poster").strip("‹")[:1].upper() or "?"
    size = s * 0.8
    type_ = style.font("poster")._replace(size=round(size, 2))
    marks = (FillRect(Rect(0, 0, side, side), ground), *figures[seed // 4 % 4])
    return Box(side, side, (*marks, TextRun(s * 0.07, s * 0.9, initial, type_, letter)))
