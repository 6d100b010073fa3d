"""Lets students into a lesson: by the code on the board, a nickname, and four digits to come back with.

Invariant: whoever guesses is stopped, by device and in all, and cannot thereby lock out another student. A device has
three nicknames at most; after the start of the lesson new ones join only if the teacher admits them.
"""

from __future__ import annotations

import hmac
import re
import secrets
import time
import unicodedata
from dataclasses import replace
from typing import Literal

from party_card.app.nickname_forms import find_appearance, fold_nickname
from party_card.classroom.errors import NicknameError
from party_card.classroom.lesson import Lesson, Student
from party_card.classroom.nicknames import read_nickname
from party_card.classroom.rate_limits import RateLimit
from party_card.classroom.records import StudentRecord
from party_card.frozen_dataclass import frozen_dataclass

MAX_NICKNAMES_PER_DEVICE = 3
MAX_STUDENTS = 2000
_WORD = re.compile(r"[0-9]{4}")
Refusal = Literal["code", "nickname", "alike", "taken", "word", "closed", "device", "full", "often", "over"]


@frozen_dataclass
class JoinResult:
    """A student with the token of the device, or why there is none."""

    student: Student | None = None
    token: str = ""
    refusal: Refusal | None = None
    explanation: str = ""


class Entrance:
    """Lets students into `lesson`; `is_shared_address` if all devices come through one address."""

    def __init__(self, lesson: Lesson, *, is_shared_address: bool = False) -> None:
        self._lesson = lesson
        self._is_shared_address = is_shared_address
        self._requests = RateLimit(0.5, 400 if is_shared_address else 40)
        self._wrong_codes = RateLimit(5 / 60, 10)
        self._all_wrong_codes = RateLimit(1, 60)
        self._wrong_words = RateLimit(1 / 60, 5)
        self._all_wrong_words = RateLimit(1 / 20, 40)
        self._nicknames_of_device: dict[str, set[int]] = {}
        self._let_in: set[int] = set()

    def let_in(self, student: int) -> None:
        """Allows a student who has forgotten the word to come back once, with new digits."""
        record = self._lesson.students[student].record
        self._let_in.add(student)
        self._all_wrong_words.forget(fold_nickname(record.nickname))

    def has_let_in(self, student: int) -> bool:
        """Returns True if a student may come back with new digits."""
        return student in self._let_in

    async def join(self, address: str, code: str, nickname: str, word: str) -> JoinResult:
        """Lets a student in, or back in. Raises LessonStorageError."""
        lesson = self._lesson
        if not self._requests.take(address):
            return JoinResult(refusal="often")
        if lesson.record.phase == "over":
            return JoinResult(refusal="over")
        if not (self._wrong_codes.has_room(address) and self._all_wrong_codes.has_room("")):
            return JoinResult(refusal="often")
        if not hmac.compare_digest(_read_code(code).encode(), lesson.record.code.encode()):
            self._wrong_codes.take(address)
            self._all_wrong_codes.take("")
            return JoinResult(refusal="code")
        try:
            nickname = read_nickname(nickname)
        except NicknameError as error:
            return JoinResult(refusal="nickname", explanation=str(error))
        word = unicodedata.normalize("NFKC", word).strip()
        if not _WORD.fullmatch(word):
            return JoinResult(refusal="word")
        async with lesson.lock:
            return await self._join(address, nickname, word)

    async def _join(self, address: str, nickname: str, word: str) -> JoinResult:
        lesson, folded = self._lesson, fold_nickname(nickname)
        word_hash = hmac.new(lesson.record.key.encode(), f"{folded}:{word}".encode(), "sha256").hexdigest()
        token = secrets.token_urlsafe(24)
        for student in lesson.students.values():
            if fold_nickname(student.record.nickname) == folded:
                refusal = self._check_word(address, folded, student, word_hash)
                if refusal is not None:
                    return JoinResult(refusal=refusal)
                if not hmac.compare_digest(student.record.word_hash, word_hash):
                    record = replace(student.record, word_hash=word_hash)
                    await lesson.store.save_student(record)
                    student.record = record
                    self._let_in.discard(record.id)
                await lesson.store.add_device(student.record.id, lesson.hash_token(token))
                lesson.devices[lesson.hash_token(token)] = student.record.id
                return JoinResult(student, token)
        appearance = find_appearance(nickname)
        if any(find_appearance(student.record.nickname) == appearance for student in lesson.students.values()):
            return JoinResult(refusal="alike")
        own = self._nicknames_of_device.setdefault(address, set())
        own &= set(lesson.students)
        if lesson.record.phase != "lobby" and not lesson.record.admits_latecomers:
            return JoinResult(refusal="closed")
        if len(own) >= MAX_NICKNAMES_PER_DEVICE and not self._is_shared_address:
            return JoinResult(refusal="device")
        if len(lesson.students) >= MAX_STUDENTS:
            return JoinResult(refusal="full")
        record = StudentRecord(0, nickname, word_hash, int(time.time()))
        number = await lesson.store.add_student(lesson.record.id, record, lesson.hash_token(token))
        student = lesson.add_student(replace(record, id=number))
        lesson.devices[lesson.hash_token(token)] = number
        own.add(number)
        lesson.notify_all()
        return JoinResult(student, token)

    def _check_word(self, address: str, folded: str, student: Student, word_hash: str) -> Refusal | None:
        """Returns why a student does not come back: by device as well, so that guessing locks out nobody else."""
        if student.record.id in self._let_in:
            return None
        guess = f"{address}/{folded}"
        if not (self._wrong_words.has_room(guess) and self._all_wrong_words.has_room(folded)):
            return "often"
        if hmac.compare_digest(student.record.word_hash, word_hash):
            return None
        self._wrong_words.take(guess)
        self._all_wrong_words.take(folded)
        return "taken"


def _read_code(text: str) -> str:
    """Returns a code as it was typed, without blanks and in capitals."""
    return "".join(unicodedata.normalize("NFKC", text[:40]).split()).upper()
