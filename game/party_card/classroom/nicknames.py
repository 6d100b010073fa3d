"""Reads nicknames.

Invariant: a nickname is of letters and digits of one script, so that none can be mistaken for another by a letter of
another script, and none changes the direction or the size of the text around it.
"""

from __future__ import annotations

import unicodedata

from party_card.classroom.errors import NicknameError
from party_card.localization import gettext, gettext_noop

MIN_LENGTH = 2
MAX_LENGTH = 20
_MAX_MARKS = 2
"""Marks over or under one letter."""
_BETWEEN_WORDS = " '’-"
_CJK = frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"})
LENGTH = gettext_noop("A nickname has {shortest} to {longest} letters or digits.")
CHARACTERS = gettext_noop(
    "A nickname has letters and digits only, of one alphabet, with single spaces or hyphens between them."
)


def read_nickname(text: str) -> str:
    """Returns a nickname in its normal form. Raises NicknameError."""
    if len(text) > MAX_LENGTH * 4:
        raise NicknameError(_describe_length())
    nickname = unicodedata.normalize("NFKC", " ".join(text.split()))
    if not MIN_LENGTH <= len(nickname) <= MAX_LENGTH:
        raise NicknameError(_describe_length())
    scripts = set()
    last = " "
    marks = 0
    for character in nickname:
        category = unicodedata.category(character)
        is_between = character in _BETWEEN_WORDS
        marks = marks + 1 if category in ("Mn", "Mc") else 0
        if category[0] == "L":
            scripts.add(_find_script(character))
        elif not (category == "Nd" or is_between or marks):
            raise NicknameError(gettext(CHARACTERS))
        if (last in _BETWEEN_WORDS and (is_between or marks)) or marks > _MAX_MARKS:
            raise NicknameError(gettext(CHARACTERS))
        last = character
    if last in _BETWEEN_WORDS or len(scripts) > 1:
        raise NicknameError(gettext(CHARACTERS))
    return nickname


def _describe_length() -> str:
    return gettext(LENGTH).format(shortest=MIN_LENGTH, longest=MAX_LENGTH)


def _find_script(letter: str) -> str:
    script = unicodedata.name(letter, "").partition(" ")[0]
    return "CJK" if script in _CJK else script
