"""Runs the studio: listens on this machine, tells the address, and opens it.

Invariant: it listens on 127.0.0.1 alone. A mistake of the program is written to the crash log, and one line says so.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
import time
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from party_card.local_server.crash_reports import report_crashes
from party_card.local_server.listener import open_listener
from party_card.services.errors import UsageError
from party_card.studio.access import Access
from party_card.studio.application import create_application
from party_card.studio.context import StudioContext
from party_card.studio.folder import StudioFolder

MAX_MESSAGE_BYTES = 48_000_000
"""The largest message of a page: a file of a source, as base64 (`MAX_SOURCE_BYTES` of the file itself)."""
MAX_REQUESTS = 200
"""How many requests are answered at a time; more are refused."""
SHUTDOWN_S = 3
"""How long the requests of a page may take once the studio ends."""
_CHECKS_PER_LIMIT = 10


def run_studio(
    root: Path,
    on_start: Callable[[str], None],
    *,
    port: int = 0,
    opens_browser: bool = True,
    max_unused_s: float | None = None,
) -> None:
    """Serves the studio for the pack in `root` until it is interrupted; `on_start` gets the address.

    Without a `port` the system chooses one. With `max_unused_s` it also ends after so many seconds in which no page was
    open. Raises UsageError if the port is taken, and KeyboardInterrupt if it is interrupted.
    """
    _log_mistakes()
    try:
        listener = open_listener("127.0.0.1", port)
    except OSError as error:
        raise UsageError(f"the port {port} cannot be used: {error.strerror}; leave out --port") from None
    with listener:
        access = Access(listener.getsockname()[1])
        config = uvicorn.Config(
            create_application(StudioContext(StudioFolder(root), access)),
            log_config=None,
            log_level="error",
            ws="websockets-sansio",
            ws_max_size=MAX_MESSAGE_BYTES,
            lifespan="on",
            limit_concurrency=MAX_REQUESTS,
            timeout_graceful_shutdown=SHUTDOWN_S,
            server_header=False,
        )
        on_start(access.address)
        if opens_browser:
            threading.Thread(target=webbrowser.open, args=(access.launch_address,), daemon=True).start()
        asyncio.run(_serve(uvicorn.Server(config), listener, max_unused_s))


async def _serve(server: uvicorn.Server, listener: socket.socket, max_unused_s: float | None) -> None:
    if max_unused_s is None:
        await server.serve([listener])
        return
    ending = asyncio.create_task(_end_when_unused(server, max_unused_s))
    await server.serve([listener])
    ending.cancel()


async def _end_when_unused(server: uvicorn.Server, max_unused_s: float) -> None:
    used_at = time.monotonic()
    while time.monotonic() - used_at < max_unused_s:
        await asyncio.sleep(max_unused_s / _CHECKS_PER_LIMIT)
        if server.server_state.connections:
            used_at = time.monotonic()
    server.should_exit = True


def _log_mistakes() -> None:
    report_crashes("party-card studio")
    logging.getLogger("pygls").propagate = False  # it also reports what a teacher can mend, as an exception
    logging.getLogger("pygls").addHandler(logging.NullHandler())
