"""Names the languages that documents of the time are written in, by their codes (BCP 47).

Invariant: every code that the rules accept can stand in the attribute `lang` of a page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hu": "Hungarian", "hy": "Armenian", "it": "Italian", "ja": "Japanese", "ka": "Georgian",
    "kk": "Kazakh", "ko": "Korean", "la": "Latin", "lt": "Lithuanian", "lv": "Latvian", "mn": "Mongolian",
    "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sk": "Slovak", "sr": "Serbian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "yi": "Yiddish",
    "zh": "Chinese",
}  # fmt: skip
_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")


def is_language_code(text: str) -> bool:
    """Returns True if `text` has the form of a code: `ru`, `sr-Latn`."""
    return _CODE.match(text) is not None


def name_language(code: str) -> str:
    """Returns the English name of a language; empty if it is not known here."""
    return NAMES.get(code.partition("-")[0], "")


def find_language_code(name: str) -> str:
    """Returns the code of a language by its English name; empty if it is not known here."""
    folded_name = name.strip().casefold()
    return next((code for code, known in NAMES.items() if known.casefold() == folded_name), "")
