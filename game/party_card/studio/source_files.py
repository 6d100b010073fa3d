"""Has a file of a source read in a process of its own, which may take neither too long nor too much.

Invariant: the studio goes on working whatever the file does to the process that reads it.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import PurePath

from party_card.localization import current_language, gettext, gettext_noop
from party_card.studio.errors import StudioError
from party_card.studio.source_formats.paragraphs import ReadFile, ReadParagraph

TIMEOUT_S = 90.0
_FAILED = gettext_noop("This file needs more memory or time than a source may. Keep only the part that is cited.")


async def read_source_file(name: str, data: bytes, timeout_s: float = TIMEOUT_S) -> ReadFile:
    """Reads the file of a source. Raises StudioError with a sentence for its owner."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "party_card.studio.source_reader", PurePath(name).suffix, current_language(),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        output, _ = await asyncio.wait_for(process.communicate(data), timeout_s)
        answer = json.loads(output)
    except (TimeoutError, ValueError, ConnectionError):
        raise StudioError(gettext(_FAILED)) from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if "error" in answer:
        raise StudioError(answer["error"])
    paragraphs = [
        ReadParagraph(item["text"], item["page"], [(offset, number) for offset, number in item["notes"]])
        for item in answer["paragraphs"]
    ]
    return ReadFile(paragraphs, answer["title"], answer["pages"])
