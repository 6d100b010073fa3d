"""Draws the badge of a player: the initial of the nickname, and an ornament."""

from __future__ import annotations

from zlib import crc32

from pygame import Rect

from party_card.frontends.window.toolkit.box import Box
from party_card.frontends.window.toolkit.graphemes import is_single_characters, split_graphemes
from party_card.frontends.window.toolkit.primitives import Circle, FillRect, Mark, Polygon, TextRun
from party_card.frontends.window.toolkit.shaping import spell_pictograph
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour

COLOUR_SETS: tuple[tuple[Colour, Colour, Colour], ...] = (
    ("ink", "on_ink", "poster"), ("red", "on_red", "ink"), ("sand", "ink", "poster"), ("ink", "on_ink", "sand")
)  # fmt: skip
"""The colours of background, initial and ornament."""


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
    initial = find_initial(style, nickname)
    # Letters of other scripts reach below the line and above capitals, and emoji are wider than they are high
    share, x, baseline = (0.8, 0.07, 0.9) if is_single_characters(initial) else (0.62, 0.1, 0.74)
    font = style.font("poster")._replace(size=round(size * share, 2))
    font = font._replace(size=round(min(font.size, font.size * size * 0.88 / style.shaper.measure(initial, font)), 2))
    marks = (FillRect(Rect(0, 0, size, size), background), *ornaments[seed // 4 % 4])
    return Box(size, size, (*marks, TextRun(size * x, size * baseline, initial, font, ink)))


def find_initial(style: TextStyle, nickname: str) -> str:
    """Returns the first letter of a nickname, with its marks; of a pictograph that no font has, that of its name."""
    initial = split_graphemes(nickname.strip() or "?")[0]
    if style.shaper.find_missing_characters(initial, style.font("poster")):
        initial = spell_pictograph(initial[0]).strip("‹")[:1] or initial
    return initial.upper()
