"""What was acknowledged is in the file, and what was deleted is not."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from party_card.classroom.errors import LessonStorageError
from party_card.classroom.records import (
    AnswerRecord,
    LessonRecord,
    PlaythroughRecord,
    RoundRecord,
    StudentRecord,
    VoteRecord,
)
from party_card.classroom.schema import DESCRIPTIONS
from party_card.classroom.sqlite_store import SqliteLessonStore

LESSON = LessonRecord("a1", "high-water", "High Water", "hash", "7KQ2MF", "key", 1_000_000)
STUDENT = StudentRecord(0, "heron", "word", 1_000_001)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "class.sqlite"


@pytest.fixture
def store(file: Path) -> Iterator[SqliteLessonStore]:
    with closing(SqliteLessonStore(file)) as store:
        yield store


async def fill(store: SqliteLessonStore, lesson: LessonRecord = LESSON) -> int:
    await store.save_lesson(lesson)
    number = await store.add_student(lesson.id, STUDENT, f"token {lesson.id}")
    await store.add_device(number, f"second token {lesson.id}")
    answers = (AnswerRecord(number, "Why?", "Because of the ferryman."),)
    await store.save_progress(PlaythroughRecord(number, "b2", "2026-11-30", 1, "0-0", (None, 7), 5), answers)
    await store.save_mark(replace(answers[0], mark=2))
    await store.save_round(replace(lesson, round=1), RoundRecord(1, "eight", {"mend": 3}))
    await store.save_vote(lesson.id, VoteRecord(1, number, "write-ten"))
    await store.save_vote(lesson.id, VoteRecord(1, number, "mend"))
    return number


def test_all_that_is_stored_is_loaded(store: SqliteLessonStore) -> None:
    number = asyncio.run(fill(store))
    stored = store.load("a1")
    assert stored is not None
    assert stored.lesson == replace(LESSON, round=1)
    assert stored.students == (replace(STUDENT, id=number),)
    assert stored.devices == {"token a1": number, "second token a1": number}
    assert stored.playthroughs == (PlaythroughRecord(number, "b2", "2026-11-30", 1, "0-0", (None, 7), 5),)
    assert stored.answers == (AnswerRecord(number, "Why?", "Because of the ferryman.", 2),)
    assert stored.rounds == (RoundRecord(1, "eight", {"mend": 3}),)
    assert stored.votes == (VoteRecord(1, number, "mend"),)


def test_a_changed_answer_keeps_its_mark(store: SqliteLessonStore) -> None:
    number = asyncio.run(fill(store))
    asyncio.run(store.save_progress(None, (AnswerRecord(number, "Why?", "New."),)))
    stored = store.load("a1")
    assert stored is not None
    assert stored.answers == (AnswerRecord(number, "Why?", "New.", 2),)


def test_the_newest_lesson_that_is_not_over_goes_on(store: SqliteLessonStore) -> None:
    assert store.find_open_lesson("high-water", "hash") is None
    asyncio.run(store.save_lesson(LESSON))
    found = store.find_open_lesson("high-water", "hash")
    assert found is not None
    assert found.lesson == LESSON
    assert store.find_open_lesson("high-water", "changed") is None
    asyncio.run(store.save_lesson(replace(LESSON, phase="over")))
    assert store.find_open_lesson("high-water", "hash") is None


def test_it_is_on_the_disk_once_it_is_acknowledged(file: Path) -> None:
    seen = []

    async def save() -> None:
        store = SqliteLessonStore(file)
        await store.save_lesson(LESSON)
        with closing(sqlite3.connect(file)) as reader:
            seen.append(reader.execute("SELECT id FROM lesson").fetchall())
        store.close()

    asyncio.run(save())
    assert seen == [[("a1",)]]


def test_writes_share_a_transaction(file: Path) -> None:
    commits = []

    def slow() -> None:
        commits.append(1)
        time.sleep(0.01)

    async def save(store: SqliteLessonStore) -> None:
        await store.save_lesson(LESSON)
        await asyncio.gather(*(store.save_lesson(replace(LESSON, id=f"{number}")) for number in range(100)))

    with closing(SqliteLessonStore(file, before_commit=slow)) as store:
        asyncio.run(save(store))
        assert len(store.list_lessons()) == 101
    assert len(commits) < 20


def test_a_write_that_fails_undoes_itself_alone(store: SqliteLessonStore) -> None:
    async def save() -> Sequence[object]:
        await store.save_lesson(LESSON)
        return await asyncio.gather(
            store.add_student("a1", STUDENT, "one"),
            store.add_student("no lesson", STUDENT, "two"),
            store.add_student("a1", STUDENT, "three"),
            return_exceptions=True,
        )

    first, second, third = asyncio.run(save())
    assert isinstance(second, LessonStorageError)
    stored = store.load("a1")
    assert stored is not None
    assert stored.devices == {"one": first, "three": third}


def test_a_full_disk_is_told_and_later_writes_work(store: SqliteLessonStore) -> None:
    async def save() -> int:
        number = await fill(store)
        (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
        store._connection.execute(f"PRAGMA max_page_count={pages}")
        with pytest.raises(LessonStorageError, match=r"^What was sent is not stored: .*full\.$"):
            await store.save_progress(None, (AnswerRecord(number, "Long?", "a" * 100_000),))
        store._connection.execute("PRAGMA max_page_count=100000")
        await store.save_progress(None, (AnswerRecord(number, "Long?", "short"),))
        return number

    number = asyncio.run(save())
    stored = store.load("a1")
    assert stored is not None
    assert AnswerRecord(number, "Long?", "short") in stored.answers


def test_nothing_of_a_deleted_student_is_left_in_the_file(store: SqliteLessonStore, file: Path) -> None:
    number = asyncio.run(fill(store))
    assert any(b"ferryman" in path.read_bytes() for path in file.parent.iterdir())
    asyncio.run(store.delete_student(number))
    assert not any(b"ferryman" in path.read_bytes() or b"heron" in path.read_bytes() for path in file.parent.iterdir())
    stored = store.load("a1")
    assert stored is not None
    assert not stored.students
    assert not stored.votes


def test_nothing_of_a_deleted_lesson_is_left_in_the_file(store: SqliteLessonStore, file: Path) -> None:
    async def fill_and_delete() -> None:
        await fill(store)
        await fill(store, replace(LESSON, id="b2", code="OTHERS"))
        await store.delete_lesson("a1")

    asyncio.run(fill_and_delete())
    assert [lesson.id for lesson in store.list_lessons()] == ["b2"]
    assert not any(b"7KQ2MF" in path.read_bytes() for path in file.parent.iterdir())


def test_old_lessons_are_deleted_unless_they_are_kept(store: SqliteLessonStore) -> None:
    async def save() -> None:
        await store.save_lesson(LESSON)
        await store.save_lesson(replace(LESSON, id="kept", is_kept=True))
        await store.save_lesson(replace(LESSON, id="new", begun_at=2_000_000))

    asyncio.run(save())
    assert store.delete_expired(1_500_000) == 1
    assert {lesson.id for lesson in store.list_lessons()} == {"kept", "new"}


def test_a_file_that_is_none_of_lessons_is_left_as_it_is(tmp_path: Path) -> None:
    foreign = tmp_path / "progress.sqlite"
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE other(x)")
    before = foreign.read_bytes()
    with pytest.raises(LessonStorageError, match="cannot be used for lessons: it is not a file of lessons"):
        SqliteLessonStore(foreign)
    assert foreign.read_bytes() == before
    text = tmp_path / "text.sqlite"
    text.write_text("This is no database, and it is long enough to be read as one." * 20)
    with pytest.raises(LessonStorageError, match="not a database"):
        SqliteLessonStore(text)
    with pytest.raises(LessonStorageError, match="cannot be used for lessons"):
        SqliteLessonStore(tmp_path)


def test_every_column_is_described(store: SqliteLessonStore, file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        names = "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%'"
        tables = [name for (name,) in connection.execute(names)]
        columns = {table: {row[1] for row in connection.execute(f"PRAGMA table_info({table})")} for table in tables}
    assert store.location == str(file)
    assert columns == {table: set(sentences) for table, (_, sentences) in DESCRIPTIONS.items()}
