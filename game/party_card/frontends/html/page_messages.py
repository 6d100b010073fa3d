"""Collects the messages that the player of a page asks for, in the language of the page.

Invariant: the messages are those of `player.messages.json`, which the build lists from the modules of the player. A
page in English has none: its script has them, and comes without the calls that look them up.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from party_card.frontends.shared.scene_data import Json
from party_card.localization.languages import ENGLISH, choose_language
from party_card.localization.messages import load_messages

COUNTS: Final = 200
"""The counts whose plural forms are listed; the last hundred of them repeats for ever."""
_SCRIPTS: Final[Mapping[str, str]] = {
    "Arabic": "ar fa ps ur ckb ug",
    "Armenian": "hy",
    "Bengali": "bn as",
    "Cyrillic": "be bg kk ky mk mn ru sr tg tt uk",
    "Devanagari": "hi mr ne",
    "Ethiopic": "am ti",
    "Georgian": "ka",
    "Greek": "el",
    "Han": "zh",
    "Hebrew": "he yi",
    "Thai": "th",
}
"""The scripts other than Latin, each with the languages that are written in it."""
_SEVERAL_SCRIPTS: Final[Mapping[str, Sequence[str]]] = {
    "ja": ("Han", "Hiragana", "Katakana"),
    "ko": ("Hangul", "Han"),
}
_CONTEXT_END: Final = "\x04"
_CALL: Final = re.compile(r'(?<![\w$.])gettext\(("(?:[^"\\]|\\.)*")\)')


def choose_page_language(language: str) -> str:
    """Returns the language of the interface of a page whose texts are in a language."""
    return choose_language((language,))


def get_letters(language: str) -> str:
    """Returns a regular expression for the letters of a language, as JavaScript reads it; empty if they are Latin."""
    code = language.partition("-")[0]
    scripts = _SEVERAL_SCRIPTS.get(code, [script for script, codes in _SCRIPTS.items() if code in codes.split()])
    letters = [rf"\p{{Script={script}}}" for script in scripts]
    return f"[{''.join(letters)}]" if letters else ""


def list_plural_forms(language: str) -> str:
    """Returns a digit for each count below COUNTS: the number of its plural form; empty if it is as in English.

    A form that none of these counts has, such as that of a million in Spanish, is left out of the numbers.
    """
    choose_form = getattr(load_messages(language), "plural", None) if language != ENGLISH else None
    english = [int(count != 1) for count in range(COUNTS)]
    forms = english if choose_form is None else [int(choose_form(count)) for count in range(COUNTS)]
    used_forms = sorted(set(forms))
    forms = [used_forms.index(form) for form in forms]
    return "" if forms == english else "".join(map(str, forms))


def choose_form(data: Json, count: int) -> int:
    """Returns the number of the plural form for a count on a page, as `choosePlural` does in the player."""
    forms = data.get("plurals")
    return int(forms[count if count < COUNTS else count % 100 + COUNTS - 100] if forms else count != 1)


def find_form_counts(language: str) -> list[int]:
    """Returns a count for each plural form of a language, in the order of the forms."""
    digits = list_plural_forms(language) or "10"
    return [digits.index(digit) for digit in sorted(set(digits))]


def collect_messages(language: str, parts: Collection[str]) -> Json:
    """Returns what a page with some parts of the player has of a language: nothing in English, else its `messages`.

    A message with plural forms is a list of them, by its singular; one with a meaning stands by both, as in gettext.
    """
    return look_up_messages(language, (row for part, rows in _read_messages().items() if part in parts for row in rows))


def look_up_messages(language: str, rows: Iterable[Sequence[str]]) -> Json:
    """Returns the messages of rows of a function and what it is given, as `collect_messages` does."""
    messages = load_messages(language) if language != ENGLISH else None
    if messages is None:
        return {}
    found: Json = {}
    for function, *texts in rows:
        first, last = texts[0], texts[-1]
        if function == "gettext":
            text, key = messages.gettext(last), last
        elif function == "pgettext":
            text, key = messages.pgettext(first, last), f"{first}{_CONTEXT_END}{last}"
        else:
            found[first] = [messages.ngettext(first, last, count) for count in find_form_counts(language)]
            continue
        if text != last:
            found[key] = text
    return {"messages": found}


def strip_calls(script: str) -> str:
    """Returns a script for a page in English, which looks no message up."""
    return _CALL.sub(r"\1", script)


@cache
def _read_messages() -> dict[str, list[list[str]]]:
    text = files("party_card.frontends.html").joinpath("player.messages.json").read_text(encoding="utf-8")
    rows: dict[str, list[list[str]]] = json.loads(text)
    return rows
