"""Letters and titles grow with the window and with the text size, and nothing is cut."""

from __future__ import annotations

from itertools import pairwise

import pytest

from party_card.frontends.window.screens.title import TitleScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.primitives import TextRun
from party_card.frontends.window.toolkit.shaping import TextShaper
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import TextRole
from party_card.storage.settings import TEXT_SIZES_PERCENT, Settings

from .open_screens import list_boxes, list_text_runs, open_screen
from .sample_pack import open_session

SHAPER = TextShaper()
SIZES = ((640, 480), (800, 600), (1024, 700), (1280, 720), (1366, 768), (1920, 1080), (2560, 1440))


def make_style(size: tuple[int, int], text_size: int = 100, scale: float = 1.0) -> TextStyle:
    return TextStyle.from_settings(SHAPER, size, scale, Settings(text_size=text_size))


def test_a_window_no_larger_than_the_design_has_letters_as_designed() -> None:
    for size in ((640, 480), (1280, 720), (1280, 800), (1920, 700)):
        assert make_style(size).unit == 1
        assert make_style((2 * size[0], 2 * size[1]), scale=2).unit == 2
    assert make_style((1920, 1080), 200).unit == 2, "there is no room to spare"


def test_in_a_larger_window_letters_grow_and_so_does_the_room() -> None:
    units = [make_style(size).unit for size in ((1280, 800), (1440, 900), (1920, 1080), (2560, 1440), (3840, 2160))]
    rooms = [make_style(size).width_units for size in ((1280, 800), (1440, 900), (1920, 1080), (2560, 1440))]
    assert units == sorted(set(units))
    assert rooms == sorted(set(rooms))
    assert make_style((1920, 1080)).unit == pytest.approx(1.2, abs=0.01)
    assert make_style((3840, 2160), scale=2).unit == 2 * make_style((1920, 1080)).unit


@pytest.mark.parametrize("size", SIZES)
def test_each_text_size_is_larger_than_the_one_before(size: tuple[int, int]) -> None:
    roles: tuple[TextRole, ...] = ("prose", "title", "place", "date", "heading")
    for smaller, larger in pairwise(TEXT_SIZES_PERCENT):
        for role in roles:
            before, after = make_style(size, smaller).font(role).size, make_style(size, larger).font(role).size
            assert after > before, (role, smaller, larger)
            assert after >= make_style(size, larger).font("heading").size


@pytest.mark.parametrize("size", SIZES)
def test_the_name_of_the_game_never_becomes_smaller_and_stays_within_the_window(size: tuple[int, int]) -> None:
    session, name_sizes = open_session("unopened", pack="thirteen scenes"), []
    for text_size in (100, 125, 150, 175, 200):
        session.update_settings(text_size=text_size)
        navigator = Navigator(session, size, screen=TitleScreen(session))
        boxes = [box for box in navigator.view.layout.boxes if box.name in ("PARTY", "CARD", "PARTY CARD")]
        name_sizes.append(boxes[0].marks[0].font.size if isinstance(boxes[0].marks[0], TextRun) else 0)
        assert all(box.x + box.w <= size[0] for box in boxes)
    assert name_sizes == sorted(name_sizes)


@pytest.mark.parametrize("name", ["briefing", "record", "finished", "winter", "ending"])
@pytest.mark.parametrize("size", [(640, 480), (1280, 720), (1920, 1080)])
def test_titles_of_pages_are_wrapped_and_not_cut(name: str, size: tuple[int, int]) -> None:
    largest = []
    for text_size in (100, 200):
        navigator = open_screen(name, size, Settings(text_size=text_size))
        runs = [run for box in list_boxes(navigator) if box.role == "heading" for run in list_text_runs(box)]
        assert all(run.x + SHAPER.measure(run.text, run.font) <= size[0] for run in runs)
        largest.append(max((run.font.size for run in runs), default=0))
    assert largest[1] >= 1.3 * largest[0]
