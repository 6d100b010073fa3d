"""The ways on from pages that are not passages, through the campaign and to other screens."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from party_card.engine.page import Bar, Chart, Page
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
from party_card.frontends.window.toolkit.box import Box, Command
from party_card.frontends.window.toolkit.shaping import TextShaper
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views.next_steps import NextSteps
from party_card.frontends.window.views.page import layout_page
from party_card.storage.settings import Settings

from ..open_screens import open_screen
from ..sample import BETWEEN, FINISHED, PASSAGE
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


def lay_out(page: Page, size: tuple[int, int]) -> list[Box]:
    style = TextStyle.from_settings(TextShaper(), size, 1.0, Settings())
    next_steps = NextSteps((("Begin", Command("next-scene", "loose-tongues")),))
    return list(layout_page(style, page, Path("sack.svg"), next_steps=next_steps).boxes)


def find_box(boxes: list[Box], text: str) -> Box:
    return next(box for box in boxes if text in box.name)


def test_the_picture_of_a_fact_is_above_it_and_that_of_the_next_scene_beside_its_title() -> None:
    of_fact = replace(BETWEEN, picture="sack", alt="An open sack.", is_picture_of_fact=True)
    for page, is_above_fact in ((of_fact, True), (replace(of_fact, is_picture_of_fact=False), False)):
        boxes = lay_out(page, (1280, 800))
        picture, fact = find_box(boxes, "An open sack."), find_box(boxes, "fifteenth anniversary")
        assert (picture.x <= fact.x and picture.y < fact.y) == is_above_fact
        assert (picture.x >= find_box(boxes, "WHAT COMES NEXT").x) != is_above_fact


@pytest.mark.parametrize("size", [(640, 480), (1280, 800)])
def test_the_figure_of_a_fact_stands_between_it_and_what_was_left(size: tuple[int, int]) -> None:
    bars = (Bar("1930", 90, "90", ""), Bar("1931", 40, "40", ""))
    blocks = (*BETWEEN.blocks[:2], Chart("Sacks of grain", "sacks", bars, 2, ""), *BETWEEN.blocks[2:])
    boxes = lay_out(replace(BETWEEN, blocks=blocks), size)
    tops = [find_box(boxes, text).y for text in ("Some had read", "SACKS OF GRAIN", "WHAT YOU WITNESSED")]
    assert tops == sorted(tops)
    assert find_box(boxes, "SACKS OF GRAIN").w <= size[0]


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
