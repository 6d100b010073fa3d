"""Dates as historians know them: the part of EDTF (ISO 8601-2) that sources need.

Law: a date keeps exactly the precision it was written with; bounds and readable text are derived.
Understood are a year, a month, a day, a season (21 spring to 24 winter), `~` about, `?` uncertain, `%`
both, and intervals, open ones too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from party_card.evidence.date_words import as_written

Qualifier = Literal["", "~", "?", "%"]

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_SAID = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}
_INSTANT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)\Z")
_LOOSE = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?([~?%]?)\Z")
_WANTED = "write year-month-day, for example 1932-09-14, or less: 1932-09, 1932"


@dataclass(frozen=True, slots=True)
class Instant:
    """One date: a year, perhaps a month (21 to 24 are seasons), perhaps a day, and how sure it is."""

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
            days = (_after_month(self.year, self.month) - timedelta(1)).day
            if not 0 <= self.day <= days:
                raise ValueError(f"{_MONTHS[self.month - 1]} {self.year} has no day {self.day:02}; it has {days}")

    @property
    def earliest(self) -> date:
        """The first day this can mean."""
        return date(self.year, _first_month(self.month), self.day or 1)

    @property
    def latest(self) -> date:
        """The last day this can mean. A winter begins in December and ends in the next year."""
        if self.day:
            return self.earliest
        if self.month in _SEASONS:
            last = _first_month(self.month) + 2
            return _after_month(self.year + (last > 12), (last - 1) % 12 + 1) - timedelta(1)
        return _after_month(self.year, self.month or 12) - timedelta(1)

    @property
    def edtf(self) -> str:
        """As it would be written in a file."""
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts) + self.qualifier

    def words(self, month: bool = True, year: bool = True) -> str:
        """Readable: "14 September 1932"; without `year` or `month` where what follows says them."""
        named = _SEASONS.get(self.month) or (_MONTHS[self.month - 1] if self.month else "")
        parts = [str(self.day) if self.day else "", named if month else "", str(self.year) if year else ""]
        return _SAID[self.qualifier] + " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date (`start` and `end` are the same) or an interval; None is an open end."""

    start: Instant | None
    end: Instant | None

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise ValueError("an interval open at both ends says nothing; give one date at least")
        if self.earliest > self.latest:
            raise ValueError("this interval ends before it begins; write the earlier date first")

    @property
    def earliest(self) -> date:
        """The first day this can mean; `date.min` where it is open. `~` and `?` do not widen it."""
        return self.start.earliest if self.start else date.min

    @property
    def latest(self) -> date:
        """The last day this can mean; `date.max` where it is open. `~` and `?` do not widen it."""
        return self.end.latest if self.end else date.max

    @property
    def edtf(self) -> str:
        """As it would be written in a file; reading it gives this date again."""
        if self.start == self.end and self.start:
            return self.start.edtf
        return f"{self.start.edtf if self.start else '..'}/{self.end.edtf if self.end else '..'}"

    def __str__(self) -> str:
        """Readable: "14 September 1932", "28 September – 2 October 1932", "about 21 August 1932"."""
        start, end = self.start, self.end
        if start is None or end is None:
            return f"from {start.words()}" if start else f"until {end.words()}" if end else ""
        if start == end:
            return start.words()
        plain = not start.qualifier and not end.qualifier
        if start.year != end.year:
            dash = "–" if plain and not start.month and not end.month else " – "
            return f"{start.words()}{dash}{end.words()}"
        same_month = plain and start.month == end.month and bool(start.day and end.day)
        dash = "–" if same_month else " – "
        return f"{start.words(month=not same_month, year=not start.month)}{dash}{end.words()}"


@lru_cache(maxsize=4096)
def parse_date(text: str) -> EdtfDate:
    """The date that `text` means; ValueError with a sentence for its author where it means none."""
    written = text.strip()
    if not written:
        raise ValueError(f"there is no date here; {_WANTED}")
    if written.count("/") > 1:
        raise ValueError("an interval has two ends and one slash, for example 1932-08-21/1932-10-02")
    if "/" not in written:
        instant = _instant(written)
        return EdtfDate(instant, instant)
    start, end = (None if part.strip() in ("", "..") else _instant(part.strip()) for part in written.split("/"))
    return EdtfDate(start, end)


def _instant(written: str) -> Instant:
    if found := _INSTANT.match(written):
        year, month, day, qualifier = found.groups()
        if month == "00" or day == "00":
            raise ValueError("there is no month or day 00; leave out what is not known, for example 1932-09")
        return Instant(int(year), int(month or 0), int(day or 0), _qualifier(qualifier))
    if found := _LOOSE.match(written):
        year, month, day, qualifier = found.groups()
        mended = "-".join([year, f"{int(month):02}"] + ([f"{int(day):02}"] if day else [])) + qualifier
        raise ValueError(f"a month and a day have two digits each; write {mended}")
    shown = written if len(written) <= 40 else written[:39] + "…"
    meant = as_written(written)
    raise ValueError(f"`{shown}` cannot be read as a date; {f'write {meant}' if meant else _WANTED}")


def _qualifier(mark: str) -> Qualifier:
    return "~" if mark == "~" else "?" if mark == "?" else "%" if mark == "%" else ""


def _first_month(month: int) -> int:
    return (month - 21) * 3 + 3 if month in _SEASONS else month or 1


def _after_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)
