"""Reads regular files of limited size, and says of everything else what it is.

Invariant: nothing here waits. A pipe, a device or a socket is refused, not opened or waited for; of a file, however
large it is, or grows while it is read, no more than one byte beyond the limit comes into memory.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from party_card.localization import gettext_noop

_KINDS: tuple[tuple[Callable[[int], bool], str], ...] = (
    (stat.S_ISDIR, gettext_noop("it is a folder")),
    (stat.S_ISFIFO, gettext_noop("it is a pipe to another program")),
    (stat.S_ISSOCK, gettext_noop("it is a socket of another program")),
    (stat.S_ISCHR, gettext_noop("it is a device")),
    (stat.S_ISBLK, gettext_noop("it is a device")),
)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
"""Windows has neither the flag nor files that would need it."""


class UnreadableFileError(OSError):
    """Raised if a file is not read: `strerror` is the reason in words, `advice` what to do about it."""

    def __init__(self, path: Path, reason: str, advice: str) -> None:
        super().__init__(errno.EINVAL, reason, str(path))
        self.advice = advice


class FileTooLargeError(UnreadableFileError):
    """Raised if a file is larger than the limit."""

    def __init__(self, path: Path, size: int, max_bytes: int) -> None:
        reason = f"it has {size:,} bytes; at most {max_bytes:,} are read"
        self.size = size
        super().__init__(path, reason, "keep only what is needed, or split it into several files")


def read_regular_file(path: Path, max_bytes: int) -> bytes:
    """Returns the content of a file. Raises UnreadableFileError; FileTooLargeError if it has more than `max_bytes`."""
    with _explained_errors(path):
        size, data = _read(path, max_bytes + 1)
    if max(size, len(data)) > max_bytes:
        raise FileTooLargeError(path, max(size, len(data)), max_bytes)
    return data


def read_start(path: Path, max_bytes: int) -> bytes:
    """Returns the first bytes of a file, at most `max_bytes`. Raises UnreadableFileError."""
    with _explained_errors(path):
        return _read(path, max_bytes)[1]


def explain_broken_link(path: Path) -> str:
    """Returns what kind of link leads to nothing, such as "a link that leads back to itself"; empty for any other."""
    if not path.is_symlink() or path.exists():
        return ""
    try:
        path.stat()
    except FileNotFoundError:
        return "a link to something that is not there"
    except (OSError, RuntimeError):
        return "a link that leads back to itself"
    return ""


def explain_special_file(mode: int) -> str:
    """Returns what is at a path if it is no regular file, after its mode; empty if it is one."""
    if stat.S_ISREG(mode):
        return ""
    return next((words for is_kind, words in _KINDS if is_kind(mode)), "it is no ordinary file")


def _read(path: Path, max_bytes: int) -> tuple[int, bytes]:
    """Returns the size of a file and its first bytes."""
    _require_regular(path, path.stat())  # before it is opened: to open a device may already do something
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | _NO_WAIT)) as file:
        status = os.fstat(file.fileno())
        _require_regular(path, status)  # another program may have exchanged it meanwhile
        return status.st_size, file.read(max_bytes) or b""


def _require_regular(path: Path, status: os.stat_result) -> None:
    if reason := explain_special_file(status.st_mode):
        raise UnreadableFileError(path, reason, gettext_noop("move it elsewhere, or give it another name"))


@contextmanager
def _explained_errors(path: Path) -> Iterator[None]:
    """Raises an OSError as an UnreadableFileError; a FileNotFoundError stays one, unless a link leads nowhere."""
    try:
        yield
    except UnreadableFileError:
        raise
    except FileNotFoundError:
        if not path.is_symlink():
            raise
        reason, advice = (
            gettext_noop("it is a link to a file that is not there"),
            gettext_noop("put the file itself here, or delete the link"),
        )
        raise UnreadableFileError(path, reason, advice) from None
    except PermissionError:
        reason, advice = (
            gettext_noop("it is closed to you"),
            gettext_noop("ask its owner to let you read it, or close the program that holds it"),
        )
        raise UnreadableFileError(path, reason, advice) from None
    except OSError as error:
        if error.errno == errno.ELOOP:
            reason, advice = (
                gettext_noop("it is a link that leads back to itself"),
                gettext_noop("put the file itself here, or delete the link"),
            )
        else:
            reason, advice = (
                error.strerror or str(error),
                gettext_noop("is it open in another program, or closed to you?"),
            )
        raise UnreadableFileError(path, reason, advice) from None
