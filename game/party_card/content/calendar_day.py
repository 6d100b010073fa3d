"""A day of the proleptic Gregorian calendar in any year, as `datetime.date` is one of the years 1 to 9999.

Invariant: years are astronomical: year 0 is 1 BCE, year -43 is 44 BCE. The calendar repeats every 400 years, so a day
of any year is reckoned as the same day of the years 2000 to 2399 and a number of such cycles.
"""

from __future__ import annotations

from datetime import date

from party_card.frozen_dataclass import frozen_dataclass

_CYCLE_YEARS = 400
_CYCLE_DAYS = 146_097
_FIRST_CYCLE_YEAR = 2000


@frozen_dataclass(order=True)
class CalendarDay:
    """A day; days compare in the order of time."""

    year: int
    month: int
    day: int

    @classmethod
    def from_ordinal(cls, ordinal: int) -> CalendarDay:
        """Returns the day with this number."""
        first_ordinal = date(_FIRST_CYCLE_YEAR, 1, 1).toordinal()
        cycle, days = divmod(ordinal - first_ordinal, _CYCLE_DAYS)
        day = date.fromordinal(first_ordinal + days)
        return cls(day.year + (cycle * _CYCLE_YEARS), day.month, day.day)

    @property
    def ordinal(self) -> int:
        """The number of the day, counted from 1 January of year 1, which is 1."""
        cycle, year = divmod(self.year - _FIRST_CYCLE_YEAR, _CYCLE_YEARS)
        return date(_FIRST_CYCLE_YEAR + year, self.month, self.day).toordinal() + cycle * _CYCLE_DAYS

    def add_days(self, count: int) -> CalendarDay:
        """Returns the day that is `count` days later."""
        return CalendarDay.from_ordinal(self.ordinal + count)

    def first_of_month(self) -> CalendarDay:
        """Returns the first day of the same month."""
        return CalendarDay(self.year, self.month, 1)

    def first_of_next_month(self) -> CalendarDay:
        """Returns the first day of the month after."""
        return CalendarDay(self.year + self.month // 12, self.month % 12 + 1, 1)


def count_month_days(year: int, month: int) -> int:
    """Returns the number of days of a month."""
    return CalendarDay(year, month, 1).first_of_next_month().add_days(-1).day
