"""Dates in English words: the names of months, seasons and years, and EDTF for a date that is written in words.

Invariant: the result of `suggest_edtf` is only a suggestion for the author, and there is none where words have two
meanings. Years are astronomical: year 0 is 1 BCE.
"""

from __future__ import annotations

import re

from party_card.localization import format_number, gettext, gettext_noop, pgettext, pgettext_noop

MONTHS = (
    gettext_noop("January"),
    gettext_noop("February"),
    gettext_noop("March"),
    gettext_noop("April"),
    gettext_noop("May"),
    gettext_noop("June"),
    gettext_noop("July"),
    gettext_noop("August"),
    gettext_noop("September"),
    gettext_noop("October"),
    gettext_noop("November"),
    gettext_noop("December"),
)
_WITH_DAY = "after the number of the day"
_MONTHS_WITH_DAY = (
    pgettext_noop("after the number of the day", "January"),
    pgettext_noop("after the number of the day", "February"),
    pgettext_noop("after the number of the day", "March"),
    pgettext_noop("after the number of the day", "April"),
    pgettext_noop("after the number of the day", "May"),
    pgettext_noop("after the number of the day", "June"),
    pgettext_noop("after the number of the day", "July"),
    pgettext_noop("after the number of the day", "August"),
    pgettext_noop("after the number of the day", "September"),
    pgettext_noop("after the number of the day", "October"),
    pgettext_noop("after the number of the day", "November"),
    pgettext_noop("after the number of the day", "December"),
)
SEASONS = {
    21: gettext_noop("spring"),
    22: gettext_noop("summer"),
    23: gettext_noop("autumn"),
    24: gettext_noop("winter"),
}
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


def name_month(month: int, *, has_day: bool = False) -> str:
    """Returns the name of a month or season (21 to 24); `has_day` if the number of a day stands before it."""
    if month in SEASONS:
        return gettext(SEASONS[month])
    return pgettext(_WITH_DAY, _MONTHS_WITH_DAY[month - 1]) if has_day else gettext(MONTHS[month - 1])


def format_year(year: int, with_era: bool = True) -> str:
    """Formats an astronomical year: "1932", "79 CE", "399 BCE", "12,000 BCE"; without its era for a range."""
    number = 1 - year if year < 1 else year
    digits = format_number(number) if number > 9999 else str(number)
    if not with_era or year >= FIRST_BARE_YEAR:
        return digits
    return (gettext("{year} BCE") if year < 1 else gettext("{year} CE")).format(year=digits)


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
