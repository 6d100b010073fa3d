"""The progress file: every save is on the disk, two windows never mix, damaged bytes are never deleted."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from party_card.storage import schema
from party_card.storage.errors import (
    ConflictError,
    DamagedFileError,
    StorageError,
    StorageUnavailableError,
    UnusableFileError,
)
from party_card.storage.player_name import MAX_NICKNAME_CHARS, normalize_nickname
from party_card.storage.rescue import replace_damaged_file
from party_card.storage.saved_playthrough import SavedPlaythrough
from party_card.storage.schema import PROGRESS_FILE_NAME, initialize_schema
from party_card.storage.store import Store
from party_card.storage.tables import ANSWERS_TABLE, TABLES_V1

_open_stores: list[Store] = []


@pytest.fixture(autouse=True)
def _close_stores() -> Iterator[None]:
    yield
    while _open_stores:
        _open_stores.pop().close()


def open_store(folder: Path) -> tuple[Store, str]:
    store, message = Store.open(folder)
    _open_stores.append(store)
    return store, message


def open_sound_store(folder: Path) -> Store:
    store, message = open_store(folder)
    assert not message
    return store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_sound_store(tmp_path)


def files_moved_aside(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if "aside" in path.name)


# ------------------------------------------------------------------------------------------------- keeping


def test_what_is_saved_is_there_when_the_file_is_opened_again(tmp_path: Path) -> None:
    store = open_sound_store(tmp_path)
    save = store.save(SavedPlaythrough("Anna", "letter"), ("begin", "read"), "hash")
    store.close()
    assert open_sound_store(tmp_path).list_playthroughs("Anna") == (save,)
    assert save.steps == ("begin", "read")


@given(st.lists(st.lists(st.sampled_from(["a", "b", "c"]), max_size=6), max_size=8))
@settings(max_examples=40, deadline=None)
def test_any_sequence_of_walks_is_kept_as_it_was_last_saved(step_lists: list[list[str]]) -> None:
    store = Store.in_memory()
    save = SavedPlaythrough("Anna", "letter")
    for steps in step_lists:
        save = store.save(save, tuple(steps), "hash")
        assert store.list_playthroughs("Anna", "letter") == (save,)
        assert save.steps == tuple(steps)
    store.close()


def test_a_save_is_synced_before_it_returns(
    synchronous_mode: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "SYNCHRONOUS", synchronous_mode)
    store = open_sound_store(tmp_path)
    assert store._db.execute("PRAGMA synchronous").fetchone() == (3,), "EXTRA: the journal's folder is synced as well"
    assert store._db.execute("PRAGMA journal_mode").fetchone() == ("delete",), "works on network drives, unlike WAL"


def test_a_save_that_fails_changes_nothing(store: Store) -> None:
    save = store.save(SavedPlaythrough("Anna", "letter"), ("begin",), "hash")
    with pytest.raises(ConflictError):
        store.save(save, ("begin", None), "hash")  # type: ignore[arg-type]  # a step that SQLite refuses
    assert store.list_playthroughs("Anna") == (save,)


def test_playthroughs_of_other_readers_and_scenes_stay_apart(store: Store) -> None:
    anna = store.save(SavedPlaythrough("Anna", "letter"), ("begin",), "hash")
    river = store.save(SavedPlaythrough("Anna", "river"), ("begin",), "hash")
    boris = store.save(SavedPlaythrough("Boris", "letter"), (), "hash")
    assert store.list_playthroughs("Anna") == (anna, river)
    assert store.list_playthroughs("Anna", "river") == (river,)
    assert store.list_playthroughs("Boris") == (boris,)


def test_nothing_is_kept_about_a_person_but_nickname_answers_seconds_of_reading_and_the_day_of_the_beginning(
    store: Store,
) -> None:
    store.save(SavedPlaythrough("Anna", "letter"), ("begin",), "hash")
    tables = [row[0] for row in store._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    columns = {f"{table}.{row[1]}" for table in tables for row in store._db.execute(f"PRAGMA table_info({table})")}
    assert columns == {
        *("readers.id", "readers.nickname", "readers.key", "readers.turn"),
        *("settings.reader", "settings.name", "settings.value"),
        *("playthroughs.id", "playthroughs.reader", "playthroughs.scene", "playthroughs.number"),
        *("playthroughs.content", "playthroughs.revision"),
        *("steps.playthrough", "steps.number", "steps.choice"),
        *("answers.playthrough", "answers.question", "answers.answer"),
        *("carried.playthrough", "carried.trace"),
        *("step_times.playthrough", "step_times.number", "step_times.seconds"),
        *("attempts.playthrough", "attempts.attempt_id", "attempts.begun"),
    }


def test_who_is_forgotten_leaves_nothing_in_the_file_and_the_others_as_they_were(tmp_path: Path) -> None:
    store, _ = Store.open(tmp_path)
    store.save(
        SavedPlaythrough("Kilimanjaro", "letter"), ("begin", "shrugged-off"), "hash", {"0": "Nobody could have known."}
    )
    store.save_settings("Kilimanjaro", {"theme": "dark"})
    anna = store.save(SavedPlaythrough("Anna", "letter"), ("begin",), "hash")
    store.save_settings("Anna", {"theme": "light"})
    store.delete_player("kilimanjaro")
    assert store.list_players() == ("Anna",)
    assert store.list_playthroughs("Kilimanjaro") == ()
    assert store.load_settings("Kilimanjaro") == {}
    assert store.list_playthroughs("Anna") == (anna,)
    assert store.load_settings("Anna") == {"theme": "light"}
    store.delete_player("nobody")
    store.close()
    remaining = (tmp_path / PROGRESS_FILE_NAME).read_bytes()
    assert b"Anna" in remaining
    for fragment in (b"Kilimanjaro", b"shrugged-off", b"could have known"):
        assert fragment not in remaining


# ---------------------------------------------------------------------------------------------- two windows


def test_of_two_windows_that_go_on_from_the_same_step_the_second_is_told(tmp_path: Path) -> None:
    first_window, second = open_sound_store(tmp_path), open_sound_store(tmp_path)
    save = first_window.save(SavedPlaythrough("Anna", "letter"), ("begin",), "hash")
    (loaded_save,) = second.list_playthroughs("Anna")
    later_save = first_window.save(save, ("begin", "read"), "hash")
    with pytest.raises(ConflictError):
        second.save(loaded_save, ("begin", "close-drawer"), "hash")
    assert second.list_playthroughs("Anna") == (later_save,)


def test_a_step_is_not_added_to_a_walk_that_another_window_took_back_and_played_otherwise(tmp_path: Path) -> None:
    first_window, second = open_sound_store(tmp_path), open_sound_store(tmp_path)
    save = first_window.save(SavedPlaythrough("Anna", "letter"), ("begin", "read"), "hash")
    (loaded_save,) = second.list_playthroughs("Anna")
    save = first_window.save(save, ("begin",), "hash")
    save = first_window.save(save, ("begin", "close-drawer"), "hash")
    with pytest.raises(ConflictError):
        second.save(loaded_save, ("begin", "read", "tell"), "hash")
    assert second.list_playthroughs("Anna") == (save,)


def test_of_two_windows_that_begin_the_same_scene_the_second_is_told(tmp_path: Path) -> None:
    first_window, second = open_sound_store(tmp_path), open_sound_store(tmp_path)
    save = first_window.save(SavedPlaythrough("Anna", "letter"), ("begin",), "hash")
    with pytest.raises(ConflictError):
        second.save(SavedPlaythrough("Anna", "letter"), ("begin",), "hash")
    assert second.list_playthroughs("Anna") == (save,)


def test_a_window_that_does_not_stop_writing_is_named_as_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("party_card.storage.schema.LOCK_TIMEOUT_S", 0.01)
    first_window, second = open_sound_store(tmp_path), open_sound_store(tmp_path)
    first_window._db.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StorageUnavailableError, match="another window is writing"):
        second.save(SavedPlaythrough("Anna", "letter"), ("begin",), "hash")
    first_window._db.execute("ROLLBACK")
    assert second.save(SavedPlaythrough("Anna", "letter"), ("begin",), "hash").steps == ("begin",)
    assert not files_moved_aside(tmp_path), "a busy file is not a damaged one"


# --------------------------------------------------------------------------------------------------- damage


def write_progress(folder: Path, steps: int = 200) -> bytes:
    """Writes a progress file of three playthroughs. Returns its bytes."""
    store = open_sound_store(folder)
    for number in range(1, 4):
        store.save(SavedPlaythrough("Anna", "letter", number), tuple(f"choice-{n}" for n in range(steps)), "hash")
    store.close()
    return (folder / PROGRESS_FILE_NAME).read_bytes()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda _: b"not a database at all, but longer than a header" * 9, id="other file"),
        pytest.param(lambda data: data[:4096] + os.urandom(len(data) - 4096), id="noise"),
    ],
)
def test_a_file_of_which_nothing_can_be_read_is_moved_aside_whole_and_a_new_one_begun(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    data = damage(write_progress(tmp_path))
    (tmp_path / PROGRESS_FILE_NAME).write_bytes(data)
    store, message = open_store(tmp_path)
    (aside,) = files_moved_aside(tmp_path)
    assert aside.read_bytes() == data
    assert message == (
        "The progress file is damaged. Nothing in it could be read. A new one was begun. "
        f"The old file was moved aside, not deleted: it is now {aside}."
    )
    assert store.list_players() == ()
    assert store.save(SavedPlaythrough("Anna", "letter"), ("begin",), "hash").id == 1


def test_a_journal_left_beside_a_damaged_file_goes_with_it(tmp_path: Path) -> None:
    (tmp_path / PROGRESS_FILE_NAME).write_bytes(b"x" * 5000)
    (tmp_path / f"{PROGRESS_FILE_NAME}-journal").write_bytes(b"would be played into the new file")
    replace_damaged_file(tmp_path / PROGRESS_FILE_NAME, "is damaged")
    assert [path.name.rpartition(".sqlite")[2] for path in files_moved_aside(tmp_path)] == ["", "-journal"]
    assert sorted(path.name for path in tmp_path.iterdir() if "aside" not in path.name) == [PROGRESS_FILE_NAME]


def test_two_damaged_files_in_one_second_get_two_names(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / PROGRESS_FILE_NAME).write_bytes(bytes([number]) * 5000)
        store, _ = open_store(tmp_path)
        store.close()
    assert sorted(path.read_bytes()[0] for path in files_moved_aside(tmp_path)) == [0, 1, 2]


def test_a_zero_byte_file_is_begun_anew_and_the_player_is_told(tmp_path: Path) -> None:
    (tmp_path / PROGRESS_FILE_NAME).touch()
    store, message = open_store(tmp_path)
    assert message.startswith("The progress file was empty")
    assert store.list_players() == ()
    assert open_sound_store(tmp_path).list_players() == (), "told once"


def test_a_file_has_its_name_only_when_it_is_complete(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: Path) -> None:
        assert not (tmp_path / PROGRESS_FILE_NAME).exists()
        raise KeyboardInterrupt

    with monkeypatch.context() as interruption:
        interruption.setattr(schema, "create_tables", interrupt)
        with pytest.raises(KeyboardInterrupt):
            open_store(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert open_sound_store(tmp_path).list_players() == ()
    assert [path.name for path in tmp_path.iterdir()] == [PROGRESS_FILE_NAME]


def test_without_hard_links_a_file_is_created_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    save = open_sound_store(tmp_path).save(SavedPlaythrough("Anna", "letter"), ("begin",), "hash")
    data = bytearray((tmp_path / PROGRESS_FILE_NAME).read_bytes())
    data[18] = 9  # a format that SQLite would read, and never write
    (tmp_path / PROGRESS_FILE_NAME).write_bytes(data)
    store, message = open_store(tmp_path)
    assert "1 player and 1 playthrough were saved" in message
    assert store.list_playthroughs("Anna") == (save,)
    assert files_moved_aside(tmp_path)[0].read_bytes() == data


# ------------------------------------------------------------------------------------- changed, but not damaged


@pytest.mark.parametrize(
    "change",
    [
        "ANALYZE",
        "VACUUM",
        "REINDEX",
        "CREATE INDEX by_scene ON playthroughs (scene)",
        "PRAGMA user_version = 2",
        "PRAGMA user_version = -7",
        "PRAGMA application_id = 0",
        "PRAGMA application_id = 77",
        "CREATE TABLE notes_of_an_administrator (text)",
        "ALTER TABLE settings ADD COLUMN remark TEXT",
        "PRAGMA journal_mode = WAL",
    ],
)
def test_a_harmless_change_of_the_file_costs_nobody_anything(tmp_path: Path, change: str) -> None:
    save = open_sound_store(tmp_path).save(SavedPlaythrough("Anna", "letter"), ("begin",), "hash")
    with closing(sqlite3.connect(tmp_path / PROGRESS_FILE_NAME, isolation_level=None)) as db:
        db.execute(change)
    store = open_sound_store(tmp_path)
    assert store.list_playthroughs("Anna") == (save,)
    save = store.save(save, ("begin", "read"), "hash", {"Why?": "Because."})
    store.save_settings("Anna", {"theme": "dark"})
    assert open_sound_store(tmp_path).list_playthroughs("Anna") == (save,)


def test_a_file_whose_tables_are_spelled_otherwise_is_opened(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / PROGRESS_FILE_NAME, isolation_level=None)) as db:
        for table in (*TABLES_V1, ANSWERS_TABLE):  # as version 0.1 had them, in other blanks
            db.execute(" ".join(table.replace("TEXT NOT NULL", "text  not null").split()))
        db.execute("PRAGMA user_version = 2")
        db.execute("INSERT INTO readers VALUES (1, 'Anna', 'anna', 1)")
        db.execute("INSERT INTO playthroughs VALUES (1, 1, 'letter', 1, 'hash', 1)")
        db.execute("INSERT INTO steps VALUES (1, 1, 'begin')")
    store = open_sound_store(tmp_path)
    (save,) = store.list_playthroughs("Anna")
    assert save.steps == ("begin",)
    later_save = SavedPlaythrough("Anna", "river", imported_traces=("kept_page",))
    store.save(later_save, ("begin",), "hash")
    with closing(sqlite3.connect(tmp_path / PROGRESS_FILE_NAME)) as db:
        assert db.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
        assert db.execute("PRAGMA user_version").fetchone() == (schema.SCHEMA_VERSION,)


def write_other_program(db: sqlite3.Connection) -> None:
    db.execute("CREATE TABLE recipes (name TEXT)")


def write_newer_version(db: sqlite3.Connection) -> None:
    initialize_schema(db)
    db.execute("ALTER TABLE readers RENAME TO players")
    db.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 2}")


@pytest.mark.parametrize(
    ("write", "reason"),
    [(write_other_program, "belongs to another program"), (write_newer_version, "by a newer version of Party Card")],
)
def test_a_sound_file_of_others_is_not_touched(
    tmp_path: Path, write: Callable[[sqlite3.Connection], None], reason: str
) -> None:
    with closing(sqlite3.connect(tmp_path / PROGRESS_FILE_NAME, isolation_level=None)) as db:
        write(db)
    data = (tmp_path / PROGRESS_FILE_NAME).read_bytes()
    with pytest.raises(UnusableFileError, match=reason):
        open_store(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [PROGRESS_FILE_NAME]
    assert (tmp_path / PROGRESS_FILE_NAME).read_bytes() == data


def test_a_file_that_a_newer_version_changes_meanwhile_is_written_no_more(store: Store) -> None:
    save = store.save(SavedPlaythrough("Anna", "letter"), ("begin",), "hash")
    store._db.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")
    with pytest.raises(UnusableFileError, match="newer version"):
        store.save(save, ("begin", "read"), "hash")
    assert store.list_playthroughs("Anna") == (save,)


@pytest.fixture(scope="module")
def sound_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Returns the bytes of a progress file without damage."""
    return write_progress(tmp_path_factory.mktemp("whole"), steps=20)


@given(position=st.floats(0, 1), noise=st.binary(min_size=1, max_size=300))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(position=0.0, noise=b"\0")
def test_whatever_is_written_over_the_file_it_opens_and_the_bytes_are_still_there(
    tmp_path_factory: pytest.TempPathFactory, sound_file: bytes, position: float, noise: bytes
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    data = bytearray(sound_file)
    start = int(position * (len(data) - 1))
    data[start : start + len(noise)] = noise
    (folder / PROGRESS_FILE_NAME).write_bytes(data)
    store, message = open_store(folder)
    try:
        store.list_players()
        store.list_playthroughs("Anna")
        store.load_settings("Anna")
    except DamagedFileError:  # found only on reading: ResilientStore opens a new one
        assert not message
    finally:
        store.close()
    if message:
        assert files_moved_aside(folder)[0].read_bytes() == bytes(data)


# ------------------------------------------------------------------------------------------------ nicknames


@pytest.mark.parametrize("name", ["Anna", "red heron 92", "Ёлка", "李", "🦊", "a" * MAX_NICKNAME_CHARS])
def test_nicknames(name: str) -> None:
    assert normalize_nickname(f"  {name} ") == name


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "at least one"),
        (" \t ", "at least one"),
        ("..", "at least one"),
        ("a" * 25, "at most 24 characters; this one has 25"),
        ("../etc", "cannot contain /"),
        ("a\\b:c", "cannot contain : or \\"),
        ("a\x1b[2J", "can be seen"),
        ("a\u202eb", "can be seen"),
    ],
)
def test_what_is_no_nickname_is_refused_with_the_reason(name: str, reason: str) -> None:
    with pytest.raises(StorageError) as invalid_names:
        normalize_nickname(name)
    assert reason in invalid_names.value.message


@pytest.mark.parametrize(
    "name",
    [
        "سلمى",
        "نمی\u200cدانم",
        "דנה",
        "红旗",
        "प्रिया",
        "fox 👩\u200d🚀",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    ],
)
def test_a_nickname_in_any_script_is_kept_to_the_letter(store: Store, name: str) -> None:
    assert store.activate_player(name) == name == normalize_nickname(name)
    assert name in store.list_players()


@pytest.mark.parametrize("name", ["\u200d", "\u200c\u200d."])
def test_a_nickname_of_joiners_alone_is_refused(name: str) -> None:
    with pytest.raises(StorageError):
        normalize_nickname(name)


@given(st.text(max_size=40))
def test_a_nickname_is_short_visible_and_no_path(text: str) -> None:
    try:
        name = normalize_nickname(text)
    except StorageError:
        return
    assert 1 <= len(name) <= MAX_NICKNAME_CHARS
    without_joiners = re.sub("[\u200c\u200d\U000e0020-\U000e007f]", "", name)
    assert without_joiners
    assert all(letter.isprintable() or unicodedata.category(letter) == "Cn" for letter in without_joiners)
    assert Path(f"letter - {name}.md").name == f"letter - {name}.md"
    assert normalize_nickname(name) == name


def test_capitals_do_not_make_another_reader_and_the_first_spelling_stays(store: Store) -> None:
    store.activate_player("Anna")
    store.activate_player("Boris")
    assert store.activate_player("ANNA") == "Anna"
    assert store.list_players() == ("Anna", "Boris")


def test_a_window_of_a_forgotten_reader_does_not_write_into_another_readers_walk(tmp_path: Path) -> None:
    first_window, second = open_sound_store(tmp_path), open_sound_store(tmp_path)
    old_save = second.save(SavedPlaythrough("Anna", "letter"), ("begin", "read"), "hash")
    first_window.delete_player("Anna")
    new_save = first_window.save(SavedPlaythrough("Boris", "letter"), ("begin", "close-drawer"), "hash")
    assert (new_save.id, new_save.revision) == (old_save.id, old_save.revision), "SQLite gives the numbers again"
    with pytest.raises(ConflictError):
        second.save(old_save, ("begin", "read", "tell"), "hash")
    assert first_window.list_playthroughs("Boris") == (new_save,)
