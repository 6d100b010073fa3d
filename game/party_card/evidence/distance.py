"""Says in words how far a source is from the events that it tells of.

Invariant: a distance is never finer than the coarser of the two dates: a book of 2017 is years away, not days.
"""

from __future__ import annotations

from party_card.content.edtf import EdtfDate, Instant, parse_date
from party_card.content.models import Date, Source
from party_card.evidence.source_dates import find_source_date
from party_card.localization import gettext, ngettext

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
            return _describe_days(days)
        months = _count_months(made.date.start) - _count_months(event.start)
        if abs(months) <= _MAX_MONTHS:
            return _describe_months(months)
    return _describe_years(made.date.start.year - event.start.year)


def _describe_days(count: int) -> str:
    if not count:
        return gettext("the same day")
    if count > 0:
        return ngettext("{count} day later", "{count} days later", count).format(count=count)
    return ngettext("{count} day before", "{count} days before", -count).format(count=-count)


def _describe_months(count: int) -> str:
    if not count:
        return gettext("the same month")
    if count > 0:
        return ngettext("{count} month later", "{count} months later", count).format(count=count)
    return ngettext("{count} month before", "{count} months before", -count).format(count=-count)


def _describe_years(count: int) -> str:
    if not count:
        return gettext("the same year")
    if count > 0:
        return ngettext("{count} year later", "{count} years later", count).format(count=count)
    return ngettext("{count} year before", "{count} years before", -count).format(count=-count)


def _count_months(instant: Instant) -> int:
    return instant.year * 12 + instant.month


def _parse(date: Date | None) -> EdtfDate | None:
    try:
        return parse_date(date) if date else None
    except ValueError:
        return None  # a rule reports it
