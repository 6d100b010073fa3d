"""A WebSocket that carries the messages of the language server, one in each frame.

Invariant: messages leave in the order in which they were written, and a page that reads slowly makes nobody wait.
"""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from party_card.language_server.server import PartyCardServer

MAX_WAITING_MESSAGES = 4_096
"""How many messages may wait for a page that does not read; then nothing more is sent, and the page connects anew."""


class QueuedWriter:
    """Takes what pygls writes, and sends it in its own task."""

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket
        self._queue: asyncio.Queue[str] = asyncio.Queue(MAX_WAITING_MESSAGES)
        self._task = asyncio.create_task(self._send_all())

    def write(self, data: bytes) -> None:
        """Queues one message."""
        try:
            self._queue.put_nowait(data.decode())
        except asyncio.QueueFull:
            self.close()

    def close(self) -> None:
        """Sends nothing more."""
        self._task.cancel()

    async def _send_all(self) -> None:
        with suppress(WebSocketDisconnect, RuntimeError):
            while True:
                await self._socket.send_text(await self._queue.get())


async def serve_connection(socket: WebSocket, server: PartyCardServer, subprotocol: str) -> None:
    """Answers the messages of one page until it goes."""
    await socket.accept(subprotocol=subprotocol)
    writer = QueuedWriter(socket)
    server.protocol.set_writer(writer, include_headers=False)
    try:
        while socket.application_state is WebSocketState.CONNECTED:
            try:
                message = server.protocol.structure_message(json.loads(await socket.receive_text()))
            except (ValueError, KeyError):
                await socket.close(1003)
                break
            server.protocol.handle_message(message)
    except WebSocketDisconnect:
        pass
    finally:
        writer.close()
        await server.close_packs()
