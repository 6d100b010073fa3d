"""Records of sources from data as the Citation Style Language has it: from a form, or from another program.

Invariant: a record holds what its file format knows and nothing else; what is left out is listed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, get_args

from party_card.content.edtf import parse_date
from party_card.content.identifiers import slugify
from party_card.content.models import CslDate, Name, Source
from party_card.content.models.csl import ALIASES, DATE_VARIABLES, NAME_VARIABLES, OTHER_VARIABLES, CslType
from party_card.content.models.value_types import ExtentSeen, SourceKind, authored_fields, yaml_key
from party_card.evidence.source_dates import find_source_date
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext
from party_card.services.cards.clean_text import clean_text
from party_card.services.cards.date_text import read_date_words
from party_card.services.cards.errors import CardError
from party_card.services.cards.values import FlowMapping, Text, Value

MAX_TEXT_CHARACTERS = 1_000
"""A longer text of another program, such as an abstract, is left out: it is no part of a citation."""
_CLOSED_LISTS: Mapping[str, tuple[str, ...]] = {
    "type": get_args(CslType), "kind": get_args(SourceKind), "seen": get_args(ExtentSeen),
}  # fmt: skip
_OWN_KEYS = tuple(yaml_key(field) for field in authored_fields(Source))
_NAME_KEYS = tuple(yaml_key(field) for field in authored_fields(Name))
RECORD_ORDER = tuple(key for key in (*_OWN_KEYS, *OTHER_VARIABLES) if key != "id")
"""The keys of a record behind its id, in the order of a file."""
_UNTOLD = frozenset({"id", "custom", "citation-key", "citation-label", "system_id"})
"""What other programs keep for themselves."""


@frozen_dataclass
class SourceRecord:
    """A record as a file holds it, and the keys of what was left out."""

    id: str
    title: str
    value: dict[str, Value]
    left_out: tuple[str, ...] = ()


def make_record(data: Mapping[str, Any], source_id: str) -> SourceRecord:
    """Returns the record of a source from CSL data. Raises CardError if it has no title."""
    title = read_title(data)
    if not title:
        raise CardError(gettext("Write the title of the source first."))
    left_out: list[str] = []
    values: dict[str, Value] = {"title": Text(title)}
    for key, raw in data.items():
        name = ALIASES.get(key, key)
        if name in _UNTOLD or name in values or raw in (None, "", [], {}):
            continue
        value = _read_value(name, raw)
        if value is None:
            left_out.append(key)
        else:
            values[name] = value
    values.setdefault("type", Text("document"))
    record = {"id": Text(source_id), **{key: values[key] for key in RECORD_ORDER if key in values}}
    return SourceRecord(source_id, title, record, tuple(left_out))


def read_title(data: Mapping[str, Any]) -> str:
    """Returns the title in CSL data; empty if there is none."""
    title = data.get("title")
    return clean_text(str(title), "line") if isinstance(title, str | int | float) else ""


def make_source_id(data: Mapping[str, Any], taken: Collection[str]) -> str:
    """Returns the id of a source that no other has: its author's name and its year, or the words of its title."""
    names = list(_iter_names(data.get("author") or data.get("editor")))
    name = (names[0].get("family") or names[0].get("literal") or "") if names else ""
    words = slugify(str(name), max_length=20) or slugify(read_title(data), max_length=24)
    year = _find_year(data.get("issued"))
    base = "-".join(part for part in (words or "source", year) if part)
    candidates = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    return next(candidate for candidate in candidates if candidate not in taken)


def _read_value(key: str, raw: Any) -> Value | None:
    """Returns a value as a file has it; None if it cannot be taken over."""
    if key in _CLOSED_LISTS:
        return Text(raw) if isinstance(raw, str) and raw in _CLOSED_LISTS[key] else None
    if key not in _OWN_KEYS and key not in OTHER_VARIABLES:
        return None
    if key in NAME_VARIABLES:
        names: list[Value] = [
            FlowMapping({name: Text(text) for name, text in item.items()}) for item in _iter_names(raw)
        ]
        return names or None
    if key in DATE_VARIABLES:
        return _read_date(raw)
    if not isinstance(raw, str | int | float):
        return None
    text = clean_text(str(raw), "line")
    return Text(text) if 0 < len(text) <= MAX_TEXT_CHARACTERS else None


def _iter_names(raw: Any) -> Iterator[dict[str, str]]:
    """Yields names from a list of CSL, or from a text such as "Kotkin, Stephen; League of Nations"."""
    items: Sequence[Any] = raw if isinstance(raw, list) else raw.split(";") if isinstance(raw, str) else []
    for item in items:
        if isinstance(item, str):
            family, comma, given = (clean_text(part, "line") for part in item.partition(","))
            name = {"family": family, "given": given} if comma and given else {"literal": family}
        elif isinstance(item, dict):
            name = {key: _read_flag(item[key]) for key in _NAME_KEYS if item.get(key) not in (None, "")}
        else:
            continue
        name = {key: text for key, text in name.items() if text}
        if name:
            yield name


def _read_flag(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else clean_text(str(value), "line")


def _read_date(raw: Any) -> Value | None:
    """Returns a date in EDTF, or the words for it; None if it means nothing."""
    if isinstance(raw, dict):
        parts = raw.get("date-parts")
        lists = [part for part in parts if isinstance(part, list)] if isinstance(parts, list) else []
        texts = {key: _read_flag(raw[key]) for key in ("season", "circa", "literal", "raw") if raw.get(key)}
        date_parts = tuple(tuple(str(number) for number in part if number is not None) for part in lists)
        season, circa, literal, words = (texts.get(key, "") for key in ("season", "circa", "literal", "raw"))
        date = find_source_date(CslDate(date_parts=date_parts, season=season, circa=circa, literal=literal, raw=words))
        if date is None:
            return None
        return Text(date.date.to_edtf(), "plain") if date.date is not None else FlowMapping(literal=Text(date.text))
    text = clean_text(str(raw), "line")
    for candidate in (text, read_date_words(text)):
        try:
            if candidate:
                return Text(parse_date(candidate).to_edtf(), "plain")
        except ValueError:
            continue
    return FlowMapping(literal=Text(text)) if text else None


def _find_year(raw: Any) -> str:
    value = _read_date(raw) if raw else None
    digits = value.text[:4] if isinstance(value, Text) else ""
    return digits if digits.isdecimal() else ""
