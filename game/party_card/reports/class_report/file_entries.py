"""Lists the files that were handed in: those of a folder, of the folders in it, and of zips, zips in zips included.

Invariant: bounded in depth, number and bytes, whatever a zip declares. Links are not followed, nothing is unpacked to
disk, and whatever cannot be read is listed with the reason.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path

from party_card.content.archive_entries import ArchiveError, iter_zip
from party_card.content.file_names import is_leftover
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext
from party_card.platform.regular_files import FileTooLargeError, read_regular_file, read_start
from party_card.reports.class_report import reasons

MAX_FILES = 5_000
MAX_FILE_BYTES = 32 * 1024 * 1024
MAX_TOTAL_BYTES = 400 * 1024 * 1024
MAX_ZIP_DEPTH = 3
"""A zip of the folder, one in it, and one in that."""
_ZIP_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06")
_DOCUMENT_ENTRIES = frozenset({"[Content_Types].xml", "mimetype"})
"""What a zip has that is a document of an office program or a book."""


@frozen_dataclass
class FileEntry:
    """A file by its path below the folder; `refusal` is the sentence that says why it was not read, or empty."""

    name: str
    content: bytes = b""
    refusal: str = ""


def list_files(path: Path, ignored: Collection[Path] = ()) -> Iterator[FileEntry]:
    """Yields the files of a folder, or of a zip, sorted by their paths, but not the files `ignored`.

    Raises OSError if the path cannot be opened.
    """
    count = total_bytes = 0
    ignored_paths = {os.path.realpath(file) for file in ignored}
    for entry in _walk_folder(path, ignored_paths) if path.is_dir() else _open_file(path, path.name):
        count, total_bytes = count + 1, total_bytes + len(entry.content)
        if count > MAX_FILES or total_bytes > MAX_TOTAL_BYTES:
            yield FileEntry(entry.name, refusal=gettext(reasons.TOO_MUCH))
            return
        yield entry


def _walk_folder(root: Path, ignored_paths: Collection[str]) -> Iterator[FileEntry]:
    next(root.iterdir(), None)  # raises OSError, which a walk would not
    unreadable: list[OSError] = []
    for folder, folder_names, file_names in os.walk(root, onerror=unreadable.append):
        folder_names[:] = sorted(name for name in folder_names if not is_leftover(name))
        for name in sorted(file_names):
            file = Path(folder, name)
            if not is_leftover(name) and os.path.realpath(file) not in ignored_paths:
                yield from _open_file(file, file.relative_to(root).as_posix())
    for error in unreadable:
        yield FileEntry(Path(error.filename).relative_to(root).as_posix(), refusal=gettext(reasons.UNREADABLE_FOLDER))


def _open_file(file: Path, name: str) -> Iterator[FileEntry]:
    if file.is_symlink():
        yield FileEntry(name, refusal=gettext(reasons.LINK))
        return
    try:
        if read_start(file, 4) in _ZIP_BEGINNINGS:
            with file.open("rb") as stream:
                yield from _open_zip(stream, name, depth=1)
            return
        content = read_regular_file(file, MAX_FILE_BYTES)
    except FileTooLargeError:
        yield FileEntry(name, refusal=gettext(reasons.TOO_LARGE))
    except OSError:
        yield FileEntry(name, refusal=gettext(reasons.UNREADABLE))
    else:
        yield FileEntry(name, content)


def _open_zip(stream: io.BufferedIOBase, name: str, depth: int) -> Iterator[FileEntry]:
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        yield FileEntry(name, refusal=gettext(reasons.DAMAGED_ZIP))
        return
    with archive:
        if not _DOCUMENT_ENTRIES.isdisjoint(archive.namelist()):
            yield FileEntry(name, refusal=gettext(reasons.DOCUMENT))
            return
        try:
            for entry in sorted(iter_zip(archive), key=lambda entry: entry.name):
                if any(map(is_leftover, entry.name.split("/"))):
                    continue
                entry_name = f"{name}/{entry.name}"
                if entry.refusal:
                    yield FileEntry(entry_name, refusal=gettext(reasons.REFUSED).format(refusal=entry.refusal))
                    continue
                try:
                    content = entry.read(MAX_FILE_BYTES + 1)
                except OSError:
                    yield FileEntry(entry_name, refusal=gettext(reasons.DAMAGED_ZIP))
                    continue
                yield from _open_content(entry_name, content, depth)
        except ArchiveError:
            yield FileEntry(name, refusal=gettext(reasons.TOO_MANY_ENTRIES))


def _open_content(name: str, content: bytes, depth: int) -> Iterator[FileEntry]:
    if len(content) > MAX_FILE_BYTES:
        yield FileEntry(name, refusal=gettext(reasons.TOO_LARGE))
    elif not content.startswith(_ZIP_BEGINNINGS):
        yield FileEntry(name, content)
    elif depth >= MAX_ZIP_DEPTH:
        yield FileEntry(name, refusal=gettext(reasons.TOO_DEEP))
    else:
        yield from _open_zip(io.BytesIO(content), name, depth + 1)
