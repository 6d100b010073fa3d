"""Compares nicknames: which are one student's, and which look alike.

Invariant: depends on the nicknames alone; accepts any text.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from party_card.content.misleading_characters import latinize

_DIGITS_LIKE_LETTERS = str.maketrans("01", "ol")


def fold_nickname(nickname: str) -> str:
    """Returns what is the same of nicknames that differ in capitals only: they are one student's."""
    return nickname.casefold()


@lru_cache(4096)  # of a class, each nickname is compared with each
def find_appearance(nickname: str) -> str:
    """Returns what is the same of nicknames that look alike: without accents and blanks, and in Latin letters."""
    latin = unicodedata.normalize("NFD", latinize(nickname).casefold())
    return "".join(filter(str.isalnum, latin)).translate(_DIGITS_LIKE_LETTERS) or nickname
