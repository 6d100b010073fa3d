"""Opens the built-in pack with what was compiled of it: when the wheel was built, or in a checkout at an earlier start.

Invariant: what an earlier start compiled is used only if neither the files of the pack nor the modules that read them
have changed since then.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from party_card import content
from party_card.content.compiled_pack import FOLDER, CompiledFiles
from party_card.content.lazy_pack import open_pack
from party_card.content.pack_folders import find_builtin_pack
from party_card.storage.errors import HomeFolderError
from party_card.storage.paths import cache_folder

if TYPE_CHECKING:
    from party_card.content.pack import Pack


def open_builtin_pack() -> Pack:
    """Opens the built-in pack for playing. Raises OSError like `open_pack`."""
    root = find_builtin_pack()
    shipped = root / FOLDER
    if shipped.is_dir():
        return open_pack(root, CompiledFiles(shipped, writable=False))
    try:
        folder = cache_folder() / FOLDER / _code_key()
    except (HomeFolderError, OSError):
        return open_pack(root)
    if not folder.is_dir():
        _remove_earlier(folder.parent)
    return open_pack(root, CompiledFiles(folder, writable=True))


def _code_key() -> str:
    """Returns a key of the modules that read packs, by their names, sizes and times."""
    package = Path(content.__file__).parent
    stamps = []
    for folder in (package, package / "decode", package / "models"):
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    stamps.append((entry.name, status.st_size, status.st_mtime_ns))
    return f"{crc32(repr(sorted(stamps)).encode()):08x}"


def _remove_earlier(folder: Path) -> None:
    """Removes what other versions of the program have compiled."""
    with suppress(OSError):
        for path in folder.iterdir():
            shutil.rmtree(path, ignore_errors=True)
