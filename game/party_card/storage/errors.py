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


class DamagedFileError(StorageError):
    """The progress file is damaged, foreign or gone. The message ends the sentence "The file ..."."""
