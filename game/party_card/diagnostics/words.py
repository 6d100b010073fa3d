"""How messages name things: the author's own words in backquotes, counts with their noun, lists read aloud.

Law: what an author wrote may be of any length and hold anything, so it is shortened before a sentence holds it.
"""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 60  # of the author's own text inside a sentence; the quoted line shows the rest


def named(word: str) -> str:
    """`word` in backquotes, on one line and shortened at its end."""
    flat = " ".join(word[: 4 * _LONGEST].split())
    return f"`{flat}`" if len(flat) <= _LONGEST else f"`{flat[: _LONGEST - 3].rstrip()}...`"


def listed(words: Iterable[str], joint: str = "and") -> str:
    """`words` in backquotes, as a sentence lists them: `a`, `b` and `c`."""
    names = [named(word) for word in words]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {joint} {names[-1]}" if names else ""


def counted(number: int, noun: str, many: str = "") -> str:
    """`number` and `noun`, the noun in the plural where that is due."""
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"
