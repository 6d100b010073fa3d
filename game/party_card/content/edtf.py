"""Reads and formats dates in EDTF level 1 (ISO 8601-2), as the Library of Congress specifies it.

Invariant: a date keeps exactly the precision it was written with; bounds and readable text are derived. Understood are
a year, a month, a day, a season (21 spring to 24 winter), `~` approximate, `?` uncertain, `%` both, `X` for what is
not specified (193X, 19XX, 1932-XX, 1932-11-XX, 1932-XX-XX), years before year 1 (year 0 is 1 BCE), years of more than
four digits after `Y`, and intervals, of which one end may be open (`..`) or unknown (empty). A time of day is refused.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from party_card.content.calendar_day import CalendarDay, count_month_days
from party_card.content.date_words import MONTHS, SEASONS, format_year, suggest_edtf, write_year
from party_card.content.edtf_words import format_instant, format_interval
from party_card.frozen_dataclass import frozen_dataclass

Qualifier = Literal["", "~", "?", "%"]
Unspecified = Literal["", "X", "XX", "-XX", "-XX-XX"]
"""The end of a date in EDTF that is not specified: digits of the year, the month or the day, or both."""

MAX_YEAR_DIGITS = 12
"""A longer year is a slip, and is printed nowhere."""
EARLIEST_DAY = CalendarDay(-(10**MAX_YEAR_DIGITS), 1, 1)
LATEST_DAY = CalendarDay(10**MAX_YEAR_DIGITS, 12, 31)
"""Before and after any day that can be written."""
_INSTANT = re.compile(r"(-?)([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(-XX(?:-XX)?)?([~?%]?)\Z")
_UNSPECIFIED_YEAR = re.compile(r"(-?)([0-9]{2,3})(XX?)([~?%]?)\Z")
_LONG_YEAR = re.compile(r"Y?(-?[1-9][0-9]{4,})([~?%]?)\Z")
_NUMBERED_DAY = re.compile(r"(\d{4}|\d{1,2})([./])[ ]?(\d{1,2})\2[ ]?(\d{4}|\d{1,2})\Z", re.ASCII)
"""A day in numbers, as in many countries: `12.9.1911`, `12/09/1911`, `1911/09/12`."""
_RANGE_IN_WORDS = re.compile(r" (?:to|till|until|and|–|—|-) |[–—]")
_UNPADDED_INSTANT = re.compile(r"(-?[0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?([~?%]?)\Z")
_SHORT_NEGATIVE_YEAR = re.compile(r"-([0-9]{1,3})(?![0-9])")
_TIME_OF_DAY = re.compile(r"(-?[0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{1,2}:[0-9:.]+ ?(?:Z|[-+][0-9:]+)?\Z")
_WITH_UNSPECIFIED = re.compile(r"[-0-9XxUu]{4,}[~?%]?\Z")
_EXPECTED_FORM = "write year-month-day, for example 1932-09-14, or less: 1932-09, 1932"


@frozen_dataclass
class Instant:
    """A date: a year, optionally a month (21 to 24 are seasons) and a day, its qualifier and what is not specified.

    If digits of the year are not specified, `year` is the earliest that it can be.
    """

    year: int
    month: int = 0
    day: int = 0
    qualifier: Qualifier = ""
    unspecified: Unspecified = ""

    def __post_init__(self) -> None:
        if len(str(abs(self.year))) > MAX_YEAR_DIGITS:
            raise ValueError(f"a year has at most {MAX_YEAR_DIGITS} digits")
        if self.month in SEASONS:
            if self.day or self.unspecified:
                raise ValueError(f"a season ({self.month}) has no days; leave the day out")
        elif not 0 <= self.month <= 12:
            raise ValueError(f"there is no month {self.month:02}; months are 01 to 12, and 21 to 24 are the seasons")
        elif self.day > 0 or self.month > 0:
            if self.month == 0:
                raise ValueError("a day needs a month before it")
            days = count_month_days(self.year, self.month)
            if not 0 <= self.day <= days:
                month = f"{MONTHS[self.month - 1]} {format_year(self.year)}"
                raise ValueError(f"{month} has no day {self.day:02}; it has {days}")

    @property
    def earliest(self) -> CalendarDay:
        """The first day that this can mean."""
        return CalendarDay(self.year, _first_month(self.month), self.day or 1)

    @property
    def latest(self) -> CalendarDay:
        """The last day that this can mean. A winter begins in December and ends in the next year."""
        if self.day:
            return self.earliest
        if self.month in SEASONS:
            last_month = _first_month(self.month) + 2
            year, month = self.year + (last_month > 12), (last_month - 1) % 12 + 1
        else:
            year, month = self.latest_year, self.month or 12
        return CalendarDay(year, month, count_month_days(year, month))

    @property
    def latest_year(self) -> int:
        """The last year that this can mean."""
        return self.year + (9 if self.unspecified == "X" else 99 if self.unspecified == "XX" else 0)

    def format(self, with_month: bool = True, with_year: bool = True, with_era: bool = True) -> str:
        """Formats the date, "14 September 1932"; without month, year or era if the text that follows has them."""
        return format_instant(self, with_month, with_year, with_era)

    def to_edtf(self) -> str:
        """Returns the date in EDTF."""
        year = write_year(self.year)
        if self.unspecified in ("X", "XX"):
            return f"{year[: -len(self.unspecified)]}{self.unspecified}{self.qualifier}"
        parts = [year, *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts) + self.unspecified + self.qualifier


@frozen_dataclass
class EdtfDate:
    """A date (`start` and `end` are equal) or an interval; None is an open end, or an unknown one."""

    start: Instant | None
    end: Instant | None
    has_unknown_end: bool = False
    """True if the end that is None is not open but unknown."""

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise ValueError("an interval open at both ends says nothing; give one date at least")
        if self.earliest > self.latest:
            raise ValueError("this interval ends before it begins; write the earlier date first")

    @property
    def earliest(self) -> CalendarDay:
        """The first day that this can mean; `EARLIEST_DAY` if open or unknown. Qualifiers do not widen it."""
        return self.start.earliest if self.start else EARLIEST_DAY

    @property
    def latest(self) -> CalendarDay:
        """The last day that this can mean; `LATEST_DAY` if open or unknown. Qualifiers do not widen it."""
        return self.end.latest if self.end else LATEST_DAY

    def __str__(self) -> str:
        """Readable: "14 September 1932", "28 September – 2 October 1932", "about 21 August 1932"."""
        return format_interval(self.start, self.end, self.has_unknown_end)

    def to_edtf(self) -> str:
        """Returns the date in EDTF."""
        if self.start == self.end and self.start is not None:
            return self.start.to_edtf()
        missing_end = "" if self.has_unknown_end else ".."
        return "/".join(instant.to_edtf() if instant else missing_end for instant in (self.start, self.end))


@lru_cache(maxsize=4096)
def parse_date(text: str) -> EdtfDate:
    """Parses an EDTF date. Raises ValueError with a sentence for the author."""
    edtf = text.strip()
    if not edtf:
        raise ValueError(f"there is no date here; {_EXPECTED_FORM}")
    if (match := _NUMBERED_DAY.match(edtf)) and (days := _read_numbered_day(match)):
        raise ValueError(f"`{edtf}` cannot be read as a date; write {days}")
    if "…" in edtf and (dotted := edtf.replace("…", "..")).count("/") == 1:
        raise ValueError(f"an ellipsis stands for the two dots of an open end; write {_shorten(dotted)}")
    if edtf.count("/") > 1:
        raise ValueError("an interval has two ends and one slash, for example 1932-08-21/1932-10-02")
    if "/" not in edtf:
        instant = _parse_instant(edtf)
        return EdtfDate(instant, instant)
    ends = [part.strip() for part in edtf.split("/")]
    start, end = (None if part in ("", "..") else _parse_instant(part) for part in ends)
    return EdtfDate(start, end, has_unknown_end="" in ends)


def format_date(date: str) -> str:
    """Returns an EDTF date in words; unchanged if invalid, because scenes with mistakes are shown too."""
    try:
        return str(parse_date(date))
    except ValueError:
        return date


def _parse_instant(text: str) -> Instant:
    if match := _INSTANT.match(text):
        sign, year, month, day, unspecified, qualifier = match.groups()
        if month == "00" or day == "00":
            raise ValueError("there is no month or day 00; leave out what is not known, for example 1932-09")
        if sign and year == "0000":
            raise ValueError("the year 0000, which is 1 BCE, has no minus sign; write 0000")
        if unspecified and (day or (month and unspecified == "-XX-XX")):
            raise _cannot_read(text)
        return Instant(
            int(sign + year), int(month or 0), int(day or 0), _qualifier(qualifier), _unspecified(unspecified or "")
        )
    if (match := _UNSPECIFIED_YEAR.match(text)) and len(match[2] + match[3]) == 4:
        sign, digits, unspecified, qualifier = match.groups()
        year = int(sign + digits + unspecified.replace("X", "9" if sign else "0"))
        return Instant(year, 0, 0, _qualifier(qualifier), _unspecified(unspecified))
    if match := _LONG_YEAR.match(text):
        if len(match[1].lstrip("-")) > MAX_YEAR_DIGITS:
            raise ValueError(
                f"`{_shorten(text)}` cannot be read as a date: a year has at most {MAX_YEAR_DIGITS} digits"
            )
        if not text.startswith("Y"):
            raise ValueError(f"a year of more than four digits begins with Y; write Y{match[1]}{match[2]}")
        return Instant(int(match[1]), 0, 0, _qualifier(match[2]))
    raise _cannot_read(text)


def _cannot_read(text: str) -> ValueError:
    """Returns the error for a text that is no date, with what was probably meant."""
    if match := _UNPADDED_INSTANT.match(text):
        year, month, day, qualifier = match.groups()
        padded_date = "-".join([year, f"{int(month):02}"] + ([f"{int(day):02}"] if day else [])) + qualifier
        return ValueError(f"a month and a day have two digits each; write {padded_date}")
    excerpt = _shorten(text)
    if match := _TIME_OF_DAY.match(text):
        return ValueError(f"`{excerpt}` cannot be read as a date with its time of day; write {match[1]}")
    if match := _SHORT_NEGATIVE_YEAR.match(text):
        number = int(match[1])
        bce_year = write_year(1 - number) if number else "0000"
        message = f"`{excerpt}` cannot be read as a date: a year has four digits, and the year before 0001 is 0000"
        return ValueError(f"{message}; write {bce_year} for {max(number, 1)} BCE")
    if _WITH_UNSPECIFIED.match(text) and any(letter in text for letter in "XxUu"):
        upper_text = text.replace("x", "X").replace("u", "X").replace("U", "X")
        if upper_text != text and _is_instant(upper_text):
            return ValueError(f"what is not known is a capital X; write {upper_text}")
        where = "for the last one or two digits of a year, for a month, for a day, or for both"
        return ValueError(f"an X stands {where}; write it like 193X, 19XX, 1932-XX, 1932-11-XX or 1932-XX-XX")
    if len(ends := _RANGE_IN_WORDS.split(text)) == 2 and all(map(_is_instant, ends)):
        return ValueError(f"`{excerpt}` cannot be read as a date; write {'/'.join(ends)}")
    suggestion = suggest_edtf(text)
    help_text = f"write {suggestion}" if suggestion else _EXPECTED_FORM
    return ValueError(f"`{excerpt}` cannot be read as a date; {help_text}")


def _read_numbered_day(match: re.Match[str]) -> str:
    """Returns EDTF for a day in numbers, day and month in the order of the author's country: both where both can be."""
    first, second, third = match[1], match[3], match[4]
    if len(first) == 4:
        days = [f"{first}-{int(second):02}-{int(third):02}"]
    else:
        orders = [(second, first)] if match[2] == "." else [(second, first), (first, second)]
        days = [f"{third}-{int(month):02}-{int(day):02}" for month, day in orders]
    days = [day for day in dict.fromkeys(days) if len(day) == 10 and _is_instant(day)]
    return f"{days[0]}, or {days[1]} if the month stands first" if len(days) > 1 else "".join(days)


def _shorten(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _is_instant(text: str) -> bool:
    try:
        _parse_instant(text)
    except ValueError:
        return False
    return True


def _qualifier(mark: str) -> Qualifier:
    return "~" if mark == "~" else "?" if mark == "?" else "%" if mark == "%" else ""


def _unspecified(mark: str) -> Unspecified:
    options: tuple[Unspecified, ...] = ("X", "XX", "-XX", "-XX-XX")
    return next((option for option in options if option == mark), "")


def _first_month(month: int) -> int:
    return (month - 21) * 3 + 3 if month in SEASONS else month or 1
