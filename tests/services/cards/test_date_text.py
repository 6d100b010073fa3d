"""Dates as people write them on a card."""

from __future__ import annotations

import pytest

from party_card.services.cards.date_text import read_date_words, write_date_words


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("12 March 1893 to May 1893", "1893-03-12/1893-05"),
        ("1893-03-12 to 1893-05", "1893-03-12/1893-05"),
        ("March 1893 – May 1893", "1893-03/1893-05"),
        ("about 12 March 1893", "1893-03-12~"),
        ("1893-03-12/1893-05", "1893-03-12/1893-05"),
        ("1893", "1893"),
        ("in the spring", "in the spring"),
        ("12 March to May 1893", "1893-03-12/1893-05"),
        ("3–12 August 1932", "1932-08-03/1932-08-12"),
        ("3-12 August 1932", "1932-08-03/1932-08-12"),
        ("from August to October 1932", "1932-08/1932-10"),
        ("between 1932 and 1933", "1932/1933"),
        ("about November – December 1932", "1932-11~/1932-12"),
        ("perhaps about 27 November 1932", "1932-11-27%"),
        ("27. 11. 1932", "1932-11-27"),
        ("1932-08 to 1932-09", "1932-08/1932-09"),
        ("12 to 14", "12 to 14"),
        ("March to May to June 1893", "March to May to June 1893"),
        ("", ""),
    ],
)
def test_words_become_a_date_and_what_is_none_stays(words: str, date: str) -> None:
    assert read_date_words(words) == date


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("1932-11-27~", "about 27 November 1932"),
        ("1932-11-27%", "perhaps about 27 November 1932"),
        ("1893-03-12/1893-05", "12 March – May 1893"),
        ("193X", "the 1930s"),
        ("../1932", "until 1932"),
        ("1932/1934", "1932–1934"),
        ("1932-13", "1932-13"),
        ("soon", "soon"),
    ],
)
def test_a_date_is_shown_in_words_that_are_read_as_the_same_date(date: str, words: str) -> None:
    assert write_date_words(date) == words
    assert read_date_words(words) == date
