"""Caches the pixels of large pictures on the disk, in the folder that the system has for caches.

Invariant: a picture is written once its size has settled, not at every step of a resize; the newest few are kept; and a
folder that cannot be read or written changes nothing but the time that a picture takes.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pygame
from pygame import Surface

from party_card.platform.regular_files import read_regular_file
from party_card.storage.paths import cache_folder, data_folder

SETTLE_S = 2.0
"""For how long no other size of a picture may be drawn before it is written."""
MAX_CACHED_FILES = 12


class PictureCache:
    """Reads pictures, and holds those that are not written yet; `clock` returns seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._unwritten: dict[str, tuple[str, Surface]] = {}  # by the stem of the picture: its newest size
        self._last_change_s = 0.0

    def read(self, name: str, width: int, height: int) -> Surface | None:
        """Returns the picture that is cached under a file name; None if there is none of this size."""
        with suppress(OSError):
            pixels = read_regular_file(cache_folder() / name, width * height * 4)
            if len(pixels) == width * height * 4:
                return pygame.image.frombuffer(pixels, (width, height), "RGBA").convert(Surface((1, 1), 0, 32))
        return None

    def add(self, stem: str, name: str, picture: Surface) -> None:
        """Remembers a picture, in place of an earlier size, to be written under a file name."""
        self._unwritten[stem] = (name, picture)
        self._last_change_s = self._clock()

    def write_settled(self, *, at_once: bool = False) -> None:
        """Writes the remembered pictures if no other was added for a while; to be called now and then."""
        if not self._unwritten or (not at_once and self._clock() - self._last_change_s < SETTLE_S):
            return
        pictures, self._unwritten = self._unwritten, {}
        with suppress(OSError):
            _remove_files_of_earlier_versions()
        for stem, (name, picture) in pictures.items():
            with suppress(OSError):
                _write(cache_folder(), stem, name, picture)


def _write(folder: Path, stem: str, name: str, picture: Surface) -> None:
    """Writes a picture in place of its earlier sizes, and removes the oldest of too many others."""
    folder.mkdir(parents=True, exist_ok=True)
    partial_file = folder / f"{name}.part"
    partial_file.write_bytes(pygame.image.tobytes(picture, "RGBA"))
    for old_file in folder.glob(f"{stem}-*.rgba"):
        old_file.unlink()
    partial_file.replace(folder / name)
    files = sorted(folder.glob("*.rgba"), key=lambda file: file.stat().st_mtime_ns)
    for old_file in files[:-MAX_CACHED_FILES]:
        old_file.unlink()


def _remove_files_of_earlier_versions() -> None:
    """Removes the pictures that earlier versions cached beside the progress."""
    folder = data_folder() / "pictures"
    for file in (*folder.glob("*.rgba"), *folder.glob("*.part")):
        file.unlink()
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


PICTURE_CACHE = PictureCache()
