"""Finds sentences of the interface that are shown in English in another language."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache

from party_card.localization.languages import OWN_NAMES
from tests.interface_catalogues import read_catalogue

_FIELD = re.compile(r"\{[^{}]*\}")
_DATE = re.compile(
    r"\b(?:January|February|March|May|June|July|October|December) \d{4}\b|\babout (?:\d{1,2} )?\w+ \d{4}\b",
    re.IGNORECASE,
)
"""A day as English writes it; some months are written so in German, too."""
_LETTERS = re.compile(r"[^\W\d_]")
MIN_WORDS = 2
"""Parts of a message between its fields that are shorter stand in texts of scenes too."""


@cache
def _list_messages(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Returns the whole messages that differ in the language, and the parts between fields of the longer ones."""
    whole: set[str] = set()
    parts: set[str] = set()
    translations: list[str] = []
    for message in read_catalogue(language):
        strings = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
        ids = message.id if isinstance(message.id, (list, tuple)) else (message.id,)
        translations += filter(None, strings)
        whole |= {text for text in ids if text and text not in strings}
    known = "\n".join(translations)
    for text in whole:
        parts |= {part.strip(" .,:;()“”") for part in _FIELD.split(text)}
    long_parts = {part for part in parts if len(part.split()) >= MIN_WORDS and len(part) > 8 and part not in known}
    return frozenset(text for text in whole if text not in translations and not _FIELD.search(text)), frozenset(
        long_parts
    )


def find_english_messages(texts: Iterable[str], language: str) -> list[str]:
    """Returns the texts that are a message of the interface in English, or have a longer part of one."""
    whole, parts = _list_messages(language)
    lines = (" ".join(text.split()) for text in texts)
    return [line for line in lines if _is_english(line, whole, parts)]


def _is_english(line: str, whole: Collection[str], parts: Iterable[str]) -> bool:
    if not _LETTERS.search(line) or line in OWN_NAMES.values():
        return False
    return line in whole or bool(_DATE.search(line)) or any(part in line for part in parts)
