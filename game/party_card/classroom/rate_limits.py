"""Limits how often something is done: a bucket of tokens for each key, the least recently used forgotten."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

MAX_KEYS = 5000


class RateLimit:
    """Allows `burst` at once, and `per_second` from then on; each key has its own bucket."""

    def __init__(self, per_second: float, burst: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_second = per_second
        self._burst = burst
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def has_room(self, key: str) -> bool:
        """Returns True if one more would be allowed; takes nothing."""
        return self._count(key) >= 1

    def take(self, key: str) -> bool:
        """Returns True if one more is allowed, and counts it."""
        left = self._count(key)
        is_allowed = left >= 1
        self._buckets[key] = (left - 1 if is_allowed else left, self._clock())
        self._buckets.move_to_end(key)
        if len(self._buckets) > MAX_KEYS:
            self._buckets.popitem(last=False)
        return is_allowed

    def forget(self, key: str) -> None:
        """Fills the bucket of a key."""
        self._buckets.pop(key, None)

    def _count(self, key: str) -> float:
        left, counted_at = self._buckets.get(key, (self._burst, self._clock()))
        return min(self._burst, left + (self._clock() - counted_at) * self._per_second)
