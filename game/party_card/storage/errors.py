"""Defines the errors of storage and session; their messages are written for players.

Invariant: a front end shows the message of a StorageError as it is; no such error means that something shown is lost.
"""

from __future__ import annotations


class StorageError(Exception):
    """An operation of a session failed; the message names the operation and the reason."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class ConflictError(StorageError):
    """Another window wrote to the same playthrough first."""


class StorageUnavailableError(StorageError):
    """Nothing can be written now: a full disk, a read-only folder, another window that is writing."""


class HomeFolderError(StorageUnavailableError, OSError):
    """The environment names no folder in which files could be. Where files are written, it is like any OSError."""


class UnusableFileError(StorageUnavailableError):
    """The progress file is sound, but not for this version: a newer version or another program wrote it."""


class DamagedFileError(StorageError):
    """The progress file is damaged or gone. The message ends the sentence "The file ..."."""
