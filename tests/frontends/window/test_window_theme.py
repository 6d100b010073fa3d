"""Contrast of all colours that meet."""

from __future__ import annotations

from typing import get_args

import pygame
import pytest
from pygame import Rect

from party_card.frontends.window.toolkit.primitives import FillRect, Image, Polygon, TextRun, translated
from party_card.frontends.window.toolkit.renderer import paint
from party_card.frontends.window.toolkit.theme import ART, ART_COLOURS, PAIRS, PALETTES, Colour, Pair, ratio
from party_card.storage.settings import Settings, Theme

from .open_screens import NAMES, boxes, stage

THEMES: tuple[Theme, ...] = get_args(Theme)


@pytest.mark.parametrize("theme", THEMES)
def test_every_role_has_a_colour(theme: Theme) -> None:
    assert set(PALETTES[theme]) == set(get_args(Colour))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: f"{p.front} on {p.back}")
def test_pairs(theme: Theme, pair: Pair) -> None:
    least = 3.0 if pair.kind == "control" else 7.0 if theme == "contrast" else 4.5
    assert ratio(PALETTES[theme][pair.front], PALETTES[theme][pair.back]) >= least


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", NAMES)
def test_every_word_stands_out_from_what_is_behind_it(name: str, theme: Theme) -> None:
    """Not the pairs that were thought of, but those that are drawn."""
    palette = PALETTES[theme]
    for size in ((1280, 800), (640, 480)):
        shown = stage(name, size, Settings(theme=theme))
        window: list[tuple[Rect, Colour]] = [(Rect(0, 0, *size), "paper")]
        for box in boxes(shown):
            for marks in filter(None, (box.marks, box.hot)):
                behind: list[tuple[Rect | Polygon, Colour]] = [*window, (box.rect, "paper")]
                for mark in marks:
                    if isinstance(mark, FillRect):
                        behind.append((mark.rect.move(box.x, box.y), mark.colour))
                    if isinstance(mark, Polygon):
                        behind.append((translated(mark, box.x, box.y), mark.colour))  # type: ignore[arg-type]
                    if isinstance(mark, TextRun):
                        spot = (box.x + mark.x + 2, box.y + mark.y - 3)
                        back = next(c for r, c in reversed(behind) if _holds(r, spot))
                        poster = mark.type.family == "display"  # very large letters: 3:1 by WCAG
                        least = 7.0 if theme == "contrast" else 3.0 if poster else 4.5
                        assert ratio(palette[mark.colour], palette[back]) >= least, (mark.text, mark.colour, back)


def _holds(area: Rect | Polygon, spot: tuple[float, float]) -> bool:
    """Whether a place lies inside, for a shape by counting the edges to its left."""
    if isinstance(area, Rect):
        return area.inflate(6, 6).collidepoint(spot)
    x, y = spot
    inside = False
    for (ax, ay), (bx, by) in zip(area.points, (*area.points[1:], area.points[0]), strict=True):
        if (ay > y) != (by > y) and x > (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def test_the_titles_words_stand_clear_of_the_wedge() -> None:
    """Words beside the poster lie on its paper: seen in the pixels of the picture itself."""
    for size in ((1280, 800), (1024, 768), (1920, 1080), (1440, 900), (1100, 900)):
        shown = stage("title", size)
        art = [m for b in shown.view.layout.fixed for m in b.marks if isinstance(m, Image)]
        if not art or art[0].rect.h < size[1] * 0.5:
            continue
        surface = pygame.Surface(size)
        paint(surface, shown.engine, "light", art)
        for box in shown.view.layout.boxes:
            if box.role == "button":
                continue
            for mark in box.marks:
                if isinstance(mark, TextRun):
                    wide = shown.engine.measure(mark.text, mark.type)
                    for x in range(int(box.x + mark.x), int(box.x + mark.x + wide), 4):
                        assert surface.get_at((x, int(box.y + mark.y)))[:3] == PALETTES["light"]["paper"], (
                            size,
                            mark.text,
                        )


def test_every_theme_recolours_every_colour_of_art() -> None:
    assert {len(colours) for colours in ART_COLOURS.values()} == {len(ART)}
    assert ART_COLOURS["light"] == ART
