"""Our notes against those of citeproc, with the Chicago style (17th edition, Ibid.) of the Citation Style Language.

`oracle/expected.json` holds citeproc's output for `oracle/records.yaml`; `oracle/README.md` explains how it is made.
The locator there is a bare paragraph number, because CSL knows neither our section headings nor our "n."; test_cite.py
tests those. Shortened titles are given to citeproc as `title-short` (the title up to its colon), as our code shortens
them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from party_card.evidence.chicago_layouts import Layout, get_layout
from tests.evidence.citeproc import ORACLE, RECORDS, format_citations, run_citeproc

EXPECTED = json.loads((ORACLE / "expected.json").read_text(encoding="utf-8"))

EXPLAINED = {
    # The style takes a document with neither publisher nor date for a private letter and leaves it out of a bibliography;
    # we list every source that is cited.
    ("document-place-only", "bibliography"): "Alder, Ruth. “A Letter Home.” Bergen, n.d.",
}
EXPLAINED_WORDS = {
    # The style prints whatever is not exact with a question mark; the manual has "ca." for what is approximate.
    "book-approximate-year": ("[1932?]", "[ca. 1932]"),
    # As on all other pages of ours.
    "book-before-our-era": ("399 BC", "399 BCE"),
}


def test_every_record_has_an_expectation() -> None:
    assert list(RECORDS) == list(EXPECTED)
    assert {get_layout(source) for source in RECORDS.values()} == set(get_args(Layout))


@pytest.mark.parametrize("record", RECORDS)
def test_our_notes_are_those_of_citeproc(record: str) -> None:
    theirs, ours = EXPLAINED_WORDS.get(record, ("", ""))
    expected_notes = json.loads(json.dumps(EXPECTED[record], ensure_ascii=False).replace(theirs, ours))
    expected_notes |= {part: text for (name, part), text in EXPLAINED.items() if name == record}
    assert format_citations(RECORDS[record]) == expected_notes


@pytest.mark.parametrize(("record", "part"), EXPLAINED)
def test_an_explained_difference_is_still_one(record: str, part: str) -> None:
    assert EXPECTED[record][part] != EXPLAINED[record, part]


@pytest.mark.parametrize("record", EXPLAINED_WORDS)
def test_explained_words_are_still_different(record: str) -> None:
    theirs, ours = EXPLAINED_WORDS[record]
    assert theirs in EXPECTED[record]["full"]
    assert ours not in EXPECTED[record]["full"]


@pytest.mark.oracle
def test_the_expected_notes_are_what_citeproc_makes_today(tmp_path: Path) -> None:
    assert run_citeproc(tmp_path, RECORDS.values()) == EXPECTED
