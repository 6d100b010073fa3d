"""Shows the fields of a source in the text of a list of sources, and changes them.

Invariant: only fields whose text differs from what is shown are written; what a form cannot show of the others stays.
"""

from __future__ import annotations

from collections.abc import Mapping

from party_card.content.models.csl import ALIASES, DATE_VARIABLES, NAME_VARIABLES
from party_card.localization import gettext
from party_card.services.cards.document import YamlDocument
from party_card.services.cards.errors import CardError
from party_card.services.cards.shown_values import list_of, mapping_of, text_of, to_data
from party_card.services.cards.values import Value
from party_card.services.facts.source_records import RECORD_ORDER, make_record

SOURCE_FIELDS = ("title", "author", "issued", "publisher", "publisher-place", "archive", "URL")
"""The fields of a source in a form."""


def read_source_fields(text: str, source_id: str) -> dict[str, str]:
    """Returns the texts of the fields of a source. Raises CardError if it is not in the text."""
    _, record = _find_record(YamlDocument(text), source_id)
    return {name: _show(name, record.get(_find_key(record, name))) for name in SOURCE_FIELDS}


def change_source(text: str, source_id: str, fields: Mapping[str, str]) -> str:
    """Returns the text of a list in which fields of a source have other values; an empty one is removed.

    Raises CardError if the source is not in the text, or would have no title.
    """
    document = YamlDocument(text)
    number, record = _find_record(document, source_id)
    shown = read_source_fields(text, source_id)
    fields = {name: value.strip() for name, value in fields.items() if name in SOURCE_FIELDS}
    values = make_record({"title": shown["title"], **fields}, source_id).value
    for name, value in fields.items():
        path: list[str | int] = ["references", number, _find_key(record, name)]
        if value == shown[name]:
            continue
        if name in values:
            document = document.set(path, values[name], RECORD_ORDER)
        elif document.find(path) is not None:
            document = document.remove(path)
    return document.text


def _find_record(document: YamlDocument, source_id: str) -> tuple[int, dict[str, Value]]:
    for number, record in enumerate(list_of(mapping_of(document.value).get("references"))):
        if text_of(mapping_of(record).get("id")) == source_id:
            return number, mapping_of(record)
    raise CardError(gettext("There is no source “{source_id}” in this list any more.").format(source_id=source_id))


def _find_key(record: Mapping[str, Value], name: str) -> str:
    """Returns the key that a record has for a variable, which may be another way of writing it."""
    return next((key for key in record if ALIASES.get(key, key) == name), name)


def _show(name: str, value: Value | None) -> str:
    if value is None:
        return ""
    if name in NAME_VARIABLES:
        return "; ".join(filter(None, (_show_name(mapping_of(item)) for item in list_of(value))))
    if name in DATE_VARIABLES and isinstance(value, dict):
        return _show_date(value)
    return text_of(value) or ""


def _show_name(name: Mapping[str, Value]) -> str:
    """Returns a name as the form takes it: "Orrin, Lea", or an institution without a comma."""
    family, given, literal = (text_of(name.get(key)) or "" for key in ("family", "given", "literal"))
    return literal or ", ".join(filter(None, (family, given)))


def _show_date(date: dict[str, Value]) -> str:
    """Returns a date of CSL: its words, or its parts as 1908-03-28 or 1932-10/1933-01."""
    words = text_of(date.get("literal")) or text_of(date.get("raw"))
    parts = [
        [str(part).zfill(2) for part in day] for day in to_data(date.get("date-parts") or []) if isinstance(day, list)
    ]
    return words or "/".join("-".join(day) for day in parts)
