"""The languages of the interface: their codes, their own names, their direction and where their catalogues lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Literal

from party_card.localization.user_catalogues import list_user_languages

ENGLISH: Final = "en"
"""The language in which the messages stand in the code."""
ACCENTED: Final = "en-XA"
"""The pseudo-language in which every message is accented, longer and in brackets: what is not was not looked up."""
MIRRORED: Final = "ar-XB"
"""The pseudo-language that is written from right to left, in letters that can still be read."""
PSEUDO_LANGUAGES: Final[Mapping[str, bool]] = {ACCENTED: False, MIRRORED: True}
"""The languages of tests (codes as CLDR has them), each with whether it is written from right to left."""
RIGHT_TO_LEFT: Final = frozenset(("ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"))
"""Languages that are written from right to left, by the first part of their codes."""
OWN_NAMES: Final[Mapping[str, str]] = {"en": "English", "de": "Deutsch", "es": "Español", "uk": "Українська"}
"""The languages that come with the program, each by the name that its speakers look for."""
QUOTATION_MARKS: Final[Mapping[str, Sequence[str]]] = {
    "ar": "«»“”",
    "be": "«»„“",
    "bg": "„“‚‘",
    "ca": "«»“”",
    "cs": "„“‚‘",
    "de": "„“‚‘",
    "de-CH": "«»‹›",
    "el": "«»“”",
    "es": "«»“”",
    "et": "„“‚‘",
    "fa": "«»‹›",
    "fi": "””’’",
    "fr": ("«\u202f", "\u202f»", "“", "”"),
    "fr-CH": ("«\u202f", "\u202f»", "‹\u202f", "\u202f›"),
    "he": "””’’",
    "hr": "„”‚’",
    "hu": "„”»«",
    "hy": "«»„“",
    "is": "„“‚‘",
    "it": "«»“”",
    "ja": "「」『』",
    "ka": "„“‚‘",
    "kk": "«»“”",
    "ky": "«»„“",
    "lt": "„“‚‘",
    "lv": "„”‚’",
    "mk": "„“’‘",
    "nb": "«»‘’",
    "nn": "«»‘’",
    "no": "«»‘’",
    "pl": "„”«»",
    "pt-PT": "«»“”",
    "ro": "„”«»",
    "ru": "«»„“",
    "sk": "„“‚‘",
    "sl": "„“‚‘",
    "sq": "«»“”",
    "sr": "„”’’",
    "sv": "””’’",
    "tg": "«»„“",
    "uk": "«»„“",
    "yi": "””’’",
    "zh-Hant": "「」『』",
    "zh-HK": "「」『』",
    "zh-TW": "「」『』",
}
"""The marks of a quotation and of one inside another, where they are not those of English; most as CLDR has them."""
ENGLISH_MARKS: Final = "“”‘’"
DOMAIN: Final = "party_card"
FOLDER: Final = Path(__file__).parent / "catalogues"


def text_direction(code: str) -> Literal["ltr", "rtl"]:
    """Returns the direction in which a language is written, as the attribute `dir` of a page has it."""
    return "rtl" if code.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def find_quotation_marks(code: str) -> Sequence[str]:
    """Returns the four marks of quotations in a language or, if it has its own, in a region or script of it."""
    return QUOTATION_MARKS.get(code) or QUOTATION_MARKS.get(code.partition("-")[0], ENGLISH_MARKS)


def find_catalogue(code: str) -> Path | None:
    """Returns the compiled catalogue of a language, or of the language without its region; None if there is none."""
    names = (code.replace("-", "_"), code.partition("-")[0])
    paths = (FOLDER / name / "LC_MESSAGES" / f"{DOMAIN}.mo" for name in names)
    return next((path for path in paths if path.is_file()), None)


def choose_language(wishes: tuple[str, ...]) -> str:
    """Returns the first language of some wishes that the interface speaks, else English.

    A wish is a code (`de`, `de-AT`) or the name of a locale (`de_AT.UTF-8`); `C` and `POSIX` are English.
    """
    names = list_own_names()
    for wish in wishes:
        code = wish.partition(".")[0].partition("@")[0].replace("_", "-")
        if code in PSEUDO_LANGUAGES or code in names:
            return code
        if code in ("C", "POSIX"):
            return ENGLISH
        language = code.partition("-")[0].lower()
        known = language if language in names else next((name for name in names if _is_of(name, language)), "")
        if known:
            return known
    return ENGLISH


def list_own_names() -> Mapping[str, str]:
    """Returns the languages that the interface speaks, with those of the user, each by its own name."""
    return {**list_user_languages(), **OWN_NAMES} if list_user_languages() else OWN_NAMES


def _is_of(name: str, language: str) -> bool:
    """Returns True if a code is that of a language in some region or script."""
    return name.partition("-")[0] == language
