"""Shaping and drawing of lettering. The only importer of uharfbuzz.

Law: `measure` and `glyphs` see the same shaped run, so what was measured is what is drawn. A letter that a face lacks
comes from the next face of the chain, one that all lack is spelled out ("‹fox face›"); positions are quarters of a
pixel, glyphs are not hinted.
"""

from __future__ import annotations

import unicodedata
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pygame
import uharfbuzz as hb

from party_card.frontends.window.toolkit.theme import RGB, Family


class FontSpec(NamedTuple):
    """A face at a size in pixels. `tracking` is space after each letter, `spacing` more of it at each space, in ems.

    `raised` asks for superior figures, always those of the serif, because not every face has all ten.
    """

    family: Family
    size: float
    weight: int = 400
    italic: bool = False
    tracking: float = 0.0
    raised: bool = False
    spacing: float = 0.0


class Glyph(NamedTuple):
    """A shaped letter: its face, its number in that face, and where it stands from the start of its run."""

    face: _Face
    number: int
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
_CHAIN: tuple[Family, ...] = ("serif", "mono", "condensed", "display")
_QUARTERS = 4
_MOST = 8_000_000
"""So many pixels of whole words are kept, 32 MB of them."""
Drawn = tuple[pygame.Surface, tuple[int, int]]


def font_folder(family: Family) -> Path:
    """Where a family's files are, without importing the package or the slow `importlib.metadata`."""
    spec = find_spec(_PACKAGES[family])
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"the font package {_PACKAGES[family]} is not installed")
    return Path(spec.submodule_search_locations[0]) / "files"


class TextShaper:
    """Measures and draws runs of one type. Keeps shaped runs and drawn glyphs."""

    def __init__(self) -> None:
        self._folders: dict[Family, Path] = {}
        self._faces: dict[tuple[Family, int, bool, bool], _Face] = {}
        self._runs: dict[tuple[str, FontSpec], tuple[float, list[Glyph]]] = {}
        self._drawn: dict[tuple[Any, int, float, int, RGB], tuple[pygame.Surface, int, int] | None] = {}
        self._words: dict[tuple[str, FontSpec, int, RGB], tuple[pygame.Surface, int, int] | None] = {}
        self._pixels = 0
        self._lacking: dict[tuple[str, FontSpec], bool] = {}
        self._raster = hb.RasterDraw()

    def measure(self, text: str, font: FontSpec) -> float:
        """Width in pixels."""
        return self._shaped(text, font)[0]

    def metrics(self, font: FontSpec) -> tuple[float, float]:
        """Ascent and descent in pixels, both positive."""
        face = self._face(font.family, font)
        extents = face.font.get_font_extents("ltr")
        return extents.ascender * font.size / face.upem, -extents.descender * font.size / face.upem

    def missing(self, text: str, font: FontSpec) -> str:
        """The letters that no face of the chain has."""
        return "".join(c for c in text if self._lacks(c, font))

    def _lacks(self, char: str, font: FontSpec) -> bool:
        key = (char, font)
        if key not in self._lacking:
            _, glyphs = self._shape(char, font, _chain(font), 0.0, spell=False)
            self._lacking[key] = any(glyph.number == 0 for glyph in glyphs)
        return self._lacking[key]

    def glyphs(self, text: str, font: FontSpec, x: float, baseline: float, colour: RGB) -> list[Drawn]:
        """What to blit for a run that starts at `x`."""
        drawn: list[Drawn] = []
        floor, x = round(baseline), round(x * _QUARTERS) / _QUARTERS
        for face, number, dx, dy in self._shaped(text, font)[1]:
            whole, quarter = divmod(round((x + dx) * _QUARTERS), _QUARTERS)
            image = self._image(face, number, font.size, quarter, colour)
            if image is not None:
                drawn.append((image[0], (whole + image[1], floor - round(dy) + image[2])))
        return drawn

    def run(self, text: str, font: FontSpec, x: float, baseline: float, colour: RGB) -> list[Drawn]:
        """The same as `glyphs`, put together into one picture and kept: what is rolled is drawn often."""
        whole, quarter = divmod(round(x * _QUARTERS), _QUARTERS)
        key = (text, font, quarter, colour)
        if key not in self._words:
            letters = self.glyphs(text, font, quarter / _QUARTERS, 0, colour)
            self._words[key] = word = _together(letters, colour) if letters else None
            self._pixels += word[0].get_width() * word[0].get_height() if word else 0
            if self._pixels > _MOST:
                self._words, self._pixels = {key: word}, 0
        word = self._words[key]
        return [(word[0], (whole + word[1], round(baseline) + word[2]))] if word else []

    def _shaped(self, text: str, font: FontSpec) -> tuple[float, list[Glyph]]:
        key = (text, font)
        run = self._runs.get(key)
        if run is None:
            if len(self._runs) > 20_000:  # a long evening of reading must not grow without end
                self._runs.clear()
            run = self._runs[key] = self._shape(text, font, _chain(font), 0.0)
        return run

    def _shape(
        self, text: str, font: FontSpec, chain: tuple[Family, ...], start: float, *, spell: bool = True
    ) -> tuple[float, list[Glyph]]:
        face = self._face(chain[0], font)
        scale = font.size / face.upem
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(face.font, buffer, {"sups": True} if font.raised else {})
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        space, more_at_space = font.tracking * font.size, font.spacing * font.size
        glyphs: list[Glyph] = []
        x, i = start, 0
        while i < len(infos):
            info, position = infos[i], positions[i]
            if info.codepoint == 0 and (len(chain) > 1 or spell):
                j = i
                while j < len(infos) and infos[j].codepoint == 0:
                    j += 1
                lost = text[info.cluster : infos[j].cluster if j < len(infos) else len(text)]
                if len(chain) > 1:
                    x, more = self._shape(lost, font, chain[1:], x, spell=spell)
                else:
                    x, more = self._shape("".join(map(glyph_fallback_name, lost)), font, _chain(font), x, spell=False)
                glyphs += more
                i = j
                continue
            glyphs.append(Glyph(face, info.codepoint, x + position.x_offset * scale, position.y_offset * scale))
            x += position.x_advance * scale + space
            if more_at_space and text[info.cluster] in " \u00a0":
                x += more_at_space
            i += 1
        return x, glyphs

    def _face(self, family: Family, font: FontSpec) -> _Face:
        key = (family, font.weight, font.italic, font.size < 17)
        face = self._faces.get(key)
        if face is None:
            face = self._faces[key] = self._open(*key)
        return face

    def _open(self, family: Family, weight: int, italic: bool, small: bool) -> _Face:
        files = self._folders.setdefault(family, font_folder(family))
        slant = "Italic" if italic else ""
        match family:
            case "serif":  # the optical size opens up small text; large text keeps sturdy hairlines
                name = f"SourceSerif4{'-Italic' if italic else ''}[opsz,wght].ttf"
                return _Face(files / name, {"wght": weight, "opsz": 10 if small else 14})
            case "condensed":
                return _Face(files / "Oswald[wght].ttf", {"wght": weight})
            case "display":
                return _Face(files / "RussoOne-Regular.ttf", {})
            case "mono":
                return _Face(files / f"IBMPlexMono-{('Bold' if weight > 500 else '') + slant or 'Regular'}.ttf", {})
            case "legible":
                bold = "Bold" if weight > 500 else ""
                return _Face(files / f"AtkinsonHyperlegible-{bold + slant or 'Regular'}.ttf", {})

    def _image(
        self, face: _Face, number: int, size: float, quarter: int, colour: RGB
    ) -> tuple[pygame.Surface, int, int] | None:
        key = (face.key, number, size, quarter, colour)
        if key not in self._drawn:
            if len(self._drawn) > 8_000:
                self._drawn.clear()
            self._drawn[key] = self._rasterise(face, number, size / face.upem, quarter, colour)
        return self._drawn[key]

    def _rasterise(
        self, face: _Face, number: int, scale: float, quarter: int, colour: RGB
    ) -> tuple[pygame.Surface, int, int] | None:
        raster = self._raster
        raster.transform = (scale, 0, 0, scale, quarter / _QUARTERS, 0)
        try:
            image = raster.render() if raster.draw_glyph_or_fail(face.font, number) else None
            extents = image.extents if image else None
            if image is None or extents is None or not extents.width or not extents.height:
                return None
            cover, stride, width = bytes(image.buffer), extents.stride, extents.width
            # HarfBuzz counts rows from the bottom, pygame from the top.
            rows = b"".join(cover[y * stride : y * stride + width] for y in range(extents.height - 1, -1, -1))
            pixels = bytearray(4 * len(rows))
            for channel, value in enumerate(colour):
                pixels[channel::4] = bytes((value,)) * len(rows)
            pixels[3::4] = rows
            surface = pygame.image.frombuffer(bytes(pixels), (width, extents.height), "RGBA").copy()
            return surface, extents.x_origin, -(extents.y_origin + extents.height)
        finally:
            raster.clear()


def _chain(font: FontSpec) -> tuple[Family, ...]:
    return _CHAIN if font.raised else (font.family, *_CHAIN)


def glyph_fallback_name(char: str) -> str:
    """What stands for a sign that no face has: its name, or its number if it is a letter."""
    if unicodedata.category(char) in ("Mn", "Cf", "Sk"):
        return ""  # belongs to the sign before it, and is not seen by itself
    name = unicodedata.name(char, "")
    return f"‹{name.lower()}›" if name and unicodedata.category(char)[0] == "S" else f"‹U+{ord(char):04X}›"


def _together(letters: list[Drawn], colour: RGB) -> tuple[pygame.Surface, int, int]:
    """Letters as one picture, and where it stands."""
    rects = [surface.get_rect(topleft=at) for surface, at in letters]
    frame = rects[0].unionall(rects[1:])
    made = pygame.Surface(frame.size, pygame.SRCALPHA)
    made.fill((*colour, 0))
    made.fblits([(surface, (x - frame.x, y - frame.y)) for surface, (x, y) in letters])
    return made, frame.x, frame.y
