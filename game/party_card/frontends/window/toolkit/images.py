"""Loads the pictures of a pack: recoloured for a theme, scaled to cover a rectangle, cached.

Invariant: a theme replaces the colours of `ART_COLOURS` and leaves others, an author's own, as they are; a picture
without a ground lies on the colour of paper. Large pictures take as long to draw as all the text of a page, so their
pixels are cached in the data folder; a cache file that is missing or damaged is drawn again.
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

from party_card.frontends.shared.palette import ART_COLOURS
from party_card.storage.paths import data_folder
from party_card.storage.settings import Theme

_VIEW_BOX = re.compile(r"""viewBox\s*=\s*["']\s*0\S* 0\S* (\S+) (\S+?)\s*["']""")
CACHED_PIXEL_COUNTS = range(600_000, 2_500_000)
"""Numbers of pixels of pictures that are cached: that of the title page, up to 1920 by 1200."""


def scale_to_cover(
    path: str, theme: Theme, width: int, height: int, anchor: tuple[float, float]
) -> tuple[Surface, Rect]:
    """Returns a picture that covers width x height, and the part to show so that the point `anchor` (0 to 1) stays."""
    svg_width, svg_height = _view_box_size(path)
    scale = max(width / svg_width, height / svg_height)
    picture = load_scaled(path, theme, round(svg_width * scale + 0.49), round(svg_height * scale + 0.49))
    left, top = (picture.get_width() - width) * anchor[0], (picture.get_height() - height) * anchor[1]
    return picture, Rect(round(left), round(top), width, height)


@lru_cache(maxsize=8)
def load_scaled(path: str, theme: Theme, width: int, height: int) -> Surface:
    """Returns a picture in the colours of a theme, at a size in pixels."""
    svg = _read_svg(path)
    if theme != "light":
        for old_colour, new_colour in zip(ART_COLOURS["light"], ART_COLOURS[theme], strict=True):
            svg = svg.replace(f"#{old_colour}", f"#\0{new_colour}")  # marked, so that no colour is replaced twice
        svg = svg.replace("\0", "")
    is_cached = width * height in CACHED_PIXEL_COUNTS
    name = f"{Path(path).stem}-{theme}-{width}x{height}-{crc32(svg.encode()):08x}.rgba"
    cache_file = data_folder() / "pictures" / name
    if is_cached and (picture := _read_cache(cache_file, width, height)) is not None:
        return picture
    svg_surface = pygame.image.load_sized_svg(BytesIO(svg.encode()), (width, height))
    picture = Surface(svg_surface.get_size(), 0, 32)  # opaque: drawing it is fifty times quicker than blending
    picture.fill(f"#{ART_COLOURS[theme][0]}")
    picture.blit(svg_surface, (0, 0))
    if is_cached and picture.get_size() == (width, height):
        _write_cache(picture, cache_file, Path(path).stem)
    return picture


def _read_cache(file: Path, width: int, height: int) -> Surface | None:
    with suppress(OSError):
        pixels = file.read_bytes()
        if len(pixels) == width * height * 4:
            return pygame.image.frombuffer(pixels, (width, height), "RGBA").convert(Surface((1, 1), 0, 32))
    return None


def _write_cache(picture: Surface, file: Path, stem: str) -> None:
    """Caches a picture in place of its earlier sizes and versions; does nothing if the folder cannot be written."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        for old_file in file.parent.glob(f"{stem}-*.rgba"):
            old_file.unlink()
        partial_file = file.with_suffix(".part")
        partial_file.write_bytes(pygame.image.tobytes(picture, "RGBA"))
        partial_file.replace(file)


@lru_cache(maxsize=8)
def _read_svg(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


def _view_box_size(path: str) -> tuple[float, float]:
    match = _VIEW_BOX.search(_read_svg(path))
    return (float(match[1]), float(match[2])) if match else (4.0, 1.0)
