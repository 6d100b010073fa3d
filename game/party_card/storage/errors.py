"""What can go wrong in keeping, in words for a student.

Law: the message of a `KeepError` that reaches a front end is shown as it is; none means that something shown was lost.
"""

from __future__ import annotations


class KeepError(Exception):
    """Something could not be done; the message says what and why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class ConflictError(KeepError):
    """Another window wrote to the same playthrough first."""


class UnkeptError(KeepError):
    """Nothing can be written now: a full disk, a read-only folder, another window that is busy."""


class DamagedError(KeepError):
    """The progress file is no longer one of ours, or no longer there. The message ends the sentence "The file ..."."""
