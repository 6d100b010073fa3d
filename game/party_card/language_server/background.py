"""The proof of a pack, in a process of its own: a proof in this one would make every keystroke wait.

Invariant: only the newest request is answered. A request that waits for an older one too long ends its process. A
process that ends by itself is started again once for each request; if that ends too, its last words are told.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

PAUSE_S = 0.03
"""How long nothing may be typed before a proof begins; the work on the last keystroke counts."""
PATIENCE_S = 3.0
"""How long a newer request waits for the answer to an older one before that is given up."""
_MAX_LINE_BYTES = 1 << 28
_ATTEMPTS = 2
_MAX_ERROR_BYTES = 4000

Answer = Mapping[str, Any]


class BackgroundProver:
    """Proves and checks the pack in `root`; `on_answer` gets each answer to the newest request.

    `on_failure` gets the last that the process wrote to its standard error, if it cannot answer the newest request.
    """

    def __init__(
        self,
        root: Path,
        on_answer: Callable[[Answer], None],
        on_failure: Callable[[str], None],
        *,
        reads_links_out: bool = True,
    ) -> None:
        self._root = root
        self._reads_links_out = reads_links_out
        self._on_answer = on_answer
        self._on_failure = on_failure
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  # closed with the prover
        self._begins_at = 0.0
        self._process: asyncio.subprocess.Process | None = None
        self._request: dict[str, Any] | None = None
        self._task: asyncio.Task[None] | None = None
        self._is_new = asyncio.Event()

    def ask(
        self, version: int, paths: Iterable[Path], texts: Mapping[Path, str], edited_at: float | None = None
    ) -> None:
        """Asks for the proofs of the scenes at `paths`, after a pause in which nothing newer is asked for.

        The pause begins at `edited_at`, a time of `time.monotonic`, by default now.
        """
        self._begins_at = (time.monotonic() if edited_at is None else edited_at) + PAUSE_S
        unsaved = {str(path): text for path, text in texts.items()}
        about = {"root": str(self._root), "readsLinksOut": self._reads_links_out, "version": version}
        self._request = {**about, "paths": list(map(str, paths)), "texts": unsaved}
        self._is_new.set()
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())

    @property
    def process_id(self) -> int | None:
        """The number of the process; None before the first request, and after it has ended."""
        return None if self._process is None else self._process.pid

    async def close(self) -> None:
        """Ends the process."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        await self._stop()
        self._errors.close()

    async def _run(self) -> None:
        while True:
            await self._is_new.wait()
            while self._is_new.is_set():
                self._is_new.clear()
                await asyncio.sleep(max(0.0, self._begins_at - time.monotonic()))
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
        for _ in range(_ATTEMPTS):
            if await self._ask_process(request) or self._is_new.is_set():
                return
        self._on_failure(self._read_errors())

    async def _ask_process(self, request: dict[str, Any]) -> bool:
        """Returns True if the process has answered to the end."""
        process = self._process
        if process is None or process.returncode is not None:
            self._errors.seek(0)
            self._errors.truncate()
            process = self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "party_card.language_server.proof_worker",
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=self._errors,
                limit=_MAX_LINE_BYTES,
            )  # fmt: skip
        if process.stdin is None or process.stdout is None:
            return False
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
            is_last = False
        if not is_last:
            await self._stop()
        return is_last

    def _read_errors(self) -> str:
        length = self._errors.seek(0, os.SEEK_END)
        self._errors.seek(max(0, length - _MAX_ERROR_BYTES))
        return self._errors.read().decode(errors="replace").strip()

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
