"""Takes what a student's page sends: choices, answers and votes.

Invariant: whatever is sent, a student changes only what is their own, only what the engine can play, and only what the
lesson allows now; what goes beyond is cut off there and the rest is stored. The same message again changes nothing.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from party_card.classroom.lesson import NO_STEPS, Lesson, Student
from party_card.classroom.rate_limits import RateLimit
from party_card.classroom.records import AnswerRecord, VoteRecord
from party_card.classroom.replay import MAX_STEPS
from party_card.frozen_dataclass import frozen_dataclass

MAX_ANSWER_CHARS = 4000
MAX_SECONDS = 86_400
MAX_REVISION = 10**9
_SPACING = "\n\t\u200c\u200d"
"""Line breaks, tabs, and what joins or parts letters in Persian and Indian scripts."""


@frozen_dataclass
class Reply:
    """The answer to a message: an HTTP status and a JSON object."""

    status: int
    body: Mapping[str, Any] = field(default_factory=dict)


BAD_SHAPE = Reply(400, {"error": "shape"})


class Submissions:
    """Takes the messages of the students of `lesson`; `shape` is the edition of the scene that the page plays."""

    def __init__(self, lesson: Lesson, shape: str) -> None:
        self._lesson = lesson
        self._shape = shape
        self._messages = RateLimit(4, 20)

    async def save_progress(self, student: Student, body: object) -> Reply:
        """Stores a playthrough and answers. Raises LessonStorageError."""
        if not self._messages.take(str(student.record.id)):
            return Reply(429, {"error": "often"})
        if not isinstance(body, dict):
            return BAD_SHAPE
        steps, base = body.get("steps"), body.get("base")
        if not isinstance(steps, str) or type(base) is not int or not 0 <= base <= MAX_REVISION:
            return BAD_SHAPE
        answers = self._read_answers(student, body.get("answers", {}))
        seconds = _read_seconds(body.get("seconds", []))
        if answers is None or seconds is None:
            return BAD_SHAPE
        if body.get("shape") != self._shape:
            return Reply(412, {"error": "edition"})
        async with student.lock:
            return await self._save(student, steps or NO_STEPS, base, body.get("force") is True, seconds, answers)

    async def _save(
        self,
        student: Student,
        steps: str,
        base: int,
        is_forced: bool,
        seconds: tuple[int | None, ...],
        answers: tuple[AnswerRecord, ...],
    ) -> Reply:
        lesson, kept = self._lesson, student.playthrough
        if lesson.record.phase == "over":
            return Reply(410, {"error": "over"})
        replayed = lesson.replayer.replay(steps)
        if replayed is None:
            return Reply(422, {"error": "impossible"})
        is_conflict = base != kept.revision and not steps.startswith(student.steps) and not is_forced
        if is_conflict:
            return Reply(409, {"error": "conflict", "revision": kept.revision, "steps": student.steps})
        allowed = steps[: 1 + lesson.limit_steps(replayed, student.replayed)]
        is_new = allowed != student.steps
        changed = tuple(row for row in answers if row != _without_mark(student.answers.get(row.question)))
        if is_new or changed:
            replayed = lesson.replayer.replay(allowed)
            assert replayed is not None  # noqa: S101  # the beginning of what can be played
            times = _merge_seconds(seconds, kept.seconds, replayed.decisions, student.replayed.decisions)
            record = replace(kept, steps=allowed, revision=kept.revision + 1, seconds=times, saved_at=int(time.time()))
            await lesson.store.save_progress(record, changed)
            student.playthrough, student.replayed = record, replayed
            for row in changed:
                old = student.answers.get(row.question)
                student.answers[row.question] = replace(row, mark=None if old is None else old.mark)
            lesson.notify_teacher()
        return Reply(200, {"revision": student.playthrough.revision, "steps": allowed, "limited": allowed != steps})

    def _read_answers(self, student: Student, value: object) -> tuple[AnswerRecord, ...] | None:
        """Returns the answers of a message, given by the numbers of their questions; None if they are not valid."""
        if not isinstance(value, dict) or len(value) > len(self._lesson.questions):
            return None
        answers = []
        for number, text in value.items():
            if not (number.isascii() and number.isdecimal() and len(number) < 4 and isinstance(text, str)):
                return None
            if int(number) >= len(self._lesson.questions) or len(text) > MAX_ANSWER_CHARS:
                return None
            answers.append(AnswerRecord(student.record.id, self._lesson.questions[int(number)], clean_text(text)))
        return tuple(answers)

    async def save_vote(self, student: Student, body: object) -> Reply:
        """Stores a vote, in place of an earlier one of the round. Raises LessonStorageError."""
        lesson = self._lesson
        if not self._messages.take(str(student.record.id)):
            return Reply(429, {"error": "often"})
        if not isinstance(body, dict):
            return BAD_SHAPE
        number, choice = body.get("round"), body.get("choice")
        if type(number) is not int or not isinstance(choice, str):
            return BAD_SHAPE
        async with student.lock:
            record = lesson.record
            if not record.is_vote_open or number != record.round or record.phase != "open":
                return Reply(409, {"error": "closed"})
            if choice not in lesson.replayer.list_open_choices(record.class_steps):
                return BAD_SHAPE
            if lesson.votes.get((number, student.record.id)) != choice:
                await lesson.store.save_vote(record.id, VoteRecord(number, student.record.id, choice))
                lesson.votes[number, student.record.id] = choice
                lesson.forget_student_state()
                lesson.notify_teacher()
        return Reply(200, {"round": number, "choice": choice})


def _merge_seconds(
    seconds: Sequence[int | None],
    stored: Sequence[int | None],
    decisions: Sequence[tuple[str, str]],
    stored_decisions: Sequence[tuple[str, str]],
) -> tuple[int | None, ...]:
    """Returns the seconds of each decision; what a device does not know of the same decision stays as it is stored."""
    times = [*seconds[: len(decisions)], *[None] * (len(decisions) - len(seconds))]
    pairs = zip(decisions, stored_decisions, stored, strict=False)
    for number, (decision, stored_decision, time_) in enumerate(pairs):
        if decision != stored_decision:
            break
        times[number] = time_ if times[number] is None else times[number]
    return tuple(times)


def _without_mark(answer: AnswerRecord | None) -> AnswerRecord | None:
    return None if answer is None else replace(answer, mark=None)


def _read_seconds(value: object) -> tuple[int | None, ...] | None:
    if not isinstance(value, list) or len(value) > MAX_STEPS:
        return None
    is_valid = all(row is None or (type(row) is int and 0 <= row <= MAX_SECONDS) for row in value)
    return tuple(value) if is_valid else None


def clean_text(text: str) -> str:
    """Returns a text without characters that cannot be seen, but for those that writing needs."""
    return "".join(letter for letter in text if letter in _SPACING or unicodedata.category(letter)[0] != "C")
