"""The file in the terminal: read from top to bottom, and answered with words."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.content.pack import read_pack
from party_card.frontends.terminal import app
from tests.engine.test_person_file import SCENE
from tests.frontends.terminal.test_terminal import last_page

STEPS = ("begin", "enter", "tell", "wait", "report", "reveal", "close")


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("PARTY_CARD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "pack" / "scenes").mkdir(parents=True)
    (tmp_path / "pack" / "scenes" / "parcel.yaml").write_text(SCENE, encoding="utf-8")
    session = Session(read_pack(tmp_path / "pack")[0], folder=tmp_path / "home")
    session.open(SceneId("parcel"))
    for step in STEPS:
        session.choose(step)
    yield session
    session.close()


def typed(session: Session, text: str) -> str:
    """Returns the output of a session whose input is `text`."""
    output = io.StringIO()
    assert app.play(session, SceneId("parcel"), input=io.StringIO(text), output=output, interactive=False) == 0
    return output.getvalue()


def test_the_file_reads_like_this(session: Session) -> None:
    text = last_page(typed(session, "p\n"))
    assert text.partition("You can:")[0] == (
        """
What remains of you on paper

File: Berg, K.
The office of a town (invented)
On the party card stands: kept.
1 of 3 decisions left no paper.

The papers

A. Line 113 (Register, invented)
    One parcel.
In a cellar.
Shows decisions 1 and 3.

B. A slip (Note, invented)
    In pencil.
Shows decision 3.

C. A list (List, invented)
    Names.

Your decisions, and who can know them
1. You entered it. (A: Line 113)
2. You told her. (known to you and your sister)
3. You reported it. (A: Line 113; B: A slip)

What could a historian say of you, and how surely?
1. You entered it.
2. You told her.
3. You reported it.
4. You acted as you did because you were afraid.

"""
    )


def test_a_statement_is_answered_by_a_word_or_its_beginning(session: Session) -> None:
    assert "Your answer to 1: documented. Yes. “Line 113” shows it." in typed(session, "a 1 docu\n")
    assert session.file_answers() == ("documented", "", "", "")
    assert "By these papers it is not recorded." in " ".join(typed(session, "a 2 reported\n").split())
    assert "Statement 1 is not answered." in typed(session, "a 1 -\n")
    assert session.file_answers() == ("", "reported", "", "")


@pytest.mark.parametrize("line", ["a", "a 9 documented", "a 1", "a 1 surely", "a x documented"])
def test_what_cannot_be_an_answer_is_explained(session: Session, line: str) -> None:
    text = " ".join(typed(session, f"{line}\n").split())
    assert (
        "Type the number of a statement, 1 to 4, and one of these: corroborated, documented, reported, not recorded."
        in text
    )
    assert session.file_answers() == ("", "", "", "")
