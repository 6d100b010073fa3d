"""Sets texts that were typed on a keyboard as printers of their language do: quotation marks and no-break spaces.

A paragraph from right to left that begins with a Latin name gets a mark of its direction, which every front end heeds.

Invariant: only quotation marks, apostrophes and spaces are changed, and what has been set already stays. Texts in
English are returned as they are: `smart_quotes` sets them where they are shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from party_card.content.prose import MAX_CACHED_TEXTS, smart_quotes
from party_card.localization.languages import ENGLISH, RIGHT_TO_LEFT, find_quotation_marks

NO_BREAK_SPACE = "\u00a0"
NARROW_NO_BREAK_SPACE = "\u202f"
_HEBREW_LETTER = "[\u05d0-\u05ea]"
_HEBREW_WORD = re.compile(f"{_HEBREW_LETTER}+(?:[\"']{_HEBREW_LETTER}+)+")
_BEHIND_HEBREW = re.compile(f"(?<={_HEBREW_LETTER})'")
_OPENING_INNER_MARK = re.compile(r"(?:\A|(?<=[\s(\[\"]))'")
_HEBREW_PREFIXES = frozenset("והשכלבמ")
"""Letters that are written together with the word behind them, and stand before its quotation mark."""
_UNSPACED_LETTER = "[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff9f\u0e00-\u0e7f]"
_BESIDE_UNSPACED = re.compile(f"(?<={_UNSPACED_LETTER})[\"']|[\"'](?={_UNSPACED_LETTER})")
_RIGHT_TO_LEFT_LETTER = re.compile("[\u05d0-\u08ff\ufb1d-\ufdfb\ufe70-\ufefc]")
_RIGHT_TO_LEFT_MARK = "\u200f"
_UNITS = (
    *("mm", "cm", "dm", "km", "m", "mg", "kg", "g", "t", "ha", "l", "hl", "km²", "m²", "m³", "°C", "°F", "%", "‰"),
    *("€", "£", "$", "мм", "см", "км", "м", "мг", "кг", "г", "т", "га", "л", "км²", "м²", "₽", "₴", "₸"),
)
_NUMBER_WITH_UNIT = re.compile(rf"(?<=\d) (?=(?:{'|'.join(map(re.escape, _UNITS))})(?!\w))")
_SIGN_WITH_NUMBER = re.compile(r"(?<=[§№]) (?=\d)")
_DIGIT_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d])")
_SPACES_OF_GERMAN = re.compile(
    r"\b(?:[zZ]\. [BT]|[dD]\. h|[uU]\. [aäÄU]|[oO]\. [äÄ]|[sS]\. [ou]|[iI]\. (?:d\. R|A)|[vn]\. Chr|[uU]\. s\. w)\."
    r"|\b(?:S|Nr|Bd|Abs|Art)\. (?=\d)"
)
_SPACES_OF_FRENCH = re.compile(r"(?<=\S) (?=[;!?»])|(?<=«) (?=\S)")
_SPACE_BEFORE_COLON = re.compile(r"(?<=\S) (?=:(?:\s|\Z))")
_SPACE_BEFORE_DASH = re.compile(r"(?<=\S) (?=[–—] )")
_SPACE_BEHIND_PREPOSITION = re.compile(r"(?:(?<=\A)|(?<=[\s(„«»“]))([^\W\d_]) (?=\w)")


def _set_german(text: str) -> str:
    return _SPACES_OF_GERMAN.sub(lambda match: match[0].replace(" ", NO_BREAK_SPACE), text)


def _set_french(text: str) -> str:
    return _SPACE_BEFORE_COLON.sub(NO_BREAK_SPACE, _SPACES_OF_FRENCH.sub(NARROW_NO_BREAK_SPACE, text))


def _set_east_slavic(text: str) -> str:
    """No line begins with a dash."""
    return _SPACE_BEFORE_DASH.sub(NO_BREAK_SPACE, text)


def _set_west_slavic(text: str) -> str:
    """No line ends with a word of one letter."""
    return _SPACE_BEHIND_PREPOSITION.sub(rf"\1{NO_BREAK_SPACE}", text)


_RULES: Mapping[str, Callable[[str], str]] = {
    "be": _set_east_slavic,
    "cs": _set_west_slavic,
    "de": _set_german,
    "fr": _set_french,
    "kk": _set_east_slavic,
    "pl": _set_west_slavic,
    "ru": _set_east_slavic,
    "sk": _set_west_slavic,
    "uk": _set_east_slavic,
}


@lru_cache(maxsize=MAX_CACHED_TEXTS)
def set_typography(text: str, language: str) -> str:
    """Returns a text with the quotation marks and no-break spaces of its language; one in English as it is."""
    base = language.partition("-")[0]
    if base in (ENGLISH, ""):
        return text
    if "'" in text or '"' in text:
        if base in ("he", "yi"):
            text = _set_hebrew(text)
        marks = find_quotation_marks(language)
        if base in ("ja", "ko", "th", "zh"):
            text = _set_unspaced(text, marks[0], marks[1], '"')
        text = smart_quotes(text, marks)
    text = _NUMBER_WITH_UNIT.sub(NO_BREAK_SPACE, text)
    text = _SIGN_WITH_NUMBER.sub(NO_BREAK_SPACE, text)
    text = _DIGIT_GROUPS.sub(lambda match: match[0].replace(" ", NO_BREAK_SPACE), text)
    if base in RIGHT_TO_LEFT:
        return "\n".join(map(_mark_direction, text.split("\n")))
    rule = _RULES.get(base)
    return rule(text) if rule is not None else text


def _mark_direction(paragraph: str) -> str:
    """Returns a paragraph with a mark before it if it goes from right to left, and its first letter does not."""
    letter = _RIGHT_TO_LEFT_LETTER.search(paragraph)
    if letter is None or not any(map(str.isalpha, paragraph[: letter.start()])):
        return paragraph
    return paragraph if paragraph.startswith(_RIGHT_TO_LEFT_MARK) else _RIGHT_TO_LEFT_MARK + paragraph


def _set_hebrew(text: str) -> str:
    """Sets the marks of abbreviations; those of quotations stay for `smart_quotes`."""
    text = _HEBREW_WORD.sub(_set_hebrew_word, text)
    return text if _OPENING_INNER_MARK.search(text) else _BEHIND_HEBREW.sub("\u05f3", text)


def _set_hebrew_word(match: re.Match[str]) -> str:
    """Sets the marks within a word: a double one shortens it, unless all before it are prefixes of a quotation.

    One before the last letter always shortens.
    """
    word = match[0]
    letters = list(word)
    is_prefix = True
    for index, letter in enumerate(word):
        if letter == "'":
            letters[index] = "\u05f3"
        elif letter == '"':
            is_before_last = index + 2 == len(word)
            letters[index] = "”" if is_prefix and not is_before_last else "\u05f4"
        is_prefix = is_prefix and letter in _HEBREW_PREFIXES
    return "".join(letters)


def _set_unspaced(text: str, opening: str, closing: str, mark: str) -> str:
    """Replaces straight marks beside letters of scripts without spaces: they open and close by turns."""
    if _BESIDE_UNSPACED.search(text) is None or text.count(mark) % 2:
        return text
    parts = text.split(mark)
    joined = parts[0]
    for number, part in enumerate(parts[1:]):
        joined += (closing if number % 2 else opening) + part
    return joined
