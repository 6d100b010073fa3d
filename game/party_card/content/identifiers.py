"""Identifiers of the formats, and names of packs and scenes, which become file names on any operating system."""

from __future__ import annotations

import re
import unicodedata

IDENTIFIER = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*\Z")
SOURCE_IDENTIFIER = re.compile(r"[0-9A-Za-z_][-0-9A-Za-z_:.#$%&+?<>~/@]*\Z")
"""The id of a source, which comes from other programs: the keys of Zotero, Pandoc and BibTeX."""
ID_DEFINING_KEYS = frozenset({"id", "scene", "dossier", "index", "campaign", "prologue"})
"""Keys whose value defines an identifier; under other keys identifiers are references."""
_RESERVED_ON_WINDOWS = re.compile(
    r'[<>:"|?*]|[. ]\Z|\A(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])(?:\.|\Z)', re.IGNORECASE
)
_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўјљњћџђ"
_CYRILLIC_SOUNDS = [
    "a",
    "b",
    "v",
    "g",
    "d",
    "e",
    "e",
    "zh",
    "z",
    "i",
    "i",
    "k",
    "l",
    "m",
    "n",
    "o",
    "p",
    "r",
    "s",
    "t",
    "u",
    "f",
    "kh",
    "ts",
    "ch",
    "sh",
    "shch",
    "",
    "y",
    "",
    "e",
    "yu",
    "ya",
    "i",
    "yi",
    "ye",
    "g",
    "u",
    "j",
    "lj",
    "nj",
    "c",
    "dz",
    "dj",
]
_GREEK = "αβγδεζηθικλμνξοπρσςτυφχψω"
_GREEK_SOUNDS = [
    "a",
    "b",
    "g",
    "d",
    "e",
    "z",
    "i",
    "th",
    "i",
    "k",
    "l",
    "m",
    "n",
    "x",
    "o",
    "p",
    "r",
    "s",
    "s",
    "t",
    "y",
    "f",
    "ch",
    "ps",
    "o",
]
_LATIN = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_TRANSLITERATION = str.maketrans(dict(zip(_CYRILLIC + _GREEK, _CYRILLIC_SOUNDS + _GREEK_SOUNDS, strict=True)) | _LATIN)


def is_reserved_on_windows(name: str) -> bool:
    """Returns True if Windows refuses `name` as the name of a file or folder."""
    return _RESERVED_ON_WINDOWS.search(name) is not None


def slugify(text: str, separator: str = "-", max_length: int | None = None) -> str:
    """Returns the words of a text in small ASCII letters and digits, joined; empty if there are none.

    If the slug would be longer than `max_length`, it ends with the last word that fits.
    """
    composed = unicodedata.normalize("NFC", text).lower().translate(_TRANSLITERATION)
    # Letters with marks become plain ones, and then the letters below the marks of other scripts are looked up.
    ascii_text = unicodedata.normalize("NFKD", composed).translate(_TRANSLITERATION).encode("ascii", "ignore").decode()
    words = [word[:max_length] for word in re.findall(r"[a-z0-9]+", ascii_text)]
    while max_length is not None and len(words) > 1 and len(separator.join(words)) > max_length:
        words.pop()
    return separator.join(words)


def suggest_file_id(text: str) -> str:
    """Returns the identifier nearest to a text that can also be a file name; empty if there is none."""
    slug = slugify(text)
    return "" if is_reserved_on_windows(slug) else slug


def title_from_name(name: str) -> str:
    """Returns a title made from the name of a scene or pack that has none."""
    return name.replace("-", " ").replace("_", " ").capitalize()


def explain_invalid_id(name: str, example: str) -> str:
    """Returns why `name` cannot be an identifier and a file name; empty if it can.

    The message suggests the nearest identifier, or `example` if nothing is near.
    """
    if not IDENTIFIER.match(name):
        reason = "small letters and digits, joined by hyphens"
    elif is_reserved_on_windows(name):
        reason = "Windows keeps it for itself"
    else:
        return ""
    fix = f"write `{slug}`" if (slug := suggest_file_id(name)) else f"write one such as `{example}`"
    return f"`{name}` cannot be a name: {reason}; {fix}"
