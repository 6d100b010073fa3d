"""Draws glyphs into images: outlines in one colour, colour fonts, and boxes for letters that no font has."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pygame
import uharfbuzz as hb
from pygame import Rect

from party_card.frontends.window.toolkit.faces import Face, is_colour_face

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.theme import RGB

OffsetSurface = tuple[pygame.Surface, int, int]
"""A surface, and its offset from the origin of a glyph or a run."""
PositionedSurface = tuple[pygame.Surface, tuple[int, int]]
"""A surface, and the position to blit it to."""
SUBPIXEL_STEPS = 4
BOX_HEIGHT_EM, BOX_DIGIT_EM, BOX_DIGIT_SIZE_EM = 0.82, 0.24, 0.36
"""Height of a box, width for each column of its digits, and size of the digits, relative to the font's size."""
MIN_BOX_DIGIT_SIZE_PX = 6.0
"""Smaller digits cannot be read, and a box is left empty."""


def split_code(character: str) -> tuple[str, str]:
    """Returns the code point of a character in hexadecimal, as two rows of two or three digits."""
    digits = f"{ord(character):04X}"
    digits = digits if len(digits) == 4 else digits.zfill(6)
    return digits[: len(digits) // 2], digits[len(digits) // 2 :]


def measure_box(character: str, size: float) -> float:
    """Returns the advance in pixels of the box of a letter that no font has."""
    return (len(split_code(character)[0]) * BOX_DIGIT_EM + 0.2) * size


class GlyphRasterizer:
    """Draws single glyphs. Outlines are not hinted, and their positions are quarters of a pixel."""

    def __init__(self) -> None:
        self._raster = hb.RasterDraw()

    def draw(self, face: Face, glyph_id: int, size: float, subpixel: int, colour: RGB) -> OffsetSurface | None:
        """Draws a glyph at `size` pixels, or returns None if nothing of it can be seen."""
        if is_colour_face(face):
            image = _draw_bitmap(face, glyph_id, size) or _paint(face, glyph_id, size, colour)
            if image is not None:
                return image
        return self._draw_outline(face, glyph_id, size / face.upem, subpixel, colour)

    def _draw_outline(
        self, face: Face, glyph_id: int, scale: float, subpixel: int, colour: RGB
    ) -> OffsetSurface | None:  # fmt: skip
        raster = self._raster
        raster.transform = (scale, 0, 0, scale, subpixel / SUBPIXEL_STEPS, 0)
        try:
            image = raster.render() if raster.draw_glyph_or_fail(face.font, glyph_id) else None
            extents = image.extents if image else None
            if image is None or extents is None or not extents.width or not extents.height:
                return None
            coverage, stride, width = bytes(image.buffer), extents.stride, extents.width
            # HarfBuzz counts rows from the bottom, pygame from the top
            alpha = b"".join(coverage[y * stride : y * stride + width] for y in range(extents.height - 1, -1, -1))
            pixels = bytearray(4 * len(alpha))
            for channel, value in enumerate(colour):
                pixels[channel::4] = bytes((value,)) * len(alpha)
            pixels[3::4] = alpha
            surface = pygame.image.frombuffer(bytes(pixels), (width, extents.height), "RGBA").copy()
            return surface, extents.x_origin, -(extents.y_origin + extents.height)
        finally:
            raster.clear()


def _draw_bitmap(face: Face, glyph_id: int, size: float) -> OffsetSurface | None:
    """Scales the picture of a glyph (CBDT, sbix) to the extents that the font gives it."""
    if not face.font.face.has_color_png:
        return None
    data = face.font.get_glyph_color_png(glyph_id).data
    extents = face.font.get_glyph_extents(glyph_id)
    if not data or extents is None or not extents.width or not extents.height:
        return None
    try:
        picture = pygame.image.load(io.BytesIO(data), "glyph.png")
    except pygame.error:
        return None
    canvas = pygame.Surface(picture.get_size(), pygame.SRCALPHA)  # a picture with a palette cannot be scaled smoothly
    canvas.blit(picture, (0, 0))
    scale = size / face.upem
    frame = Rect(
        round(extents.x_bearing * scale), round(-extents.y_bearing * scale),
        max(1, round(extents.width * scale)), max(1, round(-extents.height * scale)),
    )  # fmt: skip
    return pygame.transform.smoothscale(canvas, frame.size), frame.x, frame.y


def _paint(face: Face, glyph_id: int, size: float, colour: RGB) -> OffsetSurface | None:
    """Paints the layers of a glyph (COLR)."""
    tables = face.font.face
    if not (tables.has_color_layers or tables.has_color_paint):
        return None
    paint: Any = hb.RasterPaint()
    scale = size / face.upem
    paint.transform = (scale, 0, 0, scale, 0, 0)
    paint.foreground = hb.Color(*colour, 255)
    image = paint.render() if paint.paint_glyph_or_fail(face.font, glyph_id) else None
    extents = image.extents if image else None
    if image is None or extents is None or not extents.width or not extents.height:
        return None
    size_px = extents.width, extents.height
    rows = pygame.image.frombuffer(bytes(image.buffer), size_px, "BGRA", extents.stride)
    surface = pygame.transform.flip(_unpremultiply(rows), False, True)
    return surface, extents.x_origin, -(extents.y_origin + extents.height)


def _unpremultiply(surface: pygame.Surface) -> pygame.Surface:
    pixels = bytearray(pygame.image.tobytes(surface, "RGBA"))
    for offset in range(0, len(pixels), 4):
        alpha = pixels[offset + 3]
        if 0 < alpha < 255:
            for channel in range(offset, offset + 3):
                pixels[channel] = min(255, pixels[channel] * 255 // alpha)
    return pygame.image.frombuffer(bytes(pixels), surface.get_size(), "RGBA").copy()


def draw_box(character: str, size: float, colour: RGB) -> tuple[OffsetSurface, list[tuple[str, float, float]]]:
    """Draws the frame of a letter that no font has.

    Returns it with the rows of digits inside: text, x and baseline from the origin, to be set in the mono family.
    """
    rows = split_code(character)
    width, height = round(measure_box(character, size) - 0.08 * size), round(BOX_HEIGHT_EM * size)
    line = max(1, round(size / 22))
    surface = pygame.Surface((width, height), pygame.SRCALPHA)
    surface.fill((*colour, 0))
    pygame.draw.rect(surface, (*colour, 255), surface.get_rect(), line)
    left, top = round(0.04 * size), round(-BOX_HEIGHT_EM * size * 0.88)
    digit_size = BOX_DIGIT_SIZE_EM * size
    if digit_size < MIN_BOX_DIGIT_SIZE_PX:
        return (surface, left, top), []
    text_x = left + (width - len(rows[0]) * 0.6 * digit_size) / 2
    baselines = (top + height * 0.46, top + height * 0.88)
    return (surface, left, top), [(row, text_x, baseline) for row, baseline in zip(rows, baselines, strict=True)]


def merge_images(images: list[PositionedSurface], colour: RGB) -> OffsetSurface:
    """Returns several images as one; transparent pixels get the colour too, so that blending leaves no fringe."""
    rects = [surface.get_rect(topleft=position) for surface, position in images]
    frame = rects[0].unionall(rects[1:])
    image = pygame.Surface(frame.size, pygame.SRCALPHA)
    image.fill((*colour, 0))
    image.fblits([(surface, (x - frame.x, y - frame.y)) for surface, (x, y) in images])
    return image, frame.x, frame.y
