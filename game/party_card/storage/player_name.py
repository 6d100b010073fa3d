"""Checks and compares nicknames, all that is stored about a person."""

from __future__ import annotations

import unicodedata

from party_card.storage.errors import StorageError

MAX_NICKNAME_CHARS = 24
_FORBIDDEN_CHARS = frozenset('/\\:*?"<>|')  # the name of a transcript's file contains the nickname


def normalize_nickname(text: str) -> str:
    """Returns a nickname with tidied blanks. Raises StorageError if it is invalid."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not name.strip("."):
        raise StorageError("A nickname needs at least one letter, digit or sign.")
    if len(name) > MAX_NICKNAME_CHARS:
        raise StorageError(f"A nickname has at most {MAX_NICKNAME_CHARS} characters; this one has {len(name)}.")
    if not name.isprintable():
        raise StorageError("A nickname is made of letters, digits and signs that can be seen.")
    if forbidden_chars := sorted(_FORBIDDEN_CHARS & set(name)):
        raise StorageError(f"A nickname cannot contain {' or '.join(forbidden_chars)}")
    return name


def nickname_key(nickname: str) -> str:
    """Returns a key that is equal for nicknames that differ only in case or in how letters are composed."""
    return unicodedata.normalize("NFKC", nickname.casefold())
