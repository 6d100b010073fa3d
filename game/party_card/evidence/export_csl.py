"""Exports sources as CSL-JSON, which Zotero, Pandoc and citeproc read, and as text in Chicago style.

Invariant: the values of a record are exported and nothing is added; a key without a value is left out. Equal sources
give equal bytes, in the order of a bibliography.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import cast

from party_card.content.edtf import EdtfDate, Instant
from party_card.content.models import CslDateValue, Name, Source
from party_card.content.models.csl import DATE_VARIABLES
from party_card.content.models.value_types import authored_fields, yaml_key
from party_card.evidence.cite import format_bibliography
from party_card.evidence.rich_text import to_plain
from party_card.evidence.source_dates import SourceDate, find_source_date, is_true

_FLAGS = ("comma-suffix", "static-ordering", "parse-names")
_OWN_KEYS = ("kind", "audience", "interest", "seen", "ends", "rights")
"""The keys that CSL does not have; its `custom` holds such."""


def to_chicago(sources: Iterable[Source]) -> str:
    """Returns the bibliography in Chicago style, an entry a line."""
    return "".join(f"{to_plain(entry)}\n" for entry in format_bibliography(sources))


def to_csl_json(sources: Iterable[Source]) -> str:
    """Returns the records as CSL-JSON."""
    records = [_csl_record(source) for source in sorted(sources, key=attrgetter("id"))]
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"


def _csl_record(source: Source) -> dict[str, object]:
    values = {yaml_key(field): getattr(source, field.name) for field in authored_fields(Source)}
    exported = {key: _csl_value(key, value) for key, value in (*values.items(), *source.other.items())}
    if own_values := {key: value for key in _OWN_KEYS if (value := exported.pop(key))}:
        exported["custom"] = dict(cast("Mapping[str, object]", exported.get("custom") or {})) | own_values
    return {key: value for key, value in exported.items() if value not in ("", [], {}, None)}


def _csl_value(key: str, value: object) -> object:
    """Converts names and dates to CSL; texts and plain data are exported as they are."""
    if key in DATE_VARIABLES:
        return _csl_date(find_source_date(cast("CslDateValue | None", value)))
    if isinstance(value, tuple):
        return [_csl_name(name) for name in value if isinstance(name, Name)]
    return value


def _csl_name(name: Name) -> dict[str, object]:
    parts = {yaml_key(field): getattr(name, field.name) for field in authored_fields(Name)}
    return {key: is_true(value) if key in _FLAGS else value for key, value in parts.items() if value}


def _csl_date(source_date: SourceDate | None) -> dict[str, object]:
    """Returns a date of CSL: its parts, or words where CSL has no parts for it."""
    if source_date is None:
        return {}
    date = source_date.date
    if date is None:
        return {"literal": source_date.text}
    instants = [instant for instant in (date.start, date.end) if instant is not None]
    has_no_parts = date.start is None or any(instant.unspecified in ("X", "XX") for instant in instants)
    if has_no_parts or (date.start != date.end and any(instant.month > 12 for instant in instants)):
        return {"literal": str(date)}
    csl_date: dict[str, object] = {"date-parts": _date_parts(date)}
    if instants[0].month > 12:
        csl_date["season"] = instants[0].month - 20
    elif source_date.text:
        csl_date["season"] = source_date.text
    if any(instant.qualifier for instant in instants):
        csl_date["circa"] = True
    return csl_date


def _date_parts(date: EdtfDate) -> list[list[int]]:
    """Returns year, month and day of a date, or of both ends of a range; year 0 for an open end."""
    ends = (date.start,) if date.start == date.end else (date.start, date.end)
    return [_instant_parts(instant) if instant is not None else [0] for instant in ends]


def _instant_parts(instant: Instant) -> list[int]:
    year = instant.year - 1 if instant.year < 1 else instant.year
    return [year, *(part for part in (instant.month if instant.month <= 12 else 0, instant.day) if part)]
