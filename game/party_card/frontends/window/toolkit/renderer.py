"""Marks to pixels.

Law: the painter decides nothing. It turns colour roles into the theme's colours and draws what boxes say, in order;
only what lies inside the clip is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import hypot

import pygame
from pygame import Rect, Surface

from party_card.frontends.window.toolkit.images import scale_to_cover
from party_card.frontends.window.toolkit.primitives import (
    Circle,
    FillRect,
    Image,
    Line,
    Mark,
    Polygon,
    StrokeRect,
    TextRun,
)
from party_card.frontends.window.toolkit.shaping import Drawn, TextShaper
from party_card.frontends.window.toolkit.theme import PALETTES, RGB, Colour
from party_card.storage.settings import Theme


def paint(surface: Surface, engine: TextShaper, theme: Theme, marks: Iterable[Mark], dx: int = 0, dy: int = 0) -> None:
    """Draw marks shifted by (dx, dy)."""
    palette = PALETTES[theme]
    letters: list[Drawn] = []
    for mark in marks:
        match mark:
            case TextRun(x, y, text, type_, colour):
                letters += engine.run(text, type_, x + dx, y + dy, palette[colour])
            case FillRect(rect, colour):
                letters = _flush(surface, letters)
                surface.fill(palette[colour], rect.move(dx, dy))
            case StrokeRect(rect, colour, width, dash):
                _outline(surface, palette[colour], rect.move(dx, dy), width, dash)
            case Polygon(points, colour):
                moved = [(px + dx, py + dy) for px, py in points]
                pygame.draw.polygon(surface, palette[colour], moved)
                pygame.draw.aalines(surface, palette[colour], True, moved)
            case Line(a, b, colour, width):
                _stroke(surface, palette[colour], (a[0] + dx, a[1] + dy), (b[0] + dx, b[1] + dy), width)
            case Circle(x, y, radius, colour, width):
                pygame.draw.aacircle(surface, palette[colour], (x + dx, y + dy), radius, width)
            case Image(path, rect, anchor):
                letters = _flush(surface, letters)
                drawn, part = scale_to_cover(path, theme, rect.w, rect.h, anchor)
                surface.blit(drawn, rect.move(dx, dy), part)
    _flush(surface, letters)


def _flush(surface: Surface, letters: Sequence[Drawn]) -> list[Drawn]:
    if letters:
        surface.fblits(letters)
    return []


def _stroke(surface: Surface, colour: RGB, a: tuple[float, float], b: tuple[float, float], width: float) -> None:
    """pygame counts the width of a line along an axis; a slanted one must ask for more to look as thick."""
    across, down = abs(b[0] - a[0]), abs(b[1] - a[1])
    slant = hypot(across, down) / (max(across, down) or 1.0)
    pygame.draw.aaline(surface, colour, a, b, max(1, round(width * slant)))


def _outline(surface: Surface, colour: RGB, rect: Rect, width: int, dash: int) -> None:
    if not dash:
        pygame.draw.rect(surface, colour, rect, width)
        return
    for y in (rect.top, rect.bottom - width):
        for x in range(rect.left, rect.right, dash * 2):
            surface.fill(colour, Rect(x, y, min(dash, rect.right - x), width))
    for x in (rect.left, rect.right - width):
        for y in range(rect.top, rect.bottom, dash * 2):
            surface.fill(colour, Rect(x, y, width, min(dash, rect.bottom - y)))


def draw_focus_ring(surface: Surface, theme: Theme, rect: Rect, unit: float, *, inline: bool = False) -> None:
    """The focus: a coloured frame between two of the paper's colour, so that it shows on any ground.

    `inline`, among words on paper, it is narrower and covers none of the letters beside it.
    """
    palette, line = PALETTES[theme], max(2, round(3 * unit))
    edge = max(1, round(unit))
    if inline:
        pygame.draw.rect(surface, palette["focus"], rect.inflate(2 * edge, 2 * edge), max(2, round(2 * unit)))
        return
    outer = rect.inflate(2 * (line + 2 * edge), 2 * (line + 2 * edge))
    pygame.draw.rect(surface, palette["paper"], outer.inflate(2 * edge, 2 * edge), line + 3 * edge)
    pygame.draw.rect(surface, palette["focus"], outer, line)


def colour_of(theme: Theme, role: Colour) -> RGB:
    """A role's colour."""
    return PALETTES[theme][role]
