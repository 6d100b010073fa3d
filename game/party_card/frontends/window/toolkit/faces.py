"""Opens fonts: those of the window, and for letters that these lack, those of the data folder and of the system.

Invariant: nothing outside the program is asked before a text needs it, and then once in a process.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import uharfbuzz as hb

from party_card.platform.font_files import find_font_folder
from party_card.storage.errors import HomeFolderError
from party_card.storage.paths import fonts_folder

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.theme import Family

MIN_BOLD_WEIGHT = 501
SYNTHETIC_BOLD_EM = 0.025
"""How much strokes of a font of the system are widened where bold is asked for."""
_FONT_SUFFIXES = frozenset((".ttf", ".otf", ".ttc", ".otc"))
MAX_FONT_BYTES = 64_000_000
"""A larger file is no font of one script; the largest of all of Chinese has 20 MB."""
_WITHOUT_SYNTHETIC_BOLD = frozenset(("Hani", "Hira", "Kana", "Hang", "Bopo"))
"""Scripts whose letters have so many strokes that wider ones would run together."""
_PREFERRED_FILES = re.compile(
    r"noto|segoe|seguiemj|msyh|yugoth|malgun|nirmala|leelaw|ebrima|pingfang|hiragino|applesdgothic|geezapro|arialhb|kohinoor",
    re.IGNORECASE,
)
"""Fonts of Linux, Windows and macOS that are made for the screen and are complete for their script."""
_AVOIDED_FILES = re.compile(r"unifont|nastaliq|kufi|looped|rashi|mono|serif|wide|narrow|cond", re.IGNORECASE)
_EXCLUDED_FILES = re.compile(r"lastresort|adobeblank", re.IGNORECASE)
"""Fonts that have a sign for every code point and a letter for none."""
_IGNORABLE = re.compile("[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\U000e0020-\U000e007f]")
"""Characters that need no glyph of their own."""
_DRAWN_ALIKE = dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ") | {0x2011: "\u2010"}
"""Spaces and the hyphen that HarfBuzz draws with others if a font lacks them."""
_CJK_SIGNS = re.compile(
    "[\u3001-\u3004\u3008-\u3020\u3030\u30fb\u30fc\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]"
)
"""Punctuation and signs of Chinese, Japanese and Korean, which fonts of other scripts have, too, in other widths."""
_CJK_LETTERS = "の一가"
"""Letters whose font has the signs that suit them: a sign that begins a line is from the font of those that follow."""
_EMOJI_SELECTOR = "\ufe0f"
_REGULAR_WEIGHT, _BOLD_WEIGHT = 400, 700


class Face:
    """A font file at fixed variations. `key` tells faces apart."""

    __slots__ = ("font", "key", "upem")

    def __init__(self, path: Path, variations: dict[str, float] | None = None, index: int = 0) -> None:
        face = hb.Face(hb.Blob.from_file_path(str(path)), index)
        self.font = hb.Font(face)
        self.upem: int = face.upem
        self.key: tuple[object, ...] = (str(path), index, *(variations or {}).values())
        if variations:
            self.font.set_variations(variations)

    def has_grapheme(self, cluster: str) -> bool:
        """Returns True if the font has a glyph for every visible character of a cluster, or for them composed."""
        characters = remove_ignorable(cluster).translate(_DRAWN_ALIKE)
        return self._has_all(characters) or self._has_all(unicodedata.normalize("NFC", characters))

    def _has_all(self, characters: str) -> bool:
        return all(self.font.get_nominal_glyph(ord(character)) for character in characters)


def remove_ignorable(text: str) -> str:
    """Returns a text without joiners, selectors and controls, which no font need have."""
    return text if text.isascii() else _IGNORABLE.sub("", text)


def open_own_face(family: Family, weight: int, is_italic: bool, is_small: bool) -> Face:
    """Opens a font of the window; small text has an optical size of its own."""
    files = find_font_folder(family)
    style_suffix = "Italic" if is_italic else ""
    weight_suffix = "Bold" if weight >= MIN_BOLD_WEIGHT else ""
    match family:
        case "serif":  # the optical size opens up small text; large text keeps sturdy hairlines
            name = f"SourceSerif4{'-Italic' if is_italic else ''}[opsz,wght].ttf"
            return Face(files / name, {"wght": weight, "opsz": 10 if is_small else 14})
        case "condensed":
            return Face(files / "Oswald[wght].ttf", {"wght": weight})
        case "display":
            return Face(files / "RussoOne-Regular.ttf")
        case "mono":
            return Face(files / f"IBMPlexMono-{weight_suffix + style_suffix or 'Regular'}.ttf")
        case "legible":
            return Face(files / f"AtkinsonHyperlegible-{weight_suffix + style_suffix or 'Regular'}.ttf")


def list_system_font_files() -> list[Path]:
    """Returns the files of the installed fonts: of fontconfig, DirectWrite or Core Text; none if these fail."""
    try:
        from find_system_fonts_filename import get_system_fonts_filename  # noqa: PLC0415

        return sorted(map(Path, get_system_fonts_filename()))
    except Exception:  # noqa: BLE001  # calls of the system through ctypes; without them letters are shown as boxes
        return []


def list_added_font_files() -> list[Path]:
    """Returns the fonts in the folder `fonts` of the data folder, which need not be installed."""
    return [path for path in _list_folder() if path.stat().st_size <= MAX_FONT_BYTES]


def _list_folder() -> list[Path]:
    """Returns the files of the folder whose names are those of fonts."""
    try:
        paths = sorted(fonts_folder().rglob("*"))
        return [path for path in paths if path.suffix.lower() in _FONT_SUFFIXES and path.is_file()]
    except (HomeFolderError, OSError):
        return []


def list_unreadable_files() -> list[Path]:
    """Returns the files in the folder that are too large for a font, damaged, or without a letter."""
    files = {str(path): path for path in _list_folder() if not _EXCLUDED_FILES.search(path.name)}
    if not files:
        return []
    for face in open_system_faces():
        if face.key[0] in files and face.font.face.unicodes:
            del files[str(face.key[0])]
    return list(files.values())


def is_added(face: Face) -> bool:
    """Returns True if a font is one of the folder."""
    return any(str(path) == face.key[0] for path in _list_folder())


@cache
def open_system_faces() -> tuple[Face, ...]:
    """Opens all added and installed fonts, only as far as is needed to ask for a letter."""
    faces = []
    for path in (*list_added_font_files(), *list_system_font_files()):
        if _EXCLUDED_FILES.search(path.name):
            continue
        try:
            faces.append(Face(path))
        except (hb.HarfBuzzError, OSError, ValueError, MemoryError):
            continue  # a font that is damaged or has just been removed
    return tuple(faces)


@lru_cache(maxsize=4_096)
def find_system_face(cluster: str, is_bold: bool = False) -> Face | None:
    """Returns the font that suits a grapheme cluster best, or None if none has it: first of those that were added.

    A bold one is another file of the same family, if there is one.
    """
    if _CJK_SIGNS.match(cluster):
        letter_faces = (find_system_face(letter, is_bold) for letter in _CJK_LETTERS)
        if face := next((face for face in letter_faces if face is not None and face.has_grapheme(cluster)), None):
            return face
    candidates = [face for face in open_system_faces() if face.has_grapheme(cluster)]
    added_files = {str(path) for path in list_added_font_files()}
    candidates = [face for face in candidates if face.key[0] in added_files] or candidates
    if not candidates:
        return None
    face = min(candidates, key=lambda face: _rank(face, wants_colour=is_symbol(cluster)))
    if not is_bold or is_colour_face(face):
        return face
    family = read_family(face)
    bold_faces = [other for other in candidates if _is_bold(other) and read_family(other) == family]
    if bold_faces:
        return min(bold_faces, key=lambda face: _rank(face, wants_colour=False, weight=_BOLD_WEIGHT))
    return face if find_script(cluster) in _WITHOUT_SYNTHETIC_BOLD else _embolden(face)


def read_family(face: Face) -> str:
    """Returns the name of a font's family."""
    return face.font.face.get_name(hb.OTNameIdPredefined.FONT_FAMILY) or ""


def _is_bold(face: Face) -> bool:
    return bool(face.font.get_style_value(hb.StyleTag.WEIGHT) >= MIN_BOLD_WEIGHT)


def _rank(face: Face, *, wants_colour: bool, weight: int = _REGULAR_WEIGHT) -> tuple[object, ...]:
    """Returns a key that is least for the best of some fonts: regular, upright, made for the screen."""
    name = Path(str(face.key[0])).name
    font = face.font
    return (
        is_colour_face(face) != wants_colour,
        _AVOIDED_FILES.search(name) is not None,
        _PREFERRED_FILES.search(name) is None,
        abs(font.get_style_value(hb.StyleTag.WEIGHT) - weight),
        font.get_style_value(hb.StyleTag.ITALIC),
        abs(font.get_style_value(hb.StyleTag.WIDTH) - 100),
        len(name),
        name,
    )


@cache
def _embolden(face: Face) -> Face:
    bold = Face(Path(str(face.key[0])))
    bold.font.synthetic_bold = (SYNTHETIC_BOLD_EM, SYNTHETIC_BOLD_EM, True)
    bold.key = (*face.key, "bold")
    return bold


def is_colour_face(face: Face) -> bool:
    """Returns True if a font has coloured glyphs that can be drawn: layers, paint or pictures."""
    tables = face.font.face
    return bool(tables.has_color_png or tables.has_color_layers or tables.has_color_paint)


def is_symbol(cluster: str) -> bool:
    """Returns True for emoji and other pictographs, which look best in colour."""
    return _EMOJI_SELECTOR in cluster or unicodedata.category(cluster[0]) in ("So", "Cn")


def wants_emoji(cluster: str) -> bool:
    """Returns True if a sign that the window's own fonts may have shall be an emoji all the same."""
    return _EMOJI_SELECTOR in cluster


@lru_cache(maxsize=4_096)
def find_script(cluster: str) -> str:
    """Returns the script of a cluster, such as `Arab`; empty for what all scripts share."""
    buffer = hb.Buffer()
    buffer.add_str(cluster)
    buffer.guess_segment_properties()
    return str(buffer.script or "")
