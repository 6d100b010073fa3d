"""Writes files to hand out in a process of their own, so that nobody who types waits for a proof.

Invariant: the files are those of the texts that are saved, and lie in the folder `exports` of the pack.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from party_card.localization import current_language, gettext, gettext_noop
from party_card.studio.errors import StudioError
from party_card.studio.folder import StudioFolder

EXPORT_FOLDER = "exports"
CANCELLED = gettext_noop("The export was cancelled. Nothing has been written.")
FAILURE = gettext_noop("The file could not be written, by a mistake of the program and not yours.")


def find_export(folder: StudioFolder, name: str) -> Path | None:
    """Returns a file that was exported; None if there is none of this name in the folder of exports."""
    parent = folder.root / EXPORT_FOLDER
    path = parent / name
    is_own = path.parent == parent and path.resolve() == path
    return path if is_own and path.is_file() else None


class ExportProcess:
    """One export: `run` returns its answer, `cancel` ends it."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None
        self._is_cancelled = False

    async def run(self, order: Mapping[str, Any], on_progress: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
        """Carries out an order of `export_worker`. Raises StudioError if it is cancelled or fails."""
        text = json.dumps({"language": current_language(), **order})
        process = self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "party_card.studio.export_worker", text,
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        if self._is_cancelled:
            process.kill()
        answer: dict[str, Any] = {}
        try:
            assert process.stdout is not None  # noqa: S101  # it is a pipe
            while line := await process.stdout.readline():
                answer = json.loads(line)
                if "done" in answer:
                    on_progress(answer)
            await process.wait()
        except ValueError:
            answer = {}
        finally:
            self._kill()
        if self._is_cancelled:
            raise StudioError(gettext(CANCELLED))
        if "name" not in answer and "problem" not in answer:
            raise StudioError(gettext(FAILURE))
        return answer

    def cancel(self) -> None:
        """Ends the export."""
        self._is_cancelled = True
        self._kill()

    def _kill(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
