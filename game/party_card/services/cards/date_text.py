"""Dates as people write them on a card, in the form that files have, and the other way round.

Invariant: the words that are shown are understood when they are typed.
"""

from __future__ import annotations

import re

from party_card.content.date_words import suggest_edtf
from party_card.content.edtf import format_date, parse_date
from party_card.localization import current_language
from party_card.localization.languages import ENGLISH
from party_card.services.cards.local_dates import translate_date_words

_BETWEEN_DATES = re.compile(
    r" (?:to|until|till|and|–|—|-) | ?[–—] ?|(?<=\d)-(?=\d{1,2} (?!to |until |till |and )[A-Za-z])"
)
_BEFORE_TWO_DATES = re.compile(r"(?:from|between) ", re.IGNORECASE)
_NUMBERS = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})\Z")
_BOTH_DOUBTS = re.compile(r"perhaps about (.+)\Z", re.IGNORECASE)
_MAX_SHARED_WORDS = 3


def read_date_words(text: str) -> str:
    """Returns a date or an interval as files have it; else the text as it is.

    Words are understood in English ("12 March to May 1893") and in the present language ("12. März bis Mai 1893").
    """
    text = " ".join(text.split())
    if not text or is_date(text):
        return text
    date, language = _read_words(text), current_language()
    if (
        language != ENGLISH
        and not is_date(date)
        and is_date(local := _read_words(translate_date_words(text, language)))
    ):
        return local
    return date


def _read_words(text: str) -> str:
    """Returns a date or an interval in English words as files have it; else the text as it is."""
    parts = _BETWEEN_DATES.split(text)
    if len(parts) == 1:
        date = _read_one(text)
    elif len(parts) == 2:
        first, second = _BEFORE_TWO_DATES.sub("", parts[0], count=1), parts[1]
        start, end = _read_first(first, second), _read_one(second)
        date = f"{start}/{end}" if start and end else None
    else:
        date = None
    return date if date and is_date(date) else text


def write_date_words(date: str) -> str:
    """Returns a date in words from which `read_date_words` makes the same date; else the date as it is."""
    try:
        words = format_date(date)
    except ValueError:
        return date
    return words if read_date_words(words) == date else date


def is_date(text: str) -> bool:
    """Returns True if a text is a date as files have it."""
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


def _read_one(text: str) -> str | None:
    """Returns one date; None if it cannot be read."""
    if is_date(text):
        return text
    if match := _NUMBERS.match(text):
        return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    if match := _BOTH_DOUBTS.match(text):
        date = suggest_edtf(match[1])
        return f"{date}%" if date else None
    return suggest_edtf(text)


def _read_first(first: str, second: str) -> str | None:
    """Returns the first of two dates, which may leave out what it has in common with the second: month and year."""
    words = second.split()
    for count in range(min(_MAX_SHARED_WORDS, len(words)) + 1):
        shared = " ".join(words[len(words) - count :])
        date = _read_one(f"{first} {shared}".strip())
        if date and (count or not first.isdigit() or len(first) > 2):
            return date
    return None
