"""Where pages lead: a finished scene goes on through the campaign, and Enter does what is marked, or the first way."""

from __future__ import annotations

import pytest

from party_card.engine.page import Page
from party_card.frontends.window.input.events import Cancel, Confirm, Key
from party_card.frontends.window.navigation import Push
from party_card.frontends.window.screens.dialogs.menu import MenuDialog
from party_card.frontends.window.screens.dialogs.message import MessageDialog
from party_card.frontends.window.screens.intermission import IntermissionScreen
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.screens.timeline import TimelineScreen
from party_card.frontends.window.screens.title import TitleScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command
from party_card.frontends.window.views.next_steps import list_next_steps
from party_card.storage.settings import Settings

from .open_screens import open_screen
from .sample import FINISHED, PASSAGE
from .sample_pack import NOTES, PAPER, SIGN, TONGUES, open_session, play


def page(shown: Navigator) -> Page:
    assert isinstance(shown.screen, PageScreen)
    return shown.screen.page


def caps(shown: Navigator) -> dict[str, str]:
    return {hint.cap: hint.label for hint in shown.view.key_hints()}


def test_a_finished_scene_goes_on_to_the_day_between_and_to_the_next_scene() -> None:
    shown = open_screen("finished")
    assert shown.view.focused_command == Command("on", "loose-tongues")
    assert caps(shown)["Enter"] == "go on: Loose Tongues"
    shown.dispatch(Confirm())
    assert isinstance(shown.screen, IntermissionScreen)
    assert (page(shown).kind, page(shown).scene) == ("between", TONGUES)
    assert caps(shown)["Enter"] == "begin: Loose Tongues"
    shown.dispatch(Confirm())
    assert type(shown.screen) is PageScreen


def test_at_the_end_of_the_campaign_stands_the_winter_and_then_the_episodes() -> None:
    session = open_session("finished")
    play(session, TONGUES, *SIGN)
    session.open(PAPER)
    shown = open_screen("finished", session=session)
    assert caps(shown)["Enter"] == "the winter in the record"
    shown.dispatch(Confirm())
    assert page(shown).kind == "winter"
    shown.dispatch(Confirm())
    for _ in range(9):
        if isinstance(shown.screen, TimelineScreen):
            break
        shown.dispatch(Confirm())
    assert isinstance(shown.screen, TimelineScreen)


def test_without_a_campaign_the_episodes_come_first_and_nothing_breaks() -> None:
    session = open_session("finished", pack="no campaign")
    for scene in (TONGUES, NOTES):
        play(session, scene, *SIGN)
    session.open(PAPER)
    assert list_next_steps(session, FINISHED).primary_command == Command("episodes")
    shown = open_screen("finished", session=session)
    answer = shown.screen.handle_command(Command("winter"))
    assert isinstance(answer, Push)
    assert isinstance(answer.screen, MessageDialog)


@pytest.mark.parametrize("name", ["finished", "between", "winter"])
def test_enter_reads_on_and_only_at_the_end_goes_on(name: str) -> None:
    shown = open_screen(name, (640, 480), Settings(text_size=200))
    before = shown.screen
    assert shown.view.focused_command is None, "the way on is not in view"
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
    shown = open_screen(name)
    before, steps = shown.screen, shown.session.playthrough.steps
    for key in ("b", "p", "t", "1"):
        shown.dispatch(Key(key))
        assert shown.screen is before, key
    assert shown.session.playthrough.steps == steps
    shown.dispatch(Key("n"))
    assert shown.screen is not before, "its notes can be opened"
    shown.dispatch(Cancel())
    shown.dispatch(Cancel())
    assert isinstance(shown.screen, MenuDialog)


def test_a_passage_leads_nowhere_by_itself() -> None:
    assert list_next_steps(open_session("passage"), PASSAGE).labelled_commands == ()
    shown = open_screen("passage")
    assert shown.view.layout.primary_command is None
    shown.dispatch(Confirm())
    assert page(shown) == PASSAGE


def test_every_way_leads_somewhere() -> None:
    for name in ("finished", "between", "winter"):
        opened = open_screen(name)
        for text, does in list_next_steps(opened.session, page(opened)).labelled_commands:
            shown = open_screen(name)
            answer = shown.screen.handle_command(does)
            assert answer is not None, text
            if isinstance(answer, Push):
                continue
            shown.navigate(answer)
            assert isinstance(shown.screen, PageScreen | TimelineScreen | TitleScreen), text
