"""Moves a file that cannot be used aside, under a dated name; nothing is ever deleted."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from pathlib import Path

from party_card.storage.errors import StorageUnavailableError

_COMPANION_SUFFIXES = ("-journal", "-wal", "-shm")  # SQLite would replay a journal left behind into the new file


def move_aside(file: Path, reason: str) -> str:
    """Renames a file and its companions. Returns a message, empty if there was nothing to move."""
    stamp = f"{datetime.now():%Y-%m-%d-%H%M%S}"
    names = (f"{file.stem}-aside-{stamp}{f'-{n}' if n > 1 else ''}{file.suffix}" for n in count(1))
    target = next(path for name in names if not (path := file.with_name(name)).exists())
    is_moved = False
    try:
        for suffix in ("", *_COMPANION_SUFFIXES):
            part = file.with_name(file.name + suffix)
            if part.exists():
                part.rename(target.with_name(target.name + suffix))
                is_moved = True
    except OSError as error:
        message = f"the file {file} {reason}, and cannot be moved aside ({error.strerror})"
        raise StorageUnavailableError(message) from error
    if not is_moved:
        return ""
    return f"The progress file {reason}. It was moved aside, not deleted: it is now {target}. A new one was begun."
