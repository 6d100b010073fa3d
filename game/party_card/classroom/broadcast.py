"""Streams of server-sent events that carry the newest state.

Invariant: a stream never queues. A slow client costs one flag, and gets the newest state once it reads again. A browser
opens six connections to a host, so a device has one stream: a new one ends the one before it. A change wakes a few
streams in each turn of the loop, so choices that come meanwhile do not wait for all.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from itertools import islice

KEEP_ALIVE_S = 15
"""A stream sends its state again at the latest after so long."""
STREAMS_AT_ONCE = 20
"""How many streams send before the loop sees to other things."""
ELSEWHERE = b"event: elsewhere\ndata: 1\n\n"
REMOVED = b"event: removed\ndata: 1\n\n"
_RETRY = b"retry: 1000\n\n"


class Broadcast:
    """Tells streams that something has changed."""

    def __init__(self) -> None:
        self._streams: dict[str, asyncio.Event] = {}
        self._due: dict[str, None] = {}
        self._is_waking = False
        self._is_closed = False

    def __len__(self) -> int:
        return len(self._streams)

    def notify(self) -> None:
        """Lets every stream send its state, a few at a time."""
        self._due |= dict.fromkeys(self._streams)
        if not self._is_waking:
            self._wake_some()

    def _wake_some(self) -> None:
        for key in list(islice(self._due, STREAMS_AT_ONCE)):
            del self._due[key]
            if (event := self._streams.get(key)) is not None:
                event.set()
        self._is_waking = bool(self._due)
        if self._is_waking:
            asyncio.get_running_loop().call_soon(self._wake_some)

    def close(self) -> None:
        """Ends every stream, without a word: the browser tries to open it again."""
        self._is_closed = True
        self.notify()

    async def stream(
        self, key: str, build_state: Callable[[], bytes | None], find_pause_s: Callable[[], float]
    ) -> AsyncIterator[bytes]:
        """Yields the events of a stream: the state at once, then after changes, with a pause of seconds between them.

        The stream ends if `build_state` returns None, and if a newer stream has the same `key`.
        """
        event = asyncio.Event()
        event.set()
        if (older := self._streams.pop(key, None)) is not None:
            older.set()
        self._streams[key] = event
        try:
            yield _RETRY
            while True:
                with suppress(TimeoutError):  # the state again: a connection that nobody closed is noticed
                    async with asyncio.timeout(KEEP_ALIVE_S * random.uniform(0.6, 1)):  # noqa: S311  # not all at once
                        await event.wait()
                if self._is_closed:
                    return
                if self._streams.get(key) is not event:
                    yield ELSEWHERE
                    return
                event.clear()
                state = build_state()
                if state is None:
                    yield REMOVED
                    return
                yield b"data: " + state + b"\n\n"
                await asyncio.sleep(find_pause_s())
        finally:
            if self._streams.get(key) is event:
                del self._streams[key]
