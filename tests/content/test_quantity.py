"""Quantities of figures: a number, a bound, or a range from less to more."""

from __future__ import annotations

import pytest

from party_card.content.quantity import Quantity, format_quantity, parse_quantity


@pytest.mark.parametrize(
    ("text", "quantity", "shown"),
    [
        ("7", Quantity(7, ""), "7"),
        ("about 1,250.5", Quantity(1250.5, "about"), "about 1,250.5"),
        ("3.1-4", Quantity(4, "", 3.1), "3.1–4"),
        ("3.1 – 4", Quantity(4, "", 3.1), "3.1–4"),
        ("about 900 to 1,100", Quantity(1100, "about", 900), "about 900–1,100"),
    ],
)
def test_a_number_or_a_range_is_read_and_shown(text: str, quantity: Quantity, shown: str) -> None:
    assert parse_quantity(text) == quantity
    assert format_quantity(text) == shown


@pytest.mark.parametrize("text", ["", "4-3", "4-4", "1-2-3", "-4", "4-", "four to six", "nearly 4", "1 2"])
def test_anything_else_is_no_quantity(text: str) -> None:
    assert parse_quantity(text) is None
