"""Emblems of people, in place of portraits: their initials on a shape, drawn with the window's own marks.

Law: an emblem follows from what the dossier says of a person and from nothing else, so the same person always has the
same. It is no likeness and says nothing by itself: the name stands beside it.
"""

from __future__ import annotations

import re
from math import cos, pi, sin
from typing import Literal
from zlib import crc32

from pygame import Rect

from party_card.engine.page import Entry
from party_card.frontends.window.toolkit.box import Box
from party_card.frontends.window.toolkit.primitives import Circle, FillRect, Mark, Polygon, TextRun
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour

BadgeShape = Literal["disc", "square", "wedge"]
FAMILY_WORDS = re.compile(
    r"\b(?:wife|husband|son|daughter|mother|father|brother|sister|nanny|child|boy)\b", re.IGNORECASE
)
OFFICE_WORDS = re.compile(
    r"\b(?:commissar\w*|head\w*|deputy|secretary|president|chancellor|minister|leader|boss|official|envoy|inspector"
    r"|oversaw|ran|reported|sent)\b",
    re.IGNORECASE,
)
COLOUR_SETS: tuple[tuple[Colour, Colour, Colour], ...] = (("ink", "on_ink", "poster"), ("red", "on_red", "ink"))
"""Ground, letters and the small figure."""


def choose_shape(entry: Entry) -> BadgeShape:
    """A disc for whom the dossier tells of as family, a square for whom it names with an office, else a wedge."""
    if FAMILY_WORDS.search(entry.text):
        return "disc"
    return "square" if OFFICE_WORDS.search(entry.text) else "wedge"


def make_initials(name: str) -> str:
    """The first letters of the first and the last name; of a single name its first two."""
    parts = [part for part in name.split() if part[:1].isupper()] or [name]
    return parts[0][0] + parts[-1][0] if len(parts) > 1 else parts[0][:2]


def layout_person_badge(style: TextStyle, entry: Entry, side: int) -> Box:
    """The emblem of a person, `side` pixels wide and high."""
    seed = crc32(f"{entry.id} {entry.name}".encode())
    ground, letters, figure = COLOUR_SETS[seed % 2]
    s, shape = float(side), choose_shape(entry)
    said = make_initials(entry.name)
    type_ = style.font("poster")._replace(size=round(s * 0.38, 2))
    marks: list[Mark] = [_make_background(shape, s, ground), *_make_ornament(seed // 2 % 12, side, figure)]
    if not style.shaper.find_missing_characters(said, type_):
        x = (s * (0.92 if shape == "wedge" else 1.0) - style.shaper.measure(said, type_)) / 2
        marks.append(TextRun(x, s * 0.63, said, type_, letters))
    return Box(side, side, tuple(marks))


def _make_background(shape: BadgeShape, s: float, colour: Colour) -> Polygon:
    if shape == "disc":
        ring = ((s / 2 * (1 + cos(n * pi / 30)), s / 2 * (1 + sin(n * pi / 30))) for n in range(60))
        return Polygon(tuple(ring), colour)
    if shape == "square":
        return Polygon(((0.0, 0.0), (s, 0.0), (s, s), (0.0, s)), colour)
    return Polygon(((0.0, 0.0), (s, s * 0.24), (s, s * 0.76), (0.0, s)), colour)


def _make_ornament(n: int, side: int, colour: Colour) -> tuple[Mark, ...]:
    """A bar along one edge, a small disc in one corner, or a bar and a disc across from it.

    A line of paper parts it from the shape, so that it is seen in every theme.
    """
    thick, r, line = max(2, round(side * 0.1)), side * 0.13, max(1, round(side * 0.04))
    bars = (
        Rect(0, 0, side, thick),
        Rect(side - thick, 0, thick, side),
        Rect(0, side - thick, side, thick),
        Rect(0, 0, thick, side),
    )
    corners = ((r, side - r), (r, r), (side - r, r), (side - r, side - r))
    rect, corner = bars[n % 4], corners[n % 4]
    whole = Rect(0, 0, side, side)
    bar = (FillRect(rect.inflate(2 * line, 2 * line).clip(whole), "paper"), FillRect(rect, colour))
    disc = (Circle(*corner, r + line, "paper"), Circle(*corner, r, colour))
    return (bar, disc, (*bar, *disc))[n // 4]
