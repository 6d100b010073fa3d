"""A whole scene by keys alone: from the title to the last page, with file and route map, and on from a fork."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.engine.phases import PHASE_TRIGGERS
from party_card.frontends.window.input.events import Arrow, Cancel, Confirm, Key, Tab
from party_card.frontends.window.screens.dialogs.route import RouteDialog
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.screens.prologue import PrologueScreen
from party_card.frontends.window.screens.title import TitleScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command
from tests.shipped import load_shipped_pack

MAX_PAGES = 60
"""More pages than any play of a scene has."""


def play_on(navigator: Navigator, digits: str) -> list[str]:
    """Presses digits in passages and Enter elsewhere, up to the last page; returns the kinds of the pages."""
    kinds: list[str] = []
    for number in range(MAX_PAGES):
        assert isinstance(navigator.screen, PageScreen)
        page = navigator.screen.page
        kinds += [page.kind] if kinds[-1:] != [page.kind] else []
        if page.kind == "finished":
            return kinds
        choices = [offer for offer in page.offers if offer.is_open and offer.id not in PHASE_TRIGGERS]
        if page.kind == "passage" and choices:
            digit = digits[number % len(digits)]
            navigator.dispatch(Key(digit if int(digit) <= len(choices) else "1"))
            continue
        for _ in range(40):  # Enter reads on, a screen at a time, before it leads to the next page
            before = navigator.screen.page
            navigator.dispatch(Confirm())
            if not isinstance(navigator.screen, PageScreen) or navigator.screen.page is not before:
                break
    raise AssertionError(f"the scene does not end: {kinds}")


@pytest.mark.parametrize("digits", ["1", "213"])
def test_a_scene_is_played_to_its_end_and_on_from_a_fork_by_keys_alone(tmp_path: Path, digits: str) -> None:
    session = Session(load_shipped_pack(), folder=tmp_path)
    navigator = Navigator(session, (1280, 720), screen=TitleScreen(session))
    navigator.dispatch(Confirm())
    assert isinstance(navigator.screen, PrologueScreen)
    navigator.dispatch(Cancel())
    kinds = play_on(navigator, digits)
    assert kinds == ["briefing", "passage", "record", "file", "debrief", "finished"]
    steps = session.playthrough.steps

    navigator.dispatch(Key("r"))
    assert isinstance(navigator.screen, RouteDialog)
    forks = session.find_routes().forks
    assert len(forks) >= 3
    for _ in range(2):
        navigator.dispatch(Arrow(x=-1))
    assert "Play on from here" in [target.target.name for target in navigator.view.focusable_targets()]
    navigator.dispatch(Confirm())
    fork = forks[-3].decision
    assert isinstance(navigator.screen, PageScreen)
    assert session.playthrough.steps == steps[: fork.step]
    assert navigator.screen.page.passage == fork.passage

    other = next(
        number
        for number, offer in enumerate((offer for offer in navigator.screen.page.offers if offer.is_open), 1)
        if offer.id != fork.choice.id
    )
    navigator.dispatch(Key(str(other)))
    assert play_on(navigator, digits)[-1] == "finished"
    saves = session.storage.list_playthroughs(session.player, session.open_scene)
    assert [save.steps for save in saves] == [steps, session.playthrough.steps]


def test_every_target_of_the_route_map_is_reached_by_tab(tmp_path: Path) -> None:
    session = Session(load_shipped_pack(), folder=tmp_path)
    navigator = Navigator(session, (1280, 720), screen=TitleScreen(session))
    navigator.dispatch(Confirm())
    navigator.dispatch(Cancel())
    play_on(navigator, "1")
    navigator.dispatch(Key("r"))
    visited: list[Command | None] = []
    for _ in range(len(navigator.view.focusable_targets())):
        navigator.dispatch(Tab())
        visited.append(navigator.view.focused_command)
    branches = {Command("branch", str(fork.decision.step)) for fork in session.find_routes().forks}
    assert branches <= set(visited)
