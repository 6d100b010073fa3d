"""Writes the report of a lesson: its students' transcripts, taken from memory, as the report of handed-in files."""

from __future__ import annotations

from pathlib import Path

from party_card.classroom.lesson import Lesson
from party_card.content.pack import Pack


def write_lesson_report(pack: Pack, lesson: Lesson, path: Path) -> Path:  # noqa: ARG001
    """Writes the report to `path`; returns it. Raises OSError."""
    raise OSError("reports are not written yet")
