"""Pictures of a pack as pixels: recoloured for a theme, scaled to cover, kept.

Law: light to import, because the first picture is drawn on a thread of its own while the rest of the window is still
being imported (pygame lets go of the interpreter meanwhile).
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from threading import Lock

import pygame
from pygame import Rect, Surface

from game.frontends.window.theme import ART, ART_COLOURS
from game.keep.settings import Theme

_DRAWING = Lock()


def covering(path: str, theme: Theme, w: int, h: int, anchor: tuple[float, float]) -> tuple[Surface, Rect]:
    """A picture that covers w x h, and the part of it to show so that the point `anchor` (0 to 1) stays."""
    wide, high = _size(path)
    scale = max(w / wide, h / high)
    drawn = picture(path, theme, round(wide * scale + 0.49), round(high * scale + 0.49))
    left, top = (drawn.get_width() - w) * anchor[0], (drawn.get_height() - h) * anchor[1]
    return drawn, Rect(round(left), round(top), w, h)


def picture(path: str, theme: Theme, w: int, h: int) -> Surface:
    """A picture at a size. Who asks while another draws it waits, and gets the same."""
    with _DRAWING:
        return _drawn(path, theme, w, h)


@lru_cache(maxsize=8)
def _drawn(path: str, theme: Theme, w: int, h: int) -> Surface:
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
