"""Describes a lesson as JSON: for the teacher's page as it changes, and all that is stored, for the export."""

from __future__ import annotations

import csv
import io
import time
from collections import Counter
from itertools import pairwise
from typing import Any

from party_card.classroom.joining import Entrance
from party_card.classroom.lesson import Lesson, Student
from party_card.classroom.outline import describe_place
from party_card.classroom.transcripts import find_ending_passage


def describe_lesson(lesson: Lesson, entrance: Entrance) -> dict[str, Any]:
    """Returns the state of a lesson as the teacher's page shows it."""
    record = lesson.record
    counts: Counter[tuple[str, str]] = Counter()
    routes: Counter[tuple[str, str, str, str]] = Counter()
    endings: Counter[str] = Counter()
    for student in lesson.students.values():
        decisions = student.replayed.decisions
        counts.update(set(decisions))
        routes.update({(*first, *second) for first, second in pairwise(decisions)})
        if (ending := find_ending_passage(lesson, student)) is not None:
            endings[ending] += 1
    return {
        "phase": record.phase,
        "mode": record.mode,
        "hold": record.hold,
        "held": sorted(lesson.list_held_passages()),
        "record": record.is_record_open,
        "admits": record.admits_latecomers,
        "isKept": record.is_kept,
        "begunAt": record.begun_at,
        "round": lesson.describe_round(),
        "place": describe_place(lesson.replayer, record.class_steps) if record.class_steps else None,
        "counts": [[*pair, count] for pair, count in counts.items()],
        "routes": [[*pair, count] for pair, count in routes.items()],
        "endings": dict(endings),
        "rounds": [_describe_round(lesson, number) for number in sorted(lesson.rounds)],
        "students": [_describe_student(entrance, student) for student in lesson.students.values()],
    }


def _describe_round(lesson: Lesson, number: int) -> dict[str, Any]:
    round_ = lesson.rounds[number]
    is_hidden = number == lesson.record.round and lesson.record.is_vote_open
    counts = {} if is_hidden else lesson.find_votes(number)
    return {"passage": round_.passage, "decided": round_.decided, "counts": counts, "hands": dict(round_.hands)}


def _describe_student(entrance: Entrance, student: Student) -> dict[str, Any]:
    return {
        "id": student.record.id,
        "nickname": student.record.nickname,
        "state": student.replayed.state,
        "decisions": len(student.replayed.decisions),
        "answers": sum(bool(row.text.strip()) for row in student.answers.values()),
        "away": 0 if student.streams else int(time.monotonic() - student.seen_at) + 1,
        "isLetIn": entrance.has_let_in(student.record.id),
    }


def describe_answers(lesson: Lesson, student: Student) -> dict[str, Any]:
    """Returns the answers of a student, in the order of the questions."""
    rows = [student.answers.get(question) for question in lesson.questions]
    answers = [None if row is None else {"text": row.text, "mark": row.mark} for row in rows]
    return {"id": student.record.id, "nickname": student.record.nickname, "answers": answers}


def describe_lesson_data(lesson: Lesson) -> dict[str, Any]:
    """Returns all that is stored of a lesson, but for what students come back with."""
    students = [
        {
            "nickname": student.record.nickname,
            "joined": student.record.joined_at,
            "attempt": student.playthrough.attempt_id,
            "begun": student.playthrough.begun,
            "saved": student.playthrough.saved_at,
            "revision": student.playthrough.revision,
            "choices": [{"passage": name, "choice": choice} for name, choice in student.replayed.decisions],
            "seconds": student.playthrough.seconds,
            "answers": [
                {"question": row.question, "text": row.text, "mark": row.mark} for row in student.answers.values()
            ],
            "votes": [
                {"round": number, "choice": choice}
                for (number, owner), choice in sorted(lesson.votes.items())
                if owner == student.record.id
            ],
        }
        for student in lesson.students.values()
    ]
    rounds = [
        {"number": row.number, "passage": row.passage, "hands": dict(row.hands), "decided": row.decided}
        for row in lesson.rounds.values()
    ]
    record = lesson.record
    about = {"scene": record.scene, "title": record.title, "hash": record.content_hash, "begun": record.begun_at}
    return {"lesson": {**about, "mode": record.mode}, "students": students, "rounds": rounds}


def write_marks(lesson: Lesson) -> str:
    """Returns the marks as CSV. No nickname begins like a formula."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["nickname", *lesson.questions])
    for student in lesson.students.values():
        answers = [student.answers.get(question) for question in lesson.questions]
        marks = ["" if row is None or row.mark is None else row.mark for row in answers]
        rows.writerow([student.record.nickname, *marks])
    return text.getvalue()
