"""The index of a source: made from its text, and the one that the project ships."""

from __future__ import annotations

import re

import pytest

from party_card.content.models import Index
from party_card.evidence.cite import find_paragraph, has_note
from party_card.evidence.indexing import build_index, to_headline_case
from party_card.evidence.source_text import split_paragraphs
from party_card.evidence.wording import compute_fingerprint
from tests import ROOT
from tests.evidence.invented import BOOK, index_of, read

SHIPPED = (ROOT / "seeds" / "kotkin-2017.index.yaml").read_text(encoding="utf-8")


def test_an_index_holds_number_section_notes_words_and_fingerprint() -> None:
    index = index_of(BOOK)
    assert [(p.p, p.section, p.notes, p.words) for p in index.paragraphs] == [
        (1, "opening of the excerpt", (21, 22), 20),
        (2, "opening of the excerpt", (23, 24), 21),
        (3, "The Signal Box", (25,), 22),
        (4, "The Signal Box", (), 4),
        (5, "A Lamp for the Line", (26, 27, 28), 26),
        (6, "A Lamp for the Line", (29,), 13),
    ]
    assert (
        index.paragraphs[3].fingerprint
        == compute_fingerprint("Wait here, they said.")
        == compute_fingerprint("WAIT here-they said")
    )


def test_lines_of_a_page_make_the_same_index() -> None:
    page = "\n\n".join(re.sub(r"(.{30,40}) ", r"\1\n", line) for line in BOOK.split("\n"))
    assert page.count("\n") > 2 * BOOK.count("\n")
    assert index_of(page) == index_of(BOOK)


def test_a_text_whose_notes_do_not_run_on_is_refused() -> None:
    with pytest.raises(
        ValueError, match="after note 23 comes note 25; the numbers of an index run on, each exactly once"
    ):
        build_index(BOOK.replace("candles.24", "candles."), "line")
    with pytest.raises(ValueError, match="there is no paragraph in this text"):
        build_index("\n\nONLY A HEADING\n", "line")


@pytest.mark.parametrize(
    ("printed", "headline"),
    [
        ("THE FOUR HORSEMEN", "The Four Horsemen"),
        ("ENEMY WITH A PARTY CARD", "Enemy with a Party Card"),
        ("SHARPENING THE CLASS STRUGGLE", "Sharpening the Class Struggle"),
        ("WHAT WE ARE FOR", "What We Are For"),
        ("WAR: A HISTORY", "War: A History"),
        ("STALIN’S SELF-MADE CRISIS", "Stalin’s Self-Made Crisis"),
        ("“ENEMY” WITHIN", "“Enemy” Within"),
        ("", ""),
    ],
)
def test_headings_in_capitals_get_headline_style(printed: str, headline: str) -> None:
    assert to_headline_case(printed) == headline


def test_a_line_in_capitals_is_a_heading_and_a_sentence_is_none() -> None:
    paragraphs = split_paragraphs("A HEADING\nFirst.\nSTOP.\nUSA\nSecond.")
    assert [(p.section, p.text) for p in paragraphs] == [
        ("A HEADING", "First."), ("A HEADING", "STOP."), ("A HEADING", "USA"), ("A HEADING", "Second."),
    ]  # fmt: skip


def test_the_index_answers_what_stands_where() -> None:
    index = index_of(BOOK)
    assert has_note(index, 5, 27) and not has_note(index, 4, 27) and not has_note(index, 99, 27)
    assert not has_note(None, 5, 27)
    assert find_paragraph(index, 7) is None


# ------------------------------------------------------------------------------------------- the index we ship


def test_the_shipped_index_has_49_paragraphs_and_each_note_once() -> None:
    index = read(Index, SHIPPED)
    assert index.index == "kotkin-2017"
    assert [paragraph.p for paragraph in index.paragraphs] == list(range(1, 50))
    assert [n for paragraph in index.paragraphs for n in paragraph.notes] == list(range(276, 408))
    assert all(re.fullmatch("[0-9a-f]{16}", paragraph.fingerprint) for paragraph in index.paragraphs)
    assert len({paragraph.fingerprint for paragraph in index.paragraphs}) == 49


def test_the_shipped_index_has_the_six_sections() -> None:
    index = read(Index, SHIPPED)
    first_paragraph = {paragraph.section: paragraph.p for paragraph in reversed(index.paragraphs)}
    assert dict(reversed(first_paragraph.items())) == {
        "opening of the excerpt": 1,
        "The Four Horsemen": 9,
        "A Personal Blow": 15,
        "Enemy with a Party Card": 27,
        "Sharpening the Class Struggle": 34,
        "Geopolitical Catastrophe": 45,
    }


def test_the_shipped_index_holds_no_text() -> None:
    lines = SHIPPED.splitlines()[3:]
    line = re.compile(
        r'  - \{p: \d+, section: "[A-Za-z ]{5,30}", notes: \[[\d, ]*\], words: \d+, fingerprint: "[0-9a-f]{16}"\}'
    )
    assert len(lines) == 49 and all(line.fullmatch(paragraph) for paragraph in lines)
