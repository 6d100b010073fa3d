"""Our notes in German, Spanish and Ukrainian against those of citeproc with the locales of CSL.

`oracle/expected-*.json` holds citeproc's output for `oracle/records.yaml`, with our words where they differ from the
locale's; `oracle_languages.py` gives the reason for each. A blank that does not break a line is a blank to citeproc's
text here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from party_card.content.models import Source
from party_card.localization import use_language
from tests import ROOT
from tests.evidence.citeproc import ORACLE, RECORDS, format_citations, read_locale, run_citeproc
from tests.evidence.invented import sources
from tests.evidence.oracle_languages import LANGUAGES, find_terms, rewrite

LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
NAMES_OF_PARTS = ("full", "ibid", "short", "bibliography", "located", "https", "doi", "org")
UNPUBLISHED = "document-place-only"
"""The style takes it for a private letter and leaves it out of a bibliography, as in English."""
PACK = sources(ROOT / "seeds" / "sources.yaml")


def expected_path(code: str) -> Path:
    """Returns where citeproc's notes of a language are kept."""
    return ORACLE / f"expected-{code}.json"


def read_expected(code: str) -> dict[str, Any]:
    return dict(json.loads(expected_path(code).read_text(encoding="utf-8")))


def format_in(code: str, source: Source) -> dict[str, Any]:
    with use_language(code):
        return dict(
            json.loads(json.dumps(format_citations(source), ensure_ascii=False).replace("\N{NO-BREAK SPACE}", " "))
        )


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("record", RECORDS)
def test_our_notes_in_a_language_are_those_of_citeproc(code: str, record: str) -> None:
    ours, theirs = format_in(code, RECORDS[record]), read_expected(code)[record]
    if record == UNPUBLISHED:
        assert not theirs.pop("bibliography")
        assert ours.pop("bibliography")
    assert ours == theirs


def test_ukrainian_notes_on_the_sources_of_the_game_have_no_latin_word_but_those_of_the_source() -> None:
    for name, source in PACK.items():
        own_words = {*LATIN_WORD.findall(repr(source)), *NAMES_OF_PARTS}
        text = json.dumps(format_in("uk", source), ensure_ascii=False)
        assert (name, set(LATIN_WORD.findall(text)) - own_words) == (name, set())


@pytest.mark.oracle
@pytest.mark.release
@pytest.mark.parametrize("code", LANGUAGES)
def test_the_expected_notes_of_a_language_are_what_citeproc_makes_today(tmp_path: Path, code: str) -> None:
    assert read_citeproc(tmp_path, code, RECORDS) == read_expected(code)


@pytest.mark.oracle
@pytest.mark.release
def test_notes_on_the_sources_of_the_game_differ_nowhere_but_where_they_do_in_english(tmp_path: Path) -> None:
    """In English they differ in entries of encyclopaedias ("s.v."), laws (Bluebook), series of sources without an author,
    numbers of volumes and issues, straight apostrophes, dates that are not exact, and dates of reprints on the web.
    """
    # Marked as not English, so that the style leaves the capitals of titles as the records have them.
    records = {name: replace(source, language="la") for name, source in PACK.items()}
    english = find_differences("en", run_citeproc(tmp_path, records.values()))
    assert len(english) < len(PACK) * 2, "of five parts for each source"
    for code in LANGUAGES:
        assert find_differences(code, read_citeproc(tmp_path, code, records)) - english == set()


@pytest.mark.oracle
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_term_of_ours_is_not_that_of_the_locale(code: str) -> None:
    root = ElementTree.fromstring(read_locale(code))
    for (name, form), (ours, reason) in LANGUAGES[code].terms.items():
        terms = find_terms(root, name, form)
        assert terms, f"{name} ({form})"
        assert reason
        assert all("".join(term.itertext()).strip() != ours.replace("|", "") for term in terms), f"{name} ({form})"


def read_citeproc(folder: Path, code: str, records: Mapping[str, Source]) -> dict[str, Any]:
    made = json.dumps(run_citeproc(folder, records.values(), code), ensure_ascii=False)
    return dict(json.loads(rewrite(made, LANGUAGES[code])))


def find_differences(code: str, expected: dict[str, Any]) -> set[tuple[str, str]]:
    """Returns the sources and parts in which our notes on the pack's sources differ."""
    ours = {name: format_in(code, source) for name, source in PACK.items()}
    return {
        (name, part) for name, notes in ours.items() for part, text in notes.items() if text != expected[name][part]
    }
