"""Writes files for users: all of a file or nothing.

Invariant: a regular file changes only by being replaced by a complete one, so that a full disk, a power cut or a killed
process leaves the earlier file as it was, and no part of a new one. The new content is written beside the file,
flushed to the disk, and renamed. A link is followed and stays; the file keeps its permissions. What is no regular
file, such as a pipe or `/dev/stdout`, is written to directly, and so is a file in a folder that takes no other file.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from party_card.frozen_dataclass import frozen_dataclass

UNFINISHED_AFTER_S = 60.0
"""A temporary file that is older than this belongs to no writer any more."""
_TEMPORARY_NAME = re.compile(r"\.[0-9a-f]{16}\.part")
_STANDARD_OUTPUTS = (1, 2)
"""The descriptors of standard output and standard error."""


@frozen_dataclass
class _StagedFile:
    """A file that is to be written: as it was named, where it lies, and its complete content beside it."""

    path: Path
    target: Path
    temporary: Path


def write_file(path: Path, content: str | bytes) -> None:
    """Writes one file; text in UTF-8. Raises OSError with the name of the file."""
    write_files({path: content})


def write_files(
    contents: Mapping[Path, str] | Mapping[Path, bytes] | Mapping[Path, str | bytes], *, overwrite: bool = True
) -> None:
    """Writes all files, or none of them if one has no room.

    Raises OSError with the name of the file; without `overwrite` a FileExistsError if one exists.
    """
    created: list[Path] = []
    with ExitStack() as stack:
        staged_files = []
        for path, content in contents.items():
            data = content.encode(errors="replace") if isinstance(content, str) else content
            with _errors_naming(path):
                if not overwrite or not _write_directly(path, data):
                    staged_files.append(stack.enter_context(_stage(path, data)))
        try:
            for file in staged_files:
                with _errors_naming(file.path):
                    if overwrite:
                        file.temporary.replace(file.target)
                    else:
                        _rename_to_new(file.temporary, file.target)
                        created.append(file.target)
        except BaseException:
            for target in created:
                target.unlink(missing_ok=True)
            raise


def remove_unfinished(folder: Path, older_than_s: float = UNFINISHED_AFTER_S) -> None:
    """Removes what writers that were killed have left in a folder; what is younger may still be written."""
    with suppress(OSError):
        for path in folder.iterdir():
            if _TEMPORARY_NAME.fullmatch(path.name):
                with suppress(OSError):
                    if time.time() - path.lstat().st_mtime > older_than_s:
                        path.unlink()


@contextmanager
def _errors_naming(path: Path) -> Iterator[None]:
    """Raises OSErrors with the name of the file that was asked for, not with that of a temporary one."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error


def _write_directly(path: Path, data: bytes) -> bool:
    """Writes to a file that cannot be replaced. Returns False if it can be."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return False
    for stream, descriptor in zip((sys.stdout, sys.stderr), _STANDARD_OUTPUTS, strict=True):
        with suppress(OSError):
            if os.path.samestat(status, os.fstat(descriptor)):
                # `/dev/stdout` may be a regular file; what else is printed has to be in it, too.
                if stream is not None:
                    stream.flush()
                _write_to_descriptor(descriptor, data)
                return True
    if stat.S_ISREG(status.st_mode) and os.access(Path(os.path.realpath(path)).parent, os.W_OK):
        return False
    with path.open("wb") as file:
        file.write(data)
    return True


def _write_to_descriptor(descriptor: int, data: bytes) -> None:
    remaining = memoryview(data)
    while remaining:
        remaining = remaining[os.write(descriptor, remaining) :]


@contextmanager
def _stage(path: Path, data: bytes) -> Iterator[_StagedFile]:
    """Writes the content beside the file; removes it afterwards if it has not been renamed."""
    target = Path(os.path.realpath(path))
    old_status = target.stat() if target.exists() else None
    if old_status is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    temporary = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if old_status is not None:
            _copy_permissions(old_status, temporary)
        yield _StagedFile(path, target, temporary)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _copy_permissions(status: os.stat_result, path: Path) -> None:
    """Gives a file the owner, as far as that is allowed, and the mode of another."""
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(path, status.st_uid, status.st_gid)
    path.chmod(stat.S_IMODE(status.st_mode))


def _rename_to_new(temporary: Path, target: Path) -> None:
    """Renames a file, but never over another that a program has created meanwhile."""
    try:
        target.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # file systems without links, such as FAT
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        temporary.rename(target)
