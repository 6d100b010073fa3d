"""Places episodes on a band of months: their spans, the dates of their threads, the columns of their cards.

Invariant: a thread is within the dates of its episode; columns never overlap.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from party_card.content.calendar_day import CalendarDay
from party_card.content.edtf import parse_date
from party_card.frozen_dataclass import frozen_dataclass

if TYPE_CHECKING:
    from party_card.app.scene_summary import SceneSummary

MAX_MONTHS = 14
"""The most months that a band can hold and still be read."""
MIN_THREAD_GAP_DAYS = 3
"""The distance of two threads, if their dates allow it."""


@frozen_dataclass
class MonthAxis:
    """Converts days to pixels: whole months from `first_day` to `last_day`, between `left_x` and `right_x`."""

    first_day: CalendarDay
    last_day: CalendarDay
    left_x: float
    right_x: float

    def to_x(self, day: CalendarDay) -> float:
        """Returns the x at which a day begins."""
        width, day_count = self.right_x - self.left_x, self.last_day.ordinal - self.first_day.ordinal
        return self.left_x + width * (day.ordinal - self.first_day.ordinal) / day_count

    def list_months(self) -> list[CalendarDay]:
        """Returns the first day of every month."""
        months = [self.first_day]
        while (month := months[-1].first_of_next_month()) < self.last_day:
            months.append(month)
        return months


def list_episode_spans(scenes: Sequence[SceneSummary]) -> list[tuple[CalendarDay, CalendarDay]] | None:
    """Returns the first and last day of each episode on the band.

    None if an episode has no dates, or if they are too many months apart.
    """
    spans: list[tuple[CalendarDay, CalendarDay]] = []
    for scene in scenes:
        try:
            dates = parse_date(scene.span)
        except ValueError:
            return None
        if dates.start is None or dates.end is None:
            return None
        spans.append((dates.earliest, dates.latest))
    if not spans:
        return None
    first_start, last_start = min(start for start, _ in spans), max(start for start, _ in spans)
    month_count = (last_start.year - first_start.year) * 12 + last_start.month - first_start.month + 1
    band_end = last_start.first_of_next_month().add_days(
        -1
    )  # the band ends with the month in which the last episode begins
    return [(start, min(end, band_end)) for start, end in spans] if month_count <= MAX_MONTHS else None


def choose_thread_dates(spans: Sequence[tuple[CalendarDay, CalendarDay]]) -> list[CalendarDay]:
    """Returns the day of each thread: within its span and, if possible, after that of the episode before."""
    days: list[CalendarDay] = []
    for first_day, last_day in spans:
        target_day = days[-1].add_days(MIN_THREAD_GAP_DAYS) if days else first_day
        days.append(min(max(first_day, target_day), last_day))
    return days


def spread_columns(preferred_xs: Sequence[float], width: float, gap: float, min_x: float, max_x: float) -> list[float]:
    """Returns the left edges of columns: as near as possible to the preferred ones, in order, without overlap."""
    xs: list[float] = []
    for x in preferred_xs:
        xs.append(max(x, min_x, xs[-1] + width + gap if xs else min_x))
    right_limit = max_x
    for index in reversed(range(len(xs))):
        xs[index] = min(xs[index], right_limit - width)
        right_limit = xs[index] - gap
    return xs
