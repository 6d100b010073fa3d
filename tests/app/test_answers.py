"""Answers to the debrief: kept with every letter, with their playthrough, in old files too, and never lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.content.pack import Pack
from party_card.storage.errors import KeepError
from party_card.storage.schema import _FIRST, NAME, VERSION, connect
from party_card.storage.store import SavedPlaythrough, Store
from tests.storage.sample import FILES, LETTER, write_pack

WALK = ("begin", "read", "tell", "reveal", "close")
HOSTILE = "'; DROP TABLE answers; --\n<script>\x00 \U0001f469\u200d\U0001f680 Ёлка"
Sit = Callable[[], Session]


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return write_pack(tmp_path_factory.mktemp("pack"))


@pytest.fixture
def sit(pack: Pack, tmp_path: Path) -> Iterator[Sit]:
    open_: list[Session] = []

    def sitting() -> Session:
        open_.append(Session(pack, folder=tmp_path))
        open_[-1].open(LETTER)
        return open_[-1]

    yield sitting
    for session in open_:
        session.close()


def debrief(session: Session) -> Session:
    for step in WALK:
        session.choose(step)
    return session


def test_an_answer_is_there_when_the_scene_is_opened_again(sit: Sit) -> None:
    session = debrief(sit())
    assert session.answers() == ("", "")
    session.answer(2, "The clerk’s.")
    session.answer(1, HOSTILE)
    assert sit().answers() == (HOSTILE, "The clerk’s.") == session.answers()
    session.answer(1, "")
    assert sit().answers() == ("", "The clerk’s.")


def test_every_letter_is_on_the_disk_before_the_next(sit: Sit, tmp_path: Path) -> None:
    session = debrief(sit())
    for n in range(1, 5):
        session.answer(1, "word"[:n])
        with closing(connect(tmp_path)) as db:
            assert db.execute("SELECT answer FROM answers").fetchone() == ("word"[:n],)


def test_answers_stay_with_their_walk(sit: Sit) -> None:
    session = debrief(sit())
    session.answer(1, "first")
    session.undo(3)
    assert session.answers()[0] == "first", "going back takes no words away"
    session.restart(LETTER)
    assert session.answers() == ("", "")
    debrief(session).answer(1, "second")
    kept = Store.open(session._keeper._folder)[0].playthroughs(session.player)
    assert [one.answers[0][1] for one in kept] == ["first", "second"]


def test_readers_do_not_see_each_others(sit: Sit) -> None:
    session = debrief(sit())
    session.answer(1, "mine")
    session.switch_player("Boris")
    session.open(LETTER)
    assert session.answers() == ("", "")


def test_a_question_that_was_moved_keeps_its_answer_and_one_that_is_gone_is_kept_in_the_file(
    sit: Sit, tmp_path: Path
) -> None:
    session = debrief(sit())
    session.answer(1, "a number")
    session.answer(2, "of the corridor")
    first, second = FILES["letter.yaml"].split("debrief:\n")[1].split("  - ask")[1:]
    turned = FILES["letter.yaml"].split("debrief:\n")[0] + f"debrief:\n  - ask{second}  - ask{first}"
    changed = Session(write_pack(tmp_path / "turned", letter=turned), folder=tmp_path)
    changed.open(LETTER)
    assert changed.answers() == ("of the corridor", "a number")
    changed.close()
    one = FILES["letter.yaml"].split("debrief:\n")[0] + f"debrief:\n  - ask{second}"
    fewer = Session(write_pack(tmp_path / "fewer", letter=one), folder=tmp_path)
    fewer.open(LETTER)
    assert fewer.answers() == ("of the corridor",)
    fewer.answer(1, "still")
    fewer.close()
    assert sit().answers() == ("a number", "still")


def test_a_walk_that_a_changed_scene_shortens_keeps_what_was_written(sit: Sit, tmp_path: Path) -> None:
    session = debrief(sit())
    session.answer(1, "my words")
    session.close()
    without = FILES["letter.yaml"].replace("- id: tell", "- id: tell-all")
    changed = Session(write_pack(tmp_path / "changed", letter=without), folder=tmp_path)
    assert changed.open(LETTER).kind == "passage"
    assert changed.answers()[0] == "my words"
    changed.close()


# --------------------------------------------------------------------------------------------- two windows


def test_of_two_windows_that_write_nothing_is_lost_and_the_second_is_told(sit: Sit) -> None:
    one, two = debrief(sit()), sit()
    one.answer(1, "from one")
    with pytest.raises(KeepError, match=r"another window.*What you wrote is kept"):
        two.answer(1, "from two")
    assert two.answers()[0] == "from one\n\nfrom two"
    assert sit().answers() == two.answers()
    with pytest.raises(KeepError, match="another window"):
        one.answer(1, "")
    assert one.answers() == two.answers(), "nothing is taken away from what was not seen"


def test_an_answer_stays_with_its_walk_where_another_window_began_the_scene_again(sit: Sit) -> None:
    one, two = debrief(sit()), sit()
    one.answer(1, "from one")
    one.restart(LETTER)
    with pytest.raises(KeepError, match="What you wrote is kept"):
        two.answer(2, "from two")
    assert two.answers() == ("from one", "from two")
    assert sit().answers() == ("", "")
    kept = Store.open(two._keeper._folder)[0].playthroughs(two.player)
    assert [len(one.answers) for one in kept] == [2, 0]


def test_an_answer_that_a_full_disk_held_back_is_kept_where_another_window_went_on(sit: Sit) -> None:
    one, two = debrief(sit()), sit()
    two._keeper._store._db.execute("PRAGMA query_only = true")
    two.answer(1, "held back")
    two._keeper._store._db.execute("PRAGMA query_only = false")
    one.undo()
    with pytest.raises(KeepError, match="What you wrote is kept"):
        two.undo(2)
    assert sit().answers()[0] == "held back"


# ------------------------------------------------------------------------------------------ files and disks


def an_old_file(folder: Path) -> bytes:
    """As version 1 wrote it."""
    with closing(sqlite3.connect(folder / NAME, isolation_level=None)) as db:
        for table in _FIRST:
            db.execute(table)
        db.execute("PRAGMA user_version = 1")
        db.execute("INSERT INTO readers VALUES (1, 'reader', 'reader', 1)")
        db.execute("INSERT INTO playthroughs VALUES (1, 1, 'letter', 1, 'hash', 1)")
        db.executemany("INSERT INTO steps VALUES (1, ?, ?)", list(enumerate(WALK, 1)))
    return (folder / NAME).read_bytes()


def test_a_file_of_the_version_before_is_read_as_it_is_and_extended_when_there_is_an_answer(
    sit: Sit, tmp_path: Path
) -> None:
    before = an_old_file(tmp_path)
    session = sit()
    assert session.page().kind == "debrief"
    assert (tmp_path / NAME).read_bytes() == before, "reading changes nothing"
    session.undo()
    session.choose("close")
    session.answer(1, "late")
    assert not [path for path in tmp_path.iterdir() if "aside" in path.name]
    again = sit()
    assert again.page().kind == "debrief"
    assert again.answers()[0] == "late"
    with closing(connect(tmp_path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_a_reader_of_an_old_file_can_be_forgotten(tmp_path: Path) -> None:
    an_old_file(tmp_path)
    store, _ = Store.open(tmp_path)
    store.forget("reader")
    assert store.list_players() == ()
    store.close()


def test_who_is_forgotten_leaves_no_answer(tmp_path: Path) -> None:
    store, _ = Store.open(tmp_path)
    store.save(SavedPlaythrough("Anna", "letter"), WALK, "hash", {"q": "a"})
    store.forget("Anna")
    assert store._db.execute("SELECT count(*) FROM answers").fetchone() == (0,)
    store.close()


def test_on_a_full_disk_one_can_write_on_and_it_is_kept_as_soon_as_there_is_room(sit: Sit) -> None:
    session = debrief(sit())
    database = session._keeper._store._db
    pages = database.execute("PRAGMA page_count").fetchone()[0]
    database.execute(f"PRAGMA max_page_count = {pages}")
    text = "an answer that is longer than the room that is left " * 200
    session.answer(1, text)
    assert "the disk is full" in " ".join(session.notices)
    assert session.answers()[0] == text, "what is shown is not lost"
    database.execute("PRAGMA max_page_count = 100000")
    session.close()  # tries once more
    assert sit().answers()[0] == text


def test_a_file_damaged_while_writing_is_begun_anew_with_walk_and_answers(sit: Sit, tmp_path: Path) -> None:
    session = debrief(sit())
    session.answer(1, "first")
    (tmp_path / NAME).write_bytes(b"noise" * 5000)
    session.answer(2, "second")
    again = sit()
    assert again.page().kind == "debrief"
    assert again.answers() == ("first", "second")
