"""Streams of server-sent events that carry the newest state.

Invariant: a stream never queues. A slow client costs one flag, and gets the newest state once it reads again. A browser
opens six connections to a host, so a device has one stream: a new one ends the one before it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress

KEEP_ALIVE_S = 15
ELSEWHERE = b"event: elsewhere\ndata: 1\n\n"
REMOVED = b"event: removed\ndata: 1\n\n"
_RETRY = b"retry: 1000\n\n"


class Broadcast:
    """Tells streams that something has changed."""

    def __init__(self) -> None:
        self._streams: dict[str, asyncio.Event] = {}
        self._is_closed = False

    def __len__(self) -> int:
        return len(self._streams)

    def notify(self) -> None:
        """Lets every stream send its state."""
        for event in self._streams.values():
            event.set()

    def close(self) -> None:
        """Ends every stream, without a word: the browser tries to open it again."""
        self._is_closed = True
        self.notify()

    async def stream(self, key: str, build_state: Callable[[], bytes | None], pause_s: float) -> AsyncIterator[bytes]:
        """Yields the events of a stream: the state at once, then after changes, at most every `pause_s` seconds.

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
                    await asyncio.wait_for(event.wait(), KEEP_ALIVE_S)
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
                await asyncio.sleep(pause_s)
        finally:
            if self._streams.get(key) is event:
                del self._streams[key]
