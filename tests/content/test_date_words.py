"""Dates in words: each suggestion is a valid date, and the one that was meant."""

from __future__ import annotations

import re

import pytest

from party_card.content.date_words import suggest_edtf
from party_card.content.edtf import parse_date


@pytest.mark.parametrize(
    ("phrase", "meant"),
    [
        ("22 September 1932", "1932-09-22"),
        ("2nd of Sept. 1932", "1932-09-02"),
        ("September 22, 1932", "1932-09-22"),
        ("March 1908", "1908-03"),
        ("summer 1908", "1908-22"),
        ("before 1921-11-06", "../1921-11-06"),
        ("After March 1908", "1908-03/.."),
        ("c. 1908", "1908~"),
        ("about the 3 May 1908", "1908-05-03~"),
        ("perhaps 1908-03", "1908-03?"),
        ("the 1930s", "193X"),
        ("44 BC", "-0043"),
        ("c. 399 B.C.", "-0398~"),
        ("1 BCE", "0000"),
        ("January 1 BCE", "0000-01"),
        ("15 March 44 BCE", "-0043-03-15"),
        ("March 15, 44 BC", "-0043-03-15"),
        ("24 August AD 79", "0079-08-24"),
        ("79 CE", "0079"),
        ("12,000 BCE", "Y-11999"),
    ],
)
def test_a_date_in_words_is_suggested_as_it_is_written(phrase: str, meant: str) -> None:
    assert suggest_edtf(phrase) == meant
    parse_date(meant)
    with pytest.raises(ValueError, match="write " + re.escape(meant)):
        parse_date(phrase)


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "yesterday",
        "the 1900s",
        "44",
        "march 44",
        "marble 1908",
        "03/04/1908",
        "12 1908",
        "40 winters 1908",
        "3 summer 1908",
        "September 40, 1908",
    ],
)
def test_where_there_is_a_doubt_nothing_is_suggested(phrase: str) -> None:
    assert suggest_edtf(phrase) is None
