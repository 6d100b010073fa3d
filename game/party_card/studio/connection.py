"""A WebSocket that carries the messages of the language server, one in each frame.

Invariant: messages leave in the order in which they were written, and a page that reads slowly makes nobody wait.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from party_card.studio.page_server import PageServer

MAX_WAITING_MESSAGES = 4_096
"""How many messages may wait for a page that does not read; then the connection is closed."""
_UNSUPPORTED_DATA = 1003


class QueuedWriter:
    """Takes what pygls writes, in any thread, and sends it in its own task."""

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket
        self._loop = asyncio.get_running_loop()
        self._queue: asyncio.Queue[str] = asyncio.Queue(MAX_WAITING_MESSAGES)
        self._task = asyncio.create_task(self._send_all())

    def write(self, data: bytes) -> None:
        """Queues one message."""
        self._loop.call_soon_threadsafe(self._put, data.decode())

    def close(self) -> None:
        """Sends nothing more."""
        self._task.cancel()

    def _put(self, text: str) -> None:
        try:
            self._queue.put_nowait(text)
        except asyncio.QueueFull:
            self.close()

    async def _send_all(self) -> None:
        with suppress(WebSocketDisconnect, RuntimeError):
            try:
                while True:
                    await self._socket.send_text(await self._queue.get())
            except asyncio.CancelledError:
                await self._socket.close()
                raise


async def serve_connection(socket: WebSocket, server: PageServer, subprotocol: str) -> None:
    """Answers the messages of one page until it goes, or sends what is no message."""
    await socket.accept(subprotocol=subprotocol)
    writer = QueuedWriter(socket)
    server.protocol.set_writer(writer, include_headers=False)
    try:
        while socket.application_state is WebSocketState.CONNECTED:
            event = await socket.receive()
            if event["type"] == "websocket.disconnect":
                break
            text = event.get("text")
            if text is None or not server.handle(text):
                await socket.close(_UNSUPPORTED_DATA)
                break
    except (WebSocketDisconnect, RuntimeError):  # it has gone meanwhile
        pass
    finally:
        writer.close()
        await server.close_packs()
