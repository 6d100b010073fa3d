"""A process that proves and dies is started again; one that cannot live is told of, with its last words."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from party_card.language_server.background import BackgroundProver
from tests.language_server.sample import SCENE, write_sample

WAIT_S = 60

Conversation = Callable[[BackgroundProver, "asyncio.Queue[Any]"], Awaitable[None]]


def talk(root: Path, conversation: Conversation) -> None:
    async def run() -> None:
        heard: asyncio.Queue[Any] = asyncio.Queue()
        prover = BackgroundProver(root, heard.put_nowait, heard.put_nowait)
        try:
            await asyncio.wait_for(conversation(prover, heard), WAIT_S)
        finally:
            await prover.close()

    asyncio.run(run())


async def hear_last(heard: asyncio.Queue[Any]) -> Any:
    while True:
        answer = await heard.get()
        if isinstance(answer, str) or "isLast" in answer:
            return answer


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_process_is_started_again_and_answers(tmp_path: Path) -> None:
    path = write_sample(tmp_path)

    async def conversation(prover: BackgroundProver, heard: asyncio.Queue[Any]) -> None:
        prover.ask(1, [path], {path: SCENE})
        assert (await hear_last(heard))["version"] == 1
        assert prover.process_id is not None
        os.kill(prover.process_id, signal.SIGKILL)
        prover.ask(2, [path], {path: SCENE})
        assert (await hear_last(heard))["version"] == 2

    talk(tmp_path, conversation)


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands for Python")
def test_a_process_that_cannot_start_is_told_of_with_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_sample(tmp_path)
    monkeypatch.setattr(sys, "executable", str(write_broken_python(tmp_path)))

    async def conversation(prover: BackgroundProver, heard: asyncio.Queue[Any]) -> None:
        prover.ask(1, [path], {path: SCENE})
        assert await hear_last(heard) == "No memory is left."

    talk(tmp_path, conversation)


def write_broken_python(folder: Path) -> Path:
    path = folder / "python"
    path.write_text("#!/bin/sh\necho 'No memory is left.' >&2\nexit 1\n")
    path.chmod(0o755)
    return path
