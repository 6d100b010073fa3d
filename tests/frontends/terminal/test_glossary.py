"""The glossary at a terminal: that of the page, and search in the whole of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.frontends.terminal import app
from tests.theatre import REHEARSAL, write_theatre


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """A session in the theatre."""
    monkeypatch.setenv("COLUMNS", "80")
    session = Session(write_theatre(tmp_path / "pack"), folder=tmp_path / "kept")
    yield session
    session.close()


def read_answers(session: Session, *lines: str) -> list[str]:
    """Returns the answer to each line that is typed in the rehearsal."""
    output = io.StringIO()
    text = "".join(f"{line}\n" for line in (*lines, "q"))
    assert app.play(session, REHEARSAL, input=io.StringIO(text), output=output, interactive=False) == 0
    return [part.partition("\n")[2].rstrip("\n") for part in output.getvalue().split("\n> ")[1:-1]]


def test_the_words_of_a_page_come_with_the_way_to_the_others(session: Session) -> None:
    hint = "To search the whole glossary, type w and a name or a word."
    assert read_answers(session, "w")[0] == f"Nobody and nothing on this page needs explaining.\n\n{hint}"
    assert (
        read_answers(session, "1", "w")[1]
        == f"\nPeople\n  Łucja Żeleńska (born 1889): Director of the play. [1]\n    [1] Documented. A Memoir (1951), para. 1.\n\n{hint}"
    )


def test_a_name_is_found_in_the_whole_glossary_without_its_accents_and_says_if_it_is_met(session: Session) -> None:
    _, met, unmet, none, others = read_answers(session, "1", "w ZELENSKA", "w abel", "w opera", "who stage")
    assert (
        met
        == "1 of 8 entries has these words.\n  Łucja Żeleńska (person, met, born 1889): Director of the play. [1]\n    [1] Documented. A Memoir (1951), para. 1."
    )
    assert unmet == "1 of 8 entries has these words.\n  René Abel (person): He sold the tickets."
    assert none == "No entry has these words."
    assert others.startswith("2 of 8 entries have these words.\n  prompt box (word): A hole in the stage from which")


def test_the_whole_glossary_is_listed_and_a_mark_alone_searches_nothing(session: Session) -> None:
    answers = read_answers(session, "1", "w all", "w ?")
    assert answers[1] == answers[2]
    assert answers[1].startswith(
        "8 entries. A scene has named one of them to you; it is marked “met”.\n  René Abel (person): He sold the tickets.\n  Oda af"
    )
