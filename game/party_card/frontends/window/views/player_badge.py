"""Nicknames as they are shown: what the fonts cannot draw is spelled out, and each has its emblem.

Law: no sign of a nickname is dropped. A picture sign is shown by its name ("‹fox face›"), a letter of a script that no
font has by its number ("‹U+7EA2›").
"""

from __future__ import annotations

from zlib import crc32

from pygame import Rect

from party_card.frontends.window.toolkit.primitives import Box, Circle, FillRect, Mark, Polygon, TextRun
from party_card.frontends.window.toolkit.shaping import glyph_fallback_name
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour, Role


def displayable_name(style: TextStyle, nick: str, role: Role = "meta") -> str:
    """A nickname in letters that can be drawn."""
    nick = "".join(char for char in nick if not "\ufe00" <= char <= "\ufe0f")  # how a sign is to look, itself not seen
    missing = style.engine.missing(nick, style.font(role))
    return "".join(glyph_fallback_name(char) if char in missing else char for char in nick) if missing else nick


GROUNDS: tuple[tuple[Colour, Colour, Colour], ...] = (
    ("ink", "on_ink", "poster"), ("red", "on_red", "ink"), ("sand", "ink", "poster"), ("ink", "on_ink", "sand")
)  # fmt: skip
"""Ground, letter and figure of an emblem."""


def emblem(style: TextStyle, nick: str, side: int) -> Box:
    """A square with the initial and a figure of its own: the same nickname always has the same."""
    seed = crc32(nick.casefold().encode())
    ground, letter, figure = GROUNDS[seed % len(GROUNDS)]
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
    initial = displayable_name(style, nick.strip()[:1], "poster").strip("‹")[:1].upper() or "?"
    size = s * 0.8
    type_ = style.font("poster")._replace(size=round(size, 2))
    marks = (FillRect(Rect(0, 0, side, side), ground), *figures[seed // 4 % 4])
    return Box(side, side, (*marks, TextRun(s * 0.07, s * 0.9, initial, type_, letter)))
