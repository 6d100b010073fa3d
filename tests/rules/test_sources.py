"""Bibliographies as programs export them and as people write them: what is taken, ignored, and reported."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from party_card.content.models import CslType
from party_card.content.models.csl import ALIASES, OTHER_VARIABLES
from party_card.content.pack import read_pack
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.services.autofix import autofix_files
from tests.rules.checking import check_files

EXPORT = b"""\
---
references:
- id: finch_LinesAndStations_1911
  type: book
  title: Lines and Stations
  title-short: Lines
  author:
  - {family: Finch, given: Ada, suffix: Jr., comma-suffix: true}
  - {family: Rhyn, given: Otto, non-dropping-particle: van, dropping-particle: de}
  - {family: Sun, given: Daming, static-ordering: true, parse-names: false}
  - literal: Institute of Railway History
  translator: [{family: Orrin, given: Lea}]
  collection-editor: [{family: Lund, given: Karin}]
  container-author: [{family: Alder, given: Ruth}]
  accessed: {date-parts: [[2024, 5, 1]]}
  issued: {date-parts: [["1911", 5]], circa: true}
  original-date: {date-parts: [[1899]]}
  submitted: 1910-12
  edition: 2
  DOI: 10.1000/182
  URL: https://example.org
  language: en-GB
  archive: Archive of the Line
  archive_location: box 4
  number-of-volumes: 3
  note: Read at the library.
  abstract: "What it says: everything."
  keyword: railways, stations
  citation-key: finch_LinesAndStations_1911
  ISSN: 1234-5678
  categories: [history]
  custom: {shelf: {row: 4}}
- id: 17
  type: post-weblog
  title: A Number for an Id
  issued: 1911
- id: http://zotero.org/users/1/items/AB12
  type: article-journal
  title: A Season
  container-title: Journal of Freight
  issued: {season: 2, date-parts: [[1911]]}
- id: words
  type: personal_communication
  title: Words for a Date
  recipient: [{family: Finch, given: Ada}]
  issued: {literal: before the war}
- id: steps
  type: manuscript
  title: A Date in Steps
  issued:
  - year: 1911
    month: 5
...
"""


def check_sources(folder: Path, references: bytes) -> list[Diagnostic]:
    return check_files(folder, {"seeds/sources.yaml": references}, with_remarks=True)


def test_an_export_is_read_without_a_word(tmp_path: Path) -> None:
    assert check_sources(tmp_path, EXPORT) == []
    assert len(read_pack(tmp_path)[0].sources) == 5


def test_a_list_of_records_without_its_key_is_a_bibliography(tmp_path: Path) -> None:
    json = b'[\n {"id": "a", "type": "book", "title": "A", "issued": {"date-parts": [[1911]]}}\n]\n'
    assert check_sources(tmp_path, json) == []
    assert list(read_pack(tmp_path)[0].sources) == ["a"]


@pytest.mark.parametrize("csl_type", get_args(CslType))
def test_every_type_of_csl_is_taken(csl_type: str, tmp_path: Path) -> None:
    assert check_sources(tmp_path, b"references:\n- {id: a, type: %s, title: A}\n" % csl_type.encode()) == []


@pytest.mark.parametrize("key", [*OTHER_VARIABLES, *ALIASES])
def test_every_variable_of_csl_is_taken(key: str, tmp_path: Path) -> None:
    is_list = "tuple" in str(OTHER_VARIABLES.get(key, "")) and "CslDate" not in str(OTHER_VARIABLES.get(key, ""))
    value = "[{literal: Ada Finch}]" if is_list else "1911"
    assert check_sources(tmp_path, f"references:\n- {{id: a, type: book, title: A, {key}: {value}}}\n".encode()) == []


def test_fields_of_other_programs_are_named_once_for_a_file(tmp_path: Path) -> None:
    records = b"""\
references:
- {id: a, type: book, title: A, indexed: yesterday, reference: [x], author: [{family: Finch, multi: {main: en}}]}
- {id: b, type: book, title: B, reference-count: 4, indexed: today, issued: {date-parts: [[1911]], edtf: 1911}}
"""
    (remark,) = check_sources(tmp_path, records)
    assert (remark.code, remark.primary.span.line, remark.primary.span.column) == ("unused-field", 2, 33)
    assert remark.message == (
        "nothing reads 5 fields of this bibliography: `indexed`, `reference`, `multi`, `reference-count` and `edtf`"
    )


@pytest.mark.parametrize(
    ("field", "closest"),
    [("autor: [{family: F}]", "author"), ("isued: 1911", "issued"), ("publisher_place: P", "publisher-place"),
     ("doi: 10.1/2", "DOI"), ("Title: B", "title"), ("transator: [{family: F}]", "translator")],
)  # fmt: skip
def test_a_slip_for_a_field_is_an_error(field: str, closest: str, tmp_path: Path) -> None:
    (error,) = check_sources(tmp_path, f"references:\n- {{id: a, type: book, title: A, {field}}}\n".encode())
    assert (error.code, error.helps[0].replacement) == ("unknown-key", closest)


@pytest.mark.parametrize(
    ("author", "advice", "is_fixed"),
    [
        ("Finch, Ada", "write `[{family: Finch, given: Ada}]`", True),
        ("[Finch, Ada]", "write `[{family: Finch, given: Ada}]`", True),
        ("\n  - Finch, Ada\n  - Rhyn, Otto de", "write `{family: Finch, given: Ada}`", True),
        ("\n  - {family: Finch, given: Ada}\n  - O'Hara, Bo", 'write `{family: "O\'Hara", given: Bo}`', True),
        ("Ada Finch", "write `[{family: Finch, given: Ada}]`; an institution is `{literal: its name}`", False),
        ("[Ada Finch]", "write `[{family: Finch, given: Ada}]`; an institution is `{literal: its name}`", False),
        ("League of Engine Drivers", "write `[{literal: League of Engine Drivers}]`", False),
        ("Plato", "write `[{literal: Plato}]`", False),
    ],
)
def test_names_in_plain_text_get_advice_that_leads_to_a_clean_file(
    author: str, advice: str, is_fixed: bool, tmp_path: Path
) -> None:
    def write_and_check(author: str) -> list[Diagnostic]:
        return check_sources(
            tmp_path,
            f"references:\n- id: a\n  type: book\n  title: A\n  author: {author}\n".replace(": \n", ":\n").encode(),
        )

    found = write_and_check(author)
    assert {diagnostic.code for diagnostic in found} == {"wrong-type"}
    assert len(found) == max(1, sum(line.startswith("  - ") and "{" not in line for line in author.splitlines()))
    assert found[0].helps[0].message.startswith(advice)
    fixed_files = list(autofix_files(tmp_path, [tmp_path / "seeds" / "sources.yaml"]))
    assert bool(fixed_files) == is_fixed
    if is_fixed:
        assert check_sources(tmp_path, fixed_files[0].new_text.encode()) == []
    else:
        assert write_and_check(found[0].helps[0].message.split("`")[1]) == []


@pytest.mark.parametrize(
    "name", ["{}", "{family: '?'}", "{given: '', family: ' '}", "{literal: '1911'}", "{suffix: Jr.}"]
)
@pytest.mark.parametrize("key", ["author", "translator", "illustrator"])
def test_a_name_without_letters_is_reported_at_the_name(key: str, name: str, tmp_path: Path) -> None:
    (error,) = check_sources(tmp_path, f"references:\n- {{id: a, type: book, title: A, {key}: [{name}]}}\n".encode())
    assert (error.code, error.primary.span.column) == ("bad-name", 36 + len(key))


@pytest.mark.parametrize("key", ["issued", "accessed", "original-date", "event-date"])
@pytest.mark.parametrize(
    ("date", "place"),
    [("1911-02-30", "1911-02-30"), ("{date-parts: [[1911, 2, 30]]}", "[1911, 2, 30]"), ("{date-parts: [[]]}", "[]")],
)
def test_a_date_that_means_nothing_is_reported_at_its_place(key: str, date: str, place: str, tmp_path: Path) -> None:
    text = f"references:\n- {{id: a, type: book, title: A, {key}: {date}}}\n"
    (error,) = check_sources(tmp_path, text.encode())
    assert (error.code, error.primary.span.column) == ("bad-date", text.splitlines()[1].rindex(place) + 1)


def test_one_pair_of_brackets_too_few_is_mended(tmp_path: Path) -> None:
    (error,) = check_sources(
        tmp_path, b"references:\n- {id: a, type: book, title: A, issued: {date-parts: [1911, 5]}}\n"
    )
    assert (error.code, error.helps[0].message) == ("wrong-type", "write `[[1911, 5]]`")
    (fixed,) = autofix_files(tmp_path, [tmp_path / "seeds" / "sources.yaml"])
    assert check_sources(tmp_path, fixed.new_text.encode()) == []


def test_the_id_of_a_source_has_no_blanks(tmp_path: Path) -> None:
    (error,) = check_sources(tmp_path, b"references:\n- {id: Finch 1911, type: book, title: A}\n")
    assert error.message == "`Finch 1911` cannot be a name: names are letters and digits, without blanks"
