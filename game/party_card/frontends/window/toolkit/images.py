"""Pictures of a pack as pixels: recoloured for a theme, scaled to cover, kept.

Law: a theme recolours a picture by replacing the six colours of `theme.ART`; others, a teacher's, stay as they are, and
where a picture leaves its ground bare it lies on paper. A large one, which takes as long as all the letters of a page,
is kept beside the progress as pixels; without them, or where they are not what they should be, it is drawn.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from zlib import crc32

import pygame
from pygame import Rect, Surface

from party_card.frontends.window.toolkit.theme import ART, ART_COLOURS
from party_card.storage.paths import data_folder
from party_card.storage.settings import Theme

_BOX = re.compile(r"""viewBox\s*=\s*["']\s*0\S* 0\S* (\S+) (\S+?)\s*["']""")
LARGE = range(600_000, 2_500_000)
"""How many pixels a picture has that is kept: the title's, up to 1920 by 1200."""


def scale_to_cover(path: str, theme: Theme, w: int, h: int, anchor: tuple[float, float]) -> tuple[Surface, Rect]:
    """A picture that covers w x h, and the part of it to show so that the point `anchor` (0 to 1) stays."""
    wide, high = _size(path)
    scale = max(w / wide, h / high)
    drawn = load_scaled(path, theme, round(wide * scale + 0.49), round(high * scale + 0.49))
    left, top = (drawn.get_width() - w) * anchor[0], (drawn.get_height() - h) * anchor[1]
    return drawn, Rect(round(left), round(top), w, h)


@lru_cache(maxsize=8)
def load_scaled(path: str, theme: Theme, w: int, h: int) -> Surface:
    """A picture at a size."""
    source = _source(path)
    if theme != "light":
        for old, new in zip(ART, ART_COLOURS[theme], strict=True):
            source = source.replace(f"#{old}", f"#\0{new}")  # marked, so that no colour is exchanged twice
        source = source.replace("\0", "")
    kept = data_folder() / "pictures" / f"{Path(path).stem}-{theme}-{w}x{h}-{crc32(source.encode()):08x}.rgba"
    if w * h in LARGE and (found := _found(kept, w, h)) is not None:
        return found
    drawn = pygame.image.load_sized_svg(BytesIO(source.encode()), (w, h))
    opaque = Surface(drawn.get_size(), 0, 32)  # showing it is fifty times quicker than blending
    opaque.fill(f"#{ART_COLOURS[theme][0]}")
    opaque.blit(drawn, (0, 0))
    if w * h in LARGE and opaque.get_size() == (w, h):
        _keep(opaque, kept, Path(path).stem)
    return opaque


def _found(file: Path, w: int, h: int) -> Surface | None:
    """A picture as it was kept, if it was."""
    with suppress(OSError):
        pixels = file.read_bytes()
        if len(pixels) == w * h * 4:
            return pygame.image.frombuffer(pixels, (w, h), "RGBA").convert(Surface((1, 1), 0, 32))
    return None


def _keep(drawn: Surface, file: Path, stem: str) -> None:
    """Keep a picture instead of its earlier sizes and versions. Where nothing can be written, nothing is kept."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        for old in file.parent.glob(f"{stem}-*.rgba"):
            old.unlink()
        part = file.with_suffix(".part")
        part.write_bytes(pygame.image.tobytes(drawn, "RGBA"))
        part.replace(file)


@lru_cache(maxsize=8)
def _source(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


def _size(path: str) -> tuple[float, float]:
    """Width and height of the view box."""
    found = _BOX.search(_source(path))
    return (float(found[1]), float(found[2])) if found else (4.0, 1.0)
