"""Writes the report of a lesson: its students' transcripts, as the report of handed-in files."""

from __future__ import annotations

from pathlib import Path

from party_card.classroom.lesson import Lesson
from party_card.classroom.transcripts import build_class_transcript, build_transcripts
from party_card.content.pack import Pack
from party_card.platform.file_writer import write_file
from party_card.publishing.class_report import CLASS_REPORT_WRITERS
from party_card.publishing.writers import choose_writer
from party_card.reports.class_report.build import build_class_report
from party_card.reports.class_report.transcripts import HandedInTranscript
from party_card.reports.class_report.votes import ClassPlaythrough, ClassVote


def write_lesson_report(pack: Pack, lesson: Lesson, path: Path) -> Path:
    """Writes the report to `path`, in the form of its extension, and returns it. Raises OSError and UsageError."""
    write = choose_writer(str(path), CLASS_REPORT_WRITERS)
    report = build_class_report(pack, hand_in(lesson), together=describe_class_playthrough(lesson))
    write_file(path, write(report))
    return path.absolute()


def hand_in(lesson: Lesson) -> list[HandedInTranscript]:
    """Returns the students' transcripts with the marks that the teacher has given."""
    transcripts = build_transcripts(lesson)
    return [
        HandedInTranscript(
            transcript,
            marks={row.question: row.mark for row in student.answers.values() if row.mark is not None},
        )
        for transcript, student in zip(transcripts, lesson.students.values(), strict=True)
    ]


def describe_class_playthrough(lesson: Lesson) -> ClassPlaythrough | None:
    """Returns what the class played together, with its votes; None if everyone played alone."""
    if lesson.record.mode != "together" or not lesson.record.class_steps:
        return None
    votes = (
        ClassVote(row.passage, lesson.find_device_votes(number), row.hands, row.decided)
        for number, row in sorted(lesson.rounds.items())
    )
    return ClassPlaythrough(build_class_transcript(lesson), tuple(votes))
