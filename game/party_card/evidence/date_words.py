"""Suggests EDTF for a date in English words, such as "about 22 September 1932".

Invariant: only a suggestion, and none in case of doubt; `party_card.evidence.dates` alone decides what a date is.
"""

from __future__ import annotations

import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_HEDGES = {
    "../{}": ("before", "until", "up to", "by", "not later than"),
    "{}/..": ("after", "since", "from"),
    "{}~": ("about", "around", "circa", "ca.", "c.", "ca"),
    "{}?": ("perhaps", "possibly", "probably"),
}
_FORMS = (
    re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?\Z"),
    re.compile(r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?)?(?P<name>[a-z]+)\.?,? (?:of )?(?P<year>\d{4})\Z"),
    re.compile(r"(?P<name>[a-z]+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})\Z"),
)


def suggest_edtf(text: str) -> str | None:
    """Returns EDTF for a date in English words, or None if it is ambiguous."""
    text = " ".join(text.lower().split())
    for form, hedges in _HEDGES.items():
        for hedge in hedges:
            if text.startswith(f"{hedge} "):
                date = _parse_words(text.removeprefix(f"{hedge} ").removeprefix("the "))
                return form.format(date) if date else None
    return _parse_words(text)


def _parse_words(text: str) -> str | None:
    for form in _FORMS:
        if match := form.match(text):
            parts = match.groupdict()
            month = parts.get("month") or (_month_number(parts["name"]) if parts.get("name") else "")
            day = int(parts.get("day") or 0)
            if month is None or day > 31 or (day and int(month or 0) > 12):
                return None
            return "-".join(part for part in (parts["year"], month, f"{day:02}") if part.strip("0"))
    return None


def _month_number(name: str) -> str | None:
    if name in _SEASONS:
        return str(_SEASONS[name])
    number = next((number for number, short in enumerate(_MONTHS, 1) if name.startswith(short)), None)
    return None if number is None else f"{number:02}"
