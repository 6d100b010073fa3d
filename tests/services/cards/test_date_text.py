"""Dates as people write them on a card."""

from __future__ import annotations

import pytest

from party_card.services.cards.date_text import read_date_words


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
        ("March to May to June 1893", "March to May to June 1893"),
        ("", ""),
    ],
)
def test_words_become_a_date_and_what_is_none_stays(words: str, date: str) -> None:
    assert read_date_words(words) == date
