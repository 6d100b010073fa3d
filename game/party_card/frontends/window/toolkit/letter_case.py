"""Writes the first letter of words of the interface large or small, where another place of the screen asks for it."""

from __future__ import annotations

from party_card.localization import current_language
from party_card.localization.languages import ENGLISH


def begin_upper_case(text: str) -> str:
    """Returns a text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def begin_lower_case(text: str) -> str:
    """Returns a text with its first letter in lower case, in English: other languages write nouns as they are."""
    return text[:1].lower() + text[1:] if current_language() == ENGLISH else text
