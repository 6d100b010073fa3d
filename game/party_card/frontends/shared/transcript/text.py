"""Small text functions that all forms of the transcript share."""

from __future__ import annotations


def capitalize_first(text: str) -> str:
    """Returns the text with its first letter in upper case, the rest unchanged."""
    return text[:1].upper() + text[1:]
