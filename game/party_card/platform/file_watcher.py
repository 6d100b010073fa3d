"""Notices that files in some folders have changed: the operating system reports it, or their dates are compared."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

DEBOUNCE_S = 0.015
"""How long nothing may be written before a change is reported."""


class FileWatcher:
    """Watches the files with certain suffixes in some folders, not hidden ones, and not in folders below them.

    While `is_event_driven` is False the system reports nothing, because `watchfiles` cannot be imported, a folder is
    gone, or there are no more watches; then a caller compares `fingerprint()` from time to time.
    """

    def __init__(self, folders: Sequence[Path], suffixes: tuple[str, ...]) -> None:
        self._folders = folders
        self._suffixes = suffixes
        self._change_event, self._stop_event = threading.Event(), threading.Event()
        self.is_event_driven = False

    def start(self) -> None:
        """Begins to watch, in a thread."""
        try:
            import watchfiles  # noqa: F401, PLC0415  # an extra that not every machine can have
        except ImportError:
            return
        self.is_event_driven = True
        threading.Thread(target=self._watch, daemon=True).start()

    def close(self) -> None:
        """Stops watching and ends the thread."""
        self._stop_event.set()

    def has_changed(self) -> bool:
        """Returns True if the system has reported a change since the last call."""
        is_set = self._change_event.is_set()
        self._change_event.clear()
        return is_set

    def fingerprint(self) -> tuple[tuple[str, int, int], ...]:
        """Returns path, date (ns) and size (bytes) of every file; another value means that something changed."""
        return tuple(self._iter_files())

    def _iter_files(self) -> Iterator[tuple[str, int, int]]:
        for folder in self._folders:
            with suppress(OSError), os.scandir(folder) as entries:
                for entry in entries:
                    if self._is_watched(entry.name):
                        with suppress(OSError):
                            status = entry.stat()
                            yield entry.path, status.st_mtime_ns, status.st_size

    def _is_watched(self, name: str) -> bool:
        return name.lower().endswith(self._suffixes) and not name.startswith((".", "~$"))

    def _watch(self) -> None:
        from watchfiles import watch  # noqa: PLC0415  # as above

        changes = watch(
            *(folder for folder in self._folders if folder.is_dir()),
            watch_filter=lambda _, path: self._is_watched(Path(path).name),
            debounce=200,
            step=round(DEBOUNCE_S * 1000),
            stop_event=self._stop_event,
            recursive=False,
        )
        with suppress(OSError, RuntimeError):  # the folder is gone, or the system has no more watches
            for _ in changes:
                self._change_event.set()
        self.is_event_driven = False
