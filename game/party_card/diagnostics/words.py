"""Phrases in messages: names in backquotes, counts with their noun, lists of names.

Invariant: an author's text may be of any length and hold anything, so it is shortened before it enters a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable

_MAX_NAME_LENGTH = 60  # of the author's own text inside a sentence; the quoted line shows the rest


def backquote(name: str) -> str:
    """Returns `name` in backquotes, on one line and shortened at its end."""
    flat = " ".join(name[: 4 * _MAX_NAME_LENGTH].split())
    return f"`{flat}`" if len(flat) <= _MAX_NAME_LENGTH else f"`{flat[: _MAX_NAME_LENGTH - 3].rstrip()}...`"


def list_names(names: Iterable[str], conjunction: str = "and") -> str:
    """Returns `names` in backquotes, as a sentence lists them: `a`, `b` and `c`."""
    phrases = [backquote(name) for name in names]
    if len(phrases) < 2:
        return "".join(phrases)
    return f"{', '.join(phrases[:-1])} {conjunction} {phrases[-1]}"


def format_count(number: int, noun: str) -> str:
    """Returns `number` and `noun`, in the plural if `number` is not 1."""
    return f"{number:,} {noun if number == 1 else noun + 's'}"
