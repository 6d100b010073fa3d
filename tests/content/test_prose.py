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


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("'Tis late, and 'twas later.", "’Tis late, and ’twas later."),
        ("Give 'em time", "Give ’em time"),
        ("('twould do)", "(’twould do)"),
        ("'Twasn't me, 'n' that's that.", "’Twasn’t me, ’n’ that’s that."),
        ("rock 'n' roll, rock 'n roll", "rock ’n’ roll, rock ’n roll"),
        ("the letter ('n') and {'n'}", "the letter (‘n’) and {‘n’}"),
        ("the '30s and '20s", "the ’30s and ’20s"),
        ("in '32 and in '33", "in ’32 and in ’33"),
        ('"\'Tis he," they said', "“’Tis he,” they said"),
        ("''Tis he,' they said", "‘’Tis he,’ they said"),
        ("'Emma came', 'no one' knew, 'temporary'", "‘Emma came’, ‘no one’ knew, ‘temporary’"),
        ("the word 'em' is short", "the word ‘em’ is short"),
        ("'32 men', he wrote; '1932' it says", "‘32 men’, he wrote; ‘1932’ it says"),
        ("'300 rubles'", "‘300 rubles’"),
        ("'round and round'", "‘round and round’"),
    ],
)
def test_a_known_elision_and_a_year_begin_with_an_apostrophe_and_a_quotation_with_a_quotation_mark(
    typed: str, shown: str
) -> None:
    assert smart_quotes(typed) == shown
    assert strip_markup(typed) == shown


@pytest.mark.parametrize(
    "text", ["2 * 3 * 4", "a * b*", "*a * b", "5 ** 2 ** 3", "* one * two", "*", "**", "x *", "* x", "4 *5 * 6"]
)
def test_stars_with_space_around_them_are_no_emphasis(text: str) -> None:
    (paragraph,) = parse_prose(text)
    assert paragraph == (InlineSpan(text),)


@pytest.mark.parametrize(
    ("text", "styled"),
    [
        ("*word*", [("word", True, False)]),
        ("a*b*c", [("a", False, False), ("b", True, False), ("c", False, False)]),
        ("2 * *3* * 4", [("2 * ", False, False), ("3", True, False), (" * 4", False, False)]),
        ("**bold *both* bold**", [("bold ", False, True), ("both", True, True), (" bold", False, True)]),
        ("*one* and *two*", [("one", True, False), (" and ", False, False), ("two", True, False)]),
    ],
)
def test_stars_at_words_are_emphasis(text: str, styled: list[tuple[str, bool, bool]]) -> None:
    assert [(span.text, span.italic, span.bold) for span in parse_prose(text)[0]] == styled
