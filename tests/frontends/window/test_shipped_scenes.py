"""The window with a real session and the scenes that are shipped."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.engine.record_layers import split_layers
from party_card.frontends.window.input.events import Arrow, Confirm, Key
from party_card.frontends.window.screens.dialogs.note import NoteDialog
from party_card.frontends.window.screens.intermission import IntermissionScreen
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.screens.timeline import TimelineScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command
from party_card.frontends.window.toolkit.primitives import TextRun
from tests.shipped import load_shipped_pack

from .open_screens import make_forward_action

pytestmark = pytest.mark.long  # every screen at every size; every scene from end to end

SCENES = load_shipped_pack().scene_ids()


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(load_shipped_pack(), folder=tmp_path)


@pytest.mark.parametrize(
    ("scene", "size"),
    [
        pytest.param(scene, size, marks=[pytest.mark.release] if number % 4 else [])
        for number, (scene, size) in enumerate(zip(SCENES, cycle(((1280, 800), (640, 480), (640, 480))), strict=False))
    ],
)
def test_every_scene_can_be_played_to_its_end(session: Session, scene: SceneId, size: tuple[int, int]) -> None:
    """Each size in turn: what differs with the size is tested with the samples."""
    navigator = Navigator(session, size, screen=PageScreen(session, session.open(scene)))
    measured: set[tuple[object, ...]] = set()
    for _ in range(200):
        page = session.page()
        if page.kind == "finished":
            break
        for box in navigator.view.layout.boxes:
            runs = {(mark.text, mark.font, mark.x, box.w) for mark in box.marks if isinstance(mark, TextRun)} - measured
            measured |= runs
            for text, font, x, width in runs:
                assert navigator.stack.shaper.find_missing_characters(text, font) == ""
                assert x + navigator.stack.shaper.measure(text, font) <= width + 2, text
        navigator.dispatch(make_forward_action(page))
    assert session.page().kind == "finished"


def test_what_was_begun_is_what_the_title_goes_on_with(session: Session) -> None:
    session.leave_prologue()
    navigator = Navigator(session, (1280, 800))
    navigator.dispatch(Confirm())
    for _ in range(4):  # to the end of the briefing, and past a choice
        navigator.dispatch(make_forward_action(session.page()))
    other_navigator = Navigator(session, (1280, 800))
    assert any("Continue: " in box.name for box in other_navigator.view.layout.boxes)
    other_navigator.dispatch(Confirm())
    assert session.page().kind == "passage"


def test_the_shipped_campaign_leads_from_scene_to_scene_and_stands_on_its_band(session: Session) -> None:
    first, second = session.list_scenes()[:2]
    navigator = Navigator(session, (1280, 800), screen=PageScreen(session, session.open(first.scene)))
    for _ in range(300):
        if session.page().kind == "finished":
            break
        navigator.dispatch(make_forward_action(session.page()))
    navigator.dispatch(Confirm())
    assert isinstance(navigator.screen, IntermissionScreen)
    assert navigator.screen.page.scene == second.scene
    assert navigator.screen.page.notes, "the fact of the day has its source"
    navigator.dispatch(Confirm())
    assert session.playthrough.compiled.scene.scene == second.scene
    navigator = Navigator(session, (1280, 800), screen=TimelineScreen(session))
    assert [box.role for box in navigator.view.layout.fixed if box.role == "image"], "all of them find room on the band"
    assert navigator.view.max_scroll == 0
    assert sum(p.target.command.verb == "select" for p in navigator.view.focusable_targets()) >= len(
        session.list_scenes()
    )


def test_every_record_is_reached_through_by_tab_and_has_its_notes_in_the_list(session: Session) -> None:
    for index, scene in enumerate(session.list_scenes()):
        page = session.open(scene.scene)
        for _ in range(200):
            if page.kind == "record":
                break
            page = session.choose(next(o.id for o in page.offers if o.is_open))
        navigator = Navigator(session, ((1280, 800), (640, 480))[index % 2], screen=PageScreen(session, page))
        listed: list[str] = []
        for number in range(max(1, len(split_layers(page)))):
            if split_layers(page):
                navigator.run_command(Command("layer", str(number)))
            folds = [p.target.command for p in navigator.view.targets if p.target.command.verb == "fold"]
            for command in folds[1:]:  # the first is open
                navigator.run_command(command)
            commands = [p.target.command for p in navigator.view.focusable_targets()]
            listed += [command.argument for command in commands if command.verb == "note"]
            for n, box in enumerate(boxes := [b for b in navigator.view.layout.boxes if b.w and b.h]):
                others = boxes[n + 1 :]
                assert not any(box.rect.colliderect(other.rect) for other in others), (scene.scene, box.name)
        assert {str(note.number) for note in page.notes} <= set(listed)


def test_the_notes_of_a_page_between_scenes_open_where_no_scene_is_open(session: Session) -> None:
    """Found by the soak: the note asked the open walk, and there was none."""
    page = session.campaign_end()
    assert page is not None
    navigator = Navigator(session, (1280, 800), screen=IntermissionScreen(session, page))
    navigator.dispatch(Key("n"))
    assert isinstance(navigator.screen, NoteDialog)
    navigator.dispatch(Arrow(x=1))
    assert page.notes[1].text in [box.name for box in navigator.view.layout.boxes]
