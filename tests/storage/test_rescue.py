"""A damaged progress file is set aside, and all that SQLite can still read is in the new one."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from party_card.storage import rescue
from party_card.storage.errors import StorageUnavailableError
from party_card.storage.rescue import ORPHAN_SCENE, replace_damaged_file, write_rows
from party_card.storage.resilient_store import ResilientStore
from party_card.storage.row_recovery import Rows, read_rows
from party_card.storage.saved_playthrough import SavedPlaythrough
from party_card.storage.schema import PROGRESS_FILE_NAME, create_tables
from party_card.storage.store import Store
from tests.storage.damage import KINDS, check_seed

COUNT_VARIABLE = "PARTY_CARD_DAMAGED_FILES"
"""The environment variable with the number of files that `pytest -m release` damages."""


@pytest.mark.parametrize(
    "count",
    [
        pytest.param(2 * (len(KINDS) + 1), id="everyday"),
        pytest.param(int(os.environ.get(COUNT_VARIABLE, "60")), id="long", marks=pytest.mark.release),
    ],
)
def test_a_damaged_file_opens_with_every_row_that_can_be_read_and_is_kept(count: int, tmp_path: Path) -> None:
    first_seed = 1932
    violations = [(seed, *check_seed(tmp_path / str(seed), seed)) for seed in range(first_seed, first_seed + count)]
    assert not [violation for violation in violations if violation[2]]


def write_two_players(folder: Path) -> tuple[SavedPlaythrough, SavedPlaythrough]:
    store, _ = Store.open(folder)
    anna = store.save(SavedPlaythrough("Anna", "letter"), ("begin", "read"), "hash", {"Whose?": "The clerk's."})
    boris = store.save(SavedPlaythrough("Boris", "river"), ("begin",), "hash")
    store.save_settings("Anna", {"theme": "dark"})
    store.close()
    return anna, boris


def replace_bytes(folder: Path, old: bytes, new: bytes) -> None:
    data = (folder / PROGRESS_FILE_NAME).read_bytes()
    assert old in data
    (folder / PROGRESS_FILE_NAME).write_bytes(data.replace(old, new))


def open_resilient(folder: Path) -> tuple[ResilientStore, str]:
    notices: list[str] = []
    store = ResilientStore(folder, notices.append)
    store.read(lambda opened: opened.list_players())
    store.list_playthroughs("Anna")
    return store, " ".join(notices)


@pytest.mark.parametrize(
    ("old", "new", "nicknames"),
    [
        (b"Anna", b"Ann\xe1", {"anna", "Boris"}),  # the key still has the name
        (b"Anna", b"An\x01a", {"anna", "Boris"}),
        (b"anna", b"ann\xe1", {"Anna", "Boris"}),
        (b"Anna", b"Inna", {"Inna", "Boris"}),  # readable, but nobody would find the progress of this nickname
        (b"Boris", b"anna\x80", {"Anna", "boris"}),
    ],
)
def test_a_nickname_that_is_damaged_locks_nobody_out(
    tmp_path: Path, old: bytes, new: bytes, nicknames: set[str]
) -> None:
    anna, boris = write_two_players(tmp_path)
    replace_bytes(tmp_path, old, new)
    store, message = open_resilient(tmp_path)
    assert "2 players and 2 playthroughs were saved" in message
    players = store.read(lambda opened: opened.list_players())
    assert set(players) == nicknames
    steps = {save.steps for player in players for save in store.list_playthroughs(player)}
    assert steps == {anna.steps, boris.steps}
    store.close()
    store, message = open_resilient(tmp_path)
    assert not message, "told once"
    store.close()


def test_a_text_that_is_not_utf_8_is_met_while_reading_and_costs_only_itself(tmp_path: Path) -> None:
    write_two_players(tmp_path)
    replace_bytes(tmp_path, b"The clerk's.", b"The cl\xe9rk's.")
    store, message = open_resilient(tmp_path)
    assert message.startswith("The progress file is damaged. 2 players and 2 playthroughs were saved.")
    (anna,) = store.list_playthroughs("Anna")
    assert anna.steps == ("begin", "read")
    assert anna.answers == (("Whose?", "The cl\ufffdrk's."),)
    assert store.read(lambda opened: opened.load_settings("Anna")) == {"theme": "dark"}
    store.close()


def test_steps_after_one_that_cannot_be_read_are_not_taken_for_the_next_ones(tmp_path: Path) -> None:
    new_file = tmp_path / PROGRESS_FILE_NAME
    create_tables(new_file)
    rows: Rows = {
        "readers": {(1,): (1, "Anna", "anna", 1)},
        "settings": {},
        "playthroughs": {(4,): (4, 1, "letter", 1, "hash", 7), (5,): (5, 1, "letter", 1, "hash", 2)},
        "steps": {(4, 1): (4, 1, "begin"), (4, 3): (4, 3, "tell"), (9, 1): (9, 1, "begin")},
        "answers": {(9, "Why?"): (9, "Why?", "Because.")},
        "carried": {},
        "step_times": {(4, 1): (4, 1, 12), (5, 1): (5, 1, 3)},
        "attempts": {(4,): (4, "c0ffee", "2026-11-30")},
    }
    summary = write_rows(new_file, rows, is_complete=False)
    assert summary.describe() == (
        "1 player and 2 playthroughs were saved. A new one was begun with them. Some of what it held may be missing."
    )
    store, message = Store.open(tmp_path)
    assert not message
    first, second = store.list_playthroughs("Anna")
    assert (first.steps, first.attempt, second.attempt) == (("begin",), 1, 2), (
        "of two with one number, one gets another"
    )
    (found,) = store.list_playthroughs("Player unknown")
    assert (found.scene, found.answers) == (ORPHAN_SCENE, (("Why?", "Because."),))
    store.close()


def test_damage_found_while_writing_loses_nothing_of_the_open_playthrough(tmp_path: Path) -> None:
    anna, _ = write_two_players(tmp_path)
    notices: list[str] = []
    store = ResilientStore(tmp_path, notices.append)
    data = bytearray((tmp_path / PROGRESS_FILE_NAME).read_bytes())
    data[24:28] = b"\0\0\xff\0"  # so that SQLite reads the pages again
    data[4 * 4096] = 0xFF  # the page of the playthroughs, whose scenes are in an index as well
    (tmp_path / PROGRESS_FILE_NAME).write_bytes(data)
    saved = store.save(anna, ("begin", "read", "tell"), "hash", {"Whose?": "Nobody's."})
    assert "2 players and 2 playthroughs were saved" in " ".join(notices)
    assert store.list_playthroughs("Anna") == (saved,)
    assert (saved.steps, saved.answers) == (("begin", "read", "tell"), (("Whose?", "Nobody's."),))
    assert len(store.list_playthroughs("Boris")) == 1
    store.close()


def test_of_two_windows_that_find_one_damaged_file_the_later_takes_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, _ = write_two_players(tmp_path)
    replace_bytes(tmp_path, b"anna", b"inna")

    def read_while_another_window_is_quicker(*files: Path) -> object:
        with monkeypatch.context() as other_window:
            other_window.setattr(rescue, "read_rows", read_rows)
            store, message = Store.open(tmp_path)
            assert "were saved" in message
            saves.append(store.save(store.list_playthroughs("Anna")[0], ("begin", "read", "tell"), "hash"))
            store.close()
        return read_rows(*files)

    saves: list[SavedPlaythrough] = []
    monkeypatch.setattr(rescue, "read_rows", read_while_another_window_is_quicker)
    store, message = Store.open(tmp_path)
    assert not message
    assert store.list_playthroughs("Anna") == tuple(saves) != (anna,)
    assert len([path for path in tmp_path.iterdir() if "aside" in path.name]) == 1
    store.close()


def test_where_nothing_can_be_set_aside_the_file_stays_and_the_reason_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_two_players(tmp_path)
    replace_bytes(tmp_path, b"anna", b"inna")
    data = (tmp_path / PROGRESS_FILE_NAME).read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", fail)
    with pytest.raises(StorageUnavailableError, match=r"cannot be moved aside \(No space left on device\)"):
        replace_damaged_file(tmp_path / PROGRESS_FILE_NAME, "is damaged")
    notices: list[str] = []
    store = ResilientStore(tmp_path, notices.append)
    assert "Progress is not being kept" in notices[0]
    store.close()
    assert [path.name for path in tmp_path.iterdir()] == [PROGRESS_FILE_NAME]
    assert (tmp_path / PROGRESS_FILE_NAME).read_bytes() == data


def test_a_file_kept_under_two_names_by_a_link_is_replaced_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "network").mkdir()
    (tmp_path / "home").mkdir()
    write_two_players(tmp_path / "network")
    (tmp_path / "home" / PROGRESS_FILE_NAME).symlink_to(tmp_path / "network" / PROGRESS_FILE_NAME)
    replace_bytes(tmp_path / "network", b"anna", b"inna")
    store, message = Store.open(tmp_path / "home")
    assert str(tmp_path / "network") in message
    assert (tmp_path / "home" / PROGRESS_FILE_NAME).is_symlink()
    assert len(store.list_players()) == 2
    store.close()


def test_a_disk_that_fails_again_and_again_stops_no_play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_two_players(tmp_path)

    def write_damaged_row(new_file: Path, *_: object, **__: object) -> rescue.RescueSummary:
        with closing(sqlite3.connect(new_file)) as db:
            db.execute("INSERT INTO readers VALUES (1, CAST(X'ff' AS TEXT), CAST(X'ff' AS TEXT), 1)")
            db.commit()
        return rescue.RescueSummary(1, 0, is_complete=False)

    monkeypatch.setattr(rescue, "write_rows", write_damaged_row)
    replace_bytes(tmp_path, b"anna", b"inna")
    notices: list[str] = []
    store = ResilientStore(tmp_path, notices.append)
    assert store.read(lambda opened: opened.list_players()) == ()
    assert "Progress is not being kept" in " ".join(notices)
    store.close()
