"""Makes a transcript of each student of a lesson, as if it had been handed in as a file."""

from __future__ import annotations

from datetime import date

from party_card import __version__
from party_card.classroom.lesson import Lesson, Student
from party_card.frontends.shared.transcript.transcript_data import TranscriptData, TranscriptDataStep


def build_transcripts(lesson: Lesson) -> tuple[TranscriptData, ...]:
    """Returns the transcripts of the students of a lesson, in the order in which they joined."""
    return tuple(_build_transcript(lesson, student) for student in lesson.students.values())


def build_class_transcript(lesson: Lesson) -> TranscriptData:
    """Returns the transcript of what the class has played together; it has no nickname."""
    steps = lesson.record.class_steps
    return TranscriptData(
        app=__version__,
        pack="",
        scene=lesson.record.scene,
        title=lesson.record.title,
        hash=lesson.record.content_hash,
        carried=lesson.replayer.carried_traces(steps),
        steps=tuple(TranscriptDataStep(*pair, None) for pair in lesson.class_decisions()),
    )


def _build_transcript(lesson: Lesson, student: Student) -> TranscriptData:
    record, kept = lesson.record, student.playthrough
    decisions = student.replayed.decisions
    seconds = (*kept.seconds, *[None] * len(decisions))
    return TranscriptData(
        app=__version__,
        pack="",
        scene=record.scene,
        title=record.title,
        hash=record.content_hash,
        carried=lesson.replayer.carried_traces(student.steps),
        steps=tuple(TranscriptDataStep(*pair, time) for pair, time in zip(decisions, seconds, strict=False)),
        ending=find_ending(lesson, student),
        answers={row.question: row.text for row in student.answers.values() if row.text.strip()},
        nickname=student.record.nickname,
        attempt_id=kept.attempt_id,
        begun=date.fromisoformat(kept.begun),
        saved=date.fromtimestamp(kept.saved_at) if kept.saved_at else None,
        revision=kept.revision,
    )


def find_ending(lesson: Lesson, student: Student) -> str:
    """Returns the id of the ending that a student has reached; empty before."""
    passage = find_ending_passage(lesson, student)
    return (
        ""
        if passage is None
        else next(
            str(item.ending.id) for name, item in lesson.scene.passages.items() if name == passage and item.ending
        )
    )


def find_ending_passage(lesson: Lesson, student: Student) -> str | None:
    """Returns the passage of the ending that a student has reached; None before."""
    replayed = student.replayed
    if replayed.state in lesson.scene.passages:
        passage = replayed.state
    else:
        states = (step.state for step in reversed(replayed.steps))
        passage = next((state for state in states if state in lesson.scene.passages), "")
    return passage if passage in lesson.ending_passages else None
