"""A lesson that is open: its students, where each is, and what the teacher has decided.

Invariant: the state in memory is what is stored; it changes only after the store has acknowledged a change. Changes of
one student are made one after another, and so are those of the lesson.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import secrets
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from party_card.classroom.broadcast import Broadcast
from party_card.classroom.records import (
    AnswerRecord,
    LessonRecord,
    LessonStore,
    PlaythroughRecord,
    RoundRecord,
    StoredLesson,
    StudentRecord,
)
from party_card.classroom.replay import ReplayedPlaythrough, Replayer
from party_card.content.models import Scene
from party_card.engine.compiled import CompiledScene
from party_card.engine.footnotes import FootnoteCollector
from party_card.frontends.shared.transcript.transcript_data import question_id

CODE_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without letters and digits that are taken for each other."""
CODE_LENGTH = 6
STATE_PAUSE_S = 0.25
STUDENTS_PER_S = 1000
"""For how many students a second a stream tells where they are, or all streams send the state, when changes follow."""
NO_STEPS = "0"
"""The encoded playthrough of a student who has not begun."""


@dataclass(slots=True)
class Student:
    """A student of an open lesson; `streams` are the open event streams, `seen_at` when the last one ended."""

    record: StudentRecord
    playthrough: PlaythroughRecord
    replayed: ReplayedPlaythrough
    answers: dict[str, AnswerRecord] = field(default_factory=dict)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    streams: int = 0
    seen_at: float = field(default_factory=time.monotonic)

    @property
    def steps(self) -> str:
        """The encoded playthrough."""
        return self.playthrough.steps or NO_STEPS


def create_lesson(compiled: CompiledScene, title: str) -> LessonRecord:
    """Returns a new lesson in its lobby, with a code and a key of its own."""
    code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
    scene = str(compiled.scene.scene)
    key = secrets.token_urlsafe(24)
    return LessonRecord(secrets.token_hex(8), scene, title, compiled.content_hash, code, key, int(time.time()))


class Lesson:
    """An open lesson. `questions` are those of the debrief, in their order, as transcripts know them."""

    def __init__(self, store: LessonStore, stored: StoredLesson, replayer: Replayer) -> None:
        self.store = store
        self.record = stored.lesson
        self.replayer = replayer
        self.scene: Scene = replayer.compiled.scene
        notes = FootnoteCollector(replayer.compiled.evidence)
        self.questions = tuple(question_id(notes.add_line(question.ask)) for question in self.scene.debrief)
        self.ending_passages = frozenset(
            str(name) for name, passage in self.scene.passages.items() if passage.ending is not None
        )
        self.devices = dict(stored.devices)
        self.rounds: dict[int, RoundRecord] = {round_.number: round_ for round_ in stored.rounds}
        self.votes: dict[tuple[int, int], str] = {(vote.round, vote.student): vote.choice for vote in stored.votes}
        self.students: dict[int, Student] = {}
        self.lock = asyncio.Lock()
        self.version = 0
        self.student_events = Broadcast()
        self.teacher_events = Broadcast()
        self._successors = _find_successors(self.scene)
        self._student_state = b""
        playthroughs = {record.student: record for record in stored.playthroughs}
        for record in stored.students:
            self.add_student(record, playthroughs.get(record.id))
        for answer in stored.answers:
            self.students[answer.student].answers[answer.question] = answer

    def add_student(self, record: StudentRecord, playthrough: PlaythroughRecord | None = None) -> Student:
        """Adds a student that is stored; what cannot be replayed of the playthrough any more is left out."""
        kept = playthrough or PlaythroughRecord(record.id, self.name_attempt(record), date.today().isoformat())
        replayed = self.replayer.replay(kept.steps or NO_STEPS)
        if replayed is None:
            kept = replace(kept, steps="")
            replayed = self.replayer.replay(NO_STEPS)
        assert replayed is not None  # noqa: S101  # a scene can be begun
        student = Student(record, kept, replayed)
        self.students[record.id] = student
        return student

    def name_attempt(self, record: StudentRecord) -> str:
        """Returns the random name of a student's playthrough: the same again before the first step is stored."""
        return hmac.new(self.record.key.encode(), f"attempt {record.id}".encode(), "sha256").hexdigest()[:32]

    # --------------------------------------------------------------------------------------------- what is allowed

    def list_held_passages(self) -> frozenset[str]:
        """Returns the passages at which nobody may choose now.

        They are the passage at which the class waits, and those that are reached only behind it, so that whoever is
        further on waits as well.
        """
        hold = self.record.hold
        if not hold:
            return frozenset()
        behind = _reach(self._successors, hold)
        return frozenset({hold} | {name for name in behind if hold not in _reach(self._successors, name)})

    def limit_steps(self, replayed: ReplayedPlaythrough, stored: ReplayedPlaythrough) -> int:
        """Returns how many steps of a playthrough the lesson allows; what is stored already stays allowed."""
        held = self.list_held_passages()
        together = self.class_decisions() if self.record.mode == "together" else None
        decisions = 0
        is_known = True
        for number, step in enumerate(replayed.steps):
            is_known = is_known and number < len(stored.steps) and stored.steps[number] == step
            is_allowed = self.record.phase != "lobby"
            if step.trigger == "reveal" and not step.is_choice:
                is_allowed = is_allowed and self.record.is_record_open
            elif step.is_choice and together is not None:
                is_allowed = is_allowed and together[decisions : decisions + 1] == ((step.state, step.trigger),)
            elif step.is_choice:
                is_allowed = is_allowed and step.state not in held
            if not (is_known or is_allowed):
                return number
            decisions += step.is_choice
        return len(replayed.steps)

    def class_decisions(self) -> tuple[tuple[str, str], ...]:
        """Returns what the class has decided together: pairs of passage and choice."""
        replayed = self.replayer.replay(self.record.class_steps or NO_STEPS)
        return () if replayed is None else replayed.decisions

    # ------------------------------------------------------------------------------------------------- changes

    async def change(self, round_: RoundRecord | None = None, **changes: Any) -> None:
        """Stores changed fields of the lesson, with a round if there is one, and tells everybody."""
        record = replace(self.record, **changes)
        if round_ is None:
            await self.store.save_lesson(record)
        else:
            await self.store.save_round(record, round_)
            self.rounds[round_.number] = round_
        self.record = record
        self.notify_all()

    def notify_all(self) -> None:
        """Sends the new state to students and teacher."""
        self.version += 1
        self._student_state = b""
        self.student_events.notify()
        self.teacher_events.notify()

    def find_pause_s(self) -> float:
        """Returns how long a stream waits at least before it sends the next state: longer in a lesson of hundreds."""
        return max(STATE_PAUSE_S, len(self.students) / STUDENTS_PER_S)

    def notify_teacher(self) -> None:
        """Sends the new state to the teacher alone."""
        self.teacher_events.notify()

    # ------------------------------------------------------------------------------------------------ what is shown

    def find_votes(self, number: int) -> dict[str, int]:
        """Returns the votes of a round by choice: those of devices and those that were counted."""
        round_ = self.rounds.get(number)
        hands = Counter(dict(round_.hands) if round_ is not None else {})
        hands.update(self.find_device_votes(number))
        return dict(hands)

    def find_device_votes(self, number: int) -> dict[str, int]:
        """Returns the votes of a round by choice that came from devices."""
        return dict(Counter(choice for (round_number, _), choice in self.votes.items() if round_number == number))

    def describe_round(self) -> Mapping[str, Any] | None:
        """Returns the present round as a page gets it; None if the class does not vote."""
        if self.record.mode != "together" or self.record.phase == "lobby":
            return None
        counts = self.find_votes(self.record.round)
        is_open = self.record.is_vote_open
        return {
            "number": self.record.round,
            "offers": self.replayer.list_open_choices(self.record.class_steps),
            "open": is_open,
            "voted": sum(counts.values()),
            "counts": {} if is_open else counts,
        }

    def describe_for_student(self, student: Student) -> bytes:
        """Returns the state of the lesson as JSON, with what is the student's own."""
        if not self._student_state:
            record = self.record
            state = {
                "version": self.version,
                "phase": record.phase,
                "mode": record.mode,
                "held": sorted(self.list_held_passages()),
                "record": record.is_record_open,
                "round": self.describe_round(),
                "steps": record.class_steps,
                "students": len(self.students),
            }
            self._student_state = json.dumps(state).encode()
        own = {"nickname": student.record.nickname, "vote": self.votes.get((self.record.round, student.record.id), "")}
        return json.dumps(own).encode()[:-1] + b", " + self._student_state[1:]

    def forget_student_state(self) -> None:
        """Lets the students' state be built anew, as votes have come, and sends it."""
        self._student_state = b""
        self.student_events.notify()

    def hash_token(self, token: str) -> str:
        """Returns the hash under which a device's token is stored."""
        return hmac.digest(self.record.key.encode(), token.encode(errors="replace"), "sha256").hex()

    def find_student(self, token: str) -> Student | None:
        """Returns the student whose device has a token."""
        return self.students.get(self.devices.get(self.hash_token(token), 0)) if token else None


def _find_successors(scene: Scene) -> Mapping[str, frozenset[str]]:
    return {
        str(name): frozenset(str(choice.goto) for choice in passage.choices) for name, passage in scene.passages.items()
    }


def _reach(successors: Mapping[str, frozenset[str]], start: str) -> frozenset[str]:
    """Returns the passages that can be reached from one by a choice or more, whatever the conditions."""
    reached: set[str] = set()
    pending = list(successors.get(start, ()))
    while pending:
        name = pending.pop()
        if name not in reached:
            reached.add(name)
            pending += successors.get(name, ())
    return frozenset(reached)
