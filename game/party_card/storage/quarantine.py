"""Moves a file that cannot be used out of the way, under a dated name, so that nothing is ever deleted."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from pathlib import Path

from party_card.storage.errors import UnkeptError

_COMPANIONS = ("-journal", "-wal", "-shm")  # left behind, a journal would be played into the new file


def move_aside(file: Path, why: str) -> str:
    """Renames `file` and its companions; returns a message, empty where there was nothing to move."""
    stamp = f"{datetime.now():%Y-%m-%d-%H%M%S}"
    names = (f"{file.stem}-aside-{stamp}{f'-{n}' if n > 1 else ''}{file.suffix}" for n in count(1))
    target = next(free for name in names if not (free := file.with_name(name)).exists())
    moved = False
    try:
        for end in ("", *_COMPANIONS):
            part = file.with_name(file.name + end)
            if part.exists():
                part.rename(target.with_name(target.name + end))
                moved = True
    except OSError as problem:
        raise UnkeptError(f"the file {file} {why}, and cannot be moved aside ({problem.strerror})") from problem
    if not moved:
        return ""
    return f"The progress file {why}. It was moved aside, not deleted: it is now {target}. A new one was begun."
