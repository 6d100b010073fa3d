"""Answers to the debrief: kept with every letter, with their playthrough, in old files too, and never lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.content.pack import Pack
from party_card.storage.errors import StorageError
from party_card.storage.saved_playthrough import SavedPlaythrough
from party_card.storage.schema import PROGRESS_FILE_NAME, SCHEMA_VERSION, connect
from party_card.storage.store import Store
from party_card.storage.tables import TABLES_V1
from tests.app.sample import OpenSession
from tests.storage.sample import FILES, LETTER, write_pack

STEPS = ("begin", "read", "tell", "reveal", "close")
HOSTILE_TEXT = "'; DROP TABLE answers; --\n<script>\x00 \U0001f469\u200d\U0001f680 Ёлка"


@pytest.fixture
def open_session(pack: Pack, tmp_path: Path) -> Iterator[OpenSession]:
    sessions: list[Session] = []

    def open_one() -> Session:
        sessions.append(Session(pack, folder=tmp_path))
        sessions[-1].open(LETTER)
        return sessions[-1]

    yield open_one
    for session in sessions:
        session.close()


def play_to_debrief(session: Session) -> Session:
    for step in STEPS:
        session.choose(step)
    return session


def test_an_answer_is_there_when_the_scene_is_opened_again(open_session: OpenSession) -> None:
    session = play_to_debrief(open_session())
    assert session.answers() == ("", "")
    session.save_answer(2, "The clerk’s.")
    session.save_answer(1, HOSTILE_TEXT)
    assert open_session().answers() == (HOSTILE_TEXT, "The clerk’s.") == session.answers()
    session.save_answer(1, "")
    assert open_session().answers() == ("", "The clerk’s.")


def test_every_letter_is_on_the_disk_before_the_next(open_session: OpenSession, tmp_path: Path) -> None:
    session = play_to_debrief(open_session())
    for n in range(1, 5):
        session.save_answer(1, "word"[:n])
        with closing(connect(tmp_path)) as db:
            assert db.execute("SELECT answer FROM answers").fetchone() == ("word"[:n],)


def test_answers_stay_with_their_walk(open_session: OpenSession, tmp_path: Path) -> None:
    session = play_to_debrief(open_session())
    session.save_answer(1, "first")
    session.undo(3)
    assert session.answers()[0] == "first", "going back takes no words away"
    session.restart(LETTER)
    assert session.answers() == ("", "")
    play_to_debrief(session).save_answer(1, "second")
    playthroughs = Store.open(tmp_path)[0].list_playthroughs(session.player)
    assert [answers.answers[0][1] for answers in playthroughs] == ["first", "first", "second"], (
        "the ending that was reached stays saved with its answers, and what was played on from there has them too"
    )


def test_readers_do_not_see_each_others(open_session: OpenSession) -> None:
    session = play_to_debrief(open_session())
    session.save_answer(1, "mine")
    session.switch_player("Boris")
    session.open(LETTER)
    assert session.answers() == ("", "")


def test_a_question_that_was_moved_keeps_its_answer_and_one_that_is_gone_is_kept_in_the_file(
    open_session: OpenSession, tmp_path: Path
) -> None:
    session = play_to_debrief(open_session())
    session.save_answer(1, "a number")
    session.save_answer(2, "of the corridor")
    first_session, second = FILES["letter.yaml"].split("debrief:\n")[1].split("  - ask")[1:]
    swapped = FILES["letter.yaml"].split("debrief:\n")[0] + f"debrief:\n  - ask{second}  - ask{first_session}"
    changed_pack = Session(write_pack(tmp_path / "swapped", letter=swapped), folder=tmp_path)
    changed_pack.open(LETTER)
    assert changed_pack.answers() == ("of the corridor", "a number")
    changed_pack.close()
    second_only = FILES["letter.yaml"].split("debrief:\n")[0] + f"debrief:\n  - ask{second}"
    shortened = Session(write_pack(tmp_path / "shortened", letter=second_only), folder=tmp_path)
    shortened.open(LETTER)
    assert shortened.answers() == ("of the corridor",)
    shortened.save_answer(1, "still")
    shortened.close()
    assert open_session().answers() == ("a number", "still")


def test_a_walk_that_a_changed_scene_shortens_keeps_what_was_written(open_session: OpenSession, tmp_path: Path) -> None:
    session = play_to_debrief(open_session())
    session.save_answer(1, "my words")
    session.close()
    without = FILES["letter.yaml"].replace("- id: tell", "- id: tell-all")
    changed_pack = Session(write_pack(tmp_path / "changed", letter=without), folder=tmp_path)
    assert changed_pack.open(LETTER).kind == "passage"
    assert changed_pack.answers()[0] == "my words"
    changed_pack.close()


# --------------------------------------------------------------------------------------------- two windows


def test_of_two_windows_that_write_nothing_is_lost_and_the_second_is_told(open_session: OpenSession) -> None:
    first_session, second = play_to_debrief(open_session()), open_session()
    first_session.save_answer(1, "from one")
    with pytest.raises(StorageError, match=r"another window.*What you wrote is kept"):
        second.save_answer(1, "from two")
    assert second.answers()[0] == "from one\n\nfrom two"
    assert open_session().answers() == second.answers()
    with pytest.raises(StorageError, match="another window"):
        first_session.save_answer(1, "")
    assert first_session.answers() == second.answers(), "nothing is taken away from what was not seen"


def test_an_answer_stays_with_its_walk_where_another_window_began_the_scene_again(
    open_session: OpenSession, tmp_path: Path
) -> None:
    first_session, second = play_to_debrief(open_session()), open_session()
    first_session.save_answer(1, "from one")
    first_session.restart(LETTER)
    with pytest.raises(StorageError, match="What you wrote is kept"):
        second.save_answer(2, "from two")
    assert second.answers() == ("from one", "from two")
    assert open_session().answers() == ("", "")
    playthroughs = Store.open(tmp_path)[0].list_playthroughs(second.player)
    assert [len(answers.answers) for answers in playthroughs] == [2, 0]


def test_an_answer_that_a_full_disk_held_back_is_kept_where_another_window_went_on(open_session: OpenSession) -> None:
    first_session, second = play_to_debrief(open_session()), open_session()
    second._store._store._db.execute("PRAGMA query_only = true")
    second.save_answer(1, "held back")
    second._store._store._db.execute("PRAGMA query_only = false")
    first_session.undo()
    with pytest.raises(StorageError, match="What you wrote is kept"):
        second.undo(2)
    assert open_session().answers()[0] == "held back"


# ------------------------------------------------------------------------------------------ files and disks


def write_old_file(folder: Path) -> bytes:
    """Writes a progress file as version 1 did. Returns its bytes."""
    with closing(sqlite3.connect(folder / PROGRESS_FILE_NAME, isolation_level=None)) as db:
        for table in TABLES_V1:
            db.execute(table)
        db.execute("PRAGMA user_version = 1")
        db.execute("INSERT INTO readers VALUES (1, 'reader', 'reader', 1)")
        db.execute("INSERT INTO playthroughs VALUES (1, 1, 'letter', 1, 'hash', 1)")
        db.executemany("INSERT INTO steps VALUES (1, ?, ?)", list(enumerate(STEPS, 1)))
    return (folder / PROGRESS_FILE_NAME).read_bytes()


def test_a_file_of_the_version_before_is_read_as_it_is_and_extended_when_there_is_an_answer(
    open_session: OpenSession, tmp_path: Path
) -> None:
    file_before = write_old_file(tmp_path)
    session = open_session()
    assert session.page().kind == "debrief"
    assert (tmp_path / PROGRESS_FILE_NAME).read_bytes() == file_before, "reading changes nothing"
    session.undo()
    session.choose("close")
    session.save_answer(1, "late")
    assert not [path for path in tmp_path.iterdir() if "aside" in path.name]
    reopened = open_session()
    assert reopened.page().kind == "debrief"
    assert reopened.answers()[0] == "late"
    with closing(connect(tmp_path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_a_reader_of_an_old_file_can_be_forgotten(tmp_path: Path) -> None:
    write_old_file(tmp_path)
    store, _ = Store.open(tmp_path)
    store.delete_player("reader")
    assert store.list_players() == ()
    store.close()


def test_who_is_forgotten_leaves_no_answer(tmp_path: Path) -> None:
    store, _ = Store.open(tmp_path)
    store.save(SavedPlaythrough("Anna", "letter"), STEPS, "hash", {"q": "a"})
    store.delete_player("Anna")
    assert store._db.execute("SELECT count(*) FROM answers").fetchone() == (0,)
    store.close()


def test_on_a_full_disk_one_can_write_on_and_it_is_kept_as_soon_as_there_is_room(open_session: OpenSession) -> None:
    session = play_to_debrief(open_session())
    database = session._store._store._db
    pages = database.execute("PRAGMA page_count").fetchone()[0]
    database.execute(f"PRAGMA max_page_count = {pages}")
    text = "an answer that is longer than the room that is left " * 200
    session.save_answer(1, text)
    assert "the disk is full" in " ".join(session.notices)
    assert session.answers()[0] == text, "what is shown is not lost"
    database.execute("PRAGMA max_page_count = 100000")
    session.close()  # tries once more
    assert open_session().answers()[0] == text


def test_a_file_damaged_while_writing_is_begun_anew_with_walk_and_answers(
    open_session: OpenSession, tmp_path: Path
) -> None:
    session = play_to_debrief(open_session())
    session.save_answer(1, "first")
    (tmp_path / PROGRESS_FILE_NAME).write_bytes(b"noise" * 5000)
    session.save_answer(2, "second")
    reopened = open_session()
    assert reopened.page().kind == "debrief"
    assert reopened.answers() == ("first", "second")
