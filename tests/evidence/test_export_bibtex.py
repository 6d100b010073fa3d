"""Sources as BibTeX: parsers of other projects read back what the record has."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names
from hypothesis import strategies as st

from party_card.content.models import Bibliography, Name, Source, SourceId
from party_card.evidence.export_bibtex import to_bibtex
from party_card.evidence.name_parts import join_parts, split_name
from tests.evidence.invented import read, sources
from tests.random_examples import random_examples
from tests.shipped import load_shipped_pack

RECORDS = sources(Path(__file__).parent / "oracle" / "records.yaml")


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
    entry = parse_bibtex(to_bibtex(builtin_source))["kotkin-2017"]
    assert entry == {
        "entry": "book", "author": "Kotkin, Stephen", "title": "Stalin: Waiting for Hitler, 1929--1941",
        "publisher": "Penguin Press", "address": "New York", "year": "2017", "isbn": "978-1-59420-380-0",
    }  # fmt: skip


def test_every_shape_of_record_is_read_by_a_parser_of_bibtex() -> None:
    entries = parse_bibtex(to_bibtex(RECORDS.values()))
    assert set(entries) == set(RECORDS)
    for name, record in RECORDS.items():
        assert entries[name]["title"].replace("\\", "").replace("---", "—").replace("--", "–") == record.title
        if record.author:
            assert entries[name]["author"].count(" and ") == len(record.author) - 1


@pytest.mark.parametrize(
    ("bibtex", "field", "value"),
    [
        (source(title="5 % of {all} & more_"), "title", r"{5 \% of \textbraceleft{}all\textbraceright{} \& more\_}"),
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
    assert to_bibtex(entries) == to_bibtex(back)


def read_source(record: str) -> Source:
    """Returns a source from the inside of a record in YAML."""
    return read(Bibliography, f"references:\n- {{id: one, title: A Title, {record}}}\n").references[0]


@pytest.mark.parametrize(
    ("name", "bibtex"),
    [
        ("{family: Finch, given: Ada}", "Finch, Ada"),
        ("{family: Finch, given: Ada, suffix: Jr.}", "Finch, Jr., Ada"),
        ('{family: Finch, given: "Ada, Jr."}', "Finch, Jr., Ada"),
        ("{family: van der Rhyn, given: Ada}", "van der Rhyn, Ada"),
        ("{family: Rhyn, given: Ada, non-dropping-particle: van der}", "van der Rhyn, Ada"),
        ("{family: Rhyn, given: Ada, dropping-particle: von, suffix: III}", "von Rhyn, III, Ada"),
        ("{family: Ferrer y Vega, given: José}", "{Ferrer y Vega}, José"),
        ("{family: La Rivière, given: Jean, dropping-particle: de}", "de {La Rivière}, Jean"),
        ("{family: Rhyn, given: Ada, non-dropping-particle: De}", "{De Rhyn}, Ada"),
        ('{family: Rhyn, given: Ada, non-dropping-particle: "d\'"}', "{d'Rhyn}, Ada"),
        ("{family: and Daughters, given: A.}", "{and Daughters}, A."),
        ("{family: Finch, given: Ada and Bo}", "Finch, {Ada and Bo}"),
        ("{literal: League of Engine Drivers and Stokers}", "{League of Engine Drivers and Stokers}"),
        ("{literal: others}", "{others}"),
        ("{family: 李, given: 明}", "李, 明"),
        ("{family: Plato}", "{Plato}"),
    ],
)
def test_a_name_is_written_as_bibtex_splits_it(name: str, bibtex: str) -> None:
    assert f"  author = {{{bibtex}}},\n" in to_bibtex([read_source(f"type: book, author: [{name}]")])


@pytest.mark.parametrize(
    ("record", "fields"),
    [
        ("type: book, issued: 1911", {"year": "1911"}),
        ("type: article-journal, issued: 1911-05", {"year": "1911", "month": "may"}),
        ("type: article-newspaper, issued: 1911-05-04", {"date": "1911-05-04", "year": "1911", "month": "may", "day": "4"}),
        ("type: book, issued: 1911/1913", {"date": "1911/1913", "year": "1911--1913"}),
        ("type: book, issued: {date-parts: [[1911, 5], [1912, 2]]}", {"date": "1911-05/1912-02", "year": "1911--1912"}),
        ("type: book, issued: {date-parts: [[-399]]}", {"date": "-0398", "year": "399 BCE"}),
        ("type: book, issued: {date-parts: [[1911]], circa: true}", {"date": "1911~", "year": "[ca. 1911]"}),
        ("type: book, issued: {literal: after the flood}", {"year": "after the flood"}),
        ("type: book, issued: 191X", {"date": "191X", "year": "1910s"}),
        ("type: book, original-date: 1899", {"origdate": "1899"}),
        ("type: webpage, URL: 'https://example.org', accessed: 2024-05-01", {"url": "https://example.org", "urldate": "2024-05-01"}),
        ("type: book, edition: 2, collection-title: Lines, number-of-volumes: 3, DOI: 10.1/2",
         {"edition": "2", "series": "Lines", "volumes": "3", "doi": "10.1/2"}),
        ("type: manuscript, archive: Archive, archive_location: 'f. 1'", {"library": "f. 1, Archive"}),
        ("type: thesis, genre: PhD diss., publisher: Oslo", {"type": "PhD diss.", "school": "Oslo"}),
    ],
)  # fmt: skip
def test_dates_and_details_are_written_for_bibtex_and_for_biber(record: str, fields: dict[str, str]) -> None:
    entry = parse_bibtex(to_bibtex([read_source(record)]))["one"]
    assert {key: value for key, value in entry.items() if key not in ("entry", "title")} == fields


def test_an_id_that_bibtex_could_not_read_is_written_without_its_marks() -> None:
    assert "@book{a-b:c/d," in to_bibtex([Source(id=SourceId("a#b:c/d"), type="book", title="A")])


WORDS = st.text("AbÉ李d'-., {}\\%&~#$_^@\"and", min_size=1, max_size=12).map(lambda text: " ".join(text.split()))
PARTS = WORDS.filter(lambda text: any(letter.isalpha() for letter in text))
NAMES = st.builds(Name, family=PARTS, given=PARTS, suffix=st.just("") | PARTS) | st.builds(Name, literal=PARTS)


@random_examples(st.lists(NAMES, min_size=1, max_size=3), everyday=100, long=500)
def test_names_of_any_letters_are_split_by_a_parser_as_they_were(names: list[Name]) -> None:
    author = parse_bibtex(to_bibtex([source(author=tuple(names))]))["one"]["author"]
    persons = split_multiple_persons_names(author)
    assert len(persons) == len(names)
    for person, name in zip(persons, names, strict=True):
        parts = split_name(name)
        read_parts = parse_single_name_into_parts(person, strict=True)
        family = decode_latex(" ".join([*read_parts.von, *read_parts.last]))
        if parts.literal or not parts.given:
            assert decode_latex(person) == parts.literal or not parts.literal
            continue
        particle = " ".join(part for part in (parts.dropping_particle, parts.particle) if part)
        assert family in (f"{particle} {parts.family}".strip(), join_parts(particle, parts.family))
        assert decode_latex(" ".join(read_parts.jr)) == parts.suffix
        assert decode_latex(" ".join(read_parts.first)) == parts.given


@random_examples(WORDS, everyday=100, long=500)
def test_a_text_of_any_letters_is_read_back(text: str) -> None:
    entries = parse_bibtex(to_bibtex([source(title=text)]))
    assert decode_latex(entries["one"].get("title", "")) == text


@pytest.mark.oracle
@random_examples(st.lists(NAMES, min_size=1, max_size=3), everyday=100, long=800)
def test_another_parser_splits_names_as_they_were(names: list[Name]) -> None:
    from pybtex.database import parse_string as parse_with_pybtex

    entry = parse_with_pybtex(to_bibtex([source(author=tuple(names))]), "bibtex").entries["one"]
    assert len(entry.persons["author"]) == len(names)
    for person, name in zip(entry.persons["author"], names, strict=True):
        parts = split_name(name)
        if parts.literal or not parts.given:
            continue
        particle = " ".join(part for part in (parts.dropping_particle, parts.particle) if part)
        family = decode_latex(" ".join([*person.prelast_names, *person.last_names]))
        assert family in (f"{particle} {parts.family}".strip(), join_parts(particle, parts.family))
        assert decode_latex(" ".join(person.lineage_names)) == parts.suffix
        assert decode_latex(" ".join([*person.first_names, *person.middle_names])) == parts.given


def decode_latex(text: str) -> str:
    """Returns a text as TeX prints it: our escapes, and braces that only group."""
    for plain, escape in (
        ("\\", "textbackslash"),
        ("{", "textbraceleft"),
        ("}", "textbraceright"),
        ("~", "textasciitilde"),
        ("^", "textasciicircum"),
    ):
        text = text.replace(f"\\{escape}{{}}", f"\0{ord(plain):02x}")
    text = text.replace("-{}-", "--").replace("{", "").replace("}", "")
    text = re.sub(r"\\([%$#&_])", r"\1", text)
    return re.sub(r"\0(..)", lambda match: chr(int(match[1], 16)), text)
