"""Draws the badge of a person, in place of a portrait: initials on a shape, with an ornament.

Invariant: a badge depends only on the person's entry in the dossier, so it never changes. It is no likeness and
carries no information: the name is next to it.
"""

from __future__ import annotations

import re
from math import cos, pi, sin
from typing import Literal
from zlib import crc32

from pygame import Rect

from party_card.engine.page import Entry
from party_card.frontends.window.toolkit.box import Box
from party_card.frontends.window.toolkit.graphemes import split_graphemes
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
"""The colours of background, initials and ornament."""


def choose_shape(entry: Entry) -> BadgeShape:
    """Returns a disc for a person described by family, a square for one described by office, else a wedge."""
    if FAMILY_WORDS.search(entry.text):
        return "disc"
    return "square" if OFFICE_WORDS.search(entry.text) else "wedge"


def make_initials(name: str) -> str:
    """Returns the first letters of first and last name, or the first two letters of a single name."""
    names = [name_part for name_part in name.split() if name_part[:1].isupper()] or [name]
    first, last = split_graphemes(names[0]), split_graphemes(names[-1])
    return first[0] + last[0] if len(names) > 1 else "".join(first[:2])


def layout_person_badge(style: TextStyle, entry: Entry, size: int) -> Box:
    """Draws the badge of a person in a square of `size` pixels."""
    seed = crc32(f"{entry.id} {entry.name}".encode())
    background, ink, ornament = COLOUR_SETS[seed % 2]
    shape = choose_shape(entry)
    initials = make_initials(entry.name)
    font = style.font("poster")._replace(size=round(size * 0.38, 2))
    marks: list[Mark] = [_make_background(shape, size, background), *_make_ornament(seed // 2 % 12, size, ornament)]
    if not style.shaper.find_missing_characters(initials, font):
        x = (size * (0.92 if shape == "wedge" else 1.0) - style.shaper.measure(initials, font)) / 2
        marks.append(TextRun(x, size * 0.63, initials, font, ink))
    return Box(size, size, tuple(marks))


def _make_background(shape: BadgeShape, size: float, colour: Colour) -> Polygon:
    if shape == "disc":
        circle = ((size / 2 * (1 + cos(n * pi / 30)), size / 2 * (1 + sin(n * pi / 30))) for n in range(60))
        return Polygon(tuple(circle), colour)
    if shape == "square":
        return Polygon(((0.0, 0.0), (size, 0.0), (size, size), (0.0, size)), colour)
    return Polygon(((0.0, 0.0), (size, size * 0.24), (size, size * 0.76), (0.0, size)), colour)


def _make_ornament(index: int, size: int, colour: Colour) -> tuple[Mark, ...]:
    """Returns a bar along one edge, a small disc in one corner, or both across from each other.

    A line of paper separates it from the background, so that it is visible in every theme.
    """
    thickness, r, line = max(2, round(size * 0.1)), size * 0.13, max(1, round(size * 0.04))
    edges = (
        Rect(0, 0, size, thickness),
        Rect(size - thickness, 0, thickness, size),
        Rect(0, size - thickness, size, thickness),
        Rect(0, 0, thickness, size),
    )
    corners = ((r, size - r), (r, r), (size - r, r), (size - r, size - r))
    edge, corner = edges[index % 4], corners[index % 4]
    outline = edge.inflate(2 * line, 2 * line).clip(Rect(0, 0, size, size))
    bar = (FillRect(outline, "paper"), FillRect(edge, colour))
    disc = (Circle(*corner, r + line, "paper"), Circle(*corner, r, colour))
    return (bar, disc, (*bar, *disc))[index // 4]
