"""Loads the pictures of a pack: recoloured for a theme, scaled to cover a rectangle, cached.

Invariant: a theme replaces the colours of `ART_COLOURS` and leaves others, an author's own, as they are; a picture
without a ground lies on the colour of paper, and one that cannot be drawn, or would take too long, is an empty ground.
Large pictures take as long to draw as all the text of a page, so their pixels are cached on the disk; a cache
file that is missing or damaged is drawn again.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import pygame
from pygame import Rect, Surface

from party_card.content.file_text import MAX_FILE_BYTES
from party_card.content.svg_view_box import parse_view_box
from party_card.frontends.shared.palette import ART_COLOURS
from party_card.frontends.window.toolkit.picture_cache import PICTURE_CACHE
from party_card.platform.regular_files import read_regular_file

if TYPE_CHECKING:
    from party_card.storage.settings import Theme

_VIEW_BOX = re.compile(r"""viewBox\s*=\s*["']([^"']*)["']""")
MAX_DRAWN_PIXELS = 20_000_000
"""A picture that needs more pixels to cover its rectangle is drawn smaller, and the part that is shown enlarged."""
MAX_PICTURES = 3
"""How many pictures are kept in memory: that of the page, that of the title, and that of the page before."""
CACHED_PIXEL_COUNTS = range(100_000, 2_500_000)
"""Numbers of pixels of pictures that are cached: those of scenes, and that of the title page up to 1920 by 1200."""


def scale_to_cover(
    path: str, theme: Theme, width: int, height: int, anchor: tuple[float, float]
) -> tuple[Surface, Rect]:
    """Returns a picture that covers width x height, and the part to show so that the point `anchor` (0 to 1) stays."""
    size = _view_box_size(path)
    if size is None:
        return load_scaled(path, theme, width, height), Rect(0, 0, width, height)
    scale = max(width / size[0], height / size[1])
    picture_size = round(size[0] * scale + 0.49), round(size[1] * scale + 0.49)
    if picture_size[0] * picture_size[1] > MAX_DRAWN_PIXELS:
        return _enlarge_part(path, theme, picture_size, (width, height), anchor), Rect(0, 0, width, height)
    picture = load_scaled(path, theme, *picture_size)
    left, top = (picture.get_width() - width) * anchor[0], (picture.get_height() - height) * anchor[1]
    return picture, Rect(round(left), round(top), width, height)


@lru_cache(maxsize=2)
def _enlarge_part(
    path: str, theme: Theme, size: tuple[int, int], part_size: tuple[int, int], anchor: tuple[float, float]
) -> Surface:
    """Returns the part around `anchor` of a picture that would be `size` large, drawn with fewer pixels."""
    share = (MAX_DRAWN_PIXELS / (size[0] * size[1])) ** 0.5
    picture = load_scaled(path, theme, max(1, int(size[0] * share)), max(1, int(size[1] * share)))
    part = Rect(
        0,
        0,
        *(min(max(1, round(side * share)), full) for side, full in zip(part_size, picture.get_size(), strict=True)),
    )
    part.topleft = (
        round((picture.get_width() - part.w) * anchor[0]),
        round((picture.get_height() - part.h) * anchor[1]),
    )
    return pygame.transform.smoothscale(picture.subsurface(part), part_size)


@lru_cache(maxsize=MAX_PICTURES)
def load_scaled(path: str, theme: Theme, width: int, height: int) -> Surface:
    """Returns a picture in the colours of a theme, at a size in pixels."""
    svg = _read_svg(path)
    if theme != "light":
        for old_colour, new_colour in zip(ART_COLOURS["light"], ART_COLOURS[theme], strict=True):
            svg = svg.replace(f"#{old_colour}", f"#\0{new_colour}")  # marked, so that no colour is replaced twice
        svg = svg.replace("\0", "")
    is_cached = width * height in CACHED_PIXEL_COUNTS
    name = f"{Path(path).stem}-{theme}-{width}x{height}-{crc32(svg.encode()):08x}.rgba"
    cached_picture = PICTURE_CACHE.read(name, width, height) if is_cached else None
    if cached_picture is not None:
        return cached_picture
    picture = Surface((width, height), 0, 32)  # opaque: drawing it is fifty times quicker than blending
    picture.fill(f"#{ART_COLOURS[theme][0]}")
    svg_surface = _draw_svg(svg, path, width, height)
    if svg_surface is None:
        return picture
    picture.blit(svg_surface, (0, 0))
    if is_cached:
        PICTURE_CACHE.add(Path(path).stem, name, picture)
    return picture


def _draw_svg(svg: str, path: str, width: int, height: int) -> Surface | None:
    """Draws what may be drawn of a picture; returns None if it cannot be drawn."""
    # Imported here, because the title picture is in the cache when the first frame is drawn.
    from party_card.content.svg import parse_svg  # noqa: PLC0415  # 10 ms of the first page, with the next
    from party_card.content.svg_drawing import write_drawing  # noqa: PLC0415  # as above
    from party_card.diagnostics.source import SourceFile  # noqa: PLC0415  # as above

    drawing = write_drawing(parse_svg(SourceFile(path, svg)))
    if drawing:
        with suppress(pygame.error, ValueError):
            return pygame.image.load_sized_svg(BytesIO(drawing.encode()), (width, height))
    return None


@lru_cache(maxsize=8)
def _read_svg(path: str) -> str:
    """Returns the text of a picture; an empty one if it cannot be read or is too long."""
    with suppress(OSError, UnicodeDecodeError):
        return read_regular_file(Path(path), MAX_FILE_BYTES).decode("utf-8-sig")
    return ""


def _view_box_size(path: str) -> tuple[float, float] | None:
    match = _VIEW_BOX.search(_read_svg(path))
    return parse_view_box(match[1]) if match else None
