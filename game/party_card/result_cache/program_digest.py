"""A digest of the program that computes results: our own code, Python, and the libraries that results depend on.

Invariant: the code is read, not only dated, so a digest stays the same as long as the code does, and a change of one
character changes it. Libraries are told apart by path, size and date of their files: they change when they are
installed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from party_card import __version__
from party_card.platform.packaged import is_packaged
from party_card.result_cache.digests import digest_bytes, digest_value

CHECK_PACKAGES = (
    "frozen_dataclass.py", "localization", "diagnostics", "platform", "graph_layout", "content", "evidence", "engine",
    "translation", "modelcheck", "rules", "storage", "result_cache", "app", "services",
)  # fmt: skip
"""What `services` may import: the code that checks and proves."""
EXPORT_PACKAGES = (*CHECK_PACKAGES, "frontends/__init__.py", "frontends/shared", "frontends/html", "publishing")
"""The code that writes pages and compares them with the engine."""
LIBRARIES = (
    "yaml", "_yaml", "transitions", "six", "uharfbuzz", "fontpkg_source_serif_4", "fontpkg_oswald",
    "fontpkg_russo_one", "fontpkg_ibm_plex_mono", "babel/messages",
)  # fmt: skip
"""The libraries that checks and proofs use. Rules look which characters the fonts have; Babel reads translations."""


class UnknownProgramError(Exception):
    """The code of the program cannot be read, so nothing is known of it."""


def digest_program(packages: Sequence[str] = CHECK_PACKAGES) -> str:
    """Returns the digest for results of some packages and modules of ours. Raises UnknownProgramError."""
    try:
        code = _read_executable() if is_packaged() else _read_code(packages)
        libraries = [[name, _describe_library(name)] for name in LIBRARIES]
    except (OSError, ImportError, ValueError) as error:
        raise UnknownProgramError(str(error)) from error
    return digest_value([__version__, code, describe_python(), libraries])


def describe_python() -> list[Any]:
    """Returns version and build of Python, and how it was started."""
    return [sys.version, sys.implementation.cache_tag, sys.platform, list(map(int, sys.flags))]


def _read_code(packages: Sequence[str]) -> list[Any]:
    """Returns name and digest of each file of some packages."""
    root = Path(__file__).resolve().parent.parent
    paths = [path for name in packages for path in _iter_files(root / name)]
    if not paths:
        raise UnknownProgramError(f"{root} has no files")
    return [[path.relative_to(root).as_posix(), digest_bytes(path.read_bytes())] for path in paths]


def _read_executable() -> list[Any]:
    """Returns the digest of the packaged program, in which the code is."""
    return [digest_bytes(Path(sys.executable).read_bytes())]


def _describe_library(name: str) -> list[Any]:
    """Returns path, size and date of each file of a library, or of a folder in it; nothing if it is not there."""
    package, _, folder = name.partition("/")
    spec = find_spec(package)
    if spec is None:
        return []
    places = list(spec.submodule_search_locations or ()) or [spec.origin or ""]
    paths = [path for place in places for path in _iter_files(Path(place) / folder)]
    return [[str(path), status.st_size, status.st_mtime_ns] for path in paths for status in (path.stat(),)]


def _iter_files(path: Path) -> Iterator[Path]:
    """Yields a file, or the files in a folder and below it but compiled ones, in the order of their names."""
    if not path.is_dir():
        yield path
        return
    with os.scandir(path) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _iter_files(Path(entry.path))
            elif not entry.name.endswith((".pyc", ".pyo")):
                yield Path(entry.path)
