"""Formats the dates of sources as the Chicago Manual of Style (17th edition) prints them: September 14, 1932.

Invariant: a date that is not certain is in brackets with a question mark ([1932?]), an approximate one with "ca."
([ca. 1932]); a range is printed as a range. Citations are in English whatever the language of the interface.
"""

from __future__ import annotations

from party_card.content.date_words import MONTHS, SEASONS, format_year
from party_card.content.edtf import EdtfDate, Instant
from party_card.content.edtf_words import format_years
from party_card.content.models import CslDateValue
from party_card.evidence.source_dates import find_source_date
from party_card.localization import use_language
from party_card.localization.languages import ENGLISH


def format_american_date(value: CslDateValue | None) -> str:
    """Formats a date in full; empty if there is none."""
    source_date = find_source_date(value)
    if source_date is None:
        return ""
    if source_date.date is None:
        return source_date.text
    with use_language(ENGLISH):
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
    with use_language(ENGLISH):
        return _format_range(EdtfDate(start, end))


def _without_month(instant: Instant | None) -> Instant | None:
    if instant is None:
        return None
    unspecified = instant.unspecified if instant.unspecified in ("X", "XX") else ""
    return Instant(instant.year, qualifier=instant.qualifier, unspecified=unspecified)


def _format_range(date: EdtfDate) -> str:
    start, end = date.start, date.end
    if start is None or end is None:
        return f"{_format_instant(start)}–" if start else f"until {_format_instant(end)}" if end else ""
    if start == end:
        return _format_instant(start)
    if _has_plain_year(start) and _has_plain_year(end):
        if not start.month and not end.month:
            return format_years(start.year, end.year)
        if start.year == end.year and start.month and end.month:
            if start.month == end.month and start.day and end.day:
                return f"{_month_name(start.month)} {start.day}–{end.day}, {format_year(end.year)}"
            return f"{_format_instant(start, with_year=False)}–{_format_instant(end)}"
    return f"{_format_instant(start)}–{_format_instant(end)}"


def _has_plain_year(instant: Instant) -> bool:
    return not instant.qualifier and instant.unspecified not in ("X", "XX")


def _format_instant(instant: Instant, *, with_year: bool = True) -> str:
    if instant.unspecified in ("X", "XX"):
        text = Instant(instant.year, unspecified=instant.unspecified).format()
        text = text.removeprefix("the years ").removeprefix("the ")
    elif not instant.month:
        text = format_year(instant.year)
    else:
        month = _month_name(instant.month)
        text = f"{month} {instant.day}" if instant.day else month
        if with_year:
            text += f"{',' if instant.day else ''} {format_year(instant.year)}"
    match instant.qualifier:
        case "~":
            return f"[ca. {text}]"
        case "?":
            return f"[{text}?]"
        case "%":
            return f"[ca. {text}?]"
        case _:
            return text


def _month_name(month: int) -> str:
    return SEASONS[month].capitalize() if month in SEASONS else MONTHS[month - 1]
