"""Contrast of all colours that meet."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

import pygame
import pytest
from pygame import Rect

from party_card.frontends.shared.palette import ART_COLOURS
from party_card.frontends.window.toolkit.primitives import FillRect, Image, Polygon, TextRun, translate_mark
from party_card.frontends.window.toolkit.renderer import draw_marks
from party_card.frontends.window.toolkit.theme import PALETTES, RGB, Colour
from party_card.storage.settings import Settings, Theme

from ..open_screens import NAMES, list_boxes, open_screen

THEMES: tuple[Theme, ...] = get_args(Theme)


class Pair(NamedTuple):
    """Two colours that meet, and what they are: text (4.5:1, 7:1 in high contrast) or a control or icon (3:1)."""

    front: Colour
    back: Colour
    kind: Literal["text", "control"]


PAIRS: tuple[Pair, ...] = (
    *(Pair(front, back, "text") for front in ("ink", "soft", "faint", "accent") for back in ("paper", "sheet", "sand")),
    Pair("on_red", "red", "text"),
    Pair("on_ink", "ink", "text"),
    Pair("on_bar", "bar", "text"),
    Pair("on_bar_soft", "bar", "text"),
    Pair("focus", "paper", "control"),
    Pair("focus", "sand", "control"),
    Pair("focus", "sheet", "control"),
    Pair("faint", "paper", "control"),
    Pair("ink", "sand", "control"),
)  # fmt: skip


def relative_luminance(colour: RGB) -> float:
    """Returns the relative luminance, as WCAG defines it."""
    channels = [channel / 255 for channel in colour]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(front: RGB, back: RGB) -> float:
    """Returns the contrast ratio of two colours, 1 to 21."""
    high, low = sorted((relative_luminance(front), relative_luminance(back)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_every_role_has_a_colour(theme: Theme) -> None:
    assert set(PALETTES[theme]) == set(get_args(Colour))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: f"{p.front} on {p.back}")
def test_pairs(theme: Theme, pair: Pair) -> None:
    min_ratio = 3.0 if pair.kind == "control" else 7.0 if theme == "contrast" else 4.5
    assert contrast_ratio(PALETTES[theme][pair.front], PALETTES[theme][pair.back]) >= min_ratio


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", NAMES)
def test_every_word_stands_out_from_what_is_behind_it(name: str, theme: Theme) -> None:
    """Not the pairs that were thought of, but those that are drawn."""
    palette = PALETTES[theme]
    for size in ((1280, 800), (640, 480)):
        navigator = open_screen(name, size, Settings(theme=theme))
        window: list[tuple[Rect, Colour]] = [(Rect(0, 0, *size), "paper")]
        for box in list_boxes(navigator):
            for marks in filter(None, (box.marks, box.active_marks)):
                behind: list[tuple[Rect | Polygon, Colour]] = [*window, (box.rect, "paper")]
                for mark in marks:
                    if isinstance(mark, FillRect):
                        behind.append((mark.rect.move(box.x, box.y), mark.colour))
                    if isinstance(mark, Polygon):
                        behind.append((translate_mark(mark, box.x, box.y), mark.colour))  # type: ignore[arg-type]
                    if isinstance(mark, TextRun):
                        point = (box.x + mark.x + 2, box.y + mark.y - 3)
                        back = next(c for r, c in reversed(behind) if _contains(r, point))
                        poster = mark.font.family == "display"  # very large letters: 3:1 by WCAG
                        min_ratio = 7.0 if theme == "contrast" else 3.0 if poster else 4.5
                        assert contrast_ratio(palette[mark.colour], palette[back]) >= min_ratio, (
                            mark.text,
                            mark.colour,
                            back,
                        )


def _contains(area: Rect | Polygon, point: tuple[float, float]) -> bool:
    """Returns True if a point is inside; of a polygon by counting the edges to its left."""
    if isinstance(area, Rect):
        return area.inflate(6, 6).collidepoint(point)
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in zip(area.points, (*area.points[1:], area.points[0]), strict=True):
        if (ay > y) != (by > y) and x > (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def test_the_titles_words_stand_clear_of_the_wedge() -> None:
    """Words beside the poster lie on its paper: seen in the pixels of the picture itself."""
    for size in ((1280, 800), (1024, 768), (1920, 1080), (1440, 900), (1100, 900)):
        navigator = open_screen("title", size)
        images = [m for b in navigator.view.layout.fixed for m in b.marks if isinstance(m, Image)]
        if not images or images[0].rect.h < size[1] * 0.5:
            continue
        surface = pygame.Surface(size)
        draw_marks(surface, navigator.stack.shaper, "light", images)
        for box in navigator.view.layout.boxes:
            if box.role == "button":
                continue
            for mark in box.marks:
                if isinstance(mark, TextRun):
                    width = navigator.stack.shaper.measure(mark.text, mark.font)
                    for x in range(int(box.x + mark.x), int(box.x + mark.x + width), 4):
                        assert surface.get_at((x, int(box.y + mark.y)))[:3] == PALETTES["light"]["paper"], (
                            size,
                            mark.text,
                        )


def test_every_theme_recolours_every_colour_of_pictures() -> None:
    assert {len(colours) for colours in ART_COLOURS.values()} == {6}
