"""Endings and route in the terminal: a list without spoilers, and the way back to a fork."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from party_card.app.session import Session
from tests.frontends.terminal.test_terminal import last_page, typed
from tests.storage.sample import write_pack

READ_AND_SHRUG = "1\n1\n3\n" + "\n" * 3
"""Opens the scene, reads the letter, shrugs, and goes through record and questions."""


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("PARTY_CARD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    session = Session(write_pack(tmp_path / "pack"), folder=tmp_path / "home")
    yield session
    session.close()


def test_after_a_scene_the_endings_are_counted(session: Session) -> None:
    text = last_page(typed(session, READ_AND_SHRUG))
    words = " ".join(text.split())
    assert "after 2 decisions. This is ending 2 of 2." in words
    assert "You have found 1 of 2 endings. Type f for the endings" in words


def test_the_route_reads_like_this(session: Session) -> None:
    assert last_page(typed(session, READ_AND_SHRUG + "f\n")).partition("\nYou have finished")[0] == (
        """
Endings and route
Ending 2 of 2. You have found 1 of 2 endings.
  Ending 1: Not found yet.
  Ending 2: You said nothing. This time.

Your route, with its forks:
  1. 2 March 1931. Petrov is out. The drawer of the registry… You read the
     letter. 1 other way, 1 not tried yet.
  2. 2 March 1931. In the corridor somebody asks what kept you. You shrugged.
     2 other ways, 2 not tried yet.

To go back to a fork and play on from there, type f and its number, as in f 1.
What you have played so far stays saved.
"""
    )


def test_nothing_unseen_is_named(session: Session) -> None:
    route = last_page(typed(session, READ_AND_SHRUG + "f\n"))
    for spoiler in ("You told", "Close the drawer", "Tell him", "Wait until"):
        assert spoiler not in route


def test_from_a_fork_another_way_leads_to_another_ending(session: Session) -> None:
    output = typed(session, READ_AND_SHRUG + "f 2\n2\n" + "\n" * 3 + "f\n")
    assert "Back at fork 2." in output
    assert "Ending 1: You told. This time.\n  Ending 2: You said nothing.\n" in last_page(output)
    assert [save.attempt for save in session.storage.list_playthroughs(session.player)] == [1, 2]


@pytest.mark.parametrize("number", ["0", "3", "x", "-1", "9" * 60])
def test_a_fork_that_is_not_there_is_refused_in_a_sentence(session: Session, number: str) -> None:
    output = last_page(typed(session, READ_AND_SHRUG + f"f {number}\n"))
    assert "on your route. Its forks have the numbers 1 to 2; f alone lists them." in " ".join(output.split())
    assert session.attempt == 1


def test_before_the_first_choice_there_is_no_fork(session: Session) -> None:
    assert "You have not come to a fork yet." in typed(session, "f\n")
    assert "You have not come to a fork yet." in typed(session, "f 1\n")


PLAY_BOTH_FORKS = READ_AND_SHRUG + "r\n1\n2\n2\n" + "\n" * 3
"""Then plays once more, and closes the drawer."""


def test_choices_made_before_are_marked_in_a_scene_played_again(session: Session) -> None:
    output = typed(session, READ_AND_SHRUG + "r\n1\n")
    assert last_page(output).count("(chosen before)") == 1
    assert "(chosen before)" not in output.partition("From the beginning.")[0]


def test_k_skips_what_was_read_and_says_what_it_chose(session: Session) -> None:
    output = typed(session, PLAY_BOTH_FORKS + "r\n1\nk\n")
    assert "You have read this before. Type k to skip to the next new choice." in output
    assert "Skipped: " in output
    assert session.playthrough.steps[:2] == ("begin", "close-drawer")


def test_k_says_where_there_is_nothing_to_skip(session: Session) -> None:
    assert "There is nothing to skip here" in typed(session, "1\nk\n")
