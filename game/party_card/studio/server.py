"""Runs the studio: listens on this machine, tells the address, and opens it.

Invariant: it listens on 127.0.0.1 alone, at a port that the system chooses.
"""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from party_card.studio.access import Access
from party_card.studio.application import create_application
from party_card.studio.context import StudioContext
from party_card.studio.folder import StudioFolder

MAX_MESSAGE_BYTES = 8_000_000
"""The largest message of a page: a source of its own that is opened beside a scene."""


def run_studio(root: Path, on_start: Callable[[str], None], *, opens_browser: bool = True) -> None:
    """Serves the studio for the pack in `root` until it is interrupted; `on_start` gets the address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        access = Access(listener.getsockname()[1])
        application = create_application(StudioContext(StudioFolder(root), access))
        config = uvicorn.Config(
            application, log_level="error", ws="websockets-sansio", ws_max_size=MAX_MESSAGE_BYTES, lifespan="off"
        )
        on_start(access.address)
        if opens_browser:
            webbrowser.open(access.address)
        uvicorn.Server(config).run(sockets=[listener])
