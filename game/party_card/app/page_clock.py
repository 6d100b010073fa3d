"""Measures how long a page is shown, for the transcript.

Invariant: no page counts for more than `MAX_PAGE_S`, as nobody reads a page for so long; time for which the window is
in the background, if the front end knows it, does not count.
"""

from __future__ import annotations

import time
from collections.abc import Callable

MAX_PAGE_S = 600


class PageClock:
    """The time since the present page was first shown; `now` returns seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self.now = now
        self._shown_s = 0.0
        self._since_s: float | None = now()

    def pause(self) -> None:
        """Stops counting; does nothing if it has stopped."""
        if self._since_s is not None:
            self._shown_s += self.now() - self._since_s
            self._since_s = None

    def resume(self) -> None:
        """Counts on; does nothing if it counts."""
        if self._since_s is None:
            self._since_s = self.now()

    def restart(self) -> int:
        """Begins to count for the next page. Returns the whole seconds of the last one, at most `MAX_PAGE_S`."""
        is_counting = self._since_s is not None
        self.pause()
        seconds, self._shown_s = min(round(self._shown_s), MAX_PAGE_S), 0.0
        if is_counting:
            self.resume()
        return seconds
