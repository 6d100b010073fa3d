"""The studio that was opened without a terminal ends by itself, but not while a page is open."""

from __future__ import annotations

import queue
import threading
from pathlib import Path

from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from party_card.studio.server import run_studio

MAX_UNUSED_S = 2.0


def test_it_ends_when_no_page_is_open(tmp_path: Path) -> None:
    addresses: list[str] = []
    run_studio(tmp_path, addresses.append, opens_browser=False, max_unused_s=0.1)
    assert addresses[0].startswith("http://127.0.0.1:")


def test_it_stays_while_a_page_is_open(tmp_path: Path) -> None:
    addresses: queue.Queue[str] = queue.Queue()
    arguments = {"opens_browser": False, "max_unused_s": MAX_UNUSED_S}
    studio = threading.Thread(target=run_studio, args=(tmp_path, addresses.put), kwargs=arguments)
    studio.start()
    _, _, host, token, _ = addresses.get().split("/")
    protocols = [Subprotocol(f"party-card.{token}")]
    with connect(f"ws://{host}/{token}/connection", origin=Origin(f"http://{host}"), subprotocols=protocols):
        studio.join(MAX_UNUSED_S * 2)
        assert studio.is_alive()
    studio.join()
