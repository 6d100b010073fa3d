"""Reads and formats dates in EDTF (ISO 8601-2), as far as historical sources need it.

Invariant: a date keeps exactly the precision it was written with; bounds and readable text are derived. Supported are
a year, a month, a day, a season (21 spring to 24 winter), `~` approximate, `?` uncertain, `%` both, and intervals,
open ones too. The result of `suggest_edtf` for other words is only a suggestion for the author.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

Qualifier = Literal["", "~", "?", "%"]

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_QUALIFIER_WORDS = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}
_INSTANT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)\Z")
_UNPADDED_INSTANT = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?([~?%]?)\Z")
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
_EXPECTED_FORM = "write year-month-day, for example 1932-09-14, or less: 1932-09, 1932"


@dataclass(frozen=True, slots=True)
class Instant:
    """A date: a year, optionally a month (21 to 24 are seasons) and a day, and its qualifier."""

    year: int
    month: int = 0
    day: int = 0
    qualifier: Qualifier = ""

    def __post_init__(self) -> None:
        if not 1 <= self.year <= 9998:
            raise ValueError(f"the year {self.year:04} is not one that can be reckoned with; years are 0001 to 9998")
        if self.month in _SEASONS:
            if self.day:
                raise ValueError(f"a season ({self.month}) has no days; leave the day out")
        elif not 0 <= self.month <= 12:
            raise ValueError(f"there is no month {self.month:02}; months are 01 to 12, and 21 to 24 are the seasons")
        elif self.day > 0 or self.month > 0:
            if self.month == 0:
                raise ValueError("a day needs a month before it")
            days = (_first_day_after(self.year, self.month) - timedelta(1)).day
            if not 0 <= self.day <= days:
                raise ValueError(f"{MONTHS[self.month - 1]} {self.year} has no day {self.day:02}; it has {days}")

    @property
    def earliest(self) -> date:
        """The first day that this can mean."""
        return date(self.year, _first_month(self.month), self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that this can mean. A winter begins in December and ends in the next year."""
        if self.day:
            return self.earliest
        if self.month in _SEASONS:
            last_month = _first_month(self.month) + 2
            return _first_day_after(self.year + (last_month > 12), (last_month - 1) % 12 + 1) - timedelta(1)
        return _first_day_after(self.year, self.month or 12) - timedelta(1)

    def format(self, with_month: bool = True, with_year: bool = True) -> str:
        """Formats the date, "14 September 1932"; without month or year if the text that follows has them."""
        month_name = _SEASONS.get(self.month) or (MONTHS[self.month - 1] if self.month else "")
        parts = [
            str(self.day) if self.day else "",
            month_name if with_month else "",
            str(self.year) if with_year else "",
        ]
        return _QUALIFIER_WORDS[self.qualifier] + " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date (`start` and `end` are equal) or an interval; None is an open end."""

    start: Instant | None
    end: Instant | None

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise ValueError("an interval open at both ends says nothing; give one date at least")
        if self.earliest > self.latest:
            raise ValueError("this interval ends before it begins; write the earlier date first")

    @property
    def earliest(self) -> date:
        """The first day that this can mean; `date.min` if open. Qualifiers do not widen it."""
        return self.start.earliest if self.start else date.min

    @property
    def latest(self) -> date:
        """The last day that this can mean; `date.max` if open. Qualifiers do not widen it."""
        return self.end.latest if self.end else date.max

    def __str__(self) -> str:
        """Readable: "14 September 1932", "28 September – 2 October 1932", "about 21 August 1932"."""
        start, end = self.start, self.end
        if start is None or end is None:
            return f"from {start.format()}" if start else f"until {end.format()}" if end else ""
        if start == end:
            return start.format()
        is_exact = not start.qualifier and not end.qualifier
        if start.year != end.year:
            dash = "–" if is_exact and not start.month and not end.month else " – "
            return f"{start.format()}{dash}{end.format()}"
        same_month = is_exact and start.month == end.month and bool(start.day and end.day)
        dash = "–" if same_month else " – "
        return f"{start.format(with_month=not same_month, with_year=not start.month)}{dash}{end.format()}"


@lru_cache(maxsize=4096)
def parse_date(text: str) -> EdtfDate:
    """Parses an EDTF date. Raises ValueError with a sentence for the author."""
    edtf = text.strip()
    if not edtf:
        raise ValueError(f"there is no date here; {_EXPECTED_FORM}")
    if edtf.count("/") > 1:
        raise ValueError("an interval has two ends and one slash, for example 1932-08-21/1932-10-02")
    if "/" not in edtf:
        instant = _parse_instant(edtf)
        return EdtfDate(instant, instant)
    start, end = (None if part.strip() in ("", "..") else _parse_instant(part.strip()) for part in edtf.split("/"))
    return EdtfDate(start, end)


def format_date(date: str) -> str:
    """Returns an EDTF date in words; unchanged if invalid, because scenes with mistakes are shown too."""
    try:
        return str(parse_date(date))
    except ValueError:
        return date


def _parse_instant(text: str) -> Instant:
    if match := _INSTANT.match(text):
        year, month, day, qualifier = match.groups()
        if month == "00" or day == "00":
            raise ValueError("there is no month or day 00; leave out what is not known, for example 1932-09")
        return Instant(int(year), int(month or 0), int(day or 0), _qualifier(qualifier))
    if match := _UNPADDED_INSTANT.match(text):
        year, month, day, qualifier = match.groups()
        padded_date = "-".join([year, f"{int(month):02}"] + ([f"{int(day):02}"] if day else [])) + qualifier
        raise ValueError(f"a month and a day have two digits each; write {padded_date}")
    excerpt = text if len(text) <= 40 else text[:39] + "…"
    suggestion = suggest_edtf(text)
    raise ValueError(f"`{excerpt}` cannot be read as a date; {f'write {suggestion}' if suggestion else _EXPECTED_FORM}")


def _qualifier(mark: str) -> Qualifier:
    return "~" if mark == "~" else "?" if mark == "?" else "%" if mark == "%" else ""


def _first_month(month: int) -> int:
    return (month - 21) * 3 + 3 if month in _SEASONS else month or 1


def _first_day_after(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)


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
    seasons = {season: number for number, season in _SEASONS.items()} | {"fall": 23}
    months = (number for number, month in enumerate(MONTHS, 1) if name.startswith(month[:3].lower()))
    number = seasons.get(name) or next(months, None)
    return None if number is None else f"{number:02}"
