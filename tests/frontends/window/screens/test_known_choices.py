"""In a scene played again the window marks choices made before, and skips passages in which nothing is new."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.frontends.window.input.events import Key
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.key_hints import SKIP
from tests.app.sample import play
from tests.storage.sample import LETTER, write_pack


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session(write_pack(tmp_path / "pack"), folder=tmp_path / "home", player="heron")
    play(session, LETTER, "read", "shrug")
    yield session
    session.close()


def begin_again(session: Session) -> Navigator:
    session.restart(LETTER)
    return Navigator(session, (1280, 800), screen=PageScreen(session, session.choose("begin")))


def list_buttons(navigator: Navigator) -> list[str]:
    return [box.name for box in navigator.view.layout.boxes if box.role == "button"]


def test_a_choice_made_before_is_marked_with_a_word(session: Session) -> None:
    assert [name.endswith("(chosen before)") for name in list_buttons(begin_again(session))] == [True, False]


def test_k_skips_a_passage_in_which_nothing_is_new(session: Session) -> None:
    play(session, LETTER, "close-drawer", "shrug", restart=True)
    navigator = begin_again(session)
    assert SKIP in navigator.screen.key_hints()
    navigator.dispatch(Key("k"))
    assert session.playthrough.steps == ("begin", "close-drawer")


def test_k_does_nothing_where_a_choice_is_new(session: Session) -> None:
    navigator = begin_again(session)
    assert SKIP not in navigator.screen.key_hints()
    navigator.dispatch(Key("k"))
    assert session.playthrough.steps == ("begin",)
