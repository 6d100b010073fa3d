"""What the teacher does in a lesson: starts it, stops the class, opens the record, decides votes, names and removes.

Invariant: an action that does not fit the lesson changes nothing and is answered with a sentence.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from party_card.app.nickname_forms import fold_nickname
from party_card.classroom.errors import NicknameError
from party_card.classroom.joining import Entrance
from party_card.classroom.lesson import NO_STEPS, Lesson, Student
from party_card.classroom.nicknames import read_nickname
from party_card.classroom.records import RoundRecord
from party_card.classroom.submissions import Reply
from party_card.engine.phases import PHASES
from party_card.localization import gettext_noop

MAX_HANDS = 1000
MAX_MARK = 3
DONE = Reply(200)
_Action = Callable[[Mapping[str, Any]], Awaitable[Reply]]


def _refuse(sentence: str) -> Reply:
    return Reply(409, {"message": sentence})


NOT_NOW = _refuse(gettext_noop("This does not fit the lesson as it is now. The page shows its newest state."))
NO_STUDENT = _refuse(gettext_noop("This student is no longer in the lesson."))
IN_USE = _refuse(gettext_noop("Another student has this nickname."))


class TeacherActions:
    """Does what the teacher's page asks for."""

    def __init__(self, lesson: Lesson, entrance: Entrance) -> None:
        self._lesson = lesson
        self._entrance = entrance
        self._actions: Mapping[str, _Action] = {
            "start": self._start,
            "hold": self._hold,
            "record": self._open_record,
            "admit": self._admit,
            "close": self._close_vote,
            "open": self._open_vote,
            "hands": self._count_hands,
            "decide": self._decide,
            "rename": self._rename,
            "remove": self._remove,
            "let-in": self._let_in,
            "mark": self._mark,
            "keep": self._keep,
            "end": self._end,
            "reopen": self._reopen,
        }

    async def do(self, body: object) -> Reply:
        """Does one action. Raises LessonStorageError."""
        action = self._actions.get(str(body.get("do"))) if isinstance(body, dict) else None
        if action is None or not isinstance(body, dict):
            return NOT_NOW
        async with self._lesson.lock:
            return await action(body)

    # ------------------------------------------------------------------------------------------------ the lesson

    async def _start(self, body: Mapping[str, Any]) -> Reply:
        mode = body.get("mode")
        if mode not in ("alone", "together") or self._lesson.record.phase != "lobby":
            return NOT_NOW
        if mode == "together":
            await self._begin_round(NO_STEPS + "-", mode=mode, phase="open")
        else:
            await self._lesson.change(mode=mode, phase="open")
        return DONE

    async def _hold(self, body: Mapping[str, Any]) -> Reply:
        passage = body.get("passage")
        if passage != "" and passage not in self._lesson.scene.passages:
            return NOT_NOW
        await self._lesson.change(hold=passage)
        return DONE

    async def _open_record(self, body: Mapping[str, Any]) -> Reply:
        if self._lesson.record.phase == "lobby":
            return NOT_NOW
        await self._lesson.change(is_record_open=body.get("is_open") is not False, hold="")
        return DONE

    async def _admit(self, body: Mapping[str, Any]) -> Reply:
        await self._lesson.change(admits_latecomers=body.get("admits") is True)
        return DONE

    async def _keep(self, body: Mapping[str, Any]) -> Reply:
        await self._lesson.change(is_kept=body.get("is_kept") is True)
        return DONE

    async def _end(self, _: Mapping[str, Any]) -> Reply:
        await self._lesson.change(phase="over", is_vote_open=False)
        return DONE

    async def _reopen(self, _: Mapping[str, Any]) -> Reply:
        if self._lesson.record.phase != "over":
            return NOT_NOW
        await self._lesson.change(phase="open")
        return DONE

    # -------------------------------------------------------------------------------------------------- the vote

    async def _begin_round(self, class_steps: str, **changes: Any) -> None:
        """Goes on with the class, to a vote if it is not at an ending, and changes other fields with it."""
        lesson = self._lesson
        replayed = lesson.replayer.replay(class_steps)
        if replayed is None or replayed.state in PHASES or not lesson.replayer.list_open_choices(class_steps):
            await lesson.change(class_steps=class_steps, is_vote_open=False, **changes)
            return
        number = lesson.record.round + 1
        round_ = RoundRecord(number, replayed.state)
        await lesson.change(round_, class_steps=class_steps, round=number, is_vote_open=True, **changes)

    def _has_undecided_round(self) -> bool:
        record = self._lesson.record
        round_ = self._lesson.rounds.get(record.round)
        return record.phase == "open" and record.mode == "together" and round_ is not None and not round_.decided

    async def _close_vote(self, _: Mapping[str, Any]) -> Reply:
        if not self._has_undecided_round():
            return NOT_NOW
        await self._lesson.change(is_vote_open=False)
        return DONE

    async def _open_vote(self, _: Mapping[str, Any]) -> Reply:
        if not self._has_undecided_round():
            return NOT_NOW
        await self._lesson.change(is_vote_open=True)
        return DONE

    async def _count_hands(self, body: Mapping[str, Any]) -> Reply:
        choice, count = body.get("choice"), body.get("count")
        offers = self._lesson.replayer.list_open_choices(self._lesson.record.class_steps)
        if not self._has_undecided_round() or choice not in offers or type(count) is not int:
            return NOT_NOW
        if not 0 <= count <= MAX_HANDS:
            return NOT_NOW
        round_ = self._lesson.rounds[self._lesson.record.round]
        await self._lesson.change(replace(round_, hands={**round_.hands, str(choice): count}))
        return DONE

    async def _decide(self, body: Mapping[str, Any]) -> Reply:
        """Goes on with the choice that has most votes; of several that have, with the one that the teacher names."""
        lesson, choice = self._lesson, body.get("choice")
        if not self._has_undecided_round() or not isinstance(choice, str):
            return NOT_NOW
        offers = lesson.replayer.list_open_choices(lesson.record.class_steps)
        counts = lesson.find_votes(lesson.record.round)
        most = max((counts.get(offer, 0) for offer in offers), default=0)
        if choice not in offers or counts.get(choice, 0) < most:
            return NOT_NOW
        class_steps = lesson.replayer.encode_choice(lesson.record.class_steps, choice)
        if class_steps is None:
            return NOT_NOW
        await lesson.change(replace(lesson.rounds[lesson.record.round], decided=choice), is_vote_open=False)
        await self._begin_round(class_steps)
        return DONE

    # ---------------------------------------------------------------------------------------------- the students

    def _find_student(self, body: Mapping[str, Any]) -> Student | None:
        number = body.get("student")
        return self._lesson.students.get(number) if type(number) is int else None

    async def _rename(self, body: Mapping[str, Any]) -> Reply:
        student = self._find_student(body)
        if student is None:
            return NO_STUDENT
        try:
            nickname = read_nickname(str(body.get("nickname", "")))
        except NicknameError as error:
            return _refuse(str(error))
        others = (other for other in self._lesson.students.values() if other is not student)
        if any(fold_nickname(other.record.nickname) == fold_nickname(nickname) for other in others):
            return IN_USE
        record = replace(student.record, nickname=nickname)
        await self._lesson.store.save_student(record)
        student.record = record
        self._entrance.let_in(record.id)  # the digits are hashed with the nickname, which is another one now
        self._lesson.notify_all()
        return DONE

    async def _remove(self, body: Mapping[str, Any]) -> Reply:
        student = self._find_student(body)
        if student is None:
            return NO_STUDENT
        lesson, number = self._lesson, student.record.id
        async with student.lock:
            await lesson.store.delete_student(number)
            del lesson.students[number]
            lesson.devices = {token: owner for token, owner in lesson.devices.items() if owner != number}
            lesson.votes = {key: choice for key, choice in lesson.votes.items() if key[1] != number}
        lesson.notify_all()
        return DONE

    async def _let_in(self, body: Mapping[str, Any]) -> Reply:
        student = self._find_student(body)
        if student is None:
            return NO_STUDENT
        self._entrance.let_in(student.record.id)
        self._lesson.notify_teacher()
        return DONE

    async def _mark(self, body: Mapping[str, Any]) -> Reply:
        student, number, mark = self._find_student(body), body.get("question"), body.get("mark")
        if student is None:
            return NO_STUDENT
        is_mark = mark is None or (type(mark) is int and 0 <= mark <= MAX_MARK)
        if type(number) is not int or not 0 <= number < len(self._lesson.questions) or not is_mark:
            return NOT_NOW
        answer = student.answers.get(self._lesson.questions[number])
        if answer is None:
            return NOT_NOW
        marked = replace(answer, mark=mark)
        await self._lesson.store.save_mark(marked)
        student.answers[marked.question] = marked
        self._lesson.notify_teacher()
        return DONE


def expiry_time(days: int) -> int:
    """Returns the time before which lessons are deleted that are not kept."""
    return int(time.time()) - days * 86_400
