"""The archive in the terminal: a shelf of numbers, a file as a stranger finds it, then what was lived."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.frontends.terminal import app
from tests.app.archive_campaign import FERRY, KILN, SIGNAL, write_archive_campaign
from tests.app.provenance_campaign import write_provenance_campaign
from tests.app.sample import play

HONEST = ("let-pass", "enter", "tell", "answer")


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("PARTY_CARD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "90")
    session = Session(write_archive_campaign(tmp_path / "pack"), folder=tmp_path / "home")
    yield session
    session.close()


def finish(session: Session, scene: SceneId, *choices: str) -> None:
    play(session, scene, *choices)
    while session.page().offers:
        session.choose(session.page().offers[0].id)


def typed(session: Session, text: str, scene: SceneId = SIGNAL) -> str:
    output = io.StringIO()
    assert app.play(session, scene, input=io.StringIO(text), output=output, interactive=False) == 0
    return output.getvalue()


def after(output: str, line: str) -> str:
    """Returns what answers the last such line, up to the next one."""
    return output.rpartition(f"> {line}\n")[2].partition("\n>")[0]


def test_after_the_last_scene_the_campaign_goes_on_with_the_shelf(session: Session) -> None:
    finish(session, FERRY, *HONEST)
    finish(session, KILN, "wait")
    finish(session, SIGNAL, "wave")
    output = typed(session, "c\n")
    assert "Type c for the archive: what a stranger could know of everybody whom you played." in " ".join(
        output.split()
    )
    assert after(output, "c").partition("\nNotes")[0] == (
        """
The cellar of the office
2 March – May 1931.

Counter kept all of it. [1]

Open a file as a stranger would.

The shelf
1. Reed, T. Office of tolls. 4 papers, card kept.
2. The Kiln. No file.
3. Moss, L. 0 papers, no card.

What a stranger can conclude

Who took a toll, and that it was counted twice. [1]

That a leaf is missing.

What a stranger cannot conclude

Why somebody looked away.

One question

1. Which paper do you miss most? (sourcing)
"""
    )
    assert "Type the number of a file to open it: 1, 3." in output
    assert "Press Enter to go on: The winter in the record. Type b to go back." in output
    assert "\nThe winter in the record\n" in typed(session, "c\n\n").rpartition("\n>")[2]


def test_a_file_is_read_as_a_stranger_first_and_then_with_what_was_lived(session: Session) -> None:
    finish(session, FERRY, *HONEST)
    output = typed(session, "v\n2\n1\n\n\n", FERRY)
    assert "No file stands at place 2. Type one of these: 1." in output
    stranger = after(output, "1")
    assert "\nFile 1: Reed, T.\n" in stranger
    assert "\n2. What “A slip” shows\n" in stranger
    assert "Gap: No paper is left of these days: 15 March 1931.\n" in stranger
    assert "You told him" not in stranger
    assert "left no paper" not in stranger
    assert "Press Enter to go on: Show what you lived. Type b for the shelf." in stranger
    lived = output.partition("Show what you lived. Type b for the shelf.")[2]
    assert "3. You told him. (known to you and your brother)" in lived
    assert "Press Enter to go on: Back to the shelf." in lived
    assert lived.count("The shelf\n") == 1


def test_statements_and_the_question_are_answered_and_kept(session: Session) -> None:
    finish(session, FERRY, *HONEST)
    output = typed(session, "v\nd\n1\na 2 documented\na 9 x\nb\na The leaf\na Or the slip\nd\n", FERRY)
    assert "First write an answer of your own, as in: a I would say" in output
    assert (
        "Your answer to 2: documented. By these papers it is reported. Somebody says so here: one person’s word."
        in " ".join(output.split())
    )
    assert "Type the number of a statement, 1 to 6" in output
    assert "4 papers, card kept. Judged." in after(output, "b")
    assert after(output, "d").strip().startswith("One that somebody had a reason to write.")
    again = typed(session, "v\n", FERRY)
    assert "Your answer:\n  The leaf\n  Or the slip\n" in again
    assert "Nothing is written beneath the question." in typed(session, "v\na -\n", FERRY)


def test_the_archive_says_why_it_is_closed(session: Session) -> None:
    assert "The archive opens once you have finished a scene that leaves a file." in typed(session, "v\n", FERRY)


def test_before_the_last_scene_the_shelf_leads_back_to_the_scene(session: Session) -> None:
    finish(session, FERRY, *HONEST)
    output = typed(session, "begin\n1\nv\n\nb\n", SIGNAL)
    assert "Type b to go back." in output
    assert "Press Enter to go on: The winter" not in output
    assert "A lamp is swung." in after(output, "b")


def test_the_archive_is_written_to_files(session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "documents"
    monkeypatch.setattr("party_card.frontends.shared.transcript.files.transcript_folders", lambda: (folder,))
    finish(session, FERRY, *HONEST)
    assert "Archive.html" in "".join(typed(session, "v\nt\n", FERRY).split())
    assert sorted(path.suffix for path in folder.iterdir()) == [".html", ".json", ".md"]


def test_the_way_of_a_thing_is_followed_from_the_shelf_and_leads_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTY_CARD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "90")
    session = Session(write_provenance_campaign(tmp_path / "pack"), folder=tmp_path / "home")
    finish(session, FERRY, "let-pass", "enter", "hush", "refuse")
    finish(session, KILN, "wait")
    finish(session, SIGNAL, "wave")
    output = typed(session, "v\n4\n\n4\nb\n5\n")
    assert "4. A bell without a clapper. Its mark joins 2 papers." in after(output, "v")
    assert "Type 4 to follow the way of this: A bell without a clapper." in after(output, "v")
    way = output.partition("> 4\n")[2].partition("\n>")[0]
    assert way.partition("\nNotes")[0] == (
        """
A bell without a clapper

It was rung in some of these places. Counter never wrote that down. [1]

2 March 1931. The landing.
  A bell hangs here, and Counter is paid. [1]
    Against the light: Cast for the *ferry*, 1890.

9 March 1931. The office of tolls. A copy with the mark.
  A rubbing.

20 March 1931. The yard. The way breaks off.
  It was melted down.

From here on no mark joins these papers.

April 1931. The kiln. No mark.

May 1931. The signal box. No mark.
"""
    )
    assert "Press Enter or type b for the shelf." in way
    assert output.count("What a stranger cannot conclude") == 3  # the shelf, and twice back on it
    assert "No file stands at place 5." in after(output, "5")
    session.close()
