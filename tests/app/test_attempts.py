"""A playthrough has a random id, the day of its beginning, and the time of each step; files of before get them."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from party_card.app.page_clock import PageClock
from party_card.app.session import Session
from party_card.frontends.shared.transcript.files import write_session_transcript
from party_card.frontends.shared.transcript.transcript_data import TranscriptData, find_transcript_data
from party_card.storage.schema import PROGRESS_FILE_NAME, SCHEMA_VERSION, connect
from party_card.storage.tables import ANSWERS_TABLE, CARRIED_TABLE, TABLES_V1
from tests.app.sample import OpenSession
from tests.storage.sample import LETTER, RIVER


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTY_CARD_HOME", str(tmp_path / "home"))


class Clocked:
    """Plays with a clock that it sets."""

    def __init__(self, session: Session) -> None:
        self.session, self.seconds = session, 0.0
        session.open(LETTER)
        self.set_clock()

    def set_clock(self) -> None:
        self.session.open_playthrough.page_clock = PageClock(lambda: self.seconds)

    def choose(self, step: str, seconds: float) -> None:
        self.seconds += seconds
        self.session.choose(step)


def read_transcript(session: Session) -> TranscriptData:
    page, text = write_session_transcript(session)
    data = find_transcript_data(page.read_text("utf-8"))
    assert find_transcript_data(text.read_text("utf-8")) == data
    return data


def list_seconds(session: Session) -> tuple[int | None, ...]:
    (save,) = session.storage.list_playthroughs(session.player, LETTER)
    return save.seconds


def test_the_time_of_each_step_is_saved_and_goes_with_the_step(open_session: OpenSession) -> None:
    play = Clocked(open_session("Anna"))
    play.choose("begin", 9)
    play.choose("read", 20)
    play.choose("wait", 4)
    assert list_seconds(play.session) == (9, 20, 4)
    play.session.undo(2)
    assert list_seconds(play.session) == (9,)
    play.choose("read", 2)
    reopened = open_session("Anna")
    reopened.open(LETTER)
    assert list_seconds(reopened) == (9, 2)
    assert [(step.choice, step.seconds) for step in read_transcript(reopened).steps] == [("read", 2)]


def test_a_branch_is_a_playthrough_of_its_own_with_the_times_of_its_beginning(open_session: OpenSession) -> None:
    play = Clocked(open_session("Anna"))
    play.choose("begin", 1)
    play.choose("read", 2)
    first = read_transcript(play.session)
    play.session.branch_at(1)
    play.set_clock()
    play.choose("read", 7)
    branch = read_transcript(play.session)
    assert [step.seconds for step in branch.steps] == [7]
    assert branch.attempt == 2
    assert branch.attempt_id != first.attempt_id


def test_the_id_is_random_and_stays_and_the_revision_grows(open_session: OpenSession) -> None:
    session = open_session("Anna")
    session.open(LETTER)
    at_briefing = read_transcript(session)
    session.choose("begin")
    first = read_transcript(session)
    session.choose("read")
    second = read_transcript(session)
    reopened = open_session("Anna")
    reopened.open(LETTER)
    assert read_transcript(reopened) == second
    assert at_briefing.attempt_id == first.attempt_id == second.attempt_id
    assert re.fullmatch("[0-9a-f]{32}", first.attempt_id)
    assert at_briefing.revision < first.revision < second.revision
    assert first.begun == first.saved == date.today()
    reopened.open(RIVER)
    other = open_session("Boris")
    other.open(LETTER)
    assert len({first.attempt_id, read_transcript(reopened).attempt_id, read_transcript(other).attempt_id}) == 3


def test_answers_stand_by_their_questions_once_these_were_seen(open_session: OpenSession) -> None:
    session = open_session("Anna")
    session.open(LETTER)
    for step in ("begin", "read", "tell", "reveal", "close"):
        session.choose(step)
    session.save_answer(1, "Nobody.\n</script>")
    assert read_transcript(session).answers == {
        "Who would have gained from a number on this letter?": "Nobody.\n</script>"
    }
    session.undo()
    assert read_transcript(session).answers == {}


def write_old_file(folder: Path, version: int) -> bytes:
    """Writes a progress file as an earlier version did. Returns its bytes."""
    folder.mkdir()
    with closing(sqlite3.connect(folder / PROGRESS_FILE_NAME, isolation_level=None)) as db:
        for table in (*TABLES_V1, ANSWERS_TABLE, CARRIED_TABLE)[: {1: 4, 2: 5, 3: 6}[version]]:
            db.execute(table)
        db.execute(f"PRAGMA user_version = {version}")
        db.execute("INSERT INTO readers VALUES (1, 'Anna', 'anna', 1)")
        db.execute("INSERT INTO playthroughs VALUES (1, 1, 'letter', 1, 'hash', 1)")
        db.executemany("INSERT INTO steps VALUES (1, ?, ?)", [(1, "begin"), (2, "read")])
    return (folder / PROGRESS_FILE_NAME).read_bytes()


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_file_of_before_is_extended_when_a_step_is_taken(
    open_session: OpenSession, tmp_path: Path, version: int
) -> None:
    before = write_old_file(tmp_path / "kept", version)
    play = Clocked(open_session())
    assert (tmp_path / "kept" / PROGRESS_FILE_NAME).read_bytes() == before, "reading changes nothing"
    play.choose("wait", 5)
    assert list_seconds(play.session) == (None, None, 5)
    with closing(connect(tmp_path / "kept")) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    data = read_transcript(play.session)
    assert ([step.seconds for step in data.steps], data.begun) == ([None, 5], None), "nobody knows the day"
    play.session.delete_player("Anna")
    with closing(connect(tmp_path / "kept")) as db:
        for table in ("step_times", "attempts"):
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # ours


def test_two_transcripts_of_a_playthrough_of_before_have_the_same_id(open_session: OpenSession, tmp_path: Path) -> None:
    write_old_file(tmp_path / "kept", 3)
    session = open_session()
    session.open(LETTER)
    first = read_transcript(session)
    reopened = open_session()
    reopened.open(LETTER)
    assert first.attempt_id
    assert read_transcript(reopened) == first
