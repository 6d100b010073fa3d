"""A date as people say it, written as EDTF: what to suggest to whoever wrote "about 22 September 1932".

Law: only a suggestion, and none where there is a doubt; `party_card.evidence.dates` alone says what a date is.
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


def as_written(said: str) -> str | None:
    """EDTF for a date in English words; None where it is not clear what is meant."""
    said = " ".join(said.lower().split())
    for form, hedges in _HEDGES.items():
        for hedge in hedges:
            if said.startswith(f"{hedge} "):
                date = _date(said.removeprefix(f"{hedge} ").removeprefix("the "))
                return form.format(date) if date else None
    return _date(said)


def _date(said: str) -> str | None:
    for form in _FORMS:
        if found := form.match(said):
            parts = found.groupdict()
            month = parts.get("month") or (_month(parts["name"]) if parts.get("name") else "")
            day = int(parts.get("day") or 0)
            if month is None or day > 31 or (day and int(month or 0) > 12):
                return None
            return "-".join(part for part in (parts["year"], month, f"{day:02}") if part.strip("0"))
    return None


def _month(name: str) -> str | None:
    if name in _SEASONS:
        return str(_SEASONS[name])
    full = next((number for number, short in enumerate(_MONTHS, 1) if name.startswith(short)), None)
    return None if full is None else f"{full:02}"
