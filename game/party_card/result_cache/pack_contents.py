"""What reading and checking a pack can see of its folder: names, kinds and contents of files.

Invariant: whatever a result depends on changes the digest. So names are taken in that only a rule asks for (a picture
in the wrong folder), and texts that only a warning is about (a scene in the wrong folder). A pack with something that
cannot be read has no digest: why it cannot be is not written in the file.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

from party_card.content.file_names import is_leftover, is_yaml_name
from party_card.content.pack_folders import TRANSLATION_SUFFIX, YAML_FOLDERS, find_translations_folder
from party_card.diagnostics.source import SourceFile
from party_card.result_cache.digests import digest_bytes, digest_value

MAX_FILE_BYTES = 16_000_000
"""A pack with a larger file has no digest; of so large a file no more than its start is read anyway."""
_TEXT_SUFFIXES = (".txt", ".text", ".md")
_PICTURE_FOLDERS = ("assets", "assets/pictures", "assets/images", "pictures", "images")
"""The folders of pictures, and those where they are put by mistake."""
_NO_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class UnknownContentsError(Exception):
    """Something in the folder cannot be read."""


class PackContents:
    """The contents of the pack in `root`, whose files messages name below `display_root`.

    Raises UnknownContentsError, and OSError if the folder cannot be read.
    """

    def __init__(self, root: Path, display_root: Path) -> None:
        self.file_digests: dict[str, str] = {}
        self.translations: frozenset[str] = frozenset()
        """The names of the translations among the files: of a scene, only what is said of its translations depends on
        them."""
        self.signatures: list[tuple[int, ...]] = []
        """Date, size and number of every file that was read: they change if a file is changed and changed back."""
        self._paths: dict[str, Path] = {}
        self._root, self._display_root = root, display_root
        folders = [name for name in YAML_FOLDERS if (root / name).is_dir()]
        self._names: list[str] = [""]
        self._entries: list[list[Any]] = [[folders]]
        self._list("", is_yaml_name if folders else _may_belong)
        for name in folders:
            self._list(name, _may_belong)
            for folder in self._list_subfolders(name):
                self._list(f"{name}/{folder}", is_yaml_name)
        self._list_translations()
        for name in _PICTURE_FOLDERS:
            if (root / name).is_dir():
                self._list(name, _is_picture_name if name == "assets/pictures" else _is_never_read)
        self.digest = digest_value(self._entries)

    def find_file(self, name: str) -> SourceFile | None:
        """Returns a file as rules see it; None if there is none of this name, or if it has changed."""
        if name not in self.file_digests:
            return None
        try:
            data = self._paths[name].read_bytes()
            return SourceFile(name, decode_text(data)) if digest_bytes(data) == self.file_digests[name] else None
        except (OSError, ValueError):
            return None

    def digest_without(self, names: Collection[str]) -> str:
        """Returns the digest of everything but some files."""
        return digest_value(
            [entry for name, entry in zip(self._names, self._entries, strict=True) if name not in names]
        )

    def _list_translations(self) -> None:
        """Takes in the translations. Raises UnknownContentsError if there are links: what they lead to is not known."""
        path = find_translations_folder(self._root)
        if not path.is_dir():
            return
        folder = path.relative_to(self._root).as_posix()
        folders = [folder, *(f"{folder}/{entry.name}" for entry in _list_entries(path) if entry.is_dir())]
        for name in folders:
            if (self._root / name).is_symlink() or any(
                entry.is_symlink() for entry in _list_entries(self._root / name)
            ):
                raise UnknownContentsError(name)
            self._list(name, _is_never_read if name == folder else _is_translation_name)
        self.translations = frozenset(name for name in self.file_digests if name.endswith(TRANSLATION_SUFFIX))

    def _list(self, folder: str, is_read: Callable[[str], bool]) -> None:
        """Takes in the names in a folder, and the contents of those files that are read."""
        for entry in _list_entries(self._root / folder):
            name, content = "", ""
            if is_read(entry.name) and (not entry.is_dir() or is_yaml_name(entry.name)):
                name, content = self._read_file(folder, entry)
            self._names.append(name)
            self._entries.append([folder, entry.name, entry.is_symlink(), entry.is_dir(), entry.is_file(), content])

    def _read_file(self, folder: str, entry: os.DirEntry[str]) -> tuple[str, str]:
        """Returns the name of a file in messages, and its digest."""
        data, signature = _read_regular_file(entry.path)
        self.signatures.append(signature)
        relative_path = Path(folder) / entry.name
        name = str(self._display_root / relative_path)
        self._paths[name] = self._root / relative_path
        self.file_digests[name] = digest_bytes(data)
        return name, self.file_digests[name]

    def _list_subfolders(self, folder: str) -> Iterator[str]:
        for entry in _list_entries(self._root / folder):
            if entry.is_dir() and not entry.is_symlink() and not is_leftover(entry.name):
                yield entry.name


def decode_text(data: bytes) -> str:
    """Returns the text of a file as `read_file` does. Raises ValueError if it is no UTF-8."""
    return data.decode("utf-8-sig").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _list_entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def _read_regular_file(path: str) -> tuple[bytes, tuple[int, ...]]:
    """Returns content and signature of a file; waits for no pipe and no device."""
    if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116  # a path object for each file takes twice the time
        raise UnknownContentsError(path)
    descriptor = os.open(path, os.O_RDONLY | _NO_WAIT)
    with open(descriptor, "rb", closefd=True) as file:  # noqa: PTH123
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_FILE_BYTES:
            raise UnknownContentsError(path)
        data = file.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise UnknownContentsError(path)
    return data, (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


def _may_belong(name: str) -> bool:
    """Returns True if a file of this name is of the pack, or may be one with a wrong ending."""
    return is_yaml_name(name) or name.lower().endswith(_TEXT_SUFFIXES)


def _is_picture_name(name: str) -> bool:
    return name.lower().endswith(".svg") and not is_leftover(name)


def _is_translation_name(name: str) -> bool:
    return name.endswith(TRANSLATION_SUFFIX) and not is_leftover(name)


def _is_never_read(_name: str) -> bool:
    return False
