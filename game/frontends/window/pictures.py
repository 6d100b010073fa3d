"""Pictures of a pack as pixels: recoloured for a theme, scaled to cover, kept.

Law: a picture is opaque and uses the six colours of `theme.ART`, so a theme can recolour it by replacing them.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pygame
from pygame import Rect, Surface

from game.frontends.window.theme import ART, ART_COLOURS
from game.keep.settings import Theme


def covering(path: str, theme: Theme, w: int, h: int, anchor: tuple[float, float]) -> tuple[Surface, Rect]:
    """A picture that covers w x h, and the part of it to show so that the point `anchor` (0 to 1) stays."""
    wide, high = _size(path)
    scale = max(w / wide, h / high)
    drawn = picture(path, theme, round(wide * scale + 0.49), round(high * scale + 0.49))
    left, top = (drawn.get_width() - w) * anchor[0], (drawn.get_height() - h) * anchor[1]
    return drawn, Rect(round(left), round(top), w, h)


@lru_cache(maxsize=8)
def picture(path: str, theme: Theme, w: int, h: int) -> Surface:
    """A picture at a size."""
    source = _source(path)
    if theme != "light":
        for old, new in zip(ART, ART_COLOURS[theme], strict=True):
            source = source.replace(f"#{old}", f"#\0{new}")  # marked, so that no colour is exchanged twice
        source = source.replace("\0", "")
    drawn = pygame.image.load_sized_svg(BytesIO(source.encode()), (w, h))
    return drawn.convert(Surface((1, 1), 0, 32))  # opaque: showing it is fifty times quicker than blending


@lru_cache(maxsize=8)
def _source(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


def _size(path: str) -> tuple[float, float]:
    """Width and height of the view box."""
    _, _, after = _source(path).partition('viewBox="')
    _, _, wide, high = after[: after.index('"')].split()
    return float(wide), float(high)
