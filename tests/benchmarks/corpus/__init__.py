"""The pack of version 0.1: what is measured stays the same while the game grows.

`pack-0.1.zip` is the built-in pack as it stood at the last commit of 0.1, in today's form of the file. It is kept as an
archive because a checkout may come without history, and because files of a second pack below `tests/` would be found by
every search, and collected by the pytest plugin.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

ARCHIVE = Path(__file__).parent / "pack-0.1.zip"


def unpack_corpus(folder: Path) -> Path:
    """Writes the pack of 0.1 into `folder`, and returns it."""
    with zipfile.ZipFile(ARCHIVE) as archive:
        archive.extractall(folder)
    return folder
