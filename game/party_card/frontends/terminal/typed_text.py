"""Reads what a player has typed: numbers, and the text that a message repeats."""

from __future__ import annotations

from typing import Final

MAX_ECHO_LENGTH: Final = 40
"""Characters of the player's input that a message repeats."""


def parse_number(text: str) -> int | None:
    """Returns a number as players type it ("2", "2.", "2)"), or None."""
    text = text.rstrip(".)")
    return int(text) if text.isascii() and text.isdigit() and len(text) < MAX_ECHO_LENGTH else None


def shorten(text: str) -> str:
    """Returns a player's input in one line of limited length."""
    text = " ".join(text.split())
    return text if len(text) <= MAX_ECHO_LENGTH else text[:MAX_ECHO_LENGTH] + "…"
