"""Finds the files of the game's own fonts and which characters they have, and cuts subsets of them."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

_PACKAGES = {
    "serif": "fontpkg_source_serif_4",
    "condensed": "fontpkg_oswald",
    "display": "fontpkg_russo_one",
    "mono": "fontpkg_ibm_plex_mono",
    "legible": "fontpkg_atkinson_hyperlegible",
}
_REGULAR_FILES = {
    "serif": "SourceSerif4[opsz,wght].ttf",
    "mono": "IBMPlexMono-Regular.ttf",
    "condensed": "Oswald[wght].ttf",
    "display": "RussoOne-Regular.ttf",
}
"""The fonts that every text of the window falls back to."""


@cache
def find_font_folder(family: str) -> Path:
    """Returns the folder of a family's files, without importing the package or the slow `importlib.metadata`."""
    spec = find_spec(_PACKAGES[family])
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"the font package {_PACKAGES[family]} is not installed")
    return Path(spec.submodule_search_locations[0]) / "files"


@cache
def read_drawn_characters() -> frozenset[str]:
    """Returns the characters that the window draws on any computer, with its own fonts."""
    import uharfbuzz as hb  # noqa: PLC0415  # 15 ms, and few packs have a character to ask about

    characters: set[str] = set()
    for family, name in _REGULAR_FILES.items():
        face = hb.Face(hb.Blob.from_file_path(str(find_font_folder(family) / name)))
        characters.update(map(chr, face.unicodes))
    return frozenset(characters)


def subset_font(family: str, file: str, characters: str) -> bytes:
    """Returns a font of a family with the glyphs of some characters only; the same characters give the same bytes."""
    import uharfbuzz as hb  # noqa: PLC0415  # 15 ms that most commands do not need

    subset = hb.SubsetInput()
    for character in characters:
        subset.unicode_set.add(ord(character))
    face = hb.Face(hb.Blob.from_file_path(str(find_font_folder(family) / file)))
    data: bytes = hb.subset(face, subset).blob.data
    return data
