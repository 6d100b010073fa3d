"""Names the languages that documents of the time are written in, by their codes (BCP 47).

Invariant: every code that the rules accept can stand in the attribute `lang` of a page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from party_card.localization import gettext_noop

NAMES: Mapping[str, str] = {
    "ar": gettext_noop("Arabic"),
    "be": gettext_noop("Belarusian"),
    "bg": gettext_noop("Bulgarian"),
    "cs": gettext_noop("Czech"),
    "da": gettext_noop("Danish"),
    "de": gettext_noop("German"),
    "el": gettext_noop("Greek"),
    "en": gettext_noop("English"),
    "es": gettext_noop("Spanish"),
    "et": gettext_noop("Estonian"),
    "fa": gettext_noop("Persian"),
    "fi": gettext_noop("Finnish"),
    "fr": gettext_noop("French"),
    "he": gettext_noop("Hebrew"),
    "hu": gettext_noop("Hungarian"),
    "hy": gettext_noop("Armenian"),
    "it": gettext_noop("Italian"),
    "ja": gettext_noop("Japanese"),
    "ka": gettext_noop("Georgian"),
    "kk": gettext_noop("Kazakh"),
    "ko": gettext_noop("Korean"),
    "la": gettext_noop("Latin"),
    "lt": gettext_noop("Lithuanian"),
    "lv": gettext_noop("Latvian"),
    "mn": gettext_noop("Mongolian"),
    "nl": gettext_noop("Dutch"),
    "no": gettext_noop("Norwegian"),
    "pl": gettext_noop("Polish"),
    "pt": gettext_noop("Portuguese"),
    "ro": gettext_noop("Romanian"),
    "ru": gettext_noop("Russian"),
    "sk": gettext_noop("Slovak"),
    "sr": gettext_noop("Serbian"),
    "sv": gettext_noop("Swedish"),
    "tr": gettext_noop("Turkish"),
    "uk": gettext_noop("Ukrainian"),
    "yi": gettext_noop("Yiddish"),
    "zh": gettext_noop("Chinese"),
}
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
