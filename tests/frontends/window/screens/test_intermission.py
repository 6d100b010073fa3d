"""The ways on from pages that are not passages, through the campaign and to other screens."""

from __future__ import annotations

import pytest

from party_card.engine.page import Page
from party_card.frontends.window.input.events import Cancel, Confirm, Key
from party_card.frontends.window.navigation import Push
from party_card.frontends.window.screens.dialogs.menu import MenuDialog
from party_card.frontends.window.screens.dialogs.message import MessageDialog
from party_card.frontends.window.screens.intermission import IntermissionScreen
from party_card.frontends.window.screens.next_steps import list_next_steps
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.screens.timeline import TimelineScreen
from party_card.frontends.window.screens.title import TitleScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command
from party_card.storage.settings import Settings

from ..open_screens import open_screen
from ..sample import FINISHED, PASSAGE
from ..sample_pack import NOTES, PAPER, SIGN, TONGUES, open_session, play


def shown_page(navigator: Navigator) -> Page:
    assert isinstance(navigator.screen, PageScreen)
    return navigator.screen.page


def list_caps(navigator: Navigator) -> dict[str, str]:
    return {hint.cap: hint.label for hint in navigator.view.key_hints()}


def test_a_finished_scene_goes_on_to_the_day_between_and_to_the_next_scene() -> None:
    navigator = open_screen("finished")
    assert navigator.view.focused_command == Command("next-scene", "loose-tongues")
    assert list_caps(navigator)["Enter"] == "go on: Loose Tongues"
    navigator.dispatch(Confirm())
    assert isinstance(navigator.screen, IntermissionScreen)
    assert (shown_page(navigator).kind, shown_page(navigator).scene) == ("between", TONGUES)
    assert list_caps(navigator)["Enter"] == "begin: Loose Tongues"
    navigator.dispatch(Confirm())
    assert type(navigator.screen) is PageScreen


def test_at_the_end_of_the_campaign_stands_the_winter_and_then_the_episodes() -> None:
    session = open_session("finished")
    play(session, TONGUES, *SIGN)
    session.open(PAPER)
    navigator = open_screen("finished", session=session)
    assert list_caps(navigator)["Enter"] == "the winter in the record"
    navigator.dispatch(Confirm())
    assert shown_page(navigator).kind == "winter"
    navigator.dispatch(Confirm())
    for _ in range(9):
        if isinstance(navigator.screen, TimelineScreen):
            break
        navigator.dispatch(Confirm())
    assert isinstance(navigator.screen, TimelineScreen)


def test_without_a_campaign_the_episodes_come_first_and_nothing_breaks() -> None:
    session = open_session("finished", pack="no campaign")
    for scene in (TONGUES, NOTES):
        play(session, scene, *SIGN)
    session.open(PAPER)
    assert list_next_steps(session, FINISHED).primary_command == Command("episodes")
    navigator = open_screen("finished", session=session)
    answer = navigator.screen.handle_command(Command("campaign-end"))
    assert isinstance(answer, Push)
    assert isinstance(answer.screen, MessageDialog)


@pytest.mark.parametrize("name", ["finished", "between", "winter"])
def test_enter_reads_on_and_only_at_the_end_goes_on(name: str) -> None:
    navigator = open_screen(name, (640, 480), Settings(text_size=200))
    initial = navigator.screen
    assert navigator.view.focused_command is None, "the way on is not in view"
    navigator.dispatch(Confirm())
    assert navigator.screen is initial
    assert navigator.view.scroll > 0
    navigator.dispatch(Confirm(is_space=True))
    for _ in range(40):
        if navigator.view.scroll == navigator.view.max_scroll:
            break
        navigator.dispatch(Confirm(is_space=True))
    navigator.dispatch(Confirm(is_space=True))
    assert navigator.screen is initial, "space only reads on"
    navigator.dispatch(Confirm())
    assert navigator.screen is not initial


@pytest.mark.parametrize("name", ["between", "winter"])
def test_between_scenes_there_is_nothing_to_take_back(name: str) -> None:
    navigator = open_screen(name)
    initial, steps = navigator.screen, navigator.session.playthrough.steps
    for key in ("b", "p", "t", "1"):
        navigator.dispatch(Key(key))
        assert navigator.screen is initial, key
    assert navigator.session.playthrough.steps == steps
    navigator.dispatch(Key("n"))
    assert navigator.screen is not initial, "its notes can be opened"
    navigator.dispatch(Cancel())
    navigator.dispatch(Cancel())
    assert isinstance(navigator.screen, MenuDialog)


def test_a_passage_leads_nowhere_by_itself() -> None:
    assert list_next_steps(open_session("passage"), PASSAGE).labelled_commands == ()
    navigator = open_screen("passage")
    assert navigator.view.layout.primary_command is None
    navigator.dispatch(Confirm())
    assert shown_page(navigator) == PASSAGE


def test_every_way_leads_somewhere() -> None:
    for name in ("finished", "between", "winter"):
        opened = open_screen(name)
        for text, command in list_next_steps(opened.session, shown_page(opened)).labelled_commands:
            navigator = open_screen(name)
            answer = navigator.screen.handle_command(command)
            assert answer is not None, text
            if isinstance(answer, Push):
                continue
            navigator.navigate(answer)
            assert isinstance(navigator.screen, PageScreen | TimelineScreen | TitleScreen), text
