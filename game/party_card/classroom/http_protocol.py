"""Bounds what a connection may take: uvicorn has no deadline for a request, and httptools no bound for its headers.

Invariant: a connection that does not send a whole request in time, sends endless headers, or is one too many of its
address is closed, whatever it sends.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

REQUEST_DEADLINE_S = 10.0
MAX_HEADER_BYTES = 16_384
MAX_BODY_BYTES = 65_536
MAX_CONNECTIONS_PER_ADDRESS = 24
"""Four times what a browser opens; more students than four behind one address need `--shared-address`."""


def create_protocol_class(max_connections: int = MAX_CONNECTIONS_PER_ADDRESS) -> type[asyncio.Protocol]:
    """Returns uvicorn's protocol with these bounds; each address may have `max_connections`."""
    connections: Counter[str] = Counter()

    class BoundedProtocol(HttpToolsProtocol):
        """A connection; the deadline runs while a request is awaited or comes in."""

        _deadline: asyncio.TimerHandle | None = None
        _address: str | None = None
        _is_in_head = True
        _head_bytes = 0

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._address = self.client[0] if self.client else ""
            connections[self._address] += 1
            if connections[self._address] > max_connections:
                transport.abort()
            else:
                self._start_deadline()

        def connection_lost(self, exc: Exception | None) -> None:
            self._stop_deadline()
            if self._address is not None:
                connections[self._address] -= 1
                if not connections[self._address]:
                    del connections[self._address]
                self._address = None
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            if (
                self._is_in_head
            ):  # the parser would keep a line without an end in memory; a body may come in the same piece
                self._head_bytes += len(data)
                if self._head_bytes > MAX_HEADER_BYTES + MAX_BODY_BYTES:
                    self.transport.abort()
                    return
            super().data_received(data)

        def on_message_begin(self) -> None:
            self._is_in_head = True
            self._head_bytes = 0
            self._start_deadline()
            super().on_message_begin()

        def on_headers_complete(self) -> None:
            self._is_in_head = False
            if sum(len(name) + len(value) for name, value in self.headers) + len(self.url) > MAX_HEADER_BYTES:
                self.transport.abort()
            super().on_headers_complete()

        def on_message_complete(self) -> None:
            self._stop_deadline()
            super().on_message_complete()

        def _start_deadline(self) -> None:
            if self._deadline is None:
                self._deadline = self.loop.call_later(REQUEST_DEADLINE_S, self.transport.abort)

        def _stop_deadline(self) -> None:
            if self._deadline is not None:
                self._deadline.cancel()
                self._deadline = None

    return BoundedProtocol
