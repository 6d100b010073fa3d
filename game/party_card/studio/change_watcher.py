"""Tells the pages of files that another program has written, created or deleted.

Invariant: what a page has written itself is not reported: the store knows the hash of whatever was written through it.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from party_card.content.file_names import YAML_SUFFIXES
from party_card.platform.file_watcher import FileWatcher
from party_card.studio.context import StudioContext

EVENT_PAUSE_S = 0.1
"""How often the watcher is asked for changes that the system has reported."""
POLL_PAUSE_S = 1.0
"""How often the dates of all files are compared, since the system may report nothing (a network drive)."""

Fingerprint = dict[str, tuple[int, int]]


async def watch_changes(context: StudioContext) -> None:
    """Watches the folder until it is cancelled."""
    folders: list[Path] = []
    watcher = FileWatcher((), YAML_SUFFIXES)
    known: Fingerprint | None = None
    waited_s = 0.0
    try:
        while True:
            present = [folder for folder in context.folder.list_folders() if folder.is_dir()]
            if present != folders:
                watcher.close()
                folders, watcher = present, FileWatcher(present, YAML_SUFFIXES)
                watcher.start()
                waited_s = POLL_PAUSE_S
            if watcher.has_changed() or waited_s >= POLL_PAUSE_S:
                waited_s = 0.0
                found = {path: (date, size) for path, date, size in await asyncio.to_thread(watcher.fingerprint)}
                for name in sorted(_list_differences(known, found)):
                    await _report(context, Path(name))
                known = found
            await asyncio.sleep(EVENT_PAUSE_S)
            waited_s += EVENT_PAUSE_S
    finally:
        watcher.close()


def _list_differences(known: Fingerprint | None, found: Fingerprint) -> set[str]:
    return {name for name, _ in known.items() ^ found.items()} if known is not None else set()


async def _report(context: StudioContext, path: Path) -> None:
    if context.folder.contains(path):
        digest = await context.store.run(context.store.find_foreign_change, path)
        if digest is not None:
            context.report_change(path, digest)
