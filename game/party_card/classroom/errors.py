"""Errors of a lesson; each message is a whole sentence for a teacher or a student."""

from __future__ import annotations


class LessonStorageError(Exception):
    """What was sent is not stored: the disk is full, or the file cannot be written."""


class NicknameError(Exception):
    """A nickname cannot be used."""
