"""What is stored of a lesson, and the interface of what stores it.

Invariant: a record holds nothing personal but what a student has typed. Whatever keeps the records has no rules of its
own: `Lesson` decides what is stored, so that another database can take the place of the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, Protocol

from party_card.frozen_dataclass import frozen_dataclass

Mode = Literal["alone", "together"]
Phase = Literal["lobby", "open", "over"]


@frozen_dataclass
class LessonRecord:
    """A lesson. `key` is a random text with which words are hashed; times are seconds since 1970, days ISO dates."""

    id: str
    scene: str
    title: str
    content_hash: str
    code: str
    key: str = field(repr=False)
    begun_at: int
    mode: Mode = "alone"
    phase: Phase = "lobby"
    hold: str = ""
    """The id of the passage at which the class waits; empty if it does not wait."""
    is_record_open: bool = False
    admits_latecomers: bool = False
    round: int = 0
    is_vote_open: bool = False
    class_steps: str = ""
    """The playthrough of the class, in the encoding of the browser page; of a lesson in which it plays together."""
    is_kept: bool = False


@frozen_dataclass
class StudentRecord:
    """A student of a lesson. `word_hash` is a keyed hash of the four digits; `id` is 0 before it is stored."""

    id: int
    nickname: str
    word_hash: str = field(repr=False)
    joined_at: int


@frozen_dataclass
class PlaythroughRecord:
    """A student's playthrough: `steps` as the page encodes them, and the `seconds` of each choice."""

    student: int
    attempt_id: str
    begun: str
    revision: int = 0
    steps: str = ""
    seconds: tuple[int | None, ...] = ()
    saved_at: int = 0


@frozen_dataclass
class AnswerRecord:
    """A student's answer to a question, which is named by its text; `mark` is from 0 to 3, or None."""

    student: int
    question: str
    text: str
    mark: int | None = None


@frozen_dataclass
class RoundRecord:
    """A vote of the class at a passage; `hands` are votes that were counted, by choice; `decided` is empty before."""

    number: int
    passage: str
    hands: Mapping[str, int] = field(default_factory=dict)
    decided: str = ""


@frozen_dataclass
class VoteRecord:
    """A student's vote in a round."""

    round: int
    student: int
    choice: str


@frozen_dataclass
class StoredLesson:
    """All that is stored of a lesson; `devices` are the students by the hash of a device's token."""

    lesson: LessonRecord
    students: tuple[StudentRecord, ...] = ()
    devices: Mapping[str, int] = field(default_factory=dict)
    playthroughs: tuple[PlaythroughRecord, ...] = ()
    answers: tuple[AnswerRecord, ...] = ()
    rounds: tuple[RoundRecord, ...] = ()
    votes: tuple[VoteRecord, ...] = ()


class LessonStore(Protocol):
    """Stores lessons. Every coroutine returns once what it stores is safe, or raises LessonStorageError."""

    @property
    def location(self) -> str:
        """Where the data lies, as it is shown to the teacher."""

    def find_open_lesson(self, scene: str, content_hash: str) -> StoredLesson | None:
        """Returns the newest lesson of a scene that is not over."""

    def list_lessons(self) -> tuple[LessonRecord, ...]:
        """Returns all lessons, the newest first."""

    def load(self, lesson: str) -> StoredLesson | None:
        """Returns all that is stored of a lesson."""

    def delete_expired(self, before: int) -> int:
        """Deletes the lessons that were begun before a time and are not kept; returns their number."""

    async def save_lesson(self, lesson: LessonRecord) -> None:
        """Stores a lesson, in place of what is stored of it."""

    async def add_student(self, lesson: str, student: StudentRecord, token_hash: str) -> int:
        """Stores a new student with a device; returns the student's id."""

    async def add_device(self, student: int, token_hash: str) -> None:
        """Stores one more device of a student."""

    async def save_student(self, student: StudentRecord) -> None:
        """Stores a student's nickname and word, in place of those that are stored."""

    async def delete_student(self, student: int) -> None:
        """Deletes a student and everything of theirs."""

    async def save_progress(self, playthrough: PlaythroughRecord | None, answers: tuple[AnswerRecord, ...]) -> None:
        """Stores a playthrough, if there is one, and answers, all or nothing; marks are kept."""

    async def save_mark(self, answer: AnswerRecord) -> None:
        """Stores the mark of an answer."""

    async def save_round(self, lesson: LessonRecord, round_: RoundRecord) -> None:
        """Stores a round with its lesson, all or nothing."""

    async def save_vote(self, lesson: str, vote: VoteRecord) -> None:
        """Stores a vote, in place of an earlier one of the round."""

    async def delete_lesson(self, lesson: str) -> None:
        """Deletes a lesson and everything of it, and rewrites what stores it, so that nothing of it is left."""

    def close(self) -> None:
        """Stores what is under way, and closes."""
