"""Shapes text with HarfBuzz: letters become glyphs with positions.

Invariant: `measure`, `locate_carets` and `draw_glyphs` use the same shaping, so measured and drawn widths agree, and
no letter is lost. A letter that a font lacks comes from the next font of the fallback chain, then from a font of the
system; a pictograph that all lack is spelled out ("‹fox face›"), and any other letter is a box with its code point.

European text is shaped as a whole. Other text is split first: into runs of one direction (`bidi`), and these into
segments of one font and one script.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable
from typing import TYPE_CHECKING, Any, NamedTuple

import uharfbuzz as hb

from party_card.frontends.window.toolkit import bidi, faces, glyph_images, graphemes
from party_card.frontends.window.toolkit.bounded_cache import BoundedCache
from party_card.frontends.window.toolkit.carets import Carets, Cell, locate_carets
from party_card.frontends.window.toolkit.fonts import FontFinder, FontSpec, Segment
from party_card.frontends.window.toolkit.glyph_images import (
    SUBPIXEL_STEPS,
    OffsetSurface,
    PositionedSurface,
    merge_images,
)

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.faces import Face
    from party_card.frontends.window.toolkit.theme import RGB


class Glyph(NamedTuple):
    """A glyph of a shaped run, and its offset from the start of the run in pixels.

    Without a face it is the box of the character whose code point is `glyph_id`.
    """

    face: Face | None
    glyph_id: int
    x: float
    y: float


_MAX_SHAPED_RUNS, _MAX_GLYPH_IMAGES = 6_000, 4_000
MAX_PARAGRAPH_PIXELS = 20_000_000
"""How large all cached paragraphs together may be: three times the longest record, which is laid out as a whole."""
_MAX_RUN_PIXELS = 3_000_000
"""How many pixels of drawn runs are cached: 12 MB of them, the words of ten full windows."""
_EUROPEAN = re.compile(
    r"[\n -~\u00a0-\u052f\u1e00-\u1fff\u2000-\u200a\u2010-\u2027\u202f-\u205f\u2070-\u209c\u20a0-\u20c0\u2100-\u2bff]*"
)
"""Text that goes from left to right, without joined letters, and needs no splitting if the font has all of it."""
_JOINED_SCRIPTS = frozenset(
    [
        "Adlm",
        "Arab",
        "Beng",
        "Deva",
        "Gujr",
        "Guru",
        "Khmr",
        "Knda",
        "Mand",
        "Mlym",
        "Mong",
        "Nkoo",
        "Orya",
        "Phag",
        "Rohg",
        "Sinh",
        "Syrc",
        "Taml",
        "Telu",
        "Tibt",
    ]
)
"""Scripts whose letters touch, so that no space may be put between them."""
_SKIN_TONES = frozenset("🏻🏼🏽🏾🏿")
"""Modifiers that follow an emoji; one that is spelled out does without."""
_HAN_SCRIPTS = frozenset(("Hani", "Hira", "Kana", "Hang", "Bopo"))
_KANA, _HANGUL = re.compile("[\u3041-\u30ff]"), re.compile("[\u1100-\u11ff\uac00-\ud7a3]")


class TextShaper:
    """Measures and draws runs of text in one font, and caches fonts, shaped runs, glyphs and drawn runs.

    `paragraph_cache` belongs to `layout_paragraph`, whose layouts are as long-lived as the fonts they are made with.
    """

    def __init__(self) -> None:
        self.paragraph_cache: BoundedCache[Hashable, Any] = BoundedCache(MAX_PARAGRAPH_PIXELS)
        self._fonts = FontFinder()
        self._shaped_runs: dict[tuple[str, FontSpec], tuple[float, list[Glyph]]] = {}
        self._carets: dict[tuple[str, FontSpec], Carets] = {}
        self._glyph_images: dict[tuple[Any, int, float, int, RGB], OffsetSurface | None] = {}
        self._run_images: BoundedCache[tuple[str, FontSpec, int, RGB], tuple[OffsetSurface, ...]]
        self._run_images = BoundedCache(_MAX_RUN_PIXELS)
        self._rasterizer = glyph_images.GlyphRasterizer()

    def measure(self, text: str, font: FontSpec) -> float:
        """Returns the width of a text in pixels."""
        return self._shape_cached(text, font)[0]

    def locate_carets(self, text: str, font: FontSpec) -> Carets:
        """Returns the places of the caret in a line."""
        key = (text, font)
        carets = self._carets.get(key)
        if carets is None:
            if len(self._carets) > _MAX_SHAPED_RUNS:
                self._carets.clear()
            cells: list[Cell] = []
            self._shape(text, font, cells)
            carets = self._carets[key] = locate_carets(text, cells)
        return carets

    def font_metrics(self, font: FontSpec) -> tuple[float, float]:
        """Returns ascent and descent in pixels, both positive."""
        face = self._fonts.base_face(font)
        extents = face.font.get_font_extents("ltr")
        return extents.ascender * font.size / face.upem, -extents.descender * font.size / face.upem

    def find_missing_characters(self, text: str, font: FontSpec) -> str:
        """Returns the letters, each with its marks, that no font of the chain and none of the system has."""
        return "".join(
            cluster for cluster in graphemes.split_graphemes(text) if self._fonts.find_face(cluster, font, None) is None
        )

    def draw_glyphs(self, text: str, font: FontSpec, x: float, baseline: float, colour: RGB) -> list[PositionedSurface]:
        """Returns the images of the glyphs of a run that starts at `x`, in pixels."""
        images: list[PositionedSurface] = []
        y, x = round(baseline), round(x * SUBPIXEL_STEPS) / SUBPIXEL_STEPS
        for face, glyph_id, dx, dy in self._shape_cached(text, font)[1]:
            pixel, subpixel = divmod(round((x + dx) * SUBPIXEL_STEPS), SUBPIXEL_STEPS)
            image = self._glyph_image(face, glyph_id, font.size, subpixel, colour)
            if image is not None:
                images.append((image[0], (pixel + image[1], y - round(dy) + image[2])))
        return images

    def draw_run(self, text: str, font: FontSpec, x: float, baseline: float, colour: RGB) -> list[PositionedSurface]:
        """Returns the glyphs of a run as one cached image (or none), because scrolling draws a run many times."""
        pixel, subpixel = divmod(round(x * SUBPIXEL_STEPS), SUBPIXEL_STEPS)
        key = (text, font, subpixel, colour)
        images = self._run_images.get(key)
        if images is None:
            glyphs = self.draw_glyphs(text, font, subpixel / SUBPIXEL_STEPS, 0, colour)
            images = (merge_images(glyphs, colour),) if glyphs else ()
            pixels = sum(image.get_width() * image.get_height() for image, _, _ in images)
            self._run_images.add(key, images, pixels)
        return [(image, (pixel + left, round(baseline) + top)) for image, left, top in images]

    # ----------------------------------------------------------------------------------------------- shaping

    def _shape_cached(self, text: str, font: FontSpec) -> tuple[float, list[Glyph]]:
        key = (text, font)
        run = self._shaped_runs.get(key)
        if run is None:
            if len(self._shaped_runs) > _MAX_SHAPED_RUNS:
                self._shaped_runs.clear()
            run = self._shaped_runs[key] = self._shape(text, font, None)
        return run

    def _shape(self, text: str, font: FontSpec, cells: list[Cell] | None) -> tuple[float, list[Glyph]]:
        """Shapes one line. Returns its width and its glyphs; `cells`, if given, gets the places of the characters."""
        if font.direction != "rtl" and _EUROPEAN.fullmatch(text):
            segment = Segment(0, len(text), self._fonts.primary_face(font), "")
            shaped = self._shape_segment(text, segment, font, 0, 0.0, cells)
            if shaped is not None:
                return shaped
            if cells is not None:
                cells.clear()
        x, glyphs = 0.0, list[Glyph]()
        for start, end, level in bidi.list_visual_runs(text, font.direction):
            segments = self._fonts.split_segments(text, start, end, font)
            for segment in segments[::-1] if level % 2 else segments:
                shaped = self._shape_segment(text, segment, font, level, x, cells)
                x, new_glyphs = shaped or self._shape_missing(text, segment, font, level, x, cells)
                glyphs += new_glyphs
        return x, glyphs

    def _shape_segment(
        self, text: str, segment: Segment, font: FontSpec, level: int, start_x: float, cells: list[Cell] | None
    ) -> tuple[float, list[Glyph]] | None:
        """Shapes a segment from `start_x`. Returns its end and its glyphs, or None if the font lacks any of it."""
        face = segment.face
        if face is None:
            return None
        if segment.start == segment.end:
            return start_x, []
        scale = font.size / face.upem
        buffer = hb.Buffer()
        buffer.add_str(text, segment.start, segment.end - segment.start)
        if segment.script:
            buffer.script = segment.script
        if segment.script in _HAN_SCRIPTS:
            buffer.language = "ja" if _KANA.search(text) else "ko" if _HANGUL.search(text) else "zh-Hans"
        buffer.direction = "rtl" if level % 2 else "ltr"
        buffer.guess_segment_properties()
        hb.shape(face.font, buffer, {"sups": True} if font.superscript else {})
        tracking = 0.0 if segment.script in _JOINED_SCRIPTS else font.tracking * font.size
        word_spacing = font.word_spacing * font.size
        glyphs: list[Glyph] = []
        x = start_x
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            if info.codepoint == 0:
                return None
            glyphs.append(Glyph(face, info.codepoint, x + position.x_offset * scale, position.y_offset * scale))
            left = x
            x += position.x_advance * scale + (tracking if position.x_advance else 0.0)
            if word_spacing and text[info.cluster] in " \u00a0":
                x += word_spacing
            if cells is not None:
                cells.append(Cell(info.cluster, left, x, level % 2 == 1))
        return x, glyphs

    def _shape_missing(
        self, text: str, segment: Segment, font: FontSpec, level: int, x: float, cells: list[Cell] | None
    ) -> tuple[float, list[Glyph]]:
        """Spells out the pictographs that no font has, and sets a box for each other character."""
        glyphs: list[Glyph] = []
        characters = range(segment.start, segment.end)
        for index in reversed(characters) if level % 2 else characters:
            character, left = text[index], x
            if name := spell_pictograph(character):
                x, name_glyphs = self._shape(name, font._replace(direction="ltr"), None)
                glyphs += [glyph._replace(x=glyph.x + left) for glyph in name_glyphs]
                x += left
            elif faces.remove_ignorable(character) and character not in _SKIN_TONES:
                glyphs.append(Glyph(None, ord(character), x, 0.0))
                x += glyph_images.measure_box(character, font.size)
            if cells is not None:
                cells.append(Cell(index, left, x, level % 2 == 1))
        return x, glyphs

    # ----------------------------------------------------------------------------------------- fonts and glyphs

    def _glyph_image(
        self, face: Face | None, glyph_id: int, size: float, subpixel: int, colour: RGB
    ) -> OffsetSurface | None:  # fmt: skip
        key = (face.key if face else None, glyph_id, size, subpixel, colour)
        if key not in self._glyph_images:
            if len(self._glyph_images) > _MAX_GLYPH_IMAGES:
                self._glyph_images.clear()
            self._glyph_images[key] = (
                self._rasterizer.draw(face, glyph_id, size, subpixel, colour)
                if face
                else self._draw_box(chr(glyph_id), size, colour)
            )
        return self._glyph_images[key]

    def _draw_box(self, character: str, size: float, colour: RGB) -> OffsetSurface:
        (frame, left, top), rows = glyph_images.draw_box(character, size, colour)
        font = FontSpec("mono", round(size * glyph_images.BOX_DIGIT_SIZE_EM, 2))
        for digits, x, baseline in rows:
            frame.fblits(self.draw_glyphs(digits, font, x - left, baseline - top, colour))
        return frame, left, top


def spell_pictograph(character: str) -> str:
    """Returns the name of a pictograph that no font has ("‹fox face›"); empty for other characters."""
    name = unicodedata.name(character, "")
    return f"‹{name.lower()}›" if name and unicodedata.category(character) in ("So", "Sm", "Sc") else ""
