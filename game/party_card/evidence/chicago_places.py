"""Formats where a source is kept or found: its archive, the day when its address was looked at, and the address."""

from __future__ import annotations

from party_card.content.models import Source
from party_card.evidence.chicago_dates import format_american_date
from party_card.evidence.rich_text import RichText, capitalize, to_roman
from party_card.localization import pgettext


def format_archive(source: Source, *, in_note: bool) -> tuple[RichText, ...]:
    """Formats where papers are kept: their number, the collection, the archive and its place."""
    archive = ", ".join(part for part in (source.archive, source.archive_place if source.archive else "") if part)
    location = ", ".join(part for part in (source.archive_location, source.archive_collection) if part)
    parts = to_roman(location), to_roman(archive)
    return parts if in_note else (capitalize(parts[0]), parts[1])


def format_access_date(source: Source, *, in_note: bool) -> RichText:
    """Formats when an address was looked at; empty if it is known when the source was published."""
    date = "" if format_american_date(source.issued) else format_american_date(source.accessed)
    if not date or not (source.URL or source.DOI):
        return ()
    phrase = to_roman(pgettext("citation", "accessed {date}").format(date=date))
    return phrase if in_note else capitalize(phrase)


def format_address(source: Source) -> RichText:
    """Formats the address of a source: that of its DOI if it has one."""
    if source.DOI:
        return to_roman(source.DOI if source.DOI.startswith("http") else f"https://doi.org/{source.DOI}")
    return to_roman(source.URL)
