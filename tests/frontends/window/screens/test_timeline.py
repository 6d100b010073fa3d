"""The timeline: positions of episodes, their selection, and the list if a band has no room."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from party_card.content.calendar_day import CalendarDay
from party_card.frontends.window.input.events import Arrow, Confirm, Key, PointerDown, Tab
from party_card.frontends.window.screens.dialogs.early_end import EarlyEndDialog
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.screens.timeline import TimelineScreen
from party_card.frontends.window.screens.title import TitleScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Box, Command
from party_card.frontends.window.toolkit.primitives import Circle, Line, Polygon, TextRun
from party_card.frontends.window.views import episode_marker, month_axis
from party_card.storage.settings import Settings

from ..open_screens import open_screen, read_text
from ..sample_pack import CAMPAIGN, SIGN, list_campaign_scenes, open_scenes, open_session, play

SCENES = [scene for scene, *_ in CAMPAIGN]


def selected_scene(navigator: Navigator) -> str:
    """The episode that is looked at."""
    assert isinstance(navigator.screen, TimelineScreen)
    return navigator.screen.selected_scene


def list_episode_boxes(navigator: Navigator) -> list[Box]:
    """Returns the boxes of the episodes in their order."""
    return [
        b
        for b in navigator.view.layout.boxes
        if b.targets and b.targets[0].command in map(episode_marker.make_select_command, list_campaign_scenes())
    ]


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (1200, 760)])
def test_thirteen_episodes_stand_on_the_band_without_scrolling(size: tuple[int, int]) -> None:
    navigator = open_screen("timeline", size)
    assert len(list_episode_boxes(navigator)) == 13
    assert navigator.view.max_scroll == 0
    band = next(box for box in navigator.view.layout.fixed if box.role == "image")
    assert band.name == "The dates from Aug 1932 to Jan"


def test_threads_end_inside_the_span_and_do_not_cross() -> None:
    scenes = list_campaign_scenes()
    days = month_axis.list_episode_spans(scenes)
    assert days is not None
    anchors = month_axis.choose_thread_dates(days)
    assert all(first <= day <= last for day, (first, last) in zip(anchors, days, strict=True))
    assert anchors[6:] == sorted(anchors[6:]), "in the campaign's order, where the spans allow it"
    navigator = open_screen("timeline")
    band = next(box for box in navigator.view.layout.fixed if box.role == "image")
    threads = [m for m in band.marks if isinstance(m, Line) and m.colour in ("ink", "accent")]
    assert len(threads) == 13
    for side in (-1, 1):
        own = sorted((t for t in threads if (t.b[1] - t.a[1]) * side > 0), key=lambda t: t.a[0])
        assert [t.b[0] for t in own] == sorted(t.b[0] for t in own)


def test_a_month_belongs_to_the_band_when_an_episode_begins_in_it() -> None:
    scene = list_campaign_scenes()[0]
    spans = [("1932-08-21", "1932-10"), ("1933-01-23", "1933")]
    scenes = [replace(scene, span="/".join(span)) for span in spans]
    days = month_axis.list_episode_spans(scenes)
    assert days is not None
    assert days[1] == (CalendarDay(1933, 1, 23), CalendarDay(1933, 1, 31)), "the year 1933 does not stretch the winter"


def test_a_campaign_of_antiquity_stands_on_the_band_too() -> None:
    scenes = [
        replace(list_campaign_scenes()[number], span=span)
        for number, span in enumerate(("-0044-12", "-0043-03-15", "-0043-11/-0042-01"))
    ]
    session = open_scenes(*scenes)
    navigator = Navigator(session, (1280, 800), screen=TimelineScreen(session))
    band = next(box for box in navigator.view.layout.fixed if box.role == "image")
    assert band.name == "The dates from Dec 45 BCE to Nov"


@pytest.mark.parametrize("span", ["", "1917", "1933/..", "-0043", "Y170000002", "193X", "no date"])
def test_without_dates_near_each_other_there_is_a_list(span: str) -> None:
    scene = list_campaign_scenes()[0]
    other = replace(list_campaign_scenes()[1], title="Another", span=span)
    assert month_axis.list_episode_spans([scene, other]) is None
    session = open_scenes(scene, other)
    navigator = Navigator(session, (1280, 800), screen=TimelineScreen(session))
    assert not [box for box in navigator.view.layout.fixed if box.role == "image"]
    assert "Another" in read_text(navigator)


def test_columns_never_overlap_and_stay_in_the_window() -> None:
    for expected in ([0.0] * 7, [900.0] * 7, [0, 10, 20, 500, 505, 900, 910], [400.0]):
        result = month_axis.spread_columns(expected, 120, 14, 10, 1000)
        assert result[0] >= 10
        assert result[-1] + 120 <= 1000
        assert all(b - a >= 134 for a, b in pairwise(result))


@pytest.mark.parametrize("size", [(1280, 800), (640, 480)])
def test_the_arrows_go_through_the_campaign_and_show_each_episode(size: tuple[int, int]) -> None:
    navigator = open_screen("timeline", size)
    assert selected_scene(navigator) == "the-number", "what was begun comes next"
    assert any(
        mark.text == "NEXT" for box in list_episode_boxes(navigator) for mark in box.marks if isinstance(mark, TextRun)
    )
    navigator.dispatch(Arrow(x=1))
    assert selected_scene(navigator) == "ten-cattle"
    assert navigator.view.focused_command == Command("select", "ten-cattle")
    navigator.dispatch(Arrow(y=-1))
    navigator.dispatch(Arrow(x=-1))
    assert selected_scene(navigator) == "down-with-stalin"
    for _ in range(20):
        navigator.dispatch(Arrow(x=1))
    assert selected_scene(navigator) == "let-them-eat-it"
    navigator.dispatch(Key("c"))
    assert selected_scene(navigator) == "the-number"


def test_tab_shows_an_episode_then_its_buttons_then_the_next() -> None:
    navigator = open_screen("timeline")
    visited = []
    for _ in range(4):
        navigator.dispatch(Tab())
        visited.append(navigator.view.focused_command)
    assert visited == [
        Command("open", "the-number"),
        Command("restart", "the-number"),
        Command("select", "ten-cattle"),
        Command("open", "ten-cattle"),
    ]
    navigator.dispatch(Tab(backwards=True))
    navigator.dispatch(Tab(backwards=True))
    assert selected_scene(navigator) == "the-number"


def test_enter_plays_what_is_shown_and_a_click_shows_it_first() -> None:
    navigator = open_screen("timeline")
    place = next(p for p in navigator.view.focusable_targets() if p.target.command == Command("select", "papers"))
    x, y = place.rects[0].center
    spot = (x, y + navigator.view.layout.area.y)
    navigator.dispatch(PointerDown(*spot))
    assert selected_scene(navigator) == "papers"
    assert isinstance(navigator.screen, TimelineScreen)
    navigator.dispatch(Confirm())
    assert isinstance(navigator.screen, PageScreen)


@pytest.mark.parametrize(
    ("at", "words"),
    [(0, ["Play again", "Look back"]), (2, ["Continue", "From the beginning"]), (3, ["Begin"])],
)
@pytest.mark.parametrize("size", [(1280, 800), (640, 480)])
def test_what_can_be_done_with_an_episode(at: int, words: list[str], size: tuple[int, int]) -> None:
    navigator = open_screen("timeline", size)
    navigator.view.focus_and_reveal(episode_marker.make_select_command(list_campaign_scenes()[at]))
    if at != 2:  # what is looked at already would be played
        navigator.dispatch(Confirm())
    text = read_text(navigator)
    assert all(word in text for word in words)
    assert "CONTENT" in text.upper()
    assert "famine (mentioned)" in text
    assert ("Back to the campaign: 3" in text) == (at != 2)


def test_once_all_is_played_the_campaigns_end_is_on_offer() -> None:
    session = open_session("unopened", pack="thirteen scenes")
    for scene in session.list_scenes():
        play(session, scene.scene, *SIGN)
    navigator = Navigator(session, (1280, 800), screen=TimelineScreen(session))
    assert "you have played them all" in read_text(navigator).lower()
    assert "The winter in the record" in read_text(navigator)
    navigator.dispatch(Key("r"))
    assert isinstance(navigator.screen, PageScreen)
    assert navigator.screen.page.kind == "winter"


def test_before_all_is_played_the_campaigns_end_comes_after_a_warning() -> None:
    session = open_session("unopened", pack="thirteen scenes")
    play(session, session.list_scenes()[4].scene, *SIGN)
    navigator = Navigator(session, (1280, 800), screen=TimelineScreen(session))
    navigator.dispatch(Key("r"))
    assert isinstance(navigator.screen, EarlyEndDialog)
    navigator.dispatch(Confirm())
    assert isinstance(navigator.screen, TimelineScreen), "the way back comes first"
    navigator.dispatch(Key("r"))
    navigator.dispatch(Tab())
    navigator.dispatch(Confirm())
    assert isinstance(navigator.screen, PageScreen)
    assert navigator.screen.page.kind == "winter"


def test_a_glance_at_a_later_episode_does_not_make_it_the_next_one() -> None:
    session = open_session("unopened", pack="thirteen scenes")
    scenes = [scene.scene for scene in session.list_scenes()]
    play(session, scenes[2], *SIGN)
    play(session, scenes[6], "begin")
    timeline = Navigator(session, (1280, 800), screen=TimelineScreen(session))
    assert selected_scene(timeline) == scenes[3]
    title = Navigator(session, (1280, 800), screen=TitleScreen(session))
    assert title.view.focused_command == Command("open", str(scenes[3]))


def test_a_state_is_a_shape_and_a_word() -> None:
    shapes = {}
    for scene in list_campaign_scenes()[1:4]:
        marks = episode_marker.make_state_disc(scene, 20, 20, 15)
        shapes[episode_marker.describe_progress(scene)] = tuple(type(mark).__name__ for mark in marks)
    assert shapes == {
        "played: You signed, and slept badly": (Circle.__name__, Line.__name__, Line.__name__),
        "begun, step 4": (Circle.__name__, Circle.__name__, Polygon.__name__),
        "not started": (Circle.__name__, Circle.__name__),
    }


def test_large_letters_make_a_list_with_dates_in_its_margin() -> None:
    for size, text in (((1280, 800), 200), ((640, 480), 100), ((800, 600), 150)):
        navigator = open_screen("timeline", size, Settings(text_size=text))
        assert not [box for box in navigator.view.layout.fixed if box.role == "image"]
        first = list_episode_boxes(navigator)[0]
        assert "October 1932" in first.name
        assert "PAPER YOU WERE" in first.name.upper()


def test_nothing_jumps_while_one_looks_through_the_episodes() -> None:
    long = (
        "Why would anybody write down what nobody may read, and then keep the paper in a drawer that everybody opens? "
        * 2
    )
    scenes = list(list_campaign_scenes())
    scenes[6] = replace(scenes[6], question=long)
    session = open_scenes(*scenes)
    navigator = Navigator(session, (1920, 1080), screen=TimelineScreen(session))
    places = set()
    for _ in SCENES:
        navigator.dispatch(Arrow(x=-1))
    for _ in SCENES:
        band = next(box for box in navigator.view.layout.fixed if box.role == "image")
        places.add((band.rect.y, band.rect.h, *((box.x, box.y) for box in list_episode_boxes(navigator))))
        navigator.dispatch(Arrow(x=1))
    assert len(places) == 1
