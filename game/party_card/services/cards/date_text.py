"""Dates as people write them on a card, in the form that files have."""

from __future__ import annotations

import re

from party_card.content.date_words import suggest_edtf
from party_card.content.edtf import parse_date

_BETWEEN_DATES = re.compile(r" (?:to|until|till|–|—|-) | ?[–—] ?")


def read_date_words(text: str) -> str:
    """Returns a date or an interval as files have it, also from "12 March 1893 to May 1893"; else the text as it is."""
    if not text or is_date(text):
        return text
    parts = [part if is_date(part) else suggest_edtf(part) for part in _BETWEEN_DATES.split(text)]
    if len(parts) > 2 or not all(parts):
        return text
    date = "/".join(part for part in parts if part)
    return date if is_date(date) else text


def is_date(text: str) -> bool:
    """Returns True if a text is a date as files have it."""
    try:
        parse_date(text)
    except ValueError:
        return False
    return True
