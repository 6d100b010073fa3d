"""Days of any year: the same as Python's in the years that Python has, and the same calendar beyond them."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from party_card.content.calendar_day import CalendarDay, count_month_days


@given(st.dates(), st.integers(0, 400))
def test_a_day_that_python_has_is_the_same(day: date, count: int) -> None:
    calendar_day = CalendarDay(day.year, day.month, day.day)
    assert calendar_day.ordinal == day.toordinal()
    assert CalendarDay.from_ordinal(day.toordinal()) == calendar_day
    if day.toordinal() + count <= date.max.toordinal():
        later_day = date.fromordinal(day.toordinal() + count)
        assert calendar_day.add_days(count) == CalendarDay(later_day.year, later_day.month, later_day.day)


@given(st.integers(-(10**15), 10**15))
def test_a_day_of_any_year_has_one_number(ordinal: int) -> None:
    day = CalendarDay.from_ordinal(ordinal)
    assert day.ordinal == ordinal
    assert day < day.add_days(1) <= day.first_of_next_month()
    assert day.first_of_month() <= day


def test_the_days_around_the_year_0_follow_one_another() -> None:
    assert CalendarDay(-1, 12, 31).add_days(1) == CalendarDay(0, 1, 1)
    assert CalendarDay(0, 12, 31).add_days(1) == CalendarDay(1, 1, 1)
    assert [count_month_days(year, 2) for year in (-4, -1, 0, 1900, 10000)] == [29, 28, 29, 28, 29]
