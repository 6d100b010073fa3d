"""Asks another process for the pages of scenes, one after the other.

Invariant: a request ends: with a page, with a sentence that says why there is none, or because it takes too long.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

from party_card.localization import current_language, gettext, gettext_noop
from party_card.studio.errors import StudioError

MAX_SECONDS = 20.0
"""How long a page may take; then its process is ended."""
_MAX_LINE_BYTES = 1 << 28
FAILURE = gettext_noop("The page of this scene could not be drawn. It is tried again with the next change.")


class PageProcess:
    """The process, started by the first request."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None
        self._lock = asyncio.Lock()

    async def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """Returns the answer to a request of `page_worker`. Raises StudioError if there is none."""
        async with self._lock:
            try:
                return await asyncio.wait_for(self._exchange(request), MAX_SECONDS)
            except (TimeoutError, ConnectionError, ValueError):
                await self.close()
                raise StudioError(gettext(FAILURE)) from None
            except asyncio.CancelledError:
                await self.close()  # its answer would be taken for that to the next request
                raise

    async def close(self) -> None:
        """Ends the process."""
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            process.kill()
            await process.wait()

    async def _exchange(self, request: dict[str, Any]) -> dict[str, Any]:
        process = self._process
        if process is None or process.returncode is not None:
            process = self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "party_card.studio.page_worker",
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
                limit=_MAX_LINE_BYTES,
            )  # fmt: skip
        if process.stdin is None or process.stdout is None:
            raise ConnectionError
        process.stdin.write(json.dumps({"language": current_language(), **request}).encode() + b"\n")
        await process.stdin.drain()
        answer: dict[str, Any] = json.loads(await process.stdout.readline())
        return answer
