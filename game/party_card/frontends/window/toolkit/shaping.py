"""Shapes and rasterises text with HarfBuzz. The only module that imports uharfbuzz.

Invariant: `measure` and `draw_glyphs` use the same shaped run, so measured and drawn widths agree. A character that
a font lacks comes from the next font of the fallback chain; one that all lack is spelled out ("‹fox face›"). Glyphs are
not hinted; their positions are quarters of a pixel.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pygame
import uharfbuzz as hb

from party_card.frontends.window.toolkit.theme import RGB, Family


class FontSpec(NamedTuple):
    """A font at a size in pixels. `tracking` is space after each letter, `word_spacing` more at each space, in ems.

    `superscript` asks for superior figures, always those of the serif family, as not every font has all ten.
    """

    family: Family
    size: float
    weight: int = 400
    italic: bool = False
    tracking: float = 0.0
    superscript: bool = False
    word_spacing: float = 0.0


class Glyph(NamedTuple):
    """A glyph of a shaped run, and its offset from the start of the run in pixels."""

    face: _Face
    glyph_id: int
    x: float
    y: float


class _Face:
    """A font file at fixed variations."""

    __slots__ = ("font", "key", "upem")

    def __init__(self, path: Path, variations: dict[str, float]) -> None:
        face = hb.Face(hb.Blob.from_file_path(str(path)))
        self.font = hb.Font(face)
        self.upem: int = face.upem
        self.key = (path.name, *variations.values())
        if variations:
            self.font.set_variations(variations)


_PACKAGES: dict[Family, str] = {
    "serif": "fontpkg_source_serif_4",
    "condensed": "fontpkg_oswald",
    "display": "fontpkg_russo_one",
    "mono": "fontpkg_ibm_plex_mono",
    "legible": "fontpkg_atkinson_hyperlegible",
}
_FALLBACK_FAMILIES: tuple[Family, ...] = ("serif", "mono", "condensed", "display")
_SUBPIXEL_STEPS = 4
_MAX_SMALL_SIZE_PX = 17
"""Below this size the serif family uses its optical size for small text."""
_MAX_SHAPED_RUNS, _MAX_GLYPH_IMAGES = 20_000, 8_000
_MAX_RUN_PIXELS = 8_000_000
"""How many pixels of drawn runs are cached: 32 MB of them."""
PositionedSurface = tuple[pygame.Surface, tuple[int, int]]
"""A surface, and the position to blit it to."""
_OffsetSurface = tuple[pygame.Surface, int, int]
"""A surface, and its offset from the origin of a glyph or a run."""


@cache
def find_font_folder(family: Family) -> Path:
    """Returns the folder of a family's files, without importing the package or the slow `importlib.metadata`."""
    spec = find_spec(_PACKAGES[family])
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"the font package {_PACKAGES[family]} is not installed")
    return Path(spec.submodule_search_locations[0]) / "files"


class TextShaper:
    """Measures and draws runs of text in one font, and caches fonts, shaped runs, glyphs and drawn runs.

    `paragraph_cache` belongs to `layout_paragraph`, whose layouts are as long-lived as the fonts they are made with.
    """

    def __init__(self) -> None:
        self.paragraph_cache: dict[Hashable, Any] = {}
        self._faces: dict[tuple[Family, int, bool, bool], _Face] = {}
        self._shaped_runs: dict[tuple[str, FontSpec], tuple[float, list[Glyph]]] = {}
        self._glyph_images: dict[tuple[Any, int, float, int, RGB], _OffsetSurface | None] = {}
        self._run_images: dict[tuple[str, FontSpec, int, RGB], _OffsetSurface | None] = {}
        self._run_pixels = 0
        self._missing_characters: dict[tuple[str, FontSpec], bool] = {}
        self._raster = hb.RasterDraw()

    def measure(self, text: str, font: FontSpec) -> float:
        """Returns the width of a text in pixels."""
        return self._shape_cached(text, font)[0]

    def font_metrics(self, font: FontSpec) -> tuple[float, float]:
        """Returns ascent and descent in pixels, both positive."""
        face = self._face(font.family, font)
        extents = face.font.get_font_extents("ltr")
        return extents.ascender * font.size / face.upem, -extents.descender * font.size / face.upem

    def find_missing_characters(self, text: str, font: FontSpec) -> str:
        """Returns the characters that no font of the fallback chain has."""
        return "".join(character for character in text if self._is_missing(character, font))

    def _is_missing(self, character: str, font: FontSpec) -> bool:
        key = (character, font)
        if key not in self._missing_characters:
            _, glyphs = self._shape(character, font, _fallback_chain(font), 0.0, spell_out=False)
            self._missing_characters[key] = any(glyph.glyph_id == 0 for glyph in glyphs)
        return self._missing_characters[key]

    def draw_glyphs(self, text: str, font: FontSpec, x: float, baseline: float, colour: RGB) -> list[PositionedSurface]:
        """Returns the images of the glyphs of a run that starts at `x`, in pixels."""
        images: list[PositionedSurface] = []
        y, x = round(baseline), round(x * _SUBPIXEL_STEPS) / _SUBPIXEL_STEPS
        for face, glyph_id, dx, dy in self._shape_cached(text, font)[1]:
            pixel, subpixel = divmod(round((x + dx) * _SUBPIXEL_STEPS), _SUBPIXEL_STEPS)
            image = self._glyph_image(face, glyph_id, font.size, subpixel, colour)
            if image is not None:
                images.append((image[0], (pixel + image[1], y - round(dy) + image[2])))
        return images

    def draw_run(self, text: str, font: FontSpec, x: float, baseline: float, colour: RGB) -> list[PositionedSurface]:
        """Returns the glyphs of a run as one cached image (or none), because scrolling draws a run many times."""
        pixel, subpixel = divmod(round(x * _SUBPIXEL_STEPS), _SUBPIXEL_STEPS)
        key = (text, font, subpixel, colour)
        if key not in self._run_images:
            glyphs = self.draw_glyphs(text, font, subpixel / _SUBPIXEL_STEPS, 0, colour)
            self._run_images[key] = image = _merge_images(glyphs, colour) if glyphs else None
            self._run_pixels += image[0].get_width() * image[0].get_height() if image else 0
            if self._run_pixels > _MAX_RUN_PIXELS:
                self._run_images, self._run_pixels = {key: image}, 0
        image = self._run_images[key]
        return [(image[0], (pixel + image[1], round(baseline) + image[2]))] if image else []

    def _shape_cached(self, text: str, font: FontSpec) -> tuple[float, list[Glyph]]:
        key = (text, font)
        run = self._shaped_runs.get(key)
        if run is None:
            if len(self._shaped_runs) > _MAX_SHAPED_RUNS:
                self._shaped_runs.clear()
            run = self._shaped_runs[key] = self._shape(text, font, _fallback_chain(font), 0.0)
        return run

    def _shape(
        self, text: str, font: FontSpec, chain: tuple[Family, ...], start: float, *, spell_out: bool = True
    ) -> tuple[float, list[Glyph]]:
        """Shapes a text with the first font of a chain, missing glyphs with the others. Returns end x and glyphs."""
        face = self._face(chain[0], font)
        scale = font.size / face.upem
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(face.font, buffer, {"sups": True} if font.superscript else {})
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        tracking, word_spacing = font.tracking * font.size, font.word_spacing * font.size
        glyphs: list[Glyph] = []
        x, i = start, 0
        while i < len(infos):
            info, position = infos[i], positions[i]
            if info.codepoint == 0 and (len(chain) > 1 or spell_out):
                j = i
                while j < len(infos) and infos[j].codepoint == 0:
                    j += 1
                missing_text = text[info.cluster : infos[j].cluster if j < len(infos) else len(text)]
                if len(chain) > 1:
                    x, fallback_glyphs = self._shape(missing_text, font, chain[1:], x, spell_out=spell_out)
                else:
                    replacement = "".join(map(glyph_fallback_name, missing_text))
                    x, fallback_glyphs = self._shape(replacement, font, _fallback_chain(font), x, spell_out=False)
                glyphs += fallback_glyphs
                i = j
                continue
            glyphs.append(Glyph(face, info.codepoint, x + position.x_offset * scale, position.y_offset * scale))
            x += position.x_advance * scale + tracking
            if word_spacing and text[info.cluster] in " \u00a0":
                x += word_spacing
            i += 1
        return x, glyphs

    def _face(self, family: Family, font: FontSpec) -> _Face:
        key = (family, font.weight, font.italic, font.size < _MAX_SMALL_SIZE_PX)
        face = self._faces.get(key)
        if face is None:
            face = self._faces[key] = self._load_face(*key)
        return face

    def _load_face(self, family: Family, weight: int, italic: bool, is_small: bool) -> _Face:
        files = find_font_folder(family)
        style_suffix = "Italic" if italic else ""
        weight_suffix = "Bold" if weight > 500 else ""
        match family:
            case "serif":  # the optical size opens up small text; large text keeps sturdy hairlines
                name = f"SourceSerif4{'-Italic' if italic else ''}[opsz,wght].ttf"
                return _Face(files / name, {"wght": weight, "opsz": 10 if is_small else 14})
            case "condensed":
                return _Face(files / "Oswald[wght].ttf", {"wght": weight})
            case "display":
                return _Face(files / "RussoOne-Regular.ttf", {})
            case "mono":
                return _Face(files / f"IBMPlexMono-{weight_suffix + style_suffix or 'Regular'}.ttf", {})
            case "legible":
                return _Face(files / f"AtkinsonHyperlegible-{weight_suffix + style_suffix or 'Regular'}.ttf", {})

    def _glyph_image(
        self, face: _Face, glyph_id: int, size: float, subpixel: int, colour: RGB
    ) -> _OffsetSurface | None:  # fmt: skip
        key = (face.key, glyph_id, size, subpixel, colour)
        if key not in self._glyph_images:
            if len(self._glyph_images) > _MAX_GLYPH_IMAGES:
                self._glyph_images.clear()
            self._glyph_images[key] = self._rasterise(face, glyph_id, size / face.upem, subpixel, colour)
        return self._glyph_images[key]

    def _rasterise(
        self, face: _Face, glyph_id: int, scale: float, subpixel: int, colour: RGB
    ) -> _OffsetSurface | None:  # fmt: skip
        raster = self._raster
        raster.transform = (scale, 0, 0, scale, subpixel / _SUBPIXEL_STEPS, 0)
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


def _fallback_chain(font: FontSpec) -> tuple[Family, ...]:
    return _FALLBACK_FAMILIES if font.superscript else (font.family, *_FALLBACK_FAMILIES)


def glyph_fallback_name(character: str) -> str:
    """Returns the replacement of a character that no font has: its name, or its number if it is a letter."""
    if unicodedata.category(character) in ("Mn", "Cf", "Sk"):
        return ""  # it belongs to the character before it, and is not visible by itself
    name = unicodedata.name(character, "")
    return f"‹{name.lower()}›" if name and unicodedata.category(character)[0] == "S" else f"‹U+{ord(character):04X}›"


def _merge_images(images: list[PositionedSurface], colour: RGB) -> _OffsetSurface:
    """Returns several images as one; transparent pixels get the colour too, so that blending leaves no fringe."""
    rects = [surface.get_rect(topleft=position) for surface, position in images]
    frame = rects[0].unionall(rects[1:])
    image = pygame.Surface(frame.size, pygame.SRCALPHA)
    image.fill((*colour, 0))
    image.fblits([(surface, (x - frame.x, y - frame.y)) for surface, (x, y) in images])
    return image, frame.x, frame.y
