"""The time of a page is measured without pauses in the background, and is bounded."""

from __future__ import annotations

import pytest

from party_card.app.page_clock import MAX_PAGE_S, PageClock


class Now:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def now() -> Now:
    return Now()


def test_each_page_has_its_own_time(now: Now) -> None:
    clock = PageClock(now)
    now.seconds += 12.4
    assert clock.restart() == 12
    now.seconds += 3
    assert clock.restart() == 3


def test_time_in_the_background_does_not_count(now: Now) -> None:
    clock = PageClock(now)
    now.seconds += 5
    clock.pause()
    clock.pause()
    now.seconds += 100
    clock.resume()
    clock.resume()
    now.seconds += 2
    assert clock.restart() == 7
    clock.pause()
    now.seconds += 50
    assert clock.restart() == 0, "a page shown in the background"
    now.seconds += 50
    clock.resume()
    assert clock.restart() == 0


def test_a_long_pause_counts_as_ten_minutes(now: Now) -> None:
    clock = PageClock(now)
    now.seconds += 86_400
    assert clock.restart() == MAX_PAGE_S == 600
