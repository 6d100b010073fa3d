"""Sources from other programs: CSL-JSON, as Zotero and Pandoc write it, and BibTeX.

Invariant: a source that is in the pack already is not taken over again, and every source and every key that is left out
is named in a sentence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from party_card.localization import format_number, gettext
from party_card.services.cards.document import YamlDocument
from party_card.services.cards.errors import CardError
from party_card.services.cards.values import Value
from party_card.services.facts.bibtex import read_bibtex
from party_card.services.facts.source_records import SourceRecord, make_record, make_source_id, read_title

ImportFormat = Literal["csl-json", "bibtex"]
MAX_SOURCES = 500
MAX_CHARACTERS = 2_000_000
_KEY = re.compile(r"[A-Za-z_][-0-9A-Za-z_]{0,39}")
_KEYS_FOR_IDS = ("citation-key", "id")


def read_sources(
    text: str, format_: ImportFormat, known_titles: Mapping[str, str]
) -> tuple[list[SourceRecord], list[str]]:
    """Returns the sources in a text that are not known yet, and sentences on what is left out.

    `known_titles` are those of the pack, by id. Raises CardError if the text is of another format.
    """
    if len(text) > MAX_CHARACTERS:
        raise CardError(gettext("This list of sources is too long. Export only those that you cite."))
    items, sentences = _read_csl_json(text) if format_ == "csl-json" else read_bibtex(text)
    if not items:
        raise CardError(gettext("There is no source in this file. Export it as CSL-JSON or as BibTeX."))
    if len(items) > MAX_SOURCES:
        raise CardError(
            gettext("There are {count} sources in this file, and {limit} are taken over at a time.").format(
                count=format_number(len(items)), limit=MAX_SOURCES
            )
        )
    records: list[SourceRecord] = []
    titles = dict(known_titles)
    for number, item in enumerate(items, start=1):
        key = _find_key(item)
        title = read_title(item)
        if title and title in known_titles.values():
            sentences.append(gettext("“{title}” is in the pack already.").format(title=title))
            continue
        source_id = key if key and key not in titles else make_source_id(item, titles)
        try:
            record = make_record(item, source_id)
        except CardError:
            sentences.append(gettext("Source {number} has no title, so it is left out.").format(number=number))
            continue
        records.append(record)
        titles[source_id] = record.title
        if record.left_out:
            sentences.append(
                gettext("Of “{title}” this is left out: {keys}.").format(
                    title=record.title, keys=", ".join(record.left_out)
                )
            )
    return records, sentences


def insert_sources(text: str, records: Sequence[SourceRecord]) -> str:
    """Returns the text of a list of sources with more of them at its end. Raises CardError."""
    document = YamlDocument(text)
    count = document.count(["references"])
    values: list[Value] = [record.value for record in records]
    if not count:
        return document.set(["references"], values).text
    for number, value in enumerate(values):
        document = document.insert_item(["references"], value, count + number)
    return document.text


EMPTY_LIST = "references: []\n"
"""The text of a list of sources without any."""


def _find_key(item: Mapping[str, Any]) -> str:
    """Returns the key that the other program has for a source, if it can be an id here."""
    for name in _KEYS_FOR_IDS:
        key = item.get(name)
        if isinstance(key, str) and _KEY.fullmatch(key):
            return key
    return ""


def _read_csl_json(text: str) -> tuple[list[dict[str, Any]], list[str]]:
    try:
        data = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        raise CardError(gettext("This is no CSL-JSON. Export the sources again, as CSL-JSON or as BibTeX.")) from None
    if isinstance(data, dict):
        data = data.get("items", data.get("references", [data]))
    items = data if isinstance(data, list) else []
    return [item for item in items if isinstance(item, dict)], []
