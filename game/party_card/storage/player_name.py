"""Checks and compares nicknames, all that is stored about a person."""

from __future__ import annotations

import unicodedata

from party_card.localization import gettext, list_alternatives
from party_card.storage.errors import StorageError

MAX_NICKNAME_CHARS = 24
_FORBIDDEN_CHARS = frozenset('/\\:*?"<>|')  # the name of a transcript's file contains the nickname

_JOINERS = "\u200c\u200d"
"""Joiner and non-joiner: Persian, Hindi and emoji are written with them."""


def normalize_nickname(text: str) -> str:
    """Returns a nickname with tidied blanks. Raises StorageError if it is invalid."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not name.strip(f".{_JOINERS}"):
        raise StorageError(gettext("A nickname needs at least one letter, digit or sign."))
    if len(name) > MAX_NICKNAME_CHARS:
        message = gettext("A nickname has at most {limit} characters; this one has {count}.")
        raise StorageError(message.format(limit=MAX_NICKNAME_CHARS, count=len(name)))
    if not all(map(is_visible, name)):
        raise StorageError(gettext("A nickname is made of letters, digits and signs that can be seen."))
    if forbidden_chars := sorted(_FORBIDDEN_CHARS & set(name)):
        raise StorageError(
            gettext("A nickname cannot contain {signs}").format(signs=list_alternatives(forbidden_chars))
        )
    return name


def is_visible(character: str) -> bool:
    """Returns True if a character can be seen, or joins and separates the letters of other scripts and of emoji."""
    category = unicodedata.category(character)
    if category == "Cn":  # a letter or emoji may be newer than Python's tables
        return ord(character) & 0xFFFE != 0xFFFE and not 0xFDD0 <= ord(character) <= 0xFDEF
    is_flag_letter = "\U000e0020" <= character <= "\U000e007f"  # those of the flag of Wales, for one
    return character in _JOINERS or is_flag_letter or category not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def nickname_key(nickname: str) -> str:
    """Returns a key that is equal for nicknames that differ only in case or in how letters are composed."""
    return unicodedata.normalize("NFKC", nickname.casefold())
