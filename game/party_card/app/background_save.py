"""Saves one playthrough in another thread, after a pause in typing.

Invariant: at most one save runs, and its result is taken by the thread that started it. A playthrough that is being
saved is not saved otherwise before the result is taken.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from party_card.storage.saved_playthrough import SavedPlaythrough

DEBOUNCE_S = 0.3
"""How long nothing must be typed before it is saved."""


class BackgroundSave:
    """The save that is due after a pause, and the one that runs; `clock` returns seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._due_s: float | None = None
        self._executor: ThreadPoolExecutor | None = None
        self._result: Future[SavedPlaythrough] | None = None

    @property
    def is_running(self) -> bool:
        """True from the start of a save until its result is taken."""
        return self._result is not None

    @property
    def is_finished(self) -> bool:
        """True if there is a result to take."""
        return self._result is not None and self._result.done()

    @property
    def is_scheduled(self) -> bool:
        """True if a save is due, now or later."""
        return self._due_s is not None

    @property
    def is_due(self) -> bool:
        """True if a save should be started now."""
        return self._due_s is not None and self.clock() >= self._due_s

    def schedule(self, delay_s: float = DEBOUNCE_S) -> None:
        """Makes a save due after a delay, in place of an earlier one."""
        self._due_s = self.clock() + delay_s

    def cancel(self) -> None:
        """Makes no save due."""
        self._due_s = None

    def start(self, save: Callable[[], SavedPlaythrough]) -> None:
        """Starts a save in the other thread."""
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  # not needed before something is typed

        self._due_s = None
        self._executor = self._executor or ThreadPoolExecutor(max_workers=1, thread_name_prefix="save")
        self._result = self._executor.submit(save)

    def take_result(self) -> SavedPlaythrough:
        """Waits for the save that runs, and returns its result or raises its exception."""
        if self._result is None:
            raise RuntimeError("start a save first")
        result, self._result = self._result, None
        return result.result()

    def close(self) -> None:
        """Waits until the other thread has ended."""
        if self._executor is not None:
            self._executor.shutdown()
            self._executor = None
