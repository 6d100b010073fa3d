"""What is done too often is refused, and allowed again after a while."""

from __future__ import annotations

from party_card.classroom import rate_limits
from party_card.classroom.rate_limits import RateLimit


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_allowed_and_then_one_at_a_time() -> None:
    clock = Clock()
    limit = RateLimit(2, 3, clock)
    assert [limit.take("heron") for _ in range(5)] == [True, True, True, False, False]
    assert limit.take("larch")
    clock.now = 0.5
    assert [limit.take("heron") for _ in range(2)] == [True, False]
    clock.now = 100
    assert [limit.take("heron") for _ in range(4)] == [True, True, True, False]


def test_looking_takes_nothing() -> None:
    limit = RateLimit(0, 1, Clock())
    assert limit.has_room("heron")
    assert limit.take("heron")
    assert not limit.has_room("heron")
    limit.forget("heron")
    assert limit.has_room("heron")


def test_it_forgets_who_came_long_ago() -> None:
    limit = RateLimit(0, 1, Clock())
    for number in range(rate_limits.MAX_KEYS + 10):
        limit.take(str(number))
    assert len(limit._buckets) == rate_limits.MAX_KEYS
