"""Reads the dates of sources: EDTF, as facts have them, or the forms of the Citation Style Language.

Invariant: a date that can be read obeys the same rules as that of a fact; words that cannot be read are kept as words.
CSL counts years as historians do (-399 is 399 BCE, and there is no year 0), EDTF as astronomers do.
"""

from __future__ import annotations

import re
from typing import cast

from party_card.content.date_words import SEASONS, suggest_edtf
from party_card.content.edtf import MAX_YEAR_DIGITS, EdtfDate, Instant, Qualifier, parse_date
from party_card.content.models import CslDate, CslDateValue, DateStep, Source
from party_card.content.models.csl import DATE_VARIABLES
from party_card.content.node_ref import NodeRef
from party_card.frozen_dataclass import frozen_dataclass

_NUMBER = re.compile(r"-?[0-9]{1,20}\Z")
_PART_NAMES = ("year", "month", "day")
_FALSE_WORDS = ("", "false", "0", "no")


@frozen_dataclass
class SourceDate:
    """When a source appeared: a date, or words if it cannot be read as one; or a date with the words for its season."""

    date: EdtfDate | None
    text: str = ""


class SourceDateError(ValueError):
    """A date that means nothing: the message for the author, and where it is wrong."""

    def __init__(self, message: str, location: NodeRef) -> None:
        super().__init__(message)
        self.location = location


def is_true(flag: str) -> bool:
    """Returns True if a flag of CSL is set: it may be a boolean, a number or a word."""
    return flag.strip().lower() not in _FALSE_WORDS


def list_dates(source: Source) -> tuple[tuple[str, CslDateValue], ...]:
    """Returns the dates that a source has, with their keys."""
    own_dates = (
        ("issued", source.issued),
        ("original-date", source.original_date),
        ("accessed", source.accessed),
    )
    other_dates = ((key, cast("CslDateValue", value)) for key, value in source.other.items() if key in DATE_VARIABLES)
    return (*((key, value) for key, value in own_dates if value is not None), *other_dates)


def find_source_date(value: CslDateValue | None) -> SourceDate | None:
    """Returns a date of a source; None if there is none or it means nothing, which a rule reports."""
    if not value:
        return None
    try:
        return read_source_date(value, NodeRef.UNLOCATED)
    except SourceDateError:
        return None


def read_source_date(value: CslDateValue, location: NodeRef) -> SourceDate:
    """Reads a date, which stands at `location`. Raises SourceDateError if it means nothing."""
    if isinstance(value, CslDate):
        return _read_csl_date(value, location)
    if isinstance(value, tuple):
        return _read_steps(value, location)
    try:
        return SourceDate(parse_date(value))
    except ValueError as error:
        raise SourceDateError(str(error), location) from None


def _read_csl_date(csl_date: CslDate, location: NodeRef) -> SourceDate:
    qualifier: Qualifier = "~" if is_true(csl_date.circa) else ""
    if csl_date.date_parts or location.value("date-parts").node is not location.node:
        parts = location.value("date-parts")
        if not csl_date.date_parts:
            raise SourceDateError("there is no date here; write the year in two pairs of brackets: [[1932]]", parts)
        if len(csl_date.date_parts) > 2:
            count = len(csl_date.date_parts)
            raise SourceDateError(f"a range has two dates, its first and its last; here are {count}", parts)
        places = [parts.item(index) for index in range(len(csl_date.date_parts))]
        instants = [
            _read_instant(date_part, place, qualifier, is_range_end=index == 1)
            for index, (date_part, place) in enumerate(zip(csl_date.date_parts, places, strict=True))
        ]
        date = _make_date(instants, parts)
        return _add_season(date, csl_date.season, location) if csl_date.season else SourceDate(date)
    if raw := csl_date.raw.strip():
        return _read_words(raw, qualifier)
    if literal := csl_date.literal.strip():
        return SourceDate(None, literal)
    raise SourceDateError("there is no date here; write it like 1932-09-14 or {date-parts: [[1932, 9, 14]]}", location)


def _read_steps(steps: tuple[DateStep, ...], location: NodeRef) -> SourceDate:
    if not 1 <= len(steps) <= 2:
        raise SourceDateError(f"a date is a list of one, and a range of two; here are {len(steps)}", location)
    instants = []
    for index, step in enumerate(steps):
        place = location.item(index)
        parts = tuple(part for part in (step.year, step.month, step.day) if part)
        if (step.year, step.month, step.day)[: len(parts)] != parts:
            missing = "year" if not step.year else "month"
            raise SourceDateError(f"the {missing} of this date is missing; write it too", place)
        qualifier: Qualifier = "~" if is_true(step.circa) else ""
        instants.append(_read_instant(parts, place, qualifier, is_range_end=index == 1))
    date = _make_date(instants, location)
    return _add_season(date, steps[0].season, location.item(0)) if steps[0].season else SourceDate(date)


def _read_instant(
    parts: tuple[str, ...], location: NodeRef, qualifier: Qualifier, *, is_range_end: bool
) -> Instant | None:
    """Reads year, month and day; returns None for the open end of a range, which CSL writes as year 0."""
    if not parts:
        raise SourceDateError("there is no date here; write the year in two pairs of brackets: [[1932]]", location)
    if len(parts) > 3:
        raise SourceDateError(f"a date has a year, a month and a day; here are {len(parts)} numbers", location)
    for name, part in zip(_PART_NAMES, parts, strict=False):
        if not _NUMBER.match(part.strip()):
            written = part if len(part) <= 40 else part[:39] + "…"
            raise SourceDateError(f"`{written}` is no {name}; write it as a number", location)
    year, month, day = (*map(int, parts), 0, 0)[:3]
    if year == 0:
        if is_range_end and month == day == 0:
            return None
        raise SourceDateError("there is no year 0; write 1 for 1 CE and -1 for 1 BCE", location)
    if len(parts) > 1 and (month == 0 or (len(parts) > 2 and day == 0)):
        raise SourceDateError("there is no month or day 0; leave out what is not known: [[1932, 9]]", location)
    if len(str(abs(year))) > MAX_YEAR_DIGITS:
        raise SourceDateError(f"a year has at most {MAX_YEAR_DIGITS} digits", location)
    try:
        return Instant(year + 1 if year < 0 else year, month, day, qualifier)
    except ValueError as error:
        raise SourceDateError(str(error), location) from None


def _make_date(instants: list[Instant | None], location: NodeRef) -> EdtfDate:
    try:
        return EdtfDate(instants[0], instants[-1])
    except ValueError as error:
        raise SourceDateError(str(error), location) from None


def _add_season(date: EdtfDate, season: str, location: NodeRef) -> SourceDate:
    """Adds a season to a year: 1 to 4, its name, or other words, which are printed before the year."""
    start = date.start
    if start is None or start != date.end or start.month:
        return SourceDate(date)  # the month says more
    names = {name: number for number, name in SEASONS.items()} | {"fall": 23}
    number = int(season) + 20 if season in ("1", "2", "3", "4") else names.get(season.strip().lower())
    if number is None and season in ("21", "22", "23", "24"):
        number = int(season)
    if number is not None:
        instant = Instant(start.year, number, 0, start.qualifier)
        return SourceDate(EdtfDate(instant, instant))
    if _NUMBER.match(season.strip()):
        raise SourceDateError(
            f"there is no season {season}; 1 is spring, 2 summer, 3 autumn and 4 winter", location.value("season")
        )
    return SourceDate(date, season.strip())


def _read_words(text: str, qualifier: Qualifier) -> SourceDate:
    """Reads a date in words if it has one meaning; otherwise the words are printed."""
    for edtf in (text, suggest_edtf(text)):
        try:
            date = parse_date(edtf) if edtf else None
        except ValueError:
            continue
        if date is not None and not (qualifier and date.start != date.end):
            if qualifier and date.start is not None and not date.start.qualifier:
                instant = Instant(date.start.year, date.start.month, date.start.day, qualifier, date.start.unspecified)
                date = EdtfDate(instant, instant)
            return SourceDate(date)
    return SourceDate(None, text)
