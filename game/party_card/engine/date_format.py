"""Dates as pages show them."""

from __future__ import annotations

from party_card.evidence.dates import parse_date


def format_date(date: str) -> str:
    """An EDTF date in words; as written where it is none, for a page is shown even while its scene has mistakes."""
    try:
        return str(parse_date(date))
    except ValueError:
        return date
