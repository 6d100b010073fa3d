"""Sessions on one folder, for the tests of the session and its parts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.content.pack import Pack
from tests.app.sample import OpenSession
from tests.storage.sample import write_pack


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The pack of two scenes."""
    return write_pack(tmp_path_factory.mktemp("pack"))


@pytest.fixture
def open_session(pack: Pack, tmp_path: Path) -> Iterator[OpenSession]:
    """Opens sessions on one folder, one after another or side by side; closes them in the end."""
    sessions: list[Session] = []

    def open_one(player: str = "", pack: Pack = pack) -> Session:
        sessions.append(Session(pack, folder=tmp_path / "kept", player=player))
        return sessions[-1]

    yield open_one
    for session in sessions:
        session.close()
