"""Stores lessons in one SQLite file: one thread writes, and several writes share a transaction.

Invariant: a coroutine returns only after the commit of its write is on the disk (`synchronous=FULL`), so nothing that
was acknowledged is lost if the program is killed. A write that fails undoes itself alone; a commit that fails undoes
its transaction, and everyone who waits for it is told.
"""

from __future__ import annotations

import asyncio
import json
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import astuple, fields
from itertools import groupby
from pathlib import Path
from typing import Any

from party_card.classroom.errors import LessonStorageError
from party_card.classroom.records import (
    AnswerRecord,
    LessonRecord,
    PlaythroughRecord,
    RoundRecord,
    StoredLesson,
    StudentRecord,
    VoteRecord,
)
from party_card.classroom.schema import SCHEMA, SCHEMA_VERSION

MAX_BATCH = 512
"""How many writes share a transaction at most."""
_Work = Callable[[sqlite3.Connection], Any]
_COLUMNS = tuple(column.name for column in fields(LessonRecord))
_FLAGS = tuple(column.name for column in fields(LessonRecord) if column.type == "bool")
_NAMES = ", ".join(_COLUMNS)
_SAVE_LESSON = f"""INSERT INTO lesson({_NAMES}) VALUES({", ".join("?" * len(_COLUMNS))})
ON CONFLICT DO UPDATE SET {", ".join(f"{name}=excluded.{name}" for name in _COLUMNS if name != "id")}"""
_LIST_LESSONS = f"SELECT {_NAMES} FROM lesson ORDER BY begun_at DESC, id"  # noqa: S608
_OF_LESSON = "student IN (SELECT id FROM student WHERE lesson=?)"
_LIST_DEVICES = f"SELECT token_hash, student FROM device WHERE {_OF_LESSON}"  # noqa: S608
_LIST_PLAYTHROUGHS = f"""SELECT student, attempt_id, begun, revision, steps, seconds, saved_at
FROM playthrough WHERE {_OF_LESSON}"""  # noqa: S608
_LIST_ANSWERS = f"SELECT student, question, text, mark FROM answer WHERE {_OF_LESSON}"  # noqa: S608


class SqliteLessonStore:
    """The lessons in the file `path`, which is created. Raises LessonStorageError if it cannot be used.

    `before_commit` is called before every commit: benchmarks slow the disk with it.
    """

    def __init__(self, path: Path, *, before_commit: Callable[[], None] | None = None) -> None:
        self._path = path
        self._before_commit = before_commit
        self._queue: queue.SimpleQueue[tuple[_Work, asyncio.Future[Any]] | None] = queue.SimpleQueue()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=10)
            self._prepare()
        except (OSError, sqlite3.Error) as error:
            raise LessonStorageError(f"The file {path} cannot be used for lessons: {error}.") from None
        self._thread = threading.Thread(target=self._write_batches, name="lesson store", daemon=True)
        self._thread.start()

    def _prepare(self) -> None:
        with suppress(OSError):
            self._path.chmod(0o600)
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        is_empty = not self._connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        if version != SCHEMA_VERSION and not (is_empty and version == 0):
            raise sqlite3.DatabaseError("it is not a file of lessons, or one of another version of the program")
        for pragma in ("secure_delete=ON", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            self._connection.execute(f"PRAGMA {pragma}")
        if is_empty:
            self._connection.executescript(f"BEGIN; {SCHEMA} PRAGMA user_version={SCHEMA_VERSION}; COMMIT;")

    @property
    def location(self) -> str:
        """The path of the file."""
        return str(self._path)

    # ------------------------------------------------------------------------------------------------- reading

    def find_open_lesson(self, scene: str, content_hash: str) -> StoredLesson | None:
        """Returns the newest lesson of a scene that is not over."""
        found = (row for row in self.list_lessons() if (row.scene, row.content_hash) == (scene, content_hash))
        newest = next(found, None)
        return None if newest is None or newest.phase == "over" else self.load(newest.id)

    def list_lessons(self) -> tuple[LessonRecord, ...]:
        """Returns all lessons, the newest first."""
        return tuple(map(_to_lesson, self._read(_LIST_LESSONS)))

    def load(self, lesson: str) -> StoredLesson | None:
        """Returns all that is stored of a lesson."""
        found = next((row for row in self.list_lessons() if row.id == lesson), None)
        if found is None:
            return None
        students = self._read("SELECT id, nickname, word_hash, joined_at FROM student WHERE lesson=?", lesson)
        devices = self._read(_LIST_DEVICES, lesson)
        playthroughs = self._read(_LIST_PLAYTHROUGHS, lesson)
        answers = self._read(_LIST_ANSWERS, lesson)
        rounds = self._read("SELECT number, passage, hands, decided FROM round WHERE lesson=?", lesson)
        votes = self._read("SELECT round, student, choice FROM vote WHERE lesson=?", lesson)
        return StoredLesson(
            found,
            tuple(StudentRecord(*row) for row in students),
            dict(devices),
            tuple(
                PlaythroughRecord(student, attempt, begun, revision, steps, tuple(json.loads(seconds)), saved)
                for student, attempt, begun, revision, steps, seconds, saved in playthroughs
            ),
            tuple(AnswerRecord(*row) for row in answers),
            tuple(RoundRecord(number, passage, json.loads(hands), done) for number, passage, hands, done in rounds),
            tuple(VoteRecord(*row) for row in votes),
        )

    def _read(self, statement: str, *arguments: Any) -> list[Any]:
        try:
            with closing(sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
                return connection.execute(statement, arguments).fetchall()
        except sqlite3.Error as error:
            raise LessonStorageError(f"The file {self._path} cannot be read: {error}.") from None

    # ------------------------------------------------------------------------------------------------- writing

    def delete_expired(self, before: int) -> int:
        """Deletes the lessons that were begun before a time and are not kept; called before a lesson begins."""
        rows = self._read("SELECT id FROM lesson WHERE begun_at<? AND NOT is_kept", before)
        if rows:
            asyncio.run(self._delete_lessons([row[0] for row in rows]))
        return len(rows)

    async def save_lesson(self, lesson: LessonRecord) -> None:
        """Stores a lesson, in place of what is stored of it."""
        await self._write(lambda connection: connection.execute(_SAVE_LESSON, astuple(lesson)))

    async def add_student(self, lesson: str, student: StudentRecord, token_hash: str) -> int:
        """Stores a new student with a device; returns the student's id."""

        def work(connection: sqlite3.Connection) -> int:
            statement = "INSERT INTO student(lesson, nickname, word_hash, joined_at) VALUES(?,?,?,?)"
            values = (lesson, student.nickname, student.word_hash, student.joined_at)
            number = connection.execute(statement, values).lastrowid or 0
            connection.execute("INSERT INTO device VALUES(?,?)", (token_hash, number))
            return number

        number: int = await self._write(work)
        return number

    async def add_device(self, student: int, token_hash: str) -> None:
        """Stores one more device of a student."""
        await self._execute("INSERT INTO device VALUES(?,?)", token_hash, student)

    async def save_student(self, student: StudentRecord) -> None:
        """Stores a student's nickname and word, in place of those that are stored."""
        statement = "UPDATE student SET nickname=?, word_hash=? WHERE id=?"
        await self._execute(statement, student.nickname, student.word_hash, student.id)

    async def delete_student(self, student: int) -> None:
        """Deletes a student and everything of theirs."""
        await self._execute("DELETE FROM student WHERE id=?", student)
        await self._write(None)

    async def save_progress(self, playthrough: PlaythroughRecord | None, answers: tuple[AnswerRecord, ...]) -> None:
        """Stores a playthrough, if there is one, and answers, all or nothing; marks are kept."""

        def work(connection: sqlite3.Connection) -> None:
            if playthrough is not None:
                row = playthrough
                values = (row.student, row.attempt_id, row.begun, row.revision, row.steps, json.dumps(row.seconds))
                statement = "INSERT OR REPLACE INTO playthrough VALUES(?,?,?,?,?,?,?)"
                connection.execute(statement, (*values, row.saved_at))
            for answer in answers:
                connection.execute(
                    "INSERT INTO answer VALUES(?,?,?,NULL) ON CONFLICT DO UPDATE SET text=excluded.text",
                    (answer.student, answer.question, answer.text),
                )

        await self._write(work)

    async def save_mark(self, answer: AnswerRecord) -> None:
        """Stores the mark of an answer."""
        statement = "UPDATE answer SET mark=? WHERE student=? AND question=?"
        await self._execute(statement, answer.mark, answer.student, answer.question)

    async def save_round(self, lesson: LessonRecord, round_: RoundRecord) -> None:
        """Stores a round with its lesson, all or nothing."""

        def work(connection: sqlite3.Connection) -> None:
            values = (lesson.id, round_.number, round_.passage, json.dumps(dict(round_.hands)), round_.decided)
            connection.execute("INSERT OR REPLACE INTO round VALUES(?,?,?,?,?)", values)
            connection.execute(_SAVE_LESSON, astuple(lesson))

        await self._write(work)

    async def save_vote(self, lesson: str, vote: VoteRecord) -> None:
        """Stores a vote, in place of an earlier one of the round."""
        statement = "INSERT OR REPLACE INTO vote VALUES(?,?,?,?)"
        await self._execute(statement, lesson, vote.round, vote.student, vote.choice)

    async def delete_lesson(self, lesson: str) -> None:
        """Deletes a lesson and everything of it, and rewrites the file, so that nothing of it is left."""
        await self._delete_lessons([lesson])

    async def _delete_lessons(self, lessons: Iterable[str]) -> None:
        for lesson in lessons:
            await self._execute("DELETE FROM lesson WHERE id=?", lesson)
        await self._write(None)

    def close(self) -> None:
        """Stores what is under way, and closes the file."""
        self._queue.put(None)
        self._thread.join()
        self._connection.close()

    async def _execute(self, statement: str, *values: Any) -> None:
        await self._write(lambda connection: connection.execute(statement, values))

    async def _write(self, work: _Work | None) -> Any:
        """Does work in a transaction; None rewrites the file. Returns the result once it is on the disk."""
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._queue.put((work or _rewrite_file, future))
        return await future

    def _write_batches(self) -> None:
        is_open = True
        while is_open:
            batch = [self._queue.get()]
            while not self._queue.empty() and len(batch) < MAX_BATCH:
                batch.append(self._queue.get())
            is_open = None not in batch
            writes = [item for item in batch if item is not None]
            for is_rewrite, group in groupby(writes, key=lambda item: item[0] is _rewrite_file):
                works, futures = zip(*group, strict=True)
                outcomes = self._rewrite(works) if is_rewrite else self._run_batch(works)
                for future, outcome in zip(futures, outcomes, strict=True):
                    with suppress(RuntimeError):  # the loop has ended
                        future.get_loop().call_soon_threadsafe(_settle, future, outcome)

    def _rewrite(self, works: Sequence[_Work]) -> list[Any]:
        return [_attempt(work, self._connection) for work in works]

    def _run_batch(self, works: Sequence[_Work]) -> list[Any]:
        """Does works in one transaction; returns the result of each, or its error."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            outcomes = [self._run_alone(work) for work in works]
            if self._before_commit is not None:
                self._before_commit()
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            return [error] * len(works)
        return outcomes

    def _run_alone(self, work: _Work) -> Any:
        self._connection.execute("SAVEPOINT work")
        outcome = _attempt(work, self._connection)
        if isinstance(outcome, Exception):
            if not self._connection.in_transaction:  # a full disk undoes all of it
                raise outcome
            self._connection.execute("ROLLBACK TO work")
        self._connection.execute("RELEASE work")
        return outcome


def _attempt(work: _Work, connection: sqlite3.Connection) -> Any:
    try:
        return work(connection)
    except sqlite3.Error as error:
        return error


def _settle(future: asyncio.Future[Any], outcome: Any) -> None:
    if future.done():
        return
    if isinstance(outcome, Exception):
        future.set_exception(LessonStorageError(f"What was sent is not stored: {outcome}."))
    else:
        future.set_result(outcome)


def _rewrite_file(connection: sqlite3.Connection) -> None:
    """Removes what was deleted from the file and from its journal."""
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _to_lesson(row: tuple[Any, ...]) -> LessonRecord:
    values = dict(zip(_COLUMNS, row, strict=True))
    flags = {name: bool(values[name]) for name in _FLAGS}
    return LessonRecord(**{**values, **flags})
