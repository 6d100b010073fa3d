"""Phrases with counts: the noun agrees, and a number that nobody could read becomes a power of ten."""

from __future__ import annotations

import pytest

from party_card.diagnostics.words import format_count, format_count_range, format_number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (1_234_567, "1,234,567"),
        (10**15 - 1, "999,999,999,999,999"),
        (10**15, "more than 10^14"),
        (10**15 + 1, "more than 10^15"),
        (3**900, "more than 10^429"),
        (10**400 - 1, "more than 10^399"),
        (10**400 + 1, "more than 10^400"),
        (7**9000, "more than 10^7605"),  # longer than what Python turns into digits
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_long_numbers_become_a_power_of_ten(number: int, text: str) -> None:
    assert format_number(number) == text


def test_the_noun_agrees_with_the_last_count() -> None:
    assert [format_count(number, "way") for number in (0, 1, 2, 10**20)] == [
        "0 ways", "1 way", "2 ways", "more than 10^19 ways"
    ]  # fmt: skip
    assert format_count_range(1, 1, "minute") == "1 minute"
    assert format_count_range(1, 4, "minute") == "1 to 4 minutes"
    assert format_count_range(3, 3, "minute", "–") == "3 minutes"
    assert format_count_range(2, 5, "minute", "–") == "2–5 minutes"
