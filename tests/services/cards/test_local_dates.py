"""Dates as people write them on a card, in the languages that the interface speaks."""

from __future__ import annotations

import pytest

from party_card.localization import use_language
from party_card.localization.languages import OWN_NAMES, PSEUDO_LANGUAGES
from party_card.services.cards.date_text import read_date_words, write_date_words

DATES = (
    "1908", "1908-03", "1908-03-27", "1908-03-27~", "1908?", "1908-03%", "1908-21", "1908-24", "193X",
    "1908-03-01/1908-03-05", "1908-03-01/1908-05-05", "1908-03-01/1909-05-05", "1908-03-01/..", "../1908-03", "1908/1910",
    "1908-03~/1909", "0079", "-0398", *(f"1908-{month:02}-02" for month in range(1, 13)),
)  # fmt: skip


@pytest.mark.parametrize("language", [*OWN_NAMES, *PSEUDO_LANGUAGES])
def test_a_date_is_shown_in_words_of_the_language_that_are_read_as_the_same_date(language: str) -> None:
    with use_language(language):
        words = {date: write_date_words(date) for date in DATES}
        assert {date: read_date_words(text) for date, text in words.items()} == {date: date for date in DATES}
    as_in_files = [date for date, text in words.items() if text == date and date != "1908"]
    assert not as_in_files


@pytest.mark.parametrize(
    ("language", "words", "date"),
    [
        ("de", "27. Sept. 1932", "1932-09-27"),
        ("de", "27. 9. 1932", "1932-09-27"),
        ("de", "12. – 14. März 1893", "1893-03-12/1893-03-14"),
        ("de", "12 March to May 1893", "1893-03-12/1893-05"),
        ("de", "about 1932", "1932~"),
        ("es", "27 de marzo de 1908", "1908-03-27"),
        ("uk", "27 березня 1908", "1908-03-27"),
        ("uk", "березень 1908", "1908-03"),
        ("de", "im Morgengrauen", "im Morgengrauen"),
        ("de", "m 1908", "m 1908"),
    ],
)
def test_words_of_the_language_and_english_ones_become_a_date(language: str, words: str, date: str) -> None:
    with use_language(language):
        assert read_date_words(words) == date


def test_words_of_another_language_are_no_date() -> None:
    assert read_date_words("27. März 1908") == "27. März 1908"
