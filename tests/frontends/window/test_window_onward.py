"""Where pages lead: a finished scene goes on through the campaign, and Enter does what is marked, or the first way."""

from __future__ import annotations

import pytest

from party_card.content.models import SceneId
from party_card.engine.page import Page
from party_card.frontends.window.input.events import Cancel, Confirm, Key
from party_card.frontends.window.navigation import Push
from party_card.frontends.window.screens.dialogs.base import MenuOverlay, MessageOverlay
from party_card.frontends.window.screens.pages import IntermissionScreen, PageScreen, TitleScreen
from party_card.frontends.window.screens.timeline import TimelineScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.primitives import Command
from party_card.frontends.window.views.next_steps import next_steps
from party_card.storage.settings import Settings

from .open_screens import stage
from .sample import BETWEEN, FINISHED, PASSAGE, WINTER, FakeSession


def page(shown: Navigator) -> Page:
    assert isinstance(shown.screen, PageScreen)
    return shown.screen.page


def caps(shown: Navigator) -> dict[str, str]:
    return {hint.cap: hint.label for hint in shown.view.key_hints()}


def test_a_finished_scene_goes_on_to_the_day_between_and_to_the_next_scene() -> None:
    session = FakeSession()
    shown = stage("finished", session=session)
    assert shown.view.focus == Command("on", "loose-tongues")
    assert caps(shown)["Enter"] == "go on: Loose Tongues"
    shown.dispatch(Confirm())
    assert isinstance(shown.screen, IntermissionScreen)
    assert page(shown) == BETWEEN
    assert caps(shown)["Enter"] == "begin: Loose Tongues"
    shown.dispatch(Confirm())
    assert type(shown.screen) is PageScreen


def test_at_the_end_of_the_campaign_stands_the_winter_and_then_the_episodes() -> None:
    session = FakeSession()
    session.follows = None
    shown = stage("finished", session=session)
    assert caps(shown)["Enter"] == "the winter in the record"
    shown.dispatch(Confirm())
    assert page(shown) == WINTER
    shown.dispatch(Confirm())
    for _ in range(9):
        if isinstance(shown.screen, TimelineScreen):
            break
        shown.dispatch(Confirm())
    assert isinstance(shown.screen, TimelineScreen)


def test_without_a_campaign_the_episodes_come_first_and_nothing_breaks() -> None:
    class Alone(FakeSession):
        def campaign_end(self, scene: SceneId | None = None, /) -> None:  # noqa: ARG002
            return None

    session = Alone()
    session.follows = None
    assert next_steps(session, FINISHED).first == Command("episodes")
    shown = stage("finished", session=session)
    answer = shown.screen.handle_command(Command("winter"))
    assert isinstance(answer, Push)
    assert isinstance(answer.screen, MessageOverlay)


@pytest.mark.parametrize("name", ["finished", "between", "winter"])
def test_enter_reads_on_and_only_at_the_end_goes_on(name: str) -> None:
    shown = stage(name, (640, 480), Settings(text_size=200))
    before = shown.screen
    assert shown.view.focus is None, "the way on is not in view"
    shown.dispatch(Confirm())
    assert shown.screen is before
    assert shown.view.scroll > 0
    shown.dispatch(Confirm(space=True))
    for _ in range(40):
        if shown.view.scroll == shown.view.max_scroll:
            break
        shown.dispatch(Confirm(space=True))
    shown.dispatch(Confirm(space=True))
    assert shown.screen is before, "space only reads on"
    shown.dispatch(Confirm())
    assert shown.screen is not before


@pytest.mark.parametrize("name", ["between", "winter"])
def test_between_scenes_there_is_nothing_to_take_back(name: str) -> None:
    session = FakeSession()
    shown = stage(name, session=session)
    before, at = shown.screen, session.at
    for key in ("b", "p", "t", "1"):
        shown.dispatch(Key(key))
        assert shown.screen is before, key
    assert session.at == at
    shown.dispatch(Key("n"))
    assert shown.screen is not before, "its notes can be opened"
    shown.dispatch(Cancel())
    shown.dispatch(Cancel())
    assert isinstance(shown.screen, MenuOverlay)


def test_a_passage_leads_nowhere_by_itself() -> None:
    assert next_steps(FakeSession(), PASSAGE).ways == ()
    shown = stage("passage")
    assert shown.view.layout.primary is None
    shown.dispatch(Confirm())
    assert page(shown) == PASSAGE


def test_every_way_leads_somewhere() -> None:
    for name in ("finished", "between", "winter"):
        session = FakeSession()
        for text, does in next_steps(session, page(stage(name, session=session))).ways:
            shown = stage(name, session=session)
            answer = shown.screen.handle_command(does)
            assert answer is not None, text
            if isinstance(answer, Push):
                continue
            shown.navigate(answer)
            assert isinstance(shown.screen, PageScreen | TimelineScreen | TitleScreen), text
