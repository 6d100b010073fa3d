"""Says in words how far a source is from the events that it tells of.

Invariant: a distance is never finer than the coarser of the two dates: a book of 2017 is years away, not days.
"""

from __future__ import annotations

from party_card.content.edtf import EdtfDate, Instant, parse_date
from party_card.content.models import Date, Source
from party_card.evidence.source_dates import find_source_date

_MAX_DAYS = 60
_MAX_MONTHS = 24


def describe_distance(source: Source, date: Date | None) -> str:
    """Returns how long after an event a source was made, such as “85 years later”; empty where that is not known."""
    made = find_source_date(source.original_date) or find_source_date(source.issued)
    event = _parse(date)
    if made is None or made.date is None or event is None or event.start is None or made.date.start is None:
        return ""
    if 1 <= event.start.month <= 12 and 1 <= made.date.start.month <= 12:
        days = made.date.earliest.ordinal - event.earliest.ordinal
        if event.start.day and made.date.start.day and abs(days) <= _MAX_DAYS:
            return _describe(days, "day")
        months = _count_months(made.date.start) - _count_months(event.start)
        if abs(months) <= _MAX_MONTHS:
            return _describe(months, "month")
    return _describe(made.date.start.year - event.start.year, "year")


def _describe(count: int, unit: str) -> str:
    if not count:
        return f"the same {unit}"
    return f"{abs(count)} {unit}{'' if abs(count) == 1 else 's'} {'later' if count > 0 else 'before'}"


def _count_months(instant: Instant) -> int:
    return instant.year * 12 + instant.month


def _parse(date: Date | None) -> EdtfDate | None:
    try:
        return parse_date(date) if date else None
    except ValueError:
        return None  # a rule reports it
