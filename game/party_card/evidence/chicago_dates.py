"""Formats the dates of sources as the Chicago Manual of Style (17th edition) prints them: September 14, 1932.

Invariant: a date that is not certain is in brackets with a question mark ([1932?]), an approximate one with "ca."
([ca. 1932]); a range is printed as a range. In other languages than English day, month and year have the order of the
language.
"""

from __future__ import annotations

from party_card.content.date_words import SEASONS, format_year, name_month
from party_card.content.edtf import EdtfDate, Instant
from party_card.content.edtf_words import format_years
from party_card.content.models import CslDateValue
from party_card.evidence.source_dates import find_source_date
from party_card.localization import pgettext, pgettext_noop

_SEASONS = {
    21: pgettext_noop("citation", "Spring"),
    22: pgettext_noop("citation", "Summer"),
    23: pgettext_noop("citation", "Autumn"),
    24: pgettext_noop("citation", "Winter"),
}
"""The seasons of EDTF as they stand before a year: Spring 1932."""


def format_american_date(value: CslDateValue | None) -> str:
    """Formats a date in full; empty if there is none."""
    source_date = find_source_date(value)
    if source_date is None:
        return ""
    if source_date.date is None:
        return source_date.text
    date = _format_range(source_date.date)
    return f"{source_date.text} {date}" if source_date.text else date


def format_publication_year(value: CslDateValue | None) -> str:
    """Formats the year or years of a date; its words if there is no year; empty if there is none."""
    source_date = find_source_date(value)
    if source_date is None:
        return ""
    if source_date.date is None:
        return source_date.text
    start, end = (_without_month(instant) for instant in (source_date.date.start, source_date.date.end))
    return _format_range(EdtfDate(start, end))


def _without_month(instant: Instant | None) -> Instant | None:
    if instant is None:
        return None
    unspecified = instant.unspecified if instant.unspecified in ("X", "XX") else ""
    return Instant(instant.year, qualifier=instant.qualifier, unspecified=unspecified)


def _format_range(date: EdtfDate) -> str:
    start, end = date.start, date.end
    if start is None or end is None:
        return _format_open_range(start, end)
    if start == end:
        return _format_instant(start)
    if _has_plain_year(start) and _has_plain_year(end):
        if not start.month and not end.month:
            return format_years(start.year, end.year)
        if start.year == end.year and start.month and end.month:
            return _format_range_within_year(start, end)
    return _join_ends(_format_instant(start), _format_instant(end))


def _format_open_range(start: Instant | None, end: Instant | None) -> str:
    if start:
        # TRANSLATORS: The years of a source that still appears.
        return pgettext("citation", "{start}–").format(start=_format_instant(start))
    return pgettext("citation", "until {end}").format(end=_format_instant(end)) if end else ""


def _format_range_within_year(start: Instant, end: Instant) -> str:
    if start.month == end.month and start.day and end.day:
        # TRANSLATORS: Days of one month: “September 14–20, 1932”.
        return pgettext("citation", "{month} {first_day}–{last_day}, {year}").format(
            month=_name_month(end), first_day=start.day, last_day=end.day, year=format_year(end.year)
        )
    return _join_ends(_format_instant(start, with_year=False), _format_instant(end))


def _join_ends(start: str, end: str) -> str:
    # TRANSLATORS: From one date to another: “September 28–October 2, 1932”.
    return pgettext("citation", "{start}–{end}").format(start=start, end=end)


def _has_plain_year(instant: Instant) -> bool:
    return not instant.qualifier and instant.unspecified not in ("X", "XX")


def _format_instant(instant: Instant, *, with_year: bool = True) -> str:
    text = _format_certain(instant, with_year=with_year)
    match instant.qualifier:
        case "~":
            return pgettext("citation", "[ca. {date}]").format(date=text)
        case "?":
            return pgettext("citation", "[{date}?]").format(date=text)
        case "%":
            return pgettext("citation", "[ca. {date}?]").format(date=text)
        case _:
            return text


def _format_certain(instant: Instant, *, with_year: bool) -> str:
    if instant.unspecified in ("X", "XX"):
        return _format_unspecified_years(instant)
    year = format_year(instant.year)
    if not instant.month:
        return year
    month = _name_month(instant)
    if instant.day:
        # TRANSLATORS: The order of your language; the month has the form that stands beside the number of a day.
        dated = pgettext("citation", "{month} {day}, {year}") if with_year else pgettext("citation", "{month} {day}")
        return dated.format(month=month, day=instant.day, year=year)
    return pgettext("citation", "{month} {year}").format(month=month, year=year) if with_year else month


def _format_unspecified_years(instant: Instant) -> str:
    """Formats a year of which digits are not specified: a decade has a name, other years are written out."""
    if instant.unspecified == "X" and instant.year >= 1000 and instant.year // 10 % 10:
        return pgettext("citation", "{decade}s").format(decade=instant.year)
    return format_years(instant.year, instant.latest_year)


def _name_month(instant: Instant) -> str:
    if instant.month in SEASONS:
        return pgettext("citation", _SEASONS[instant.month])
    return name_month(instant.month, has_day=bool(instant.day))
