"""Phrases in messages: names in backquotes, counts with their noun, lists of names.

Invariant: an author's text may be of any length and hold anything, so it is shortened before it enters a sentence.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

_MAX_EXCERPT_CHARACTERS = 40
MAX_PRINTED_NUMBER = 10**15
"""Nobody could read larger ones."""
_MAX_NAME_LENGTH = 60  # of the author's own text inside a sentence; the quoted line shows the rest


def backquote(name: str) -> str:
    """Returns `name` in backquotes, on one line and shortened at its end."""
    flat = flatten(name[: 4 * _MAX_NAME_LENGTH])
    return f"`{flat}`" if len(flat) <= _MAX_NAME_LENGTH else f"`{flat[: _MAX_NAME_LENGTH - 3].rstrip()}...`"


def flatten(text: str) -> str:
    """Returns a text on one line; blanks that are not ordinary ones stay, since they may be what is wrong."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def shorten(text: str) -> str:
    """Returns a text on one line, cut for a message."""
    line = flatten(text)
    return line if len(line) <= _MAX_EXCERPT_CHARACTERS else line[: _MAX_EXCERPT_CHARACTERS - 1] + "…"


def add_article(noun: str) -> str:
    """Returns a noun with `a` or `an`."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def list_names(names: Iterable[str], conjunction: str = "and") -> str:
    """Returns `names` in backquotes, as a sentence lists them: `a`, `b` and `c`."""
    phrases = [backquote(name) for name in names]
    if len(phrases) < 2:
        return "".join(phrases)
    return f"{', '.join(phrases[:-1])} {conjunction} {phrases[-1]}"


def format_number(number: int) -> str:
    """Returns a count with commas, or the power of ten below it if nobody could read it: more than 10^400.

    Python refuses to write numbers of more than 4,300 digits.
    """
    return f"{number:,}" if number < MAX_PRINTED_NUMBER else f"more than 10^{find_power_of_ten(number)}"


def find_power_of_ten(number: int) -> int:
    """Returns the exponent of the largest power of ten below a number."""
    exponent = int(math.log10(number))
    return exponent - 1 if 10**exponent >= number else exponent  # rounded up, or a power of ten itself


def format_count(number: int, noun: str) -> str:
    """Returns `number` and `noun`, in the plural if `number` is not 1."""
    return f"{format_number(number)} {noun if number == 1 else noun + 's'}"


def format_count_range(min_number: int, max_number: int, noun: str, separator: str = " to ") -> str:
    """Returns two counts and `noun`, or only one if they are equal: 1 minute, 2 to 5 minutes."""
    count = format_count(max_number, noun)
    return count if min_number == max_number else f"{format_number(min_number)}{separator}{count}"
