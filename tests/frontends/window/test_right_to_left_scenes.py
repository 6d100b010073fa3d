"""Scenes in Arabic and Hebrew: their screens are mirrored, and mixed lines are in the right order, in any interface."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.frontends.window.input.events import Confirm, Key
from party_card.frontends.window.navigation import Replace, Route
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Box
from party_card.frontends.window.toolkit.mirroring import is_mirrored, set_content_language
from party_card.services.load import load_pack
from tests import ROOT

from .open_screens import list_boxes, list_text_runs
from .test_layout import check_boxes_do_not_overlap, check_nothing_is_cut, check_targets

SCENES = ("weather-ar", "weather-he")
PLACES = {"weather-ar": "مدينة", "weather-he": "עיר"}
"""The first word of the place."""
SIZE = (1280, 800)


@pytest.fixture(autouse=True)
def reset_content_language() -> Iterator[None]:
    """Leaves no language behind for the next test."""
    yield
    set_content_language("")


def open_scene(name: str, size: tuple[int, int] = SIZE) -> Navigator:
    """Opens the first passage of a scene of the pack."""
    session = Session(load_pack(ROOT / "tests" / "weather_pack"))
    navigator = Navigator(session, size, screen=PageScreen(session, session.open(SceneId(name))))
    navigator.dispatch(Confirm())
    return navigator


def find_box(navigator: Navigator, words: str) -> Box:
    return next(box for box in list_boxes(navigator) if words in box.name)


def list_lines(box: Box) -> list[list[str]]:
    """Returns the words of each line of a box from left to right."""
    lines: dict[float, list[tuple[float, str]]] = {}
    for run in list_text_runs(box):
        if run.text != "\u200f":
            lines.setdefault(round(run.y), []).append((run.x, run.text))
    return [[text for _, text in sorted(line)] for _, line in sorted(lines.items())]


@pytest.mark.parametrize("name", SCENES)
def test_the_screen_is_mirrored_in_an_english_interface(name: str) -> None:
    navigator = open_scene(name)
    assert is_mirrored()
    choice = find_box(navigator, "Celsius")
    number = next(run for run in list_text_runs(choice) if run.text == "2")
    assert number.x == max(run.x for run in list_text_runs(choice))
    navigator.navigate(Replace(Route("title")))
    assert not is_mirrored()


@pytest.mark.parametrize("name", SCENES)
def test_a_paragraph_that_begins_with_a_latin_name_begins_at_the_right(name: str) -> None:
    navigator = open_scene(name)
    box = next(box for box in list_boxes(navigator) if box.name.startswith("\u200fOpenWeather"))
    first, *_, last = list_lines(box)
    assert first[-1] == "OpenWeather"
    assert last[0] == "."


@pytest.mark.parametrize("name", SCENES)
def test_a_citation_in_latin_letters_keeps_its_order(name: str) -> None:
    lines = list_lines(find_box(open_scene(name), "invented service"))
    words = [word for line in lines for word in line]
    assert words[-2:] == ["2026,", "12."]


@pytest.mark.parametrize("name", SCENES)
def test_the_header_begins_with_its_date_at_the_right(name: str) -> None:
    navigator = open_scene(name)
    box = next(
        box for box in navigator.view.layout.fixed if "2026" in " ".join(run.text for run in list_text_runs(box))
    )
    words = [word for line in list_lines(box) for word in line]
    places = [words.index(word) for word in (PLACES[name], "12", "May", "2026")]
    assert places == sorted(places)


@pytest.mark.parametrize("name", SCENES)
def test_digits_are_as_upright_as_the_letters_around_them(name: str) -> None:
    navigator = open_scene(name)
    for action in (Key("1"), Confirm(), Confirm()):
        navigator.dispatch(action)
    runs = [run for box in list_boxes(navigator) for run in list_text_runs(box) if run.text == "34"]
    assert runs
    assert not any(run.font.italic for run in runs)


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.parametrize("size", [SIZE, (640, 480)])
def test_every_page_fits(name: str, size: tuple[int, int]) -> None:
    navigator = open_scene(name, size)
    for action in (Key("1"), Confirm(), Confirm(), Confirm(), Confirm()):
        check_nothing_is_cut(navigator, size)
        check_boxes_do_not_overlap(navigator, size)
        check_targets(navigator, size)
        navigator.dispatch(action)
