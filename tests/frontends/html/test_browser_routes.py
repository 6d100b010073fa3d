"""Endings and route in the browser page: what was found, the map, playing on from a fork, and passing what was read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.frontends.html.chromium import BrowserTab, open_page, wait_until, write_page
from tests.frontends.html.engines import Engine, Tab
from tests.frontends.html.route_sample import encode_ferry
from tests.frontends.html.test_browser_access import FIND_OVERFLOWING, FIND_SMALL_TARGETS
from tests.frontends.html.test_browser_engines import tab_to

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

CALL_SIT_KNOCK = "1111"
KEPT_ROUTES = "JSON.parse(localStorage.getItem('party-card.ferry')).routes.ferry ?? []"
LIST_LINES = """(trace) => [...document.querySelectorAll(`.maps svg.wide > path.${trace}`)].length"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_page(tmp_path, encode_ferry())


@pytest.fixture
def tab(browser: Browser, path: Path) -> Iterator[BrowserTab]:
    tab = open_page(browser, path, viewport={"width": 1280, "height": 800})
    yield tab
    assert tab.errors == []
    tab.close()


def play(tab: BrowserTab, keys: str) -> None:
    """Begins, chooses by digits, and goes on to the last page."""
    tab.press(*keys)
    go_on(tab)


def go_on(tab: Tab) -> None:
    """Goes on to the last page."""
    while tab.evaluate("document.body.className") != "finished":
        tab.evaluate("document.querySelector('article .go').click()")


def click(tab: Tab, name: str, number: int = 0) -> None:
    tab.evaluate(
        "([name, n]) => [...document.querySelectorAll('button')].filter((node) => node.textContent.endsWith(name))[n].click()",
        [name, number],
    )


def read_text(tab: Tab, selector: str) -> str:
    return " ".join(str(tab.evaluate("(s) => document.querySelector(s)?.textContent ?? ''", selector)).split())


def list_texts(tab: Tab, selector: str) -> list[str]:
    texts = tab.evaluate("(s) => [...document.querySelectorAll(s)].map((node) => node.textContent)", selector)
    return [" ".join(text.split()) for text in texts]


def test_after_a_scene_stand_the_ending_s_number_the_endings_and_the_forks(tab: BrowserTab) -> None:
    play(tab, CALL_SIT_KNOCK)
    assert "after 3 decisions." in read_text(tab, "article")
    assert "This is ending 1 of 2." in read_text(tab, "article")
    assert "You have found 1 of 2 endings." in read_text(tab, ".routes")
    assert list_texts(tab, ".endings li") == [
        "Ending 1 This timeYou were a guestYou owe them a night.", "Ending 2 Not found yet",
    ]  # fmt: skip
    assert list_texts(tab, ".forks .label") == [
        "2 April 1931 · Mist on the water.",
        "3 April 1931 · All ways end at the landing.",
    ]
    assert list_texts(tab, ".forks p") == [
        "You called across the water.", "1 other way, 1 not tried yet", "You chose: Knock.", "1 other way, 1 not tried yet",
    ]  # fmt: skip


def test_nothing_unseen_is_named(tab: BrowserTab) -> None:
    play(tab, CALL_SIT_KNOCK)
    text = tab.evaluate("document.querySelector('.routes').innerHTML")
    for spoiler in ("You slept alone", "You drifted away", "Sleep outside", "Wade in", "Cut the old rope", "cold"):
        assert spoiler not in text


def test_the_map_shows_ways_of_this_time_before_and_not_yet(tab: BrowserTab) -> None:
    play(tab, CALL_SIT_KNOCK)
    # to the boat, to the landing, to the house; unseen: the ford and on, the meadow, and adrift
    assert [tab.evaluate(LIST_LINES, trace) for trace in ("now", "before", "new")] == [3, 0, 4]
    assert list_texts(tab, ".maps svg.wide .name") == [
        "Mist on the water.", "2 April 1931",
    ]  # fmt: skip
    click(tab, "Play it again")
    play(tab, "1212")
    assert [tab.evaluate(LIST_LINES, trace) for trace in ("now", "before", "new")] == [3, 3, 1]
    assert "7 passages: 4 this time, 6 seen so far." in read_text(tab, ".routes")


def test_a_fork_is_played_on_from_and_the_first_route_stays(tab: BrowserTab) -> None:
    play(tab, CALL_SIT_KNOCK)
    tab.evaluate("[...document.querySelectorAll('.maps svg.wide .fork')].at(-1).dispatchEvent(new MouseEvent('click'))")
    assert (
        tab.evaluate("document.activeElement.getAttribute('aria-label')")
        == "Play on from here: 3 April 1931 · All ways end at the landing."
    )
    assert tab.evaluate("document.querySelectorAll('.maps .marked').length") == 2, "the wide and the narrow map"
    tab.press("Enter")
    assert "All ways end at the landing." in read_text(tab, "article")
    assert list_texts(tab, ".offer > span") == ["Knock (chosen before)", "Sleep outside"]
    tab.press("2")
    go_on(tab)
    assert list_texts(tab, ".endings h4") == ["You were a guest", "You slept alone"]
    tab.reload()
    assert list_texts(tab, ".endings h4") == ["You were a guest", "You slept alone"]


def test_an_ending_that_needs_a_trace_is_told_of_once_it_is_found(browser: Browser, path: Path) -> None:
    tab = open_page(browser, path)
    shape = tab.evaluate("partyCard.data.scenes[0].shape")
    tab.open(path, f"#ferry.{shape}.1-0")
    assert list_texts(tab, ".offer > span") == ["Sit down", "Cut the old rope"]
    tab.press("2")
    go_on(tab)
    assert "This is an extra ending: only what an earlier scene left opens it." in read_text(tab, "article")
    assert "You have found 0 of 2 endings." in read_text(tab, ".routes")
    assert list_texts(tab, ".endings li") == [
        "Ending 1 Not found yet", "Ending 2 Not found yet", "+ Extra ending This timeYou drifted away",
    ]  # fmt: skip
    tab.close()


def test_routes_of_two_tabs_are_merged_and_those_that_show_nothing_new_are_dropped(
    browser: Browser, path: Path
) -> None:
    first = open_page(browser, path)
    second = BrowserTab(first.context.new_page(), first.context)
    second.open(path)
    play(first, CALL_SIT_KNOCK)
    second.evaluate("location.hash = ''")
    play(second, "1212")
    for _ in range(3):
        click(first, "Play it again")
        play(first, CALL_SIT_KNOCK)
    click(second, "Play it again")
    tab = second
    wait_until(tab, f"{KEPT_ROUTES}.length === 2")
    routes = tab.evaluate(KEPT_ROUTES)
    assert sorted(route.split(".")[1] for route in routes) == ["0-000--", "0-101--"]
    first.close()


def test_however_many_routes_are_kept_their_storage_is_bounded(tab: BrowserTab) -> None:
    tab.evaluate(
        """() => {
          const {shape} = partyCard.data.scenes[0];
          const routes = Array.from({length: 900}, (_, n) => `${shape}.0-${[n % 2, (n >> 1) % 2, "0"].join("")}${"-".repeat(n % 30)}`);
          localStorage.setItem("party-card.ferry", JSON.stringify({routes: {ferry: [...routes, 7, null, "x", {}]}}));
        }"""
    )
    tab.reload()
    play(tab, CALL_SIT_KNOCK)
    click(tab, "Play it again")
    assert len(tab.evaluate(KEPT_ROUTES)) <= 7, "one for each passage at most"


def test_going_back_from_an_ending_does_not_forget_it(tab: BrowserTab) -> None:
    play(tab, CALL_SIT_KNOCK)
    tab.press("b", "b", "b")
    tab.press("2")
    go_on(tab)
    assert list_texts(tab, ".endings h4") == ["You were a guest", "You slept alone"]


def test_held_a_key_passes_what_was_read_up_to_the_next_new_choice(tab: BrowserTab) -> None:
    play(tab, "1211")
    click(tab, "Play it again")
    tab.press("1")
    assert not tab.evaluate("document.querySelector('.pass')"), "there is a choice that was never made"
    tab.press("2")
    assert "The water is cold." in read_text(tab, "article")
    assert read_text(tab, ".pass").endswith("Skip what you have read")
    tab.page.keyboard.down("k")
    wait_until(tab, "document.querySelector('article').textContent.includes('landing')")
    tab.page.wait_for_timeout(600)
    assert "All ways end at the landing." in read_text(tab, "article"), "there is a new choice"
    tab.page.keyboard.up("k")
    tab.press("2")
    go_on(tab)
    click(tab, "Play it again")
    tab.press("1", "2")
    tab.page.keyboard.down("k")
    wait_until(tab, "document.querySelector('article .ending') !== null")
    tab.page.keyboard.up("k")


def test_where_there_is_no_room_the_map_runs_down_and_nothing_overflows(browser: Browser, path: Path) -> None:
    tab = open_page(browser, path, viewport={"width": 320, "height": 640})
    play(tab, CALL_SIT_KNOCK)
    for size in (100, 200):
        tab.evaluate("(size) => document.documentElement.style.setProperty('--size', size)", size)
        assert tab.evaluate(
            "['wide', 'tall'].map((kind) => document.querySelector(`.maps .${kind}`).checkVisibility())"
        ) == [False, True]
        assert tab.evaluate(FIND_OVERFLOWING) == []
        assert tab.evaluate(FIND_SMALL_TARGETS) == []
    tab.close()


def test_in_every_engine_a_fork_is_reached_by_keyboard(engine: Engine, path: Path) -> None:
    tab = engine.open_tab(path)
    tab.press(*CALL_SIT_KNOCK)
    go_on(tab)
    tab_to(tab, ".forks li:last-child button")
    tab.press("Enter")
    assert list_texts(tab, ".offer > span") == ["Knock (chosen before)", "Sleep outside"]
    tab.press("2")
    for _ in range(2):
        tab_to(tab, "article .go")
        tab.press("Enter")
    tab.press("r")
    assert tab.evaluate("document.activeElement.id") == "routes"
    assert list_texts(tab, ".endings h4") == ["You were a guest", "You slept alone"]
    assert tab.errors == []
    tab.close()
