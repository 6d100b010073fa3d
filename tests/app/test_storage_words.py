"""What is said of keeping is true of the storage: nothing is called kept that is not."""

from __future__ import annotations

import io
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.app.storage_words import describe_earlier_playthroughs, describe_place, describe_writing
from party_card.content.pack import Pack
from party_card.frontends.terminal.app import play
from party_card.frontends.terminal.session import TerminalSession
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.primitives import TextRun
from party_card.storage.crash_log import TRACEBACK_VARIABLE
from party_card.storage.schema import PROGRESS_FILE_NAME
from tests import ROOT
from tests.storage.sample import FILES, LETTER, write_pack

CLAIMS = ("is kept", "are kept", "progress is kept", "was saved", "is saved")


def play_in_terminal(pack: Pack, folder: Path, *lines: str) -> str:
    output = io.StringIO()
    session = Session(pack, folder=folder)
    play(session, LETTER, input=io.StringIO("\n".join(lines)), output=output, interactive=False)
    session.close()
    return " ".join(output.getvalue().split())


@pytest.mark.parametrize("is_kept", [True, False])
def test_the_terminal_calls_kept_only_what_is(pack: Pack, tmp_path: Path, is_kept: bool) -> None:
    folder = tmp_path / "home"
    if not is_kept:
        folder.write_text("a file where the folder should be")
    text = play_in_terminal(pack, folder, "1", "1", "?", "r", "1", "q")
    assert any(claim in text for claim in CLAIMS) == is_kept
    assert ("What you play now is not kept: the folder" in text) == (not is_kept)
    assert text.count("Your place is kept.") == (2 if is_kept else 0), "in the list of commands, and at the end"


def test_a_scene_that_was_changed_keeps_earlier_choices_only_where_that_is_so(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(pack, folder=tmp_path / "home")
    session.open(LETTER)
    for step in ("begin", "read"):
        session.choose(step)
    session.close()
    changed = write_pack(tmp_path / "changed", letter=FILES["letter.yaml"].replace("- id: read\n", "- id: read-it\n"))
    for error, sentence in (
        ("", "What you played before is kept."),
        ("the disk is full", "not kept: the disk is full."),
    ):
        shutil.copytree(tmp_path / "home", tmp_path / f"home {error}")
        session = Session(changed, folder=tmp_path / f"home {error}")
        monkeypatch.setattr(session._store, "error", error)
        session.open(LETTER)
        assert session.notices[-1].endswith(sentence)
        session.close()


def test_each_sentence_names_the_reason() -> None:
    for describe in (describe_earlier_playthroughs, describe_writing):
        assert "kept" in describe("") and "not" not in describe("")
        assert describe("the disk is full").endswith("not kept: the disk is full.")
    assert describe_place("saved", "") == "Your place is kept."
    assert describe_place("saving", "") == "Your place is being saved."
    assert describe_place("not saved", "the disk is full") == "Your place is not kept: the disk is full."
    assert describe_place("not saved", "") == "Your place is not kept yet."


def test_no_front_end_words_such_a_sentence_by_itself() -> None:
    sentences = ("your place is kept", "progress is kept", "you played before is kept", "have played so far is kept")
    folder = ROOT / "game" / "party_card"
    allowed = folder / "app" / "storage_words.py"
    for path in folder.rglob("*.py"):
        text = path.read_text(encoding="utf-8").lower()
        assert path == allowed or not [sentence for sentence in sentences if sentence in text], path


def test_after_a_mistake_the_terminal_names_the_log_and_says_what_is_kept(
    pack: Pack, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise LookupError("grey owl wrote of a registry")

    monkeypatch.delenv(TRACEBACK_VARIABLE, raising=False)
    monkeypatch.setattr(TerminalSession, "reject", fail)
    session = Session(pack, folder=tmp_path / "home", player="grey owl")
    output = io.StringIO()
    lines = io.StringIO("1\n1\nnonsense\n1\n")
    assert play(session, LETTER, input=lines, output=output, interactive=False) == 2
    session.close()
    (log,) = (home / "logs").iterdir()
    text = output.getvalue()
    assert str(log) in text
    assert " ".join(text.split()).endswith("Your place is kept.")
    logged = log.read_text(encoding="utf-8")
    assert "Place: terminal, scene letter, steps begin read" in logged
    assert "LookupError: [left out] [left out] wrote of a registry" in logged
    session = Session(pack, folder=tmp_path / "home", player="grey owl")
    assert session.open(LETTER).passage == "corridor"
    session.close()


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE readers SET nickname = CAST(X'c272' AS TEXT)", "1 player and 1 playthrough were saved."),
        ("PRAGMA user_version = 8", "by a newer version of Party Card, and is left as it is for that version."),
        ("", "The progress file was empty, as an interruption of the power can leave it"),
    ],
)
def test_what_became_of_the_file_is_said_in_the_window_and_in_the_terminal(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str, sentence: str
) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    play_in_terminal(pack, tmp_path / "window", "1", "q")
    file = tmp_path / "window" / PROGRESS_FILE_NAME
    if statement:
        with closing(sqlite3.connect(file, isolation_level=None)) as db:
            db.execute(statement)
    else:
        file.write_bytes(b"")
    shutil.copytree(tmp_path / "window", tmp_path / "terminal")
    assert sentence in play_in_terminal(pack, tmp_path / "terminal", "q")
    session = Session(pack, folder=tmp_path / "window")
    navigator = Navigator(session, (1280, 800))
    runs = [mark.text for box in navigator.view.layout.boxes for mark in box.marks if isinstance(mark, TextRun)]
    assert sentence in " ".join(runs)
    session.close()
