"""Dates in English words: the names of months, seasons and years, and EDTF for a date that is written in words.

Invariant: the result of `suggest_edtf` is only a suggestion for the author, and there is none where words have two
meanings. Years are astronomical: year 0 is 1 BCE.
"""

from __future__ import annotations

import re

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
"""The names of the seasons by the numbers that EDTF puts in the place of a month."""
FIRST_BARE_YEAR = 1000
"""An earlier year is printed with its era, because "79" alone does not look like a year."""
_HEDGES = {
    "../{}": ("before", "until", "up to", "by", "not later than"),
    "{}/..": ("after", "since", "from"),
    "{}~": ("about", "around", "circa", "ca.", "c.", "ca"),
    "{}?": ("perhaps", "possibly", "probably"),
}
_ERAS = r"(?P<era>bce|bc|b\.c\.e?\.?|ce|ad|a\.d\.|c\.e\.)"
_YEAR = rf"(?:(?P<year>\d{{4}})|(?P<ad>ad |a\.d\. )?(?P<era_year>\d{{1,3}}(?:,?\d{{3}})*)(?(ad)| {_ERAS}))"
_FORMS = (
    re.compile(rf"{_YEAR}\Z"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?\Z"),
    re.compile(rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)? (?:of )?)?(?P<name>[a-z]+)\.?,? (?:of )?{_YEAR}\Z"),
    re.compile(rf"(?P<name>[a-z]+)\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}\Z"),
)
_DECADE = re.compile(r"(?:the )?(\d\d[1-9])0['’]?s\Z")


def format_year(year: int, with_era: bool = True) -> str:
    """Formats an astronomical year: "1932", "79 CE", "399 BCE", "12,000 BCE"; without its era for a range."""
    number = 1 - year if year < 1 else year
    digits = f"{number:,}" if number > 9999 else str(number)
    if not with_era or year >= FIRST_BARE_YEAR:
        return digits
    return f"{digits} {name_era(year)}"


def name_era(year: int) -> str:
    """Returns the era that a year is printed with; empty for a year that needs none."""
    return "BCE" if year < 1 else "CE" if year < FIRST_BARE_YEAR else ""


def write_year(year: int) -> str:
    """Returns a year in EDTF: four digits at least, a minus sign before year 0, `Y` before more than four digits."""
    return f"Y{year}" if abs(year) > 9999 else f"{'-' if year < 0 else ''}{abs(year):04}"


def suggest_edtf(text: str) -> str | None:
    """Returns EDTF for a date in English words ("about 22 September 1932"), or None if it is ambiguous."""
    text = " ".join(text.lower().split())
    for form, hedges in _HEDGES.items():
        for hedge in hedges:
            if text.startswith(f"{hedge} "):
                edtf = _parse_words(text.removeprefix(f"{hedge} ").removeprefix("the "))
                return form.format(edtf) if edtf else None
    return _parse_words(text)


def _parse_words(text: str) -> str | None:
    if match := _DECADE.match(text):
        return f"{match[1]}X"
    for form in _FORMS:
        if match := form.match(text):
            parts = match.groupdict()
            month = parts.get("month") or (_month_number(parts["name"]) if parts.get("name") else "")
            day = int(parts.get("day") or 0)
            year = int(parts["year"] or parts["era_year"].replace(",", ""))
            if month is None or day > 31 or (day and int(month or 0) > 12):
                return None
            if (parts.get("era") or "").startswith("b"):
                year = 1 - year
            if (abs(year) > 9999 and month) or len(str(year)) > 12:
                return None
            return "-".join(
                part for part in (write_year(year), month, f"{day:02}") if part.strip("0") or part == "0000"
            )
    return None


def _month_number(name: str) -> str | None:
    seasons = {season: number for number, season in SEASONS.items()} | {"fall": 23}
    months = (number for number, month in enumerate(MONTHS, 1) if len(name) > 2 and month.lower().startswith(name))
    number = seasons.get(name) or next(months, None)
    return None if number is None else f"{number:02}"
