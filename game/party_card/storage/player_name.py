"""Nicknames: all that is kept about a person."""

from __future__ import annotations

import unicodedata

from party_card.storage.errors import KeepError

LONGEST = 24
_PATH = frozenset('/\\:*?"<>|')  # a transcript's file name carries the nickname


def nickname(text: str) -> str:
    """`text` as a nickname, blanks tidied; raises `KeepError` where it cannot be one."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not name.strip("."):
        raise KeepError("A nickname needs at least one letter, digit or sign.")
    if len(name) > LONGEST:
        raise KeepError(f"A nickname has at most {LONGEST} characters; this one has {len(name)}.")
    if not name.isprintable():
        raise KeepError("A nickname is made of letters, digits and signs that can be seen.")
    if found := sorted(_PATH & set(name)):
        raise KeepError(f"A nickname cannot contain {' or '.join(found)}")
    return name


def player_key(name: str) -> str:
    """What makes two nicknames the same: neither capitals nor the way letters are composed."""
    return unicodedata.normalize("NFKC", name.casefold())
