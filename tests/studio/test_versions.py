"""The history keeps every save of the last day, thins out, and never hinders."""

from __future__ import annotations

import sqlite3
import tempfile
import zlib
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from party_card.studio.versions import (
    DAY_MS,
    HISTORY_FILE_NAME,
    INTERVAL_MS,
    MAX_AGE_MS,
    MAX_DIFFERENCE_CHARS,
    History,
    HistoryError,
)

FILE = "scenes/letter.yaml"
START_S = 1_800_000_000.0


class Clock:
    """A clock that is set by hand, in seconds."""

    def __init__(self) -> None:
        self.now = START_S

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def history(tmp_path: Path, clock: Clock) -> History:
    return History(tmp_path / "pack", clock)


def texts(history: History, file: str = FILE) -> list[str | None]:
    return [history.read_version(file, version.id) for version in history.list_versions(file)]


def test_every_save_is_a_version_and_the_same_text_none(history: History, clock: Clock) -> None:
    for text in ("one", "two", "two", "one", "Žižkov 🙂"):
        history.add_version(FILE, text)
        clock.now += 1
    assert texts(history) == ["Žižkov 🙂", "one", "two", "one"]
    assert [(version.at, version.length) for version in history.list_versions(FILE)][:2] == [
        (round(START_S + 4) * 1000, 8),
        (round(START_S + 3) * 1000, 3),
    ]


def test_files_and_folders_have_their_own_versions(history: History, tmp_path: Path) -> None:
    history.add_version(FILE, "one")
    history.add_version("scenes/other.yaml", "other")
    other_folder = History(tmp_path / "other")
    assert other_folder.list_versions(FILE) == []
    assert texts(history) == ["one"]
    assert history.list_files() == [FILE, "scenes/other.yaml"]
    number = history.list_versions("scenes/other.yaml")[0].id
    assert history.read_version(FILE, number) is None


@settings(max_examples=30)
@given(ages_ms=st.lists(st.integers(0, MAX_AGE_MS * 2), max_size=60))
def test_a_day_stays_whole_then_one_for_ten_minutes_then_thirty_days(ages_ms: list[int]) -> None:
    now = round(START_S * 1000)
    dates = sorted(now - age for age in ages_ms)
    expected = {date for date in dates if date >= now - DAY_MS}
    older = [date for date in dates if now - MAX_AGE_MS <= date < now - DAY_MS]
    expected |= set({date // INTERVAL_MS: date for date in older}.values())
    with tempfile.TemporaryDirectory() as home, pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("PARTY_CARD_HOME", home)
        history = History(Path("/pack"), lambda: START_S)
        for number, date in enumerate(dates):
            history.add_version(FILE, str(number), at=date)
        history.delete_old()
        found = {version.at for version in history.list_versions(FILE)}
        history.close()
    assert found == expected


PART = st.sampled_from(["a", "ab", "ž", "🙂", "\n", "a" * MAX_DIFFERENCE_CHARS, "b" * MAX_DIFFERENCE_CHARS])


@settings(max_examples=40)
@given(edits=st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 9_000), PART), min_size=1, max_size=12))
@example(edits=[(0, 0, "aba"), (1, 1, ""), (1, 0, "a"), (0, 3, "")])
def test_every_version_is_read_as_it_was_saved(edits: list[tuple[int, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as home, pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("PARTY_CARD_HOME", home)
        history = History(Path("/pack"))
        saved: list[str] = []
        text = ""
        for start, length, part in edits:
            text = text[:start] + part + text[start + length :]
            history.add_version(FILE, text)
            if not saved or saved[-1] != text:
                saved.append(text)
        found = texts(history)
        history.close()
    assert found == saved[::-1]


def test_a_long_day_takes_little_room(history: History, home: Path) -> None:
    text = "".join(f"line {number} of a long scene, {hash(number)}\n" for number in range(1_000))
    for number in range(300):
        text = text[:20_000] + f"word {number} " + text[20_000:]
        history.add_version(FILE, text)
    assert (home / HISTORY_FILE_NAME).stat().st_size < 300 * len(zlib.compress(text.encode())) / 5
    assert texts(history)[0] == text


def test_a_base_that_no_version_needs_is_deleted(history: History, home: Path, clock: Clock) -> None:
    history.add_version(FILE, "a" * MAX_DIFFERENCE_CHARS)
    clock.now += MAX_AGE_MS / 1000 + 1
    history.add_version(FILE, "b" * (MAX_DIFFERENCE_CHARS + 1))
    history.delete_old()
    with closing(sqlite3.connect(home / HISTORY_FILE_NAME)) as db:
        assert db.execute("SELECT count(*) FROM bases").fetchone() == (1,)
    assert texts(history) == ["b" * (MAX_DIFFERENCE_CHARS + 1)]


def test_a_damaged_base_costs_no_newer_version(history: History, home: Path) -> None:
    history.add_version(FILE, "one")
    with closing(sqlite3.connect(home / HISTORY_FILE_NAME)) as db, db:
        db.execute("UPDATE bases SET text = x'00'")
    history.add_version(FILE, "two")
    newest, _ = history.list_versions(FILE)
    assert history.read_version(FILE, newest.id) == "two"


def test_deleting_happens_by_itself(history: History, clock: Clock) -> None:
    history.add_version(FILE, "old")
    clock.now += MAX_AGE_MS / 1000 + 1
    for number in range(200):
        history.add_version(FILE, str(number))
    assert "old" not in texts(history)
    assert len(texts(history)) == 200


def test_the_draft_of_a_page_that_has_gone_is_found(history: History, clock: Clock) -> None:
    history.keep_draft(FILE, "a", "older")
    clock.now += 1
    history.keep_draft(FILE, "b", "newer")
    history.keep_draft(FILE, "b", "newest")
    assert [draft.text for draft in history.list_drafts(FILE, ())] == ["newest", "older"]
    assert [draft.text for draft in history.list_drafts(FILE, ("b",))] == ["older"]
    history.delete_drafts(FILE, ("b",))
    assert [draft.text for draft in history.list_drafts(FILE, ())] == ["newest"]


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 4096])
@pytest.mark.parametrize("is_open", [False, True])
def test_a_damaged_history_is_set_aside(history: History, home: Path, damage: bytes, is_open: bool) -> None:
    history.add_version(FILE, "one")
    if not is_open:
        history.close()
    (home / HISTORY_FILE_NAME).write_bytes(damage)
    history.add_version(FILE, "two")
    assert texts(history)[:1] == ["two"]
    aside = [path.read_bytes() for path in home.glob("*-aside-*")]
    assert aside == [damage] or damage + b"".join(aside) == b"", "of an empty file there is nothing to keep"


def test_another_schema_is_set_aside(history: History, home: Path) -> None:
    home.mkdir()
    with closing(sqlite3.connect(home / HISTORY_FILE_NAME)) as db:
        db.execute("CREATE TABLE versions (odd INTEGER)")
    history.add_version(FILE, "one")
    assert texts(history) == ["one"]
    assert len(list(home.glob("*-aside-*"))) == 1


def test_a_version_that_is_damaged_is_told(history: History, home: Path) -> None:
    history.add_version(FILE, "one")
    history.add_version(FILE, "two")
    with closing(sqlite3.connect(home / HISTORY_FILE_NAME)) as db, db:
        db.execute("UPDATE versions SET middle = x'00' WHERE id = 1")
    newest, oldest = history.list_versions(FILE)
    with pytest.raises(HistoryError, match=r"^This version is damaged and cannot be read\.$"):
        history.read_version(FILE, oldest.id)
    assert history.read_version(FILE, newest.id) == "two"


def test_a_deleted_history_is_begun_anew(history: History, home: Path) -> None:
    history.add_version(FILE, "one")
    (home / HISTORY_FILE_NAME).unlink()
    history.add_version(FILE, "two")
    assert texts(history) == ["two"]


def test_two_studios_write_to_one_history(history: History, tmp_path: Path) -> None:
    other = History(tmp_path / "pack")
    for number in range(3):
        history.add_version(FILE, f"one {number}")
        other.add_version(FILE, f"two {number}")
    assert len(texts(other)) == 6


def test_a_home_that_is_a_file_is_told_in_a_sentence(history: History, home: Path) -> None:
    home.write_text("a file")
    with pytest.raises(HistoryError, match=r"^The history of this folder cannot be used now: .+\.$"):
        history.add_version(FILE, "one")
