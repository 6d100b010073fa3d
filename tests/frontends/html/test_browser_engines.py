"""The exported page in Chromium, Firefox and WebKit, by keyboard alone: the texts, offers and places of the reference."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from party_card.content.models.value_types import SceneId
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.engine.page_builder import build_page
from party_card.engine.playthrough import Playthrough
from party_card.engine.record_layers import split_layers
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.verify.page_json import page_to_json
from party_card.frontends.shared.scene_data import Json
from party_card.modelcheck.explore import explore_scene
from tests.engine.sample import sample_scene
from tests.frontends.html.chromium import BrowserTab, json_roundtrip, write_page
from tests.frontends.html.engines import Engine, Tab
from tests.frontends.html.page_states import (
    PACK,
    close_dialog,
    encode_shipped_campaign,
    visit_states,
)
from tests.frontends.html.test_browser_access import CHECK_FOCUS, FIND_OVERFLOWING, FIND_SMALL_TARGETS
from tests.frontends.html.test_browser_agreement import check_drawn_page, collapse_spaces, compare_positions
from tests.frontends.window.real_window import wait_until

pytestmark = pytest.mark.browser

SCENE = "ten-cattle"
CURRENT_PAGE = """() => {
  const {data, resume, page} = partyCard, [, , steps = "0"] = location.hash.slice(1).split(".");
  return page(data, resume(data, 0, steps).playthrough);
}"""
DRAWN_TEXT = """() => {
  const texts = (selector) => [...document.querySelectorAll(selector)].map((element) => element.textContent);
  return [texts("article")[0], texts("article .offer > span, article .go"), texts("aside li").join(" ")];
}"""
IS_OPEN = "document.querySelector('dialog[open]')"
PANEL_TITLE = "document.querySelector('dialog h2').textContent"
TAB_STOPS = """() => [...document.querySelectorAll("a[href], button, textarea, input, summary")]
  .filter((node) => node.checkVisibility()).map((node) => node.textContent || node.id)"""
CURRENT_STOP = """document.activeElement.matches("body, article, article h2") ? "" : document.activeElement.textContent || document.activeElement.id"""
APPLY_PRINT_STYLE = """() => {
  dispatchEvent(new Event("beforeprint"));
  for (const sheet of document.styleSheets) for (const rule of sheet.cssRules)
    if (rule instanceof CSSMediaRule) rule.media.mediaText = rule.media.mediaText === "print" ? "all" : "not all";
}"""
LIST_CONTROLS = """() => [...document.querySelectorAll("button, input, textarea, summary, nav, dialog, a[href]")]
  .filter((node) => node.checkVisibility()).map((node) => node.outerHTML.slice(0, 120))"""
MAKE_TROUBLE = """() => {
  console.error("An error.");
  console.warn("A warning.");
  setTimeout(() => { throw new Error("A late error."); });
  const script = document.createElement("script");
  script.append("globalThis.hurt = 1");
  document.body.append(script);
  new Image().src = "https://example.org/refused";
}"""


@cache
def encode_scene(name: str) -> Json:
    """Returns the data of a page with one scene: one that comes with the game, or "paper" of the sample pack."""
    return json_roundtrip(encode_scenes([read_scene(name)]))  # type: ignore[no-any-return]


@cache
def read_scene(name: str) -> CompiledScene:
    return sample_scene() if name == "paper" else compile_scene(PACK, PACK.scenes[SceneId(name)])


@pytest.fixture
def open_scene(engine: Engine, tmp_path: Path) -> Iterator[Any]:
    """Opens pages with one scene in an engine; checks in the end that there was no error and no request."""
    tabs: list[Tab] = []

    def open_tab(name: str) -> Tab:
        tabs.append(engine.open_tab(write_page(tmp_path, encode_scene(name))))
        return tabs[-1]

    yield open_tab
    for tab in tabs:
        errors, requests = tab.errors, list_network_requests(tab)
        tab.close()
        assert (errors, requests) == ([], [])


def list_network_requests(tab: Tab) -> list[str]:
    return [request for request in tab.requests if not request.startswith(("file:", "data:", "blob:", "about:"))]


def check_page(tab: Tab, playthrough: Playthrough) -> None:
    """Compares the page with the engine's: its data, and the text that is drawn."""
    page = build_page(playthrough)
    assert tab.evaluate(CURRENT_PAGE) == json_roundtrip(page_to_json(page))
    check_drawn_page(page, *tab.evaluate(DRAWN_TEXT))


def take_offer(tab: Tab, playthrough: Playthrough, offer: str) -> None:
    """Chooses an offer in the page and in the engine: by its digit, or with Tab and Enter if it has none."""
    if tab.evaluate("document.querySelector('article .go') !== null"):
        for _ in range(max(1, len(split_layers(build_page(playthrough))))):
            go_on(tab)
    else:
        tab.press(str([str(row.id) for row in build_page(playthrough).offers if row.is_open].index(offer) + 1))
    playthrough.choose(offer)


def go_on(tab: Tab) -> None:
    """Takes the only offer of a page."""
    tab_to(tab, "article .go")
    tab.press("Enter")


def tab_to(tab: Tab, selector: str) -> None:
    """Presses Tab until an element that matches has the focus, visibly."""
    for _ in range(300):  # a record with its terms, people and notes has more than a hundred
        tab.press("Tab")
        if tab.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            assert tab.evaluate("document.activeElement.matches(':focus-visible')")
            assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
            assert tab.evaluate(CHECK_FOCUS) == ""
            return
    raise AssertionError(f"Tab does not reach {selector}")


def open_panel(tab: Tab, key: str) -> str:
    """Opens a panel by its key; returns its title, which has the focus."""
    tab.press(key)
    tab.wait_for(IS_OPEN)
    title = str(tab.evaluate(PANEL_TITLE))
    assert tab.evaluate("document.activeElement.closest('dialog') !== null")
    return title


def test_a_whole_scene_is_played_by_keyboard(open_scene: Any) -> None:
    tab = open_scene(SCENE)
    playthrough = Playthrough(read_scene(SCENE))
    check_page(tab, playthrough)
    change_settings(tab)
    kinds: list[str] = []
    for step in range(60):
        page = build_page(playthrough)
        kinds.append(page.kind)
        if page.kind == "finished":
            break
        if page.kind == "passage" and len(page.notes) > 1 and kinds.count("notes") == 0:
            kinds.append("notes")
            read_notes(tab, len(page.notes))
        if page.kind == "debrief":
            tab_to(tab, "#answer-0")
            tab.type_text("Because 0 of 10 came back; b, n.")
            tab_to(tab, "#answer-1")
            tab.type_text("A second answer.")
        take_offer(tab, playthrough, playthrough.enabled_triggers()[step % len(playthrough.enabled_triggers())])
        check_page(tab, playthrough)
        assert tab.evaluate("document.activeElement.matches('article, article h2')")
        assert tab.evaluate(CHECK_FOCUS) == ""
        if step == 4:
            undo_and_take_again(tab, playthrough)
            tab.reload()
            check_drawn_page(build_page(playthrough), *tab.evaluate(DRAWN_TEXT))
            assert tab.evaluate("document.documentElement.dataset.theme") == "dark"
    assert {"briefing", "notes", "passage", "record", "file", "debrief", "finished"} == set(kinds)
    tab.press("b")
    tab.reload()
    assert tab.evaluate("document.querySelector('#answer-0').value") == "Because 0 of 10 came back; b, n."
    assert tab.evaluate("document.querySelector('#answer-1').value") == "A second answer."
    assert '"theme":"dark"' in tab.evaluate("localStorage.getItem('party-card settings')")
    assert tab.evaluate("document.documentElement.dataset.theme") == "dark"


def change_settings(tab: Tab) -> None:
    """Changes a colour, a size and a switch by keyboard."""
    size = tab.evaluate("getComputedStyle(document.documentElement).fontSize")
    assert open_panel(tab, "s") == "Settings"
    tab_to(tab, "#size")
    tab.press("ArrowRight", "ArrowRight")
    tab_to(tab, "[name=theme]")
    tab.press("ArrowDown", "ArrowDown")
    tab_to(tab, "[name=motion]")
    tab.press(" ")
    close_dialog(tab)
    assert tab.evaluate("({...document.documentElement.dataset})")["theme"] == "dark"
    assert tab.evaluate("({...document.documentElement.dataset})")["motion"] == "false"
    assert tab.evaluate("({...document.documentElement.dataset})")["size"] == "120"
    assert tab.evaluate("getComputedStyle(document.documentElement).fontSize") != size


def read_notes(tab: Tab, count: int) -> None:
    """Opens the notes, turns to the last and to the first, and closes them."""
    article = tab.evaluate("document.querySelector('article').textContent")
    assert open_panel(tab, "n") == f"Note 1 of {count}"
    tab.press("ArrowLeft")
    tab.wait_for(f"{PANEL_TITLE} === 'Note {count} of {count}'")
    tab.press("ArrowRight")
    tab.wait_for(f"{PANEL_TITLE} === 'Note 1 of {count}'")
    tab.press("1")  # no choice is taken behind a panel
    close_dialog(tab)
    assert tab.evaluate("document.querySelector('article').textContent") == article
    tab_to(tab, ".ref")
    tab.press("Enter")
    tab.wait_for(IS_OPEN)
    close_dialog(tab)
    assert tab.evaluate("document.activeElement.matches('.ref')")


def undo_and_take_again(tab: Tab, playthrough: Playthrough) -> None:
    """Goes back one step and forward again by the same key."""
    before, address = tab.evaluate("document.querySelector('main').innerText"), tab.evaluate("location.hash")
    tab.press("b")
    assert tab.evaluate("location.hash") == address[:-1]
    number = tab.evaluate(
        "([step]) => { const {data, resume, page, take, walk} = partyCard, [, , steps] = location.hash.slice(1).split('.'),"
        " at = resume(data, 0, steps).playthrough;"
        " return page(data, at).offers.filter(({open}) => open).findIndex(({id}) => walk(data, take(data, at, id)).endsWith(step)) + 1; }",
        [address[-1]],
    )
    tab.press(str(number))
    assert tab.evaluate("location.hash") == address
    assert tab.evaluate("document.querySelector('main').innerText") == before
    check_page(tab, playthrough)


def test_every_position_of_a_scene_has_the_page_of_the_reference(open_scene: Any) -> None:
    tab = open_scene("paper")
    states = explore_scene(read_scene("paper"))
    assert compare_positions(tab, 0, states) == states.state_count


def test_a_page_opened_again_without_an_address_goes_on_where_it_was(open_scene: Any, tmp_path: Path) -> None:
    tab = open_scene("paper")
    go_on(tab)
    tab.press("3", "3")
    place = tab.evaluate("location.hash"), tab.evaluate("document.querySelector('main').innerText")
    tab.open(tmp_path / "page.html")
    assert tab.evaluate("document.querySelector('main').innerText") == place[1]
    tab.press("b")
    assert tab.evaluate("location.hash") == place[0][:-1]


def test_tab_goes_through_the_page_in_reading_order_and_stays_in_a_panel(open_scene: Any) -> None:
    tab = open_scene("paper")
    go_on(tab)
    expected = tab.evaluate(TAB_STOPS)
    stops = []
    for _ in expected[1:]:  # from the article on; the link before it has been passed
        tab.press("Tab")
        stops.append(tab.evaluate(CURRENT_STOP))
    assert stops == expected[1:]
    open_panel(tab, "?")
    for _ in range(4):
        tab.press("Tab")
        assert tab.evaluate(
            "document.activeElement.closest('dialog') !== null || document.activeElement === document.body"
        )


def test_words_with_an_explanation_are_underlined(open_scene: Any) -> None:
    tab = open_scene("paper")
    go_on(tab)
    style = "getComputedStyle(document.querySelector('.word'))"
    assert tab.evaluate(f"{style}.textDecorationLine") == "underline"
    assert tab.evaluate(f"{style}.textDecorationStyle") == "dotted"


def test_the_transcript_is_saved_by_keyboard(open_scene: Any, tmp_path: Path) -> None:
    tab = open_scene("paper")
    go_on(tab)
    tab.press("1")
    open_panel(tab, "t")
    tab_to(tab, "dialog button")
    folder = tmp_path / "saved"
    folder.mkdir()
    saved = tab.save_download(lambda: tab.press("Enter"), folder)
    assert saved.name == "paper-transcript.html"
    html = saved.read_text(encoding="utf-8")
    assert "You chose: " in html
    assert "Open it" in html
    assert html.count("<script") == html.count('<script type="application/json" id="party-card-transcript">') == 1


def test_the_print_style_shows_answers_and_no_controls(open_scene: Any) -> None:
    tab = open_scene("paper")
    write_an_answer(tab)
    tab.evaluate(APPLY_PRINT_STYLE)
    assert tab.evaluate(LIST_CONTROLS) == []
    text = collapse_spaces(tab.evaluate("document.body.innerText"))
    for words in ("Name ____", "You chose: Open it", "By the date.", "Who could know what?"):
        assert words in text
    assert "Undo choice" not in text
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")


def write_an_answer(tab: Tab) -> None:
    """Plays the sample scene to its questions and writes an answer."""
    go_on(tab)
    tab.press("1", "3")
    go_on(tab)
    go_on(tab)
    assert tab.evaluate("document.body.className") == "debrief"
    tab_to(tab, "textarea")
    tab.type_text("By the date.")


@pytest.mark.parametrize("engine", ["chromium", "firefox"], indirect=True)
def test_the_printed_page_has_the_same_words_from_each_engine_that_prints_to_a_file(
    open_scene: Any, tmp_path: Path
) -> None:
    """WebKit's driver cannot print; the test above applies its print style."""
    tab = open_scene("paper")
    assert isinstance(tab, BrowserTab)
    write_an_answer(tab)
    path = tmp_path / "page.pdf"
    tab.page.pdf(path=path, format="A4")
    output = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True).stdout.decode()
    printed = "".join(output.split()).casefold().replace("•", "")  # the marker of a list, which is no text
    tab.evaluate(APPLY_PRINT_STYLE)
    lines = tab.evaluate("document.querySelector('.print').innerText").splitlines()
    shown = ["".join(line.split()).casefold() for line in lines]
    assert [line for line in shown if line not in printed] == []
    assert len(printed) == sum(map(len, shown))


@pytest.mark.parametrize(("width", "height"), [(360, 640), pytest.param(1366, 700, marks=pytest.mark.release)])
def test_nothing_overflows_and_no_focus_is_lost_in_any_state(
    engine: Engine, tmp_path: Path, width: int, height: int
) -> None:
    tab = engine.open_tab(write_page(tmp_path, encode_shipped_campaign()), width=width, height=height)
    for state in visit_states(tab):
        assert (state, tab.evaluate(FIND_OVERFLOWING)) == (state, [])
        assert (state, tab.evaluate(FIND_SMALL_TARGETS)) == (state, [])
        assert (state, tab.evaluate(CHECK_FOCUS)) == (state, "")
    errors, requests = tab.errors, list_network_requests(tab)
    tab.close()
    assert (errors, requests) == ([], [])


def test_injected_code_does_not_run_and_is_reported_like_other_errors(engine: Engine, tmp_path: Path) -> None:
    tab = engine.open_tab(write_page(tmp_path, encode_scene("paper")))
    tab.evaluate(MAKE_TROUBLE)
    wait_until(lambda: bool(tab.evaluate("1")) and len(tab.errors) >= 5, "five errors")
    for words in ("An error.", "A warning.", "rror.", "img-src"):
        assert any(words in error for error in tab.errors), (words, tab.errors)
    assert len([error for error in tab.errors if re.search("script|sink", error, re.IGNORECASE)]) >= 1
    assert tab.evaluate("globalThis.hurt ?? 0") == 0
    tab.close()


def test_a_request_to_the_network_is_recorded(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<!doctype html><html data-ready><img src='http://refused.invalid/a.png'>", encoding="utf-8")
    tab = engine.open_tab(path)
    assert [request for request in list_network_requests(tab) if "refused.invalid" in request]
    tab.close()
