"""The file of results: found as kept, bounded, and whatever is done to it does no harm."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import strategies as st

from party_card.result_cache import store as store_module
from party_card.result_cache.store import FILE_NAME, ResultStore
from tests import SOURCE
from tests.random_examples import random_examples
from tests.storage.damage import KINDS

RESULTS = {f"{number:048x}": bytes(str(number), "ascii") * (1 + number * 40) for number in range(40)}


@pytest.fixture
def store(tmp_path: Path) -> ResultStore:
    return ResultStore(tmp_path / "cache")


def read_all(store: ResultStore) -> dict[str, bytes | None]:
    return {key: store.read(key) for key in RESULTS}


def test_what_is_kept_is_found_by_another_process(tmp_path: Path, store: ResultStore) -> None:
    assert store.read("a") is None
    store.write({"a": b"1", "b": b""})
    store.write({"a": b"2"})
    store.close()
    other = ResultStore(tmp_path / "cache")
    assert [other.read(key) for key in ("a", "b", "c")] == [b"2", b"", None]


def test_reading_creates_nothing(tmp_path: Path, store: ResultStore) -> None:
    assert store.read("a") is None
    assert not (tmp_path / "cache").exists()


# ---------------------------------------------------------------------------------------------------------- bounds


def test_results_that_were_not_used_for_longest_make_room(store: ResultStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "MAX_TOTAL_BYTES", 20_000)
    monkeypatch.setattr(store_module, "USE_INTERVAL_S", 0.0)
    rng = random.Random(1)
    for number in range(60):
        store.write({str(number): rng.randbytes(1000)})
        assert store.read("0") is not None  # it is used all the time
    kept = [number for number in range(60) if store.read(str(number)) is not None]
    assert kept[0] == 0
    assert kept[1:] == list(range(60 - len(kept) + 1, 60))
    assert 14 <= len(kept) <= 20


def test_results_that_nobody_uses_any_more_are_deleted(store: ResultStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write({"old": b"1"})
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + store_module.MAX_AGE_S + 1)
    store.write({"new": b"2"})
    assert [store.read("old"), store.read("new")] == [None, b"2"]


def test_a_result_that_is_too_large_is_not_kept(store: ResultStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "MAX_ENTRY_BYTES", 500)
    store.write({"large": random.Random(1).randbytes(1000)})
    store.write({"small": b"1"})
    assert [store.read("large"), store.read("small")] == [None, b"1"]


def test_no_more_is_unpacked_than_a_result_may_have(store: ResultStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write({"bomb": bytes(1_000_000)})
    monkeypatch.setattr(store_module, "MAX_RESULT_BYTES", 999_999)
    assert store.read("bomb") is None


# ---------------------------------------------------------------------------------------------- damage and other files


@random_examples(st.integers(0, 10**9), everyday=60, long=4000)
def test_a_damaged_file_gives_a_result_as_it_was_kept_or_none(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    store, rng = ResultStore(folder), random.Random(seed)
    store.write(RESULTS)
    store.close()
    file = folder / FILE_NAME
    file.write_bytes(rng.choice(KINDS)(rng, bytearray(file.read_bytes())))
    assert all(found in (None, RESULTS[key]) for key, found in read_all(store).items())
    store.write({"new": b"1"})
    store.close()
    assert ResultStore(folder).read("new") in (b"1", None)
    store.write(RESULTS)
    assert all(found in (None, RESULTS[key]) for key, found in read_all(store).items())
    store.close()


def test_a_changed_result_is_computed_again(tmp_path: Path, store: ResultStore) -> None:
    store.write({"a": b"1", "b": b"2"})
    store.close()
    with closing(sqlite3.connect(tmp_path / "cache" / FILE_NAME, isolation_level=None)) as db:
        db.execute("UPDATE entries SET payload = (SELECT payload FROM entries WHERE key = 'b') WHERE key = 'a'")
    assert [store.read("a"), store.read("b")] == [None, b"2"]


SCHEMAS = {
    "an older table": "CREATE TABLE entries (key TEXT PRIMARY KEY, payload BLOB)",
    "a view without an end": "CREATE VIEW entries AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
    " SELECT x AS key, x AS checksum, x AS used, x AS size, x AS payload FROM n",
    "a trigger": store_module._SCHEMA + "; CREATE TRIGGER t AFTER INSERT ON entries BEGIN DELETE FROM entries; END",
    "a table of somebody else": "CREATE TABLE readers (id INTEGER)",
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_another_database_is_replaced(tmp_path: Path, store: ResultStore, name: str) -> None:
    (tmp_path / "cache").mkdir()
    with closing(sqlite3.connect(tmp_path / "cache" / FILE_NAME)) as db:
        db.executescript(SCHEMAS[name])
    assert store.read("a") is None
    store.write({"a": b"1"})
    assert store.read("a") == b"1"


def write_folder(path: Path) -> None:
    path.mkdir()


def write_pipe(path: Path) -> None:
    os.mkfifo(path)


def write_for_all(path: Path) -> None:
    ResultStore(path.parent).write({"a": b"of somebody else"})
    path.chmod(0o666)


def write_link_to_nothing(path: Path) -> None:
    path.symlink_to(path / "nothing" / "more")


@pytest.mark.skipif(os.name != "posix", reason="pipes and modes of POSIX")
@pytest.mark.parametrize("prepare", [write_folder, write_pipe, write_for_all, write_link_to_nothing])
def test_what_is_no_file_of_this_user_alone_is_left_alone(
    tmp_path: Path, store: ResultStore, prepare: Callable[[Path], None]
) -> None:
    file = tmp_path / "cache" / FILE_NAME
    file.parent.mkdir()
    prepare(file)
    status = file.lstat()
    assert store.read("a") is None
    store.write({"a": b"1"})
    assert store.read("a") is None
    assert (file.lstat().st_ino, file.lstat().st_mode) == (status.st_ino, status.st_mode)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_of_somebody_else_is_not_believed(tmp_path: Path, store: ResultStore) -> None:
    store.write({"a": b"1"})
    store.close()
    os.chown(tmp_path / "cache" / FILE_NAME, 12345, 12345)
    assert store.read("a") is None


def test_a_folder_that_cannot_be_made_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    store = ResultStore(tmp_path / "file" / "cache")
    store.write({"a": b"1"})
    assert store.read("a") is None


def test_a_file_that_may_only_be_read_is_of_use(tmp_path: Path) -> None:
    """The folder is mounted read-only; who may not mount looks at a file that SQLite opens for reading alone."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can mount")
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(folder)], check=False, capture_output=True).returncode:
        pytest.skip("mounting is not permitted here")
    try:
        writer = ResultStore(folder)
        writer.write({"a": b"1"})
        writer.close()
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        store = ResultStore(folder)
        assert store.read("a") == b"1"
        store.write({"a": b"2"})
        assert store.read("a") == b"1"
        store.close()
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_keeps_what_is_there(tmp_path: Path) -> None:
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can mount")
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", str(folder)], check=False, capture_output=True
    ).returncode:
        pytest.skip("mounting is not permitted here")
    try:
        store = ResultStore(folder)
        store.write({"a": b"1"})
        store.write({"large": random.Random(1).randbytes(90_000)})
        assert [store.read("a"), store.read("large")] == [b"1", None]
        store.write({"b": b"2"})
        assert store.read("b") == b"2"
        store.close()
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


# ------------------------------------------------------------------------------------------------- several processes

_WRITE_FOREVER = """
import sys
from pathlib import Path
from party_card.result_cache.store import ResultStore
store = ResultStore(Path(sys.argv[1]))
number = int(sys.argv[2])
while True:
    store.write({f"{number % 50}": f"{number % 50} ".encode() * 3000, "pair": b"x" * (number % 900)})
    number += 1
    print(number, flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_two_processes_that_are_killed_leave_whole_results(tmp_path: Path) -> None:
    folder, rng = tmp_path / "cache", random.Random(5)
    for round_number in range(5):
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", _WRITE_FOREVER, str(folder), str(number)],
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": str(SOURCE)},
            )
            for number in (0, 25)
        ]
        for writer in writers:
            assert writer.stdout is not None
            writer.stdout.readline()
        time.sleep(rng.uniform(0, 0.1))
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
            writer.communicate()
        store = ResultStore(folder)
        found = [(number, store.read(str(number))) for number in range(50)]
        assert any(result is not None for _, result in found), round_number
        assert all(result in (None, f"{number} ".encode() * 3000) for number, result in found)
        store.write({"after": str(round_number).encode()})
        assert store.read("after") == str(round_number).encode()
        store.close()


def test_a_file_that_another_process_writes_for_long_is_not_waited_for(tmp_path: Path, store: ResultStore) -> None:
    store.write({"a": b"1"})
    store.close()
    with closing(sqlite3.connect(tmp_path / "cache" / FILE_NAME, isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")
        start = time.monotonic()
        assert store.read("a") is None
        store.write({"a": b"2"})
        assert time.monotonic() - start < 60 * store_module.LOCK_TIMEOUT_S
        db.execute("ROLLBACK")
    assert store.read("a") == b"1"
