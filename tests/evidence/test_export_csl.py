"""Sources as CSL-JSON and as text: exports equal the record, and keep what no citation shows."""

from __future__ import annotations

import json
from pathlib import Path

from party_card.content.models import Bibliography
from party_card.content.models.csl import ALIASES, OTHER_VARIABLES
from party_card.content.models.sources import Source
from party_card.content.models.value_types import yaml_keys
from party_card.evidence.export_csl import to_chicago, to_csl_json
from tests.evidence.invented import read, sources
from tests.shipped import load_shipped_pack

RECORDS = sources(Path(__file__).parent / "oracle" / "records.yaml")
CSL = yaml_keys(Source) | set(OTHER_VARIABLES)


def test_the_game_s_own_sources_go_across() -> None:
    builtin_sources = load_shipped_pack().sources
    entries = to_chicago(builtin_sources.values()).splitlines()
    assert "Kotkin, Stephen. Stalin: Waiting for Hitler, 1929–1941. New York: Penguin Press, 2017." in entries
    records = {record["id"]: record for record in json.loads(to_csl_json(builtin_sources.values()))}
    assert set(records) == set(builtin_sources) and len(entries) == len(records)
    record = records["kotkin-2017"]
    assert record["author"] == [{"family": "Kotkin", "given": "Stephen"}]
    assert record["issued"] == {"date-parts": [[2017]]}


def test_every_shape_of_record_is_csl_json() -> None:
    records = json.loads(to_csl_json(RECORDS.values()))
    assert {record["id"] for record in records} == set(RECORDS)
    for record in records:
        assert set(record) <= CSL
        assert all(value not in ("", [], {}) for value in record.values())
        for name in (*record.get("author", ()), *record.get("editor", ())):
            assert set(name) <= {
                "family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle", "comma-suffix",
                "static-ordering",
            }  # fmt: skip


def test_what_is_exported_is_the_same_record_when_it_is_read_again() -> None:
    exported = to_csl_json(RECORDS.values())
    assert to_csl_json(read(Bibliography, f'{{"references": {exported}}}').references) == exported


def test_the_order_of_files_does_not_matter() -> None:
    entries, back = list(RECORDS.values()), list(RECORDS.values())[::-1]
    for write in (to_chicago, to_csl_json):
        assert write(entries) == write(back)


def test_fields_that_no_citation_shows_are_exported_again() -> None:
    yaml = """\
    references:
    - id: http://zotero.org/users/1/items/AB12
      type: book
      title: A Title
      shortTitle: Title
      abstract: What it says.
      ISSN: 1234-5678
      number-of-pages: 320
      custom: {shelf: [1, two]}
      illustrator: [{family: Finch, given: Ada}]
      submitted: 1931-12
    """
    (record,) = json.loads(to_csl_json(read(Bibliography, yaml).references))
    assert record == {
        "id": "http://zotero.org/users/1/items/AB12", "type": "book", "title": "A Title", "title-short": "Title",
        "abstract": "What it says.", "ISSN": "1234-5678", "number-of-pages": 320, "custom": {"shelf": [1, "two"]},
        "illustrator": [{"family": "Finch", "given": "Ada"}], "submitted": {"date-parts": [[1931, 12]]},
    }  # fmt: skip


def test_what_csl_has_no_variable_for_is_exported_as_custom() -> None:
    yaml = """\
references:
  - {id: greeting, type: article-newspaper, title: A Greeting, kind: document, audience: readers, seen: whole,
     ends: It ends in May., interest: Praise., rights: public domain, custom: {shelf: 4}}
"""
    (record,) = json.loads(to_csl_json(read(Bibliography, yaml).references))
    own_values = {
        "kind": "document",
        "audience": "readers",
        "interest": "Praise.",
        "seen": "whole",
        "ends": "It ends in May.",
    }
    assert record == {
        "id": "greeting", "type": "article-newspaper", "title": "A Greeting",
        "custom": {"shelf": 4, **own_values, "rights": "public domain"},
    }  # fmt: skip


def test_the_variables_are_all_those_of_csl_and_six_of_our_own() -> None:
    assert len(CSL | set(ALIASES)) == 103 + 6
