"""Tests of the parser of prose: paragraphs of emphasis and citations; parsing never fails."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party_card.content.prose import (
    InlineSpan,
    iter_cited_fact_ids,
    parse_document,
    parse_prose,
    smart_quotes,
    strip_markup,
)


def test_a_blank_line_parts_paragraphs_and_a_single_one_is_a_space() -> None:
    assert parse_prose("One\ntwo.\n\nThree.\n") == ((InlineSpan("One two."),), (InlineSpan("Three."),))


def test_stars_are_emphasis() -> None:
    assert parse_prose("a *b* **c**") == (
        (InlineSpan("a "), InlineSpan("b", italic=True), InlineSpan(" "), InlineSpan("c", bold=True)),
    )


def test_a_citation_takes_the_space_before_it_away() -> None:
    assert parse_prose("Grey. [@copies; @hut] Next") == (
        (InlineSpan("Grey."), InlineSpan("", fact="copies"), InlineSpan("", fact="hut"), InlineSpan(" Next")),
    )


def test_a_star_alone_is_a_star_and_a_backslash_keeps_one() -> None:
    assert strip_markup("2 * 3") == "2 * 3"
    assert strip_markup(r"\*kept\* \[@no\]") == "*kept* [@no]"


def test_a_document_keeps_its_lines() -> None:
    assert parse_document("To all\n\nmembers\n") == ((InlineSpan("To all"),), (), (InlineSpan("members"),))


def test_the_facts_that_a_text_cites() -> None:
    assert list(iter_cited_fact_ids("A [@one; @two] b [@one].")) == ["one", "two", "one"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("the professor's name", "the professor’s name"),
        ('He said "no".', "He said “no”."),
        ("'No,' she said.", "‘No,’ she said."),
        ("\"'Yes' it is\"", "“‘Yes’ it is”"),
        ("the '30s", "the ’30s"),
        ('("so")—"and"', "(“so”)—“and”"),
        ("two men's 'plan'", "two men’s ‘plan’"),
        ("“set already”", "“set already”"),
    ],
)
def test_quotation_marks_are_set_as_a_printer_would(typed: str, expected: str) -> None:
    assert smart_quotes(typed) == expected
    assert strip_markup(typed) == expected


@given(st.text(alphabet="ab *[]@;\\\n", max_size=80))
def test_no_letter_is_lost(text: str) -> None:
    paragraphs = "".join(span.text + span.fact for paragraph in parse_prose(text) for span in paragraph)
    fact_ids = "".join(iter_cited_fact_ids(text))
    if "[@" not in text:
        assert paragraphs.count("a") == text.count("a")
    assert paragraphs.count("a") >= fact_ids.count("a") or "\\" in text
