"""Entries of a pack archive, a folder or a zip, listed without trust.

Invariant: links are never followed, nothing is unpacked to disk, and no more than the asked number of bytes is read.
"""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from party_card.content.file_names import is_leftover, is_yaml_name
from party_card.content.pack_folders import YAML_FOLDERS
from party_card.frozen_dataclass import frozen_dataclass
from party_card.platform.regular_files import explain_broken_link, read_start

MAX_FILES = 500
MAX_ZIP_ENTRIES = 4 * MAX_FILES
MAX_FILE_BYTES = 2 * 1024 * 1024
MAX_TOTAL_BYTES = 24 * 1024 * 1024
"""The limit for all files together; a zip itself may not be larger either."""
PICTURE_FOLDERS = ("assets", "pictures")
_UNREADABLE_ZIP_ERRORS = (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError, EOFError)
_UNPACKING_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, NotImplementedError)

ReadBytes = Callable[[int], bytes]
"""Reads at most so many bytes; raises OSError."""


class ArchiveError(Exception):
    """Raised if an archive cannot be read at all; the message is a sentence for users."""


@frozen_dataclass
class ArchiveEntry:
    """A file in an archive; `refusal` is the reason why it may not be read, or empty."""

    name: str
    refusal: str
    read: ReadBytes


def is_pack_file(name: str) -> bool:
    """Returns True if a file of this name belongs to a pack."""
    *folders, file_name = name.split("/")
    if tuple(folders) == PICTURE_FOLDERS:
        return file_name.lower().endswith(".svg") and not is_leftover(file_name)
    return is_yaml_name(file_name) and (not folders or (len(folders) == 1 and folders[0] in YAML_FOLDERS))


def format_size(byte_count: int) -> str:
    """Returns a size in megabytes, for messages."""
    return f"{byte_count // (1024 * 1024)} MB"


def iter_folder(root: Path) -> Iterator[ArchiveEntry]:
    """Yields the files in the folders that a pack has, and refuses links."""
    for parts in ((), *((name,) for name in YAML_FOLDERS), PICTURE_FOLDERS[:1], PICTURE_FOLDERS):
        folder = root.joinpath(*parts)
        if parts and folder.is_symlink():
            yield ArchiveEntry("/".join(parts), "is a link; put the folder itself there", _read_nothing)
            continue
        if not folder.is_dir() or any(root.joinpath(*parts[:depth]).is_symlink() for depth in range(1, len(parts))):
            continue
        with os.scandir(folder) as scan:
            for entry in sorted(scan, key=lambda entry: entry.name):
                name = "/".join((*parts, entry.name))
                if entry.is_symlink():
                    refusal = "is a link; put the file itself there" if is_pack_file(name) else ""
                    yield ArchiveEntry(name, refusal, _read_nothing)
                elif entry.is_file(follow_symlinks=False):
                    yield ArchiveEntry(name, "", _file_reader(Path(entry.path)))
                elif is_pack_file(name):
                    yield ArchiveEntry(name, "is no file", _read_nothing)


def _file_reader(path: Path) -> ReadBytes:
    return partial(read_start, path)


def _read_nothing(_max_bytes: int) -> bytes:
    return b""


def open_zip(path: Path) -> zipfile.ZipFile:
    """Opens a zip. Raises ArchiveError."""
    if not path.exists():
        reason = explain_broken_link(path)
        raise ArchiveError(f"it is {reason}" if reason else "there is no such file or folder")
    if not path.is_file():
        raise ArchiveError("it is neither a folder nor a zip")
    if path.stat().st_size > MAX_TOTAL_BYTES:
        limit = format_size(MAX_TOTAL_BYTES)
        raise ArchiveError(f"it is larger than {limit}; a pack is a few files of text and pictures")
    try:
        return zipfile.ZipFile(path)
    except _UNREADABLE_ZIP_ERRORS:
        raise ArchiveError("it is no zip, or a damaged one; make it again of the pack's folder") from None


def iter_zip(archive: zipfile.ZipFile) -> Iterator[ArchiveEntry]:
    """Yields the files in a zip. Raises ArchiveError if there are too many."""
    infos = archive.infolist()
    if len(infos) > MAX_ZIP_ENTRIES:
        raise ArchiveError(
            f"this zip has more than {MAX_ZIP_ENTRIES} entries; put into it what belongs to the pack alone"
        )
    for info in infos:
        # `info.filename` ends at a NUL and has backslashes replaced on Windows, so the original name is judged.
        if not info.orig_filename.endswith("/") or info.orig_filename.rstrip("/").endswith(".."):
            yield ArchiveEntry(info.orig_filename, _find_refusal(info), _zip_entry_reader(archive, info))


def _find_refusal(info: zipfile.ZipInfo) -> str:
    file_type = stat.S_IFMT(info.external_attr >> 16)
    if file_type == stat.S_IFLNK:
        return "is a link; put the file itself there"
    if file_type not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is no file"
    if info.flag_bits & 1:
        return "is locked with a password; make the zip without one"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is packed in an unusual way; make the zip again with the ordinary settings"
    return ""


def _zip_entry_reader(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> ReadBytes:
    def read(max_bytes: int) -> bytes:
        try:
            with archive.open(info) as file:  # whatever size the zip declares, no more than `max_bytes` is unpacked
                return file.read(max_bytes)
        except _UNPACKING_ERRORS:
            raise OSError("it is damaged; make the zip again") from None

    return read
