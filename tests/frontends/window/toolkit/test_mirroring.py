"""A language that is written from right to left: the screen is mirrored, and no word within a line is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from pygame import Rect

from party_card.frontends.window.input.events import Arrow, PointerDown
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Box
from party_card.frontends.window.toolkit.mirroring import is_mirrored, keep_direction, mirror_content, mirror_layout
from party_card.frontends.window.toolkit.primitives import FillRect, TextRun
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.localization import use_language
from party_card.localization.languages import MIRRORED
from party_card.storage.settings import Settings

from ..open_screens import NAMES, SHAPER, list_boxes, open_screen


@pytest.fixture
def mirrored() -> Iterator[None]:
    with use_language(MIRRORED):
        yield


@pytest.mark.usefixtures("mirrored")
@pytest.mark.parametrize("name", NAMES)
def test_mirroring_twice_changes_nothing(name: str) -> None:
    navigator = open_screen(name)
    for box in list_boxes(navigator):
        twice = mirror_content(SHAPER, mirror_content(SHAPER, box))
        assert twice.targets == box.targets
        for mark, again in zip(box.marks, twice.marks, strict=True):
            if isinstance(mark, TextRun) and isinstance(again, TextRun):
                assert again.x == pytest.approx(mark.x, abs=0.01)
            elif isinstance(mark, FillRect):
                assert again == mark


def test_nothing_is_mirrored_in_a_language_that_is_written_from_left_to_right() -> None:
    layout = open_screen("passage").view.layout
    assert not is_mirrored()
    assert mirror_layout(SHAPER, layout, 1280) is layout


def test_what_stands_at_the_left_stands_at_the_right() -> None:
    usual = list(find_marks(open_screen("passage")))
    with use_language(MIRRORED):
        mirrored = list(find_marks(open_screen("passage")))
    for left, right in zip(usual, mirrored, strict=True):
        assert left < 640 < right


def find_marks(navigator: Navigator) -> Iterator[float]:
    """Yields the middle of the title in the header, of the number of the first choice, and of the key for help."""
    header = navigator.view.layout.fixed[0]
    yield next(mark.x for mark in header.marks if isinstance(mark, TextRun) and "MEANT" in mark.text)
    choice = next(box for box in navigator.view.layout.boxes if box.targets and box.targets[0].number == 1)
    yield choice.x + next(mark.x for mark in choice.marks if isinstance(mark, TextRun) and mark.text == "1")
    yield next(
        mark.x for mark in navigator.view.layout_footer().marks if isinstance(mark, TextRun) and mark.text == "Tab"
    )


@pytest.mark.parametrize("name", ["passage", "record", "aftermath", "note"])
def test_words_of_a_scene_follow_each_other_as_they_are_read(name: str) -> None:
    with use_language(MIRRORED):
        boxes = list(list_boxes(open_screen(name)))
    count = 0
    for box in boxes:
        words = re.sub(r"\[\([^)]*\)\]|[\u200f\u202c\u202e\[\]]|\d+", " ", box.name).casefold().split()
        for line in read_lines(box):
            if line.isascii() and len(line.split()) > 4:
                assert " ".join(re.sub(r"\d+", " ", line).casefold().split()) in " ".join(words)
                count += 1
    assert count > 1


def read_lines(box: Box) -> Iterator[str]:
    """Yields what stands beside each other on a line, from left to right."""
    runs = sorted((mark for mark in box.marks if isinstance(mark, TextRun)), key=lambda run: (run.y, run.x))
    text = ""
    for run, following in pairwise((*runs, None)):
        if run is None:
            continue
        text += run.text
        end = run.x + SHAPER.measure(run.text, run.font)
        if following is None or following.y != run.y or following.x - end > run.font.size * 0.7:
            yield text
            text = ""
        elif following.x - end > run.font.size * 0.1:
            text += " "


def test_a_map_stays_as_it_is() -> None:
    @keep_direction
    def layout_map(_: TextStyle) -> Box:
        assert not is_mirrored()
        return Box(100, 10, (FillRect(Rect(10, 0, 20, 10), "ink"),))

    style = TextStyle.from_settings(SHAPER, (640, 480), 1.0, Settings())
    box = layout_map(style)
    with use_language(MIRRORED):
        assert mirror_content(SHAPER, layout_map(style)) == box
        assert is_mirrored()


@pytest.mark.usefixtures("mirrored")
def test_the_arrow_that_points_to_the_next_one_leads_there() -> None:
    navigator = open_screen("note")
    title = navigator.screen.title
    navigator.dispatch(Arrow(-1, 0))
    following = navigator.screen.title
    navigator.dispatch(Arrow(1, 0))
    assert navigator.screen.title == title
    with use_language("en"):
        usual = open_screen("note")
        usual.dispatch(Arrow(1, 0))
        number = next(filter(str.isdigit, usual.screen.title))
    assert number == next(filter(str.isdigit, following))


@pytest.mark.usefixtures("mirrored")
def test_writing_begins_at_the_right_edge_of_a_field() -> None:
    navigator = open_screen("players")
    field = next(box for box in navigator.view.layout.boxes if box.targets and box.targets[0].field is not None)
    assert field.x > 640
    right = max(mark.x + SHAPER.measure(mark.text, mark.font) for mark in field.marks if isinstance(mark, TextRun))
    text_field = field.targets[0].field
    assert text_field is not None
    assert field.w - 24 < right < text_field.caret_rect.x < field.w


@pytest.mark.usefixtures("mirrored")
def test_the_scrollbar_is_at_the_left_and_can_be_dragged_there() -> None:
    navigator = open_screen("record")
    thumb = navigator.view.scrollbar_thumb_rect()
    assert thumb is not None and thumb.right < 20
    navigator.dispatch(PointerDown(thumb.centerx, thumb.bottom + 200))
    assert navigator.view.scroll > 0
