"""What a teacher writes into the form of a fact is understood, or refused with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party_card.services.cards.errors import CardError
from party_card.services.facts.fact_values import (
    Locator,
    read_claim,
    read_date,
    read_grade,
    read_locator,
    read_numbers,
    read_quote,
)


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("1932-08-25", "1932-08-25"),
        ("about 25 August 1932", "1932-08-25~"),
        (" August 1932 ", "1932-08"),
        ("1932", "1932"),
        ("1932-08/1932-09", "1932-08/1932-09"),
        ("", ""),
        (None, ""),
    ],
)
def test_dates_in_words_are_understood(words: str | None, date: str) -> None:
    assert read_date(words) == date


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (read_claim, " \u200b"),
        (read_claim, None),
        (read_grade, "sure"),
        (read_date, "last summer"),
        (read_quote, "word " * 26),
        (read_numbers, "four"),
        (read_numbers, [0]),
        (read_numbers, "٣"),
    ],
)
def test_what_is_not_understood_gets_a_sentence(read: Callable[[Any], object], value: Any) -> None:
    with pytest.raises(CardError) as error:
        read(value)
    assert str(error.value).endswith(".")


def test_a_source_with_an_index_is_cited_by_paragraphs_and_another_by_pages() -> None:
    data = {"source": "diary", "paragraph": 3, "note": 12, "page": "47"}
    assert read_locator(data, has_index=True) == Locator("diary", (3,), (12,))
    assert read_locator(data, has_index=False) == Locator("diary", (), (12,), "47")
    assert read_locator({**data, "page": None}, has_index=False) == Locator("diary", (3,), (12,))


@pytest.mark.parametrize("data", [{}, {"source": "diary"}, {"paragraph": 3}, {"source": "diary", "note": 3}])
def test_a_place_without_its_source_or_a_source_without_a_place_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(CardError):
        read_locator(data, has_index=False)


@given(st.lists(st.integers(1, 999_999)))
def test_numbers_come_back_from_a_list_and_from_a_text(numbers: list[int]) -> None:
    assert read_numbers(numbers) == read_numbers(", ".join(map(str, numbers))) == tuple(numbers)
