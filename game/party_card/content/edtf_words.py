"""Dates and intervals in words: "14 September 1932", "28 September – 2 October 1932", "about 21 August 1932"."""

from __future__ import annotations

from typing import Protocol

from party_card.content.date_words import format_year, name_era, name_month
from party_card.localization import gettext, gettext_noop, pgettext

_QUALIFIED = {
    "~": gettext_noop("about {date}"),
    "?": gettext_noop("perhaps {date}"),
    "%": gettext_noop("perhaps about {date}"),
}


class InstantParts(Protocol):
    """The parts of a date, as `edtf.Instant` has them."""

    @property
    def year(self) -> int:
        """The astronomical year, the earliest that it can be."""

    @property
    def month(self) -> int:
        """1 to 12, 21 to 24 for a season, or 0."""

    @property
    def day(self) -> int:
        """The day of the month, or 0."""

    @property
    def qualifier(self) -> str:
        """How sure the date is: the sign of EDTF."""

    @property
    def unspecified(self) -> str:
        """What is not specified, as EDTF writes it."""

    @property
    def latest_year(self) -> int:
        """The last year that it can be."""


def format_instant(
    instant: InstantParts, with_month: bool = True, with_year: bool = True, with_era: bool = True
) -> str:
    """Formats the date, "14 September 1932"; without month, year or era if the text that follows has them."""
    text = _format_certain(instant, with_month, with_year, with_era)
    return gettext(_QUALIFIED[instant.qualifier]).format(date=text) if instant.qualifier else text


def _format_certain(instant: InstantParts, with_month: bool, with_year: bool, with_era: bool) -> str:
    """Formats the date without its qualifier."""
    if instant.unspecified in ("X", "XX"):
        return _format_unspecified_years(instant)
    text = _format_parts(instant, with_month, with_year, with_era)
    if instant.unspecified == "-XX-XX":
        return gettext("{date}, month and day unknown").format(date=text)
    if instant.unspecified == "-XX":
        return (gettext("{date}, day unknown") if instant.month else gettext("{date}, month unknown")).format(date=text)
    return text


def _format_parts(instant: InstantParts, with_month: bool, with_year: bool, with_era: bool) -> str:
    """Formats those of day, month and year that are known and asked for."""
    day = str(instant.day) if instant.day else ""
    month = name_month(instant.month, has_day=bool(day)) if instant.month and with_month else ""
    year = format_year(instant.year, with_era) if with_year else ""
    if day and month:
        pattern = pgettext("date", "{day} {month} {year}") if year else pgettext("date", "{day} {month}")
    elif day:
        pattern = pgettext("date", "{day} {year}") if year else pgettext("date", "{day}")
    elif month and year:
        pattern = pgettext("date", "{month} {year}")
    else:
        return month or year
    return pattern.format(day=day, month=month, year=year)


def _format_unspecified_years(instant: InstantParts) -> str:
    """Formats a year of which digits are not specified: a decade has a name, other years are written out."""
    if instant.unspecified == "X" and instant.year >= 1000 and instant.year // 10 % 10:
        return gettext("the {decade}s").format(decade=instant.year)
    return gettext("the years {years}").format(years=format_years(instant.year, instant.latest_year))


def format_interval(start: InstantParts | None, end: InstantParts | None, has_unknown_end: bool) -> str:
    """Formats a date or an interval: "14 September 1932", "28 September – 2 October 1932", "about 21 August 1932"."""
    if start is None or end is None:
        return _format_open(start, end, has_unknown_end)
    if start == end:
        return format_instant(start)
    is_exact = not (start.qualifier or end.qualifier or start.unspecified or end.unspecified)
    if start.year != end.year:
        if is_exact and not start.month and not end.month:
            return format_years(start.year, end.year)
        return _join_ends(format_instant(start), format_instant(end))
    same_month = is_exact and start.month == end.month and bool(start.day and end.day)
    with_year = not start.month or bool(start.unspecified)
    first = format_instant(start, with_month=not same_month, with_year=with_year)
    if same_month:
        return pgettext("days of a month", "{start}–{end}").format(start=first, end=format_instant(end))
    return _join_ends(first, format_instant(end))


def _format_open(start: InstantParts | None, end: InstantParts | None, has_unknown_end: bool) -> str:
    """Formats an interval of which one end is open or unknown."""
    if start:
        pattern = gettext("from {date}, end unknown") if has_unknown_end else gettext("from {date}")
        return pattern.format(date=format_instant(start))
    pattern = gettext("until {date}, beginning unknown") if has_unknown_end else gettext("until {date}")
    return pattern.format(date=format_instant(end)) if end else ""


def _join_ends(start: str, end: str) -> str:
    return pgettext("interval", "{start} – {end}").format(start=start, end=end)


def format_years(first_year: int, last_year: int) -> str:
    """Formats a stretch of years: "1929–1941", "399–380 BCE", "27 BCE – 14 CE"."""
    last = format_year(last_year)
    if name_era(first_year) == name_era(last_year):
        return f"{format_year(first_year, with_era=False)}–{last}"
    if name_era(first_year):
        return _join_ends(format_year(first_year), last)
    return f"{format_year(first_year)}–{last}"
