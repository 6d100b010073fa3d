"""Places episodes on a band of months: their spans, the dates of their threads, the columns of their cards.

Invariant: a thread is within the dates of its episode; columns never overlap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from party_card.evidence.dates import parse_date

if TYPE_CHECKING:
    from party_card.app.scene_summary import SceneSummary

MAX_MONTHS = 14
"""The most months that a band can hold and still be read."""
MIN_THREAD_GAP_DAYS = 3
"""The distance of two threads, if their dates allow it."""


@dataclass(frozen=True, slots=True)
class MonthAxis:
    """Converts days to pixels: whole months from `first` to `last`, between `left` and `right`."""

    first: date
    last: date
    left: float
    right: float

    def to_x(self, day: date) -> float:
        """Returns the x at which a day begins."""
        return self.left + (self.right - self.left) * (day - self.first).days / (self.last - self.first).days

    def list_months(self) -> list[date]:
        """Returns the first day of every month."""
        months = [self.first]
        while (month := next_month(months[-1])) < self.last:
            months.append(month)
        return months


def list_episode_spans(scenes: Sequence[SceneSummary]) -> list[tuple[date, date]] | None:
    """Returns the first and last day of each episode on the band.

    None if an episode has no dates, or if they are too many months apart.
    """
    spans: list[tuple[date, date]] = []
    for scene in scenes:
        try:
            parsed = parse_date(scene.span)
        except ValueError:
            return None
        if parsed.start is None or parsed.end is None:
            return None
        spans.append((parsed.earliest, parsed.latest))
    if not spans:
        return None
    first, last = min(start for start, _ in spans), max(start for start, _ in spans)
    month_count = (last.year - first.year) * 12 + last.month - first.month + 1
    band_end = next_month(last) - timedelta(1)  # the band ends with the month in which the last episode begins
    return [(start, min(end, band_end)) for start, end in spans] if month_count <= MAX_MONTHS else None


def next_month(day: date) -> date:
    """Returns the first day of the month after a day."""
    return (day.replace(day=1) + timedelta(32)).replace(day=1)


def choose_thread_dates(spans: Sequence[tuple[date, date]]) -> list[date]:
    """Returns the day of each thread: within its span and, if possible, after that of the episode before."""
    days: list[date] = []
    for first, last in spans:
        preferred = days[-1] + timedelta(MIN_THREAD_GAP_DAYS) if days else first
        days.append(min(max(first, preferred), last))
    return days


def spread_columns(preferred: Sequence[float], width: float, gap: float, left: float, right: float) -> list[float]:
    """Returns the left edges of columns: as near as possible to where they are preferred, in order, without overlap."""
    xs: list[float] = []
    for x in preferred:
        xs.append(max(x, left, xs[-1] + width + gap if xs else left))
    end = right
    for index in reversed(range(len(xs))):
        xs[index] = min(xs[index], end - width)
        end = xs[index] - gap
    return xs
