"""Endings and route in the window: from the end of a scene, by key or button, and on from a fork."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.engine.page import PageKind
from party_card.frontends.shared.scene_map.route_map import RouteDot, RouteMap, build_route_map
from party_card.frontends.window.input.events import Arrow, Confirm, Key, PointerDown
from party_card.frontends.window.navigation import Push
from party_card.frontends.window.screens.dialogs.route import RouteDialog
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command
from party_card.frontends.window.toolkit.key_hints import ROUTE
from party_card.frontends.window.toolkit.primitives import Circle, Polygon
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views.route_map import layout_route_map
from party_card.graph_layout import Point
from tests.app.sample import play
from tests.frontends.window.open_screens import SHAPER, read_marks, read_text
from tests.storage.sample import LETTER, write_pack


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session(write_pack(tmp_path / "pack"), folder=tmp_path / "home", player="heron")
    play(session, LETTER, "read", "wait", "shrug")
    session.choose("close")
    yield session
    session.close()


@pytest.fixture
def style() -> TextStyle:
    return TextStyle(SHAPER, 1280, 800, 1.0)


def open_finished(session: Session, size: tuple[int, int] = (1280, 800)) -> Navigator:
    return Navigator(session, size, screen=PageScreen(session, session.page()))


def test_r_opens_and_closes_it_at_the_end_of_a_scene(session: Session) -> None:
    navigator = open_finished(session)
    navigator.dispatch(Key("r"))
    assert isinstance(navigator.screen, RouteDialog)
    text = read_text(navigator)
    assert "Ending 2 of 2. You have found 1 of 2 endings." in text
    assert "Ending 2: You said nothing. This time. Ending 1: Not found yet." in text
    assert "Map of the scene: you have seen 3 of 4 passages." in text
    assert "You read the letter. 1 other way, 1 not tried yet." in text
    navigator.dispatch(Key("r"))
    assert isinstance(navigator.screen, PageScreen)


def test_a_button_after_the_scene_opens_it(session: Session) -> None:
    screen = open_finished(session).screen
    assert isinstance(screen, PageScreen)
    assert ("Endings and route", Command("route")) in screen.next_steps.labelled_commands


@pytest.mark.parametrize("kind", ["record", "file", "debrief", "finished"])
def test_it_is_offered_on_every_page_after_the_ending(session: Session, kind: PageKind) -> None:
    screen = PageScreen(session, session.page())
    screen.page = replace(screen.page, kind=kind)
    assert ROUTE in screen.key_hints()
    assert isinstance(screen.handle_command(Command("route")), Push)


def test_it_is_not_offered_before_the_ending(session: Session) -> None:
    session.restart(LETTER)
    session.choose("begin")
    navigator = open_finished(session)
    navigator.dispatch(Key("r"))
    assert isinstance(navigator.screen, PageScreen)


def test_a_fork_is_played_on_from_as_a_second_playthrough(session: Session) -> None:
    navigator = open_finished(session)
    navigator.dispatch(Key("r"))
    fork = session.find_routes().forks[2]
    navigator.run_command(Command("branch", str(fork.decision.step)))
    assert isinstance(navigator.screen, PageScreen)
    assert (navigator.screen.page.kind, session.attempt) == ("passage", 2)
    assert session.playthrough.steps == ("begin", "read", "wait")
    saves = session.storage.list_playthroughs("heron", LETTER)
    assert [save.steps[-1] for save in saves] == ["close", "wait"]


def test_nothing_unseen_is_named(session: Session) -> None:
    navigator = open_finished(session)
    navigator.dispatch(Key("r"))
    for spoiler in ("You told", "Close the drawer", "Tell him"):
        assert spoiler not in read_text(navigator)


def test_the_map_has_a_red_line_for_each_way_taken_and_open_rings_for_what_was_not_seen(session: Session) -> None:
    navigator = open_finished(session)
    navigator.dispatch(Key("r"))
    (picture,) = (box for box in navigator.view.layout.boxes if box.role == "image")
    # desk to corridor, from the corridor back to itself, and to the ending
    assert sum(isinstance(mark, Polygon) and mark.colour == "poster" for mark in picture.marks) == 3
    assert any(isinstance(mark, Circle) and mark.colour == "faint" for mark in picture.marks)


def test_where_there_is_no_room_for_a_map_the_lists_stand_alone(style: TextStyle) -> None:
    dots = tuple(RouteDot(Point(column / 40, 0.5), "not yet", "") for column in range(41))
    assert layout_route_map(style, RouteMap(dots, (), 41, 1), 300, "Map") is None
    assert layout_route_map(style, RouteMap(dots, (), 41, 1), 900, "Map") is not None


def read_selected(navigator: Navigator) -> str:
    return next(box.name for box in navigator.view.layout.boxes if "Play on from here" in box.name)


def test_left_and_right_go_along_the_route_and_enter_plays_on_from_there(session: Session) -> None:
    navigator = open_finished(session)
    navigator.dispatch(Key("r"))
    forks = session.find_routes().forks
    assert "You shrugged." in read_selected(navigator), "the last fork is selected first"
    for _ in range(5):
        navigator.dispatch(Arrow(x=-1))
    assert "You read the letter." in read_selected(navigator)
    assert navigator.view.focused_command == Command("branch")
    assert navigator.view.is_visible(Command("branch"))
    navigator.dispatch(Arrow(x=1))
    navigator.dispatch(Confirm())
    assert session.playthrough.steps == ("begin", "read")
    assert len(forks) == 3


def test_a_fork_on_the_map_is_selected_by_a_click(session: Session) -> None:
    navigator = open_finished(session)
    navigator.dispatch(Key("r"))
    target = next(target for target in navigator.view.targets if target.target.command == Command("select", "0"))
    navigator.dispatch(PointerDown(*navigator.view.to_window(target.rects[0]).center))
    assert "You read the letter." in read_selected(navigator)


def test_the_map_names_where_all_ways_meet_once_one_has_been_there(session: Session) -> None:
    route_map = build_route_map(session.playthrough.compiled.scene, session.find_routes())
    assert [dot.name for dot in route_map.dots if dot.name] == ["Petrov is out. The…"]


def test_a_map_without_room_for_names_has_none(style: TextStyle) -> None:
    dots = (
        RouteDot(Point(0, 0.5), "this time", "", 0, "The gate", "1 May 1931"),
        RouteDot(Point(1, 0.5), "not yet", "1"),
    )
    wide, narrow = (layout_route_map(style, RouteMap(dots, (), 2, 1), width, "Map") for width in (900, 400))
    assert wide is not None and narrow is not None
    assert ("The gate" in read_marks(wide), "The gate" in read_marks(narrow)) == (True, False)
