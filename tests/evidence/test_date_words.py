"""Dates in words: each suggestion is a valid date, and the one that was meant."""

from __future__ import annotations

import pytest

from party_card.evidence.dates import parse_date, suggest_edtf


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
    ],
)
def test_a_date_in_words_is_suggested_as_it_is_written(phrase: str, meant: str) -> None:
    assert suggest_edtf(phrase) == meant
    parse_date(meant)
    with pytest.raises(ValueError, match="write " + meant.replace(".", r"\.").replace("?", r"\?")):
        parse_date(phrase)


@pytest.mark.parametrize(
    "phrase",
    ["", "yesterday", "the 1930s", "03/04/1908", "12 1908", "40 winters 1908", "3 summer 1908", "September 40, 1908"],
)
def test_where_there_is_a_doubt_nothing_is_suggested(phrase: str) -> None:
    assert suggest_edtf(phrase) is None
