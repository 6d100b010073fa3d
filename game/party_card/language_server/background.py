"""The proof of a pack, in a process of its own: a proof in this one would make every keystroke wait.

Invariant: only the newest request is answered. A request that waits for an older one too long ends its process.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

PAUSE_S = 0.05
"""How long nothing may be typed before a proof begins."""
PATIENCE_S = 3.0
"""How long a newer request waits for the answer to an older one before that is given up."""
_MAX_LINE_BYTES = 1 << 28

Answer = Mapping[str, Any]


class BackgroundProver:
    """Proves and checks the pack in `root`; `on_answer` gets each answer to the newest request."""

    def __init__(self, root: Path, on_answer: Callable[[Answer], None]) -> None:
        self._root = root
        self._on_answer = on_answer
        self._process: asyncio.subprocess.Process | None = None
        self._request: dict[str, Any] | None = None
        self._task: asyncio.Task[None] | None = None
        self._is_new = asyncio.Event()

    def ask(self, version: int, paths: Iterable[Path], texts: Mapping[Path, str]) -> None:
        """Asks for the proofs of the scenes at `paths`, after a pause in which nothing newer is asked for."""
        unsaved = {str(path): text for path, text in texts.items()}
        self._request = {"root": str(self._root), "version": version, "paths": list(map(str, paths)), "texts": unsaved}
        self._is_new.set()
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def close(self) -> None:
        """Ends the process."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        await self._stop()

    async def _run(self) -> None:
        while True:
            await self._is_new.wait()
            while self._is_new.is_set():
                self._is_new.clear()
                await asyncio.sleep(PAUSE_S)
            request = self._request
            if request is not None:
                answering = asyncio.create_task(self._answer(request))
                newer = asyncio.create_task(self._is_new.wait())
                await asyncio.wait({answering, newer}, return_when=asyncio.FIRST_COMPLETED)
                if not answering.done():
                    self._hurry()
                    await asyncio.wait({answering}, timeout=PATIENCE_S)
                newer.cancel()
                if not answering.done():
                    answering.cancel()
                    await self._stop()
                with contextlib.suppress(asyncio.CancelledError):
                    await answering

    async def _answer(self, request: dict[str, Any]) -> None:
        process = self._process
        if process is None or process.returncode is not None:
            process = self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "party_card.language_server.proof_worker",
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
                limit=_MAX_LINE_BYTES,
            )  # fmt: skip
        if process.stdin is None or process.stdout is None:
            return
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            await process.stdin.drain()
            is_last = False
            while not is_last and (line := await process.stdout.readline()):
                answer = json.loads(line)
                is_last = "isLast" in answer
                if answer["version"] == request["version"] and not self._is_new.is_set():
                    self._on_answer(answer)
        except (ConnectionError, ValueError):
            await self._stop()

    def _hurry(self) -> None:
        """Asks the process to end its answer."""
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(ConnectionError):
                self._process.stdin.write(b"{}\n")

    async def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            process.kill()
            await process.wait()
