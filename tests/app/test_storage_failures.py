"""Tests of disk failures: play goes on, and the player gets a message."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.content.pack import Pack
from party_card.storage.errors import StorageUnavailableError
from party_card.storage.schema import PROGRESS_FILE_NAME
from party_card.storage.store import Store
from tests import ROOT
from tests.app.sample import OpenSession, take_notices
from tests.storage.sample import LETTER, RIVER


def test_a_file_damaged_while_playing_is_moved_aside_and_the_walk_is_in_the_new_one(
    open_session: OpenSession, tmp_path: Path
) -> None:
    session = open_session()
    session.open(LETTER)
    session.choose("begin")
    (tmp_path / "kept" / PROGRESS_FILE_NAME).write_bytes(b"noise" * 5000)
    page = session.choose("read")
    assert "moved aside, not deleted" in take_notices(session)
    assert open_session().open(LETTER) == page


def test_a_file_taken_away_while_playing_is_begun_anew_with_the_walk(open_session: OpenSession, tmp_path: Path) -> None:
    session = open_session()
    session.open(LETTER)
    session.choose("begin")
    (tmp_path / "kept" / PROGRESS_FILE_NAME).unlink()
    page = session.choose("read")
    assert "was taken away" in take_notices(session)
    assert open_session().open(LETTER) == page


def test_a_folder_taken_away_while_playing_is_made_again(open_session: OpenSession, tmp_path: Path) -> None:
    session = open_session()
    session.open(LETTER)
    session.choose("begin")
    shutil.rmtree(tmp_path / "kept")
    page = session.choose("read")
    assert "A new one was begun" in take_notices(session)
    assert open_session().open(LETTER) == page


def test_with_a_file_where_the_folder_should_be_play_goes_on_and_the_reader_is_told_why(
    open_session: OpenSession, tmp_path: Path
) -> None:
    (tmp_path / "kept").write_text("in the way")
    session = open_session()
    assert "Progress is not being kept: the folder" in take_notices(session)
    session.open(LETTER)
    assert session.choose("begin").passage == "desk"
    assert session.storage_error
    assert not session.notices, "told once"
    assert (tmp_path / "kept").read_text() == "in the way"


def test_with_a_folder_where_the_file_should_be_play_goes_on(open_session: OpenSession, tmp_path: Path) -> None:
    (tmp_path / "kept" / PROGRESS_FILE_NAME).mkdir(parents=True)
    session = open_session()
    assert "no file can be opened there" in take_notices(session)
    session.open(LETTER)
    assert session.choose("begin").passage == "desk"


def test_on_a_full_disk_play_goes_on_and_is_kept_as_soon_as_there_is_room(open_session: OpenSession) -> None:
    session = open_session()
    session.open(LETTER)
    session.choose("begin")
    database = session._store._store._db
    database.execute("CREATE TABLE filler (data)")  # uses up the free pages of the file
    pages = database.execute("PRAGMA page_count").fetchone()[0]
    database.execute(f"PRAGMA max_page_count = {pages}")
    for _ in range(1000):
        page = session.choose("wait" if session.page().passage == "corridor" else "read")
        if session.storage_error:
            break
    assert "Progress is not being kept: the disk is full" in take_notices(session)
    page = session.choose("wait")
    assert not session.notices, "told once"
    database.execute("PRAGMA max_page_count = 100000")
    database.execute("DROP TABLE filler")
    page = session.choose("wait")
    assert take_notices(session) == "Progress is being kept again."
    assert open_session().open(LETTER) == page


@pytest.mark.parametrize("there_is_room_again", [True, False])
def test_what_could_not_be_kept_waits_while_other_scenes_and_readers_play(
    open_session: OpenSession, monkeypatch: pytest.MonkeyPatch, there_is_room_again: bool
) -> None:
    session = open_session("Anna")
    session.open(LETTER)
    session.choose("begin")
    with monkeypatch.context() as disk:

        def raise_full_disk(*_: object) -> None:
            raise StorageUnavailableError("the disk is full")

        disk.setattr(Store, "save", raise_full_disk)
        page = session.choose("read")
        assert session.open(LETTER) == page, "back from the title page"
        session.open(RIVER)
        session.switch_player("Boris")
        session.switch_player("Anna")
        if not there_is_room_again:
            assert session.open(LETTER) == page
    if there_is_room_again:
        session.open(RIVER)
        session.switch_player("Boris")
    session.close()
    assert open_session("Anna").open(LETTER) == page


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root can mount a small disk")
def test_on_a_disk_that_is_really_full_nothing_shown_is_lost(pack: Pack) -> None:
    with tempfile.TemporaryDirectory() as folder:
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", folder], check=False).returncode:
            pytest.skip("mounting is not permitted here")
        try:
            session = Session(pack, folder=Path(folder))
            session.open(LETTER)
            session.choose("begin")
            filler = Path(folder, "filler")
            with filler.open("wb", buffering=0) as file:
                try:
                    while file.write(b"x" * 512):
                        pass
                except OSError:
                    pass
            session.choose("read")
            assert "Progress is not being kept: the disk is full" in take_notices(session)
            page = session.choose("wait")
            other_session = Session(pack, folder=Path(folder))
            assert other_session.open(LETTER).passage == "desk", "what was kept before is still there"
            other_session.close()
            filler.unlink()
            session.close()  # tries once more
            last_page = Session(pack, folder=Path(folder))
            assert last_page.open(LETTER) == page
            last_page.close()
        finally:
            subprocess.run(["umount", folder], check=True)


READ_ONLY = """
import os, sys
import hashlib, transitions  # later, as nobody, they may not be read
from pathlib import Path
from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.content.pack import read_pack
from tests.storage.sample import write_pack
folder = Path(sys.argv[1])
pack = write_pack(folder / "pack")
os.chmod(folder, 0o755)
kept = folder / "kept"
if sys.argv[2] == "begun":
    before = Session(pack, folder=kept)
    before.open("letter")
    before.choose("begin")
    before.close()
    os.chmod(kept / "progress.sqlite", 0o444)
kept.mkdir(exist_ok=True)
os.chmod(kept, 0o555)
if os.geteuid() == 0:
    os.setuid(65534)  # root may write anywhere
session = Session(pack, folder=kept)
page = session.open("letter")
print(page.kind)
print(session.choose("begin" if page.kind == "briefing" else "read").passage)
print(*session.notices)
print(sorted(path.name for path in kept.iterdir()))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a folder is not made read-only like this on Windows")
@pytest.mark.parametrize(
    ("state", "kind", "passage", "files"),
    [("new", "briefing", "desk", []), ("begun", "passage", "corridor", ["progress.sqlite"])],
)
def test_in_a_read_only_folder_play_goes_on_from_what_is_kept_and_the_reader_is_told(
    state: str, kind: str, passage: str, files: list[str]
) -> None:
    folder = tempfile.mkdtemp()
    try:
        command = [sys.executable, "-c", READ_ONLY, folder, state]
        root = ROOT
        completed = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root)
    finally:
        shutil.rmtree(folder)
    assert not completed.stderr
    lines = completed.stdout.splitlines()
    assert lines[:2] == [kind, passage]
    assert lines[2].startswith("Progress is not being kept: ")
    assert "read-only" in lines[2] or "no file can be opened" in lines[2]
    assert lines[3] == str(files)
