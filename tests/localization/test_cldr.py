"""Dates and numbers are written as the Common Locale Data Repository has them for every language of the interface."""

from __future__ import annotations

import datetime

import pytest
from babel import Locale
from babel.dates import format_date as format_cldr_date
from babel.dates import get_month_names
from babel.lists import format_list
from babel.numbers import format_decimal as format_cldr_number
from hypothesis import given
from hypothesis import strategies as st

from party_card.content.date_words import name_month
from party_card.content.edtf import format_date
from party_card.content.quantity import format_quantity
from party_card.localization import format_decimal, format_number, list_items, use_language
from tests.interface_catalogues import list_languages

LANGUAGES = list_languages()
UNGROUPED_FOUR_DIGITS = {"es"}
"""Languages of which CLDR wants no sign in a number of four digits (`minimumGroupingDigits`), which Babel does not heed."""


def write_number(value: float, pattern: str, language: str) -> str:
    """Returns a number as CLDR has it."""
    if language in UNGROUPED_FOUR_DIGITS and 1000 <= abs(value) < 10_000:
        pattern = pattern.replace("#,##0", "0")
    return format_cldr_number(value, pattern, locale=language)


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.dates(datetime.date(1000, 1, 1)))
def test_a_day_is_written_as_in_the_language(language: str, day: datetime.date) -> None:
    with use_language(language):
        # The program sets full stops of its own behind dates: the abbreviation of "year" would have two.
        expected = format_cldr_date(day, "long", locale=language).removesuffix("р.").rstrip()
        assert format_date(day.isoformat()) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_months_have_their_names(language: str) -> None:
    with use_language(language):
        assert [name_month(number) for number in range(1, 13)] == list(
            get_month_names("wide", "stand-alone", locale=language).values()
        )
        assert [name_month(number, has_day=True) for number in range(1, 13)] == list(
            get_month_names("wide", "format", locale=language).values()
        )


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_is_written_as_in_the_language(language: str, number: int) -> None:
    with use_language(language):
        assert format_number(number) == write_number(number, "#,##0", language)


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.integers(0, 10**9), st.integers(1, 3))
def test_decimals_are_written_as_in_the_language(language: str, number: int, digits: int) -> None:
    value = number / 10**digits
    with use_language(language):
        pattern = f"#,##0.{'0' * digits}"
        assert format_decimal(value, digits) == write_number(value, pattern, language)
        assert format_quantity(f"{value:,.{digits}f}") == write_number(value, pattern, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_are_written_as_in_the_language(language: str) -> None:
    with use_language(language):
        for items in (["a"], ["a", "b"], ["a", "b", "c"]):
            assert list_items(items) == format_list(items, locale=language)


def test_every_language_has_its_own_name() -> None:
    from party_card.localization.languages import OWN_NAMES

    assert {code: (Locale(code).get_display_name() or "").capitalize() for code in OWN_NAMES} == dict(OWN_NAMES)
