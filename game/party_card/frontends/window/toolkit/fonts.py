"""Finds the fonts of a text, and splits it into segments of one font and one script.

A letter that a font lacks comes from the next font of the fallback chain, then from a font of the system.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from party_card.frontends.window.toolkit import bidi, faces, graphemes

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.faces import Face
    from party_card.frontends.window.toolkit.theme import Family


class FontSpec(NamedTuple):
    """A font at a size in pixels. `tracking` is space after each letter, `word_spacing` more at each space, in ems.

    `superscript` asks for superior figures, always those of the serif family, as not every font has all ten.
    `direction` is that of the paragraph which a text is part of.
    """

    family: Family
    size: float
    weight: int = 400
    italic: bool = False
    tracking: float = 0.0
    superscript: bool = False
    word_spacing: float = 0.0
    direction: bidi.Direction = "auto"


class Segment(NamedTuple):
    """A range of a text in one font and script. Without a face no font has it."""

    start: int
    end: int
    face: Face | None
    script: str


_FALLBACK_FAMILIES: tuple[Family, ...] = ("serif", "mono", "condensed", "display")
_MAX_SMALL_SIZE_PX = 17
"""Below this size the serif family uses its optical size for small text."""
_MAX_CLUSTERS = 20_000


class FontFinder:
    """Opens the fonts of texts, and remembers which has a letter."""

    def __init__(self) -> None:
        self._own_faces: dict[tuple[Family, int, bool, bool], Face] = {}
        self._cluster_faces: dict[tuple[str, Family, int, bool, bool, bool], Face | None] = {}

    def find_face(self, cluster: str, font: FontSpec, preceding_face: Face | None) -> Face | None:
        """Returns the first font that has a cluster: of the chain, the one before it, the best of the system."""
        is_bold = font.weight >= faces.MIN_BOLD_WEIGHT
        key = (cluster, font.family, font.weight, font.italic, font.size < _MAX_SMALL_SIZE_PX, font.superscript)
        if key not in self._cluster_faces:
            if len(self._cluster_faces) > _MAX_CLUSTERS:
                self._cluster_faces.clear()
            own_faces = (self._face(family, font) for family in _list_families(font))
            own_face = next((face for face in own_faces if face.has_grapheme(cluster)), None)
            if own_face is None or faces.wants_emoji(cluster):
                own_face = faces.find_system_face(cluster, is_bold) or own_face
            self._cluster_faces[key] = own_face
        face = self._cluster_faces[key]
        is_own = face is None or face in self._own_faces.values()
        if not is_own and preceding_face is not None and preceding_face not in self._own_faces.values():
            return preceding_face if preceding_face.has_grapheme(cluster) else face
        return face

    def primary_face(self, font: FontSpec) -> Face:
        """Returns the face that a font has most of its letters from."""
        return self._face(_list_families(font)[0], font)

    def base_face(self, font: FontSpec) -> Face:
        """Returns the face that the height of lines is taken from."""
        return self._face(font.family, font)

    def _face(self, family: Family, font: FontSpec) -> Face:
        key = (family, font.weight, font.italic, font.size < _MAX_SMALL_SIZE_PX)
        face = self._own_faces.get(key)
        if face is None:
            face = self._own_faces[key] = faces.open_own_face(*key)
        return face

    def split_segments(self, text: str, start: int, end: int, font: FontSpec) -> list[Segment]:
        """Splits a range of a text where the font or the script changes; signs of all scripts go with what precedes."""
        segments: list[Segment] = []
        for cluster in graphemes.split_graphemes(text[start:end]):
            face = self.find_face(cluster, font, segments[-1].face if segments else None)
            script = faces.find_script(cluster)
            end = start + len(cluster)
            last = segments[-1] if segments else None
            if last and face is last.face and (script == last.script or not script or not last.script):
                segments[-1] = Segment(last.start, end, face, last.script or script)
            else:
                segments.append(Segment(start, end, face, script))
            start = end
        return segments


def _list_families(font: FontSpec) -> tuple[Family, ...]:
    if font.superscript:
        return _FALLBACK_FAMILIES
    # The letters of Kazakh that the display family lacks come from another font without serifs
    return (font.family, *(("condensed",) if font.family == "display" else ()), *_FALLBACK_FAMILIES)
