"""The window with a real session and the scenes that are shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.content.pack import builtin, read_pack
from game.frontends.window.boxes import Words
from game.frontends.window.desk import Sitting
from game.frontends.window.input import Confirm, Key
from game.frontends.window.screens import PageScreen
from game.frontends.window.stage import Stage
from game.keep.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Session:
    pack, _ = read_pack(builtin())
    return Session(pack, folder=tmp_path)


def test_a_session_is_what_the_window_needs(session: Session) -> None:
    sitting: Sitting = session
    assert sitting.shelf()


def test_every_scene_can_be_played_to_its_end(session: Session) -> None:
    for n, shelf in enumerate(session.shelf()):
        size = ((1280, 800), (640, 480))[n % 2]  # each in turn: what differs with the size is tested with the samples
        shown = Stage(session, size, screen=PageScreen(session, session.open(shelf.scene)))
        for _ in range(200):
            page = session.page()
            if page.kind == "finished":
                break
            for box in shown.view.sheet.boxes:
                for mark in box.marks:
                    if isinstance(mark, Words):
                        assert shown.engine.missing(mark.text, mark.type) == ""
                        assert mark.x + shown.engine.measure(mark.text, mark.type) <= box.w + 2, mark.text
            shown.handle(Key("1") if page.kind == "passage" else Confirm())
        assert session.page().kind == "finished", shelf.scene


def test_what_was_begun_is_what_the_title_goes_on_with(session: Session) -> None:
    shown = Stage(session, (1280, 800))
    shown.handle(Confirm())
    shown.handle(Key("1"))
    shown.handle(Key("1"))
    again = Stage(session, (1280, 800))
    assert any("Continue: " in box.name for box in again.view.sheet.boxes)
    again.handle(Confirm())
    assert session.page().kind == "passage"
