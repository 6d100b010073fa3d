"""Builds what each of several sources says of one fact, side by side.

Invariant: a fact with one citation has no attestations; one with several has one for each, in the order written.
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.edtf import EdtfDate, format_date, parse_date
from party_card.content.models import Cite, Date, Document, Fact, Figure
from party_card.content.prose import parse_prose, smart_quotes
from party_card.engine.compiled import Evidence
from party_card.engine.page import Attestation, Run
from party_card.evidence.cite import format_full_note
from party_card.evidence.distance import describe_distance
from party_card.localization import current_language, ngettext


def build_attestations(item: Fact | Document | Figure, evidence: Evidence) -> tuple[Attestation, ...]:
    """Returns what each source says of a fact; empty if it has only one. They are built once and kept."""
    if not isinstance(item, Fact) or len(item.cites) < 2:
        return ()
    key = current_language(), id(item)
    known = evidence.attestations.get(key)
    if known is None:
        known = evidence.attestations[key] = item, tuple(_iter_attestations(item, evidence))
    return known[1]


def _iter_attestations(fact: Fact, evidence: Evidence) -> Iterator[Attestation]:
    claim = "".join(span.text for paragraph in parse_prose(fact.text) for span in paragraph)
    for number, cite in enumerate(fact.cites):
        source = evidence.sources.get(cite.source)
        if source is None:
            continue  # a page is shown even while its pack has mistakes
        citation = format_full_note(source, evidence.indexes.get(cite.source), cite)
        yield Attestation(
            stance=cite.stance if number else None,
            kind=source.kind,
            distance=describe_distance(source, fact.date),
            audience=smart_quotes(source.audience),
            interest=smart_quotes(source.interest),
            value=_format_value(cite),
            says=smart_quotes(cite.says) or ("" if number else claim),
            citation=tuple(Run(part.text, italic=part.italic) for part in citation),
        )


def describe_gap(fact: Fact) -> str:
    """Returns how far apart the days of two sources are ("30 days apart"); empty if not just two days are compared."""
    days = [_parse_day(cite.value) for cite in fact.cites]
    if len(days) != 2 or None in days or days[0] == days[1]:
        return ""
    count = abs((days[0] or 0) - (days[1] or 0))
    return ngettext("{count} day apart", "{count} days apart", count).format(count=count)


def _parse_day(value: str) -> int | None:
    """Returns the number of an exact day; None if a value is anything else."""
    date = _parse_date(value)
    if date is None or date.start is None or date.start != date.end or not date.start.day:
        return None
    return None if date.start.qualifier or date.start.unspecified else date.earliest.ordinal


def _format_value(cite: Cite) -> str:
    """Returns a value in words: a date as pages print dates, anything else as written."""
    if _parse_date(cite.value) is None:
        return smart_quotes(cite.value)
    return format_date(Date(cite.value)) if "-" in cite.value else cite.value


def _parse_date(value: str) -> EdtfDate | None:
    try:
        return parse_date(value)
    except ValueError:
        return None
