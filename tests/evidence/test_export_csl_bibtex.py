"""Sources for other programs: exports equal the record, and parsers of other projects read them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string

from party_card.content.models import Name, Source, SourceId
from party_card.evidence.export_csl_bibtex import to_bibtex, to_chicago, to_csl_json
from tests.evidence.invented import sources
from tests.shipped import load_shipped_pack

RECORDS = sources(Path(__file__).parent / "oracle" / "records.yaml")
CSL = {
    "id", "type", "author", "editor", "title", "container-title", "publisher", "publisher-place", "issued", "volume",
    "issue", "page", "URL", "ISBN", "note",
}  # fmt: skip
"""Names of the CSL data schema (1.0.2) that records here may have; it allows no others."""


def parse_bibtex(text: str) -> dict[str, dict[str, str]]:
    library = parse_string(text)
    assert not library.failed_blocks
    return {
        entry.key: {"entry": entry.entry_type, **{field.key: str(field.value) for field in entry.fields}}
        for entry in library.entries
    }


def source(**more: Any) -> Source:
    return Source(id=SourceId("one"), type="book", **{"title": "A Title", **more})


def test_the_game_s_own_source_goes_across() -> None:
    builtin_source = load_shipped_pack().sources.values()
    assert (
        to_chicago(builtin_source)
        == "Kotkin, Stephen. Stalin: Waiting for Hitler, 1929–1941. New York: Penguin Press, 2017.\n"
    )
    entry = parse_bibtex(to_bibtex(builtin_source))["kotkin-2017"]
    assert entry == {
        "entry": "book", "author": "Kotkin, Stephen", "title": "Stalin: Waiting for Hitler, 1929--1941",
        "publisher": "Penguin Press", "address": "New York", "year": "2017", "isbn": "978-1-59420-380-0",
    }  # fmt: skip
    (record,) = json.loads(to_csl_json(builtin_source))
    assert record["author"] == [{"family": "Kotkin", "given": "Stephen"}]
    assert record["issued"] == {"date-parts": [[2017]]}


def test_every_shape_of_record_is_read_by_a_parser_of_bibtex() -> None:
    entries = parse_bibtex(to_bibtex(RECORDS.values()))
    assert set(entries) == set(RECORDS)
    for name, record in RECORDS.items():
        assert entries[name]["title"].replace("\\", "").replace("---", "—").replace("--", "–") == record.title
        if record.author:
            assert entries[name]["author"].count(" and ") == len(record.author) - 1


def test_every_shape_of_record_is_csl_json() -> None:
    records = json.loads(to_csl_json(RECORDS.values()))
    assert {record["id"] for record in records} == set(RECORDS)
    for record in records:
        assert set(record) <= CSL
        assert all(value not in ("", [], {}) for value in record.values())
        for name in (*record.get("author", ()), *record.get("editor", ())):
            assert set(name) <= {"family", "given", "literal"}


@pytest.mark.parametrize(
    ("bibtex", "field", "value"),
    [
        (source(title="5 % of {all} & more_"), "title", r"{5 \% of \{all\} \& more\_}"),
        (source(title="a\\b ~ ^"), "title", r"{a\textbackslash{}b \textasciitilde{} \textasciicircum{}}"),
        (source(author=(Name(literal="Staff and Sons"),)), "author", "{{Staff and Sons}}"),
        (source(page="10-12"), "pages", "{10--12}"),
        (source(URL="https://example.org/a_b?c=%7Bd}"), "url", "{https://example.org/a_b?c=%7Bd%7D}"),
    ],
)
def test_signs_that_bibtex_reads_as_its_own_are_escaped(bibtex: Source, field: str, value: str) -> None:
    assert f"  {field} = {value},\n" in to_bibtex([bibtex])
    assert set(parse_bibtex(to_bibtex([bibtex]))) == {"one"}


def test_the_order_of_files_does_not_matter() -> None:
    entries, back = list(RECORDS.values()), list(RECORDS.values())[::-1]
    for write in (to_chicago, to_csl_json, to_bibtex):
        assert write(entries) == write(back)
