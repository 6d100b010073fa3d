"""The map of places in the window: what its signs and texts say, where it steps back, and what a screen reader hears."""

from __future__ import annotations

from dataclasses import replace

import pytest

from party_card.engine.place_map import PlaceMap, PlacePoint
from party_card.engine.place_words import HEADING, list_place_sentences
from party_card.frontends.window.input.events import Key
from party_card.frontends.window.screens.dialogs.place_map import PlaceMapDialog, make_map_dialog
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Box, Command
from party_card.frontends.window.toolkit.primitives import Circle, FillRect, Polygon, TextRun
from party_card.frontends.window.toolkit.shaping import TextShaper
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import PALETTES
from party_card.frontends.window.views.page import layout_page
from party_card.frontends.window.views.place_map import layout_place_map
from party_card.storage.settings import Settings
from tests.frontends.window.open_screens import list_text_runs, open_screen, read_marks, read_text
from tests.frontends.window.sample import LOCATED, PLACES

PORT = PlacePoint("port", "Riga", "", 56.9, 24.1, is_here=True)
STEPPE = PlacePoint("steppe", "the Hungry Steppe", "", 46.0, 69.0, is_approximate=True)
PORT_ABROAD = PlacePoint("abroad", "Callao", "", -12.1, -77.1)
COLONY = PlacePoint("colony", "Punta Arenas", "", -53.2, -70.9)


@pytest.fixture
def style() -> TextStyle:
    return TextStyle(TextShaper(), 1280, 800, 1.0)


def draw(style: TextStyle, *points: PlacePoint, width: int = 420, height: int = 260) -> Box:
    box = layout_place_map(style, points, width, height, "a name")
    assert box is not None
    return box


def find_map(navigator: Navigator) -> Box | None:
    boxes = [
        box
        for box in navigator.view.layout.boxes
        if box.role == "image" and any(m for m in box.marks if isinstance(m, Polygon))
    ]
    return boxes[0] if boxes else None


def test_the_names_of_all_places_stand_on_the_map(style: TextStyle) -> None:
    text = read_marks(draw(style, PORT, STEPPE, COLONY))
    for name in ("Riga", "Hungry Steppe", "Punta Arenas"):
        assert name in text


def test_names_lie_inside_the_frame(style: TextStyle) -> None:
    box = draw(style, PORT, STEPPE, COLONY)
    for run in list_text_runs(box):
        assert run.x >= 0
        assert run.x + style.shaper.measure(run.text, run.font) <= box.w
        assert 0 <= run.y <= box.h


@pytest.mark.parametrize("text_size", [80, 100, 200])
def test_no_name_is_smaller_than_sixteen_units(text_size: int) -> None:
    style = TextStyle(TextShaper(), 1280, 800, text_size / 100)
    runs = list(list_text_runs(draw(style, PORT, STEPPE, COLONY, width=800, height=500)))
    assert runs
    assert min(run.font.size for run in runs) >= 16 * text_size / 100


def test_signs_differ_in_shape_not_only_in_colour(style: TextStyle) -> None:
    def list_shapes(*points: PlacePoint) -> list[tuple[str, float]]:
        marks = draw(style, *points).marks
        return [("disc", mark.radius) for mark in marks if isinstance(mark, Circle)]

    here, named = list_shapes(PORT), list_shapes(replace(PORT, is_here=False))
    assert len(here) == 3, "a target"
    assert len(named) == 2, "a disc with an edge"
    assert max(here)[1] > max(named)[1]


def test_a_map_has_the_size_that_is_asked_for_and_no_mark_beyond_it(style: TextStyle) -> None:
    box = draw(style, PORT, STEPPE)
    assert (box.w, box.h) == (420, 260)
    for mark in box.marks:
        if isinstance(mark, Polygon):
            assert all(0 <= x <= 420 and 0 <= y <= 260 for x, y in mark.points)


def test_there_is_no_map_of_places_far_away_alone(style: TextStyle) -> None:
    assert layout_place_map(style, (COLONY,), 420, 260, "") is None


@pytest.mark.parametrize("theme", PALETTES)
def test_names_and_the_coast_contrast_with_what_is_behind_them(theme: str) -> None:
    palette = PALETTES[theme]  # type: ignore[index]  # a parameter is a str

    def luminance(colour: tuple[int, int, int]) -> float:
        parts = [value / 255 for value in colour]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(a: str, b: str) -> float:
        light, dark = sorted((luminance(palette[a]), luminance(palette[b])), reverse=True)  # type: ignore[index]
        return (light + 0.05) / (dark + 0.05)

    assert contrast("ink", "sand") >= 4.5
    assert contrast("on_bar_soft", "bar") >= 4.5
    assert max(contrast("faint", "bar"), contrast("sand", "bar")) >= 3, "the coast is seen"
    assert contrast("ink", "sand") >= 3, "the edge of a sign is seen"


# ------------------------------------------------------------------------------------------------- on the screens


@pytest.mark.parametrize("size", [(1280, 720), (1280, 800), (1920, 1080)])
def test_the_briefing_shows_the_map_beside_the_text_and_still_does_not_scroll(size: tuple[int, int]) -> None:
    navigator = open_screen("located", size)
    place_map = find_map(navigator)
    assert place_map is not None
    assert navigator.view.layout.content_height <= navigator.view.layout.area.h
    begin = next(box for box in navigator.view.layout.boxes if box.name == "Begin")
    assert place_map.x > begin.x + begin.w
    assert place_map.y + place_map.h <= navigator.view.layout.area.h


@pytest.mark.parametrize(("size", "text_size"), [((640, 480), 100), ((640, 480), 200), ((1280, 720), 200)])
def test_without_room_the_map_steps_back_and_its_first_sentence_stays(size: tuple[int, int], text_size: int) -> None:
    navigator = open_screen("located", size, Settings(text_size=text_size))
    assert find_map(navigator) is None
    assert "You are in Moscow." in read_text(navigator)
    assert any(hint.command == Command("map") for hint in navigator.screen.key_hints())


def test_a_screen_reader_hears_once_what_the_map_shows() -> None:
    text = read_text(open_screen("located"))
    for sentence in list_place_sentences(PLACES):
        assert text.count(sentence) == 1


def test_a_passage_elsewhere_shows_where_one_is() -> None:
    navigator = open_screen("elsewhere")
    assert find_map(navigator) is not None
    assert "You are in Tiflis (today Tbilisi, Georgia)." in read_text(navigator)
    assert find_map(open_screen("passage")) is None


def test_a_briefing_beyond_the_map_has_its_sentence_and_no_map(style: TextStyle) -> None:
    page = replace(LOCATED, places=PlaceMap((replace(COLONY, is_here=True), PORT_ABROAD)))
    layout = layout_page(style, page, None)
    assert "You are in Punta Arenas." in " ".join(box.name for box in layout.boxes)
    assert not [box for box in layout.boxes if box.role == "image"]
    dialog = make_map_dialog(page.places) if page.places is not None else None
    assert dialog is not None
    assert len(dialog.layout_content(style, 700)) == len(
        list_place_sentences(PlaceMap((replace(COLONY, is_here=True), PORT_ABROAD)))
    )


# ------------------------------------------------------------------------------------------------- the dialog


def test_m_opens_the_map_and_closes_it() -> None:
    navigator = open_screen("located")
    navigator.dispatch(Key("m"))
    assert isinstance(navigator.screen, PlaceMapDialog)
    assert navigator.screen.title == HEADING
    navigator.dispatch(Key("m"))
    assert not isinstance(navigator.screen, PlaceMapDialog)


def test_m_does_nothing_on_a_page_without_places() -> None:
    navigator = open_screen("passage")
    navigator.dispatch(Key("m"))
    assert not isinstance(navigator.screen, PlaceMapDialog)


def test_the_dialog_has_every_sentence_at_every_size() -> None:
    for size, text_size in (((1280, 800), 100), ((640, 480), 100), ((640, 480), 200)):
        text = read_text(open_screen("map", size, Settings(text_size=text_size)))
        assert all(sentence in text for sentence in list_place_sentences(PLACES))


def test_the_dialog_has_no_map_where_names_would_be_squeezed() -> None:
    assert find_map(open_screen("map", (640, 480))) is not None
    assert find_map(open_screen("map", (640, 480), Settings(text_size=200))) is None


def test_the_timeline_shows_where_the_selected_episode_is_set() -> None:
    navigator = open_screen("timeline")
    place_map = find_map(navigator)
    assert place_map is not None
    assert "You are in Moscow." in place_map.name
    navigator.dispatch(Key("m"))
    assert isinstance(navigator.screen, PlaceMapDialog)
    text = read_text(navigator)
    assert "“The Rear Door” is set in Berlin." in text
    assert "“A Breathing Space” speaks of Tokyo." in text


def test_a_map_whose_player_is_nowhere_known_has_a_name() -> None:
    unknown = PlaceMap((replace(PORT, is_here=False), STEPPE))
    page_map = draw(TextStyle(TextShaper(), 1280, 800, 1.0), *unknown.points)
    assert not [mark for mark in page_map.marks if isinstance(mark, Circle) and mark.radius > 10]
    assert any(isinstance(mark, FillRect | TextRun) for mark in page_map.marks)
