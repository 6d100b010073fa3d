"""Accessibility: axe-core in every state, the keyboard alone, a screen reader, large text, narrow windows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from party_card.frontends.shared.scene_data import Json
from tests.frontends.html.chromium import BrowserTab, open_page, wait_until, write_page
from tests.frontends.html.page_states import SCENE, encode_shipped_campaign, find_address, go_to, visit_states

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

THEMES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "contrast": {"contrast": "more"},
}
# Axe cannot decide on names in a drawing of shapes, whose contrast tests/frontends/window/views/test_place_map.py computes,
# and takes land beyond the frame of a map for lying over the page.
RUN_AXE = """() => document.querySelectorAll(".ways .row").forEach((row) => (row.style.position = "static")) ?? document.querySelectorAll(".where g").forEach((base) => base.remove()) ?? axe.run({exclude: [[".where svg"], [".maps svg"]]}, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations", "incomplete"]}).then(({violations, incomplete}) => [...violations, ...incomplete].map(({id, nodes}) =>
  `${id}: ${nodes.slice(0, 3).map(({html, any}) => html.slice(0, 160) + " " + (any[0]?.message ?? "") + (any[0]?.relatedNodes?.[0]?.html.slice(0, 90) ?? "")).join(" | ")}`))"""
SPACE_TEXT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
    + " p { margin-bottom: 2em !important }");
  document.adoptedStyleSheets = [sheet];
}"""
FIND_OVERFLOWING = """() => [document.documentElement, ...document.querySelectorAll("dialog, dialog > div, button, textarea, td, figure")]
  .filter((node) => node.scrollWidth > Math.max(node.clientWidth, node === document.documentElement ? innerWidth : 0) + 1)
  .map((node) => `${node.tagName} ${node.className} ${node.scrollWidth} > ${node.clientWidth} ${node.textContent.slice(0, 60)}`)"""
FIND_SMALL_TARGETS = """() => [...document.querySelectorAll("button, input, textarea, summary, [tabindex='0'], a")]
  .filter((node) => node.checkVisibility() && !(node.matches("a") && node.closest("p, li, figcaption, dd, td, label")) && !node.matches(".skip"))
  .map((node) => [node, (node.closest("label") ?? node).getBoundingClientRect()])
  .filter(([, {width, height}]) => width < 24 || height < 24).map(([node]) => node.outerHTML.slice(0, 120))"""
CHECK_FOCUS = """() => {
  const node = document.activeElement, {left, right, top, bottom} = node.getBoundingClientRect();
  const isVisible = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  return node === document.body ? "nothing" : isVisible ? "" : `hidden: ${node.outerHTML.slice(0, 120)}`;
}"""


@pytest.fixture(scope="module")
def data() -> Json:
    return encode_shipped_campaign()


@pytest.mark.parametrize(
    ("theme", "width"),
    [
        pytest.param(theme, width, marks=[] if (number + is_wide) % 2 else [pytest.mark.release])
        for number, theme in enumerate(THEMES)
        for is_wide, width in enumerate((320, 1280))
    ],
)
def test_axe_finds_nothing_wrong_and_nothing_it_cannot_decide(
    browser: Browser, tmp_path: Path, data: Json, node_modules: Path, theme: str, width: int
) -> None:
    tab = open_page(
        browser,
        write_page(tmp_path, data),
        viewport={"width": width, "height": 800},
        reduced_motion="reduce",
        **THEMES[theme],
    )
    tab.evaluate((node_modules / "axe-core/axe.min.js").read_text(encoding="utf-8"))
    violations = [f"{state}: {violation}" for state in visit_states(tab) for violation in tab.evaluate(RUN_AXE)]
    assert violations == []
    assert tab.evaluate("document.documentElement.dataset.theme") == theme
    tab.context.close()


@pytest.mark.parametrize("size", [100, 200])
def test_a_narrow_window_needs_no_scrolling_to_the_side(
    browser: Browser, tmp_path: Path, data: Json, size: int
) -> None:
    """320 pixels are 1280 at 400 %; WCAG's text spacing on top; nothing is too small to hit, no focus is lost."""
    tab = open_page(browser, write_page(tmp_path, data), viewport={"width": 320, "height": 640})
    tab.evaluate("(size) => localStorage.setItem('party-card settings', JSON.stringify({size}))", size)
    tab.page.reload()
    tab.page.wait_for_selector("html[data-ready]")
    for spaced in (False, True):
        if spaced:
            tab.evaluate(SPACE_TEXT)
        for state in visit_states(tab):
            assert (state, tab.evaluate(FIND_OVERFLOWING)) == (state, [])
            assert (state, tab.evaluate(FIND_SMALL_TARGETS)) == (state, [])
            assert (state, tab.evaluate(CHECK_FOCUS)) == (state, "")
    tab.context.close()


def test_nothing_moves_where_that_is_not_wished(browser: Browser, tmp_path: Path, data: Json) -> None:
    path = write_page(tmp_path, data)
    count_animations = "document.getAnimations().length + [...document.querySelectorAll('*')].filter((node) => getComputedStyle(node).animationName !== 'none').length"
    for preference, is_animated in (("reduce", False), ("no-preference", True)):
        tab = open_page(browser, path, reduced_motion=preference)
        go_to(tab, find_address(tab, "passage"))
        tab.page.keyboard.press("1")
        assert (tab.evaluate(count_animations) > 0) is is_animated
        if is_animated:
            tab.evaluate("document.documentElement.dataset.motion = 'false'")
            assert tab.evaluate(count_animations) == 0
        tab.context.close()


# ----------------------------------------------------------------------------------------------- the keyboard alone


def tab_to(tab: BrowserTab, selector: str) -> None:
    """Presses Tab until an element that matches has the focus; the focus must be visible all the way."""
    for _ in range(250):
        tab.page.keyboard.press("Tab")
        assert tab.evaluate(
            "document.activeElement === document.body || document.activeElement.matches(':focus-visible')"
        )
        if tab.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            assert tab.evaluate(CHECK_FOCUS) == ""
            return
    raise AssertionError(f"Tab does not reach {selector}")


@pytest.mark.parametrize(
    "scene", [SCENE, *(pytest.param(name, marks=pytest.mark.release) for name in ("forbidden-paper", "two-notes"))]
)
def test_a_scene_is_played_with_tab_and_enter_alone(browser: Browser, tmp_path: Path, data: Json, scene: str) -> None:
    tab = open_page(browser, write_page(tmp_path, data), viewport={"width": 900, "height": 700})
    number = [row["id"] for row in data["scenes"]].index(scene)
    for _ in range(number + 1):
        tab_to(tab, ".scenes button")
    tab.page.keyboard.press("Enter")
    if tab.evaluate("document.body.className") == "between":
        tab_to(tab, ".go")
        tab.page.keyboard.press("Enter")
    kinds = []
    for _ in range(60):
        kinds.append(tab.evaluate("document.body.className"))
        assert tab.evaluate("document.activeElement.matches('article h2, article h3')"), (
            kinds
        )  # h3: a layer of the record
        if kinds[-1] == "finished":
            break
        if kinds[-1] == "debrief":
            tab_to(tab, "textarea")
            tab.page.keyboard.type("Because of the date.")
        tab_to(tab, "article .go, .offer:not([aria-disabled])")
        tab.page.keyboard.press("Enter")
        tab.page.wait_for_timeout(20)
    assert set(kinds) - {"file"} == {"briefing", "passage", "record", "debrief", "finished"}
    assert tab.errors == []
    tab.context.close()


def test_a_panel_takes_the_focus_and_gives_it_back(browser: Browser, tmp_path: Path, data: Json) -> None:
    tab = open_page(browser, write_page(tmp_path, data))
    go_to(tab, find_address(tab, "noted"))
    for selector in (".ref", ".word", "nav button"):
        tab_to(tab, selector)
        name = tab.evaluate("document.activeElement.textContent")
        tab.page.keyboard.press("Enter")
        assert tab.evaluate("document.activeElement.closest('dialog') !== null")
        tab.page.keyboard.press("Escape")
        assert tab.evaluate("document.activeElement.textContent") == name
    tab.context.close()


def test_a_closed_offer_says_why_and_does_nothing(browser: Browser, tmp_path: Path, data: Json) -> None:
    tab = open_page(browser, write_page(tmp_path, data))
    go_to(tab, find_address(tab, "locked"))
    initial = tab.evaluate("location.hash")
    tab_to(tab, ".offer[aria-disabled]")
    assert tab.evaluate("document.activeElement.querySelector('i').textContent.trim()")
    tab.page.keyboard.press("Enter")
    assert tab.evaluate("location.hash") == initial
    tab.context.close()


# ---------------------------------------------------------------------------------------------- a screen reader


def read_aloud(tab: BrowserTab) -> Iterator[str]:
    """Yields the phrases of the screen reader, from the focus to the end of the passage."""
    for _ in range(200):
        phrase = str(tab.evaluate("reader.next().then(() => reader.lastSpokenPhrase())"))
        if phrase.startswith("end of article"):
            return
        yield phrase
    raise AssertionError("the passage has no end")


LIST_SHOWN_TEXTS = """() => {
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT), texts = [];
  while (walker.nextNode()) {
    const {data, parentElement} = walker.currentNode;
    if (parentElement.checkVisibility() && !parentElement.closest("h2, .ref, svg, details, textarea, .forks, [aria-hidden]")) texts.push(data.trim());
  }
  return texts.filter((text) => text);
}"""
"""Returns the texts of the article below its heading, in their order, but for the list of forks, which is long."""


def spoken_phrases(tab: BrowserTab) -> list[str]:
    """Returns what the screen reader has said by itself since the log was cleared."""
    return [phrase for phrase in tab.evaluate("reader.spokenPhraseLog()") if phrase.strip()]


def wait_for_announcement(tab: BrowserTab) -> str:
    """Waits until an announcement has been spoken; returns its text."""
    wait_until(
        tab,
        "reader.spokenPhraseLog().then((log) => log.some((phrase) => phrase.startsWith('polite: ')))",
    )
    (text,) = [phrase for phrase in spoken_phrases(tab) if phrase.startswith("polite: ")]
    return text.removeprefix("polite: ")


@pytest.fixture
def reader_tab(browser: Browser, tmp_path: Path, data: Json, node_modules: Path) -> Iterator[BrowserTab]:
    """A page with a screen reader, before a scene is begun."""
    tab = open_page(browser, write_page(tmp_path, data), reduced_motion="reduce")
    tab.evaluate((node_modules / "reader.js").read_text(encoding="utf-8"))
    go_to(tab, find_address(tab, "briefing"))
    for condition in ("", "!"):  # the reader starts when the briefing has been announced
        wait_until(tab, f"{condition}document.getElementById('status').textContent")
    tab.evaluate("reader.start({container: document.body})")
    yield tab
    tab.context.close()


def test_a_screen_reader_speaks_each_passage_once(reader_tab: BrowserTab) -> None:
    """First the heading, which has the focus; then, by itself, the passage and its choices; reading on, each once more."""
    tab = reader_tab
    for turn in range(5):
        tab.evaluate("reader.clearSpokenPhraseLog()")
        tab.evaluate("document.querySelector('article .go, .offer:not([aria-disabled])').click()")
        announced = wait_for_announcement(tab)
        heading = tab.evaluate("document.querySelector('h2').textContent")
        assert spoken_phrases(tab) == [f"heading, {heading}, level 2", f"polite: {announced}"], turn
        paragraphs = tab.evaluate(
            "[...document.querySelectorAll('article > p')].map((node) => { node = node.cloneNode(true);"
            " node.querySelectorAll('.ref').forEach((mark) => mark.remove()); return node.textContent; })"
        )
        assert len(paragraphs) > 1
        for text in paragraphs:
            assert announced.count(text) == 1
        for name in tab.evaluate(
            "[...document.querySelectorAll('article .offer:not([aria-disabled])')].map((node) => node.textContent)"
        ):
            assert announced.count(name) == 1, "with its number"
        utterances = list(read_aloud(tab))
        for text in tab.evaluate(
            "[...document.querySelectorAll('article > p')].filter((node) => !node.children.length).map((node) => node.textContent)"
        ):
            assert utterances.count(text) == 1
        words = " ".join(utterances)
        for name in tab.evaluate(
            "[...document.querySelectorAll('article a.word, article .offer > span')].map((node) => node.textContent)"
        ):
            assert words.count(name) >= 1
    wait_until(tab, "!document.getElementById('status').textContent")
    tab.evaluate("reader.clearSpokenPhraseLog()")
    tab.page.keyboard.press("b")
    assert wait_for_announcement(tab).startswith("Undid one choice. ")


@pytest.mark.parametrize("state", ["briefing", "ending", "record", "debrief", "finished"])
def test_every_page_of_a_scene_is_read_by_itself(reader_tab: BrowserTab, state: str) -> None:
    tab = reader_tab
    tab.evaluate("reader.clearSpokenPhraseLog()")
    go_to(tab, find_address(tab, state))
    announced = wait_for_announcement(tab)
    assert tab.evaluate("document.activeElement.matches('article h2')")
    position = 0
    for text in tab.evaluate(LIST_SHOWN_TEXTS):
        position = announced.find(text, position)
        assert position >= 0, (text, announced)
        position += len(text)
    assert "  " not in announced


def test_a_note_is_read_when_it_is_opened_and_its_title_once(reader_tab: BrowserTab) -> None:
    tab = reader_tab
    go_to(tab, find_address(tab, "noted"))
    for key in ("n", "ArrowRight"):
        tab.evaluate("reader.clearSpokenPhraseLog()")
        tab.page.keyboard.press(key)
        tab.page.wait_for_selector("dialog[open]")
        title = tab.evaluate("document.querySelector('dialog h2').textContent")
        text = tab.evaluate("document.querySelector('#about p:last-child').textContent")
        phrase = wait_until(  # other phrases may follow it
            tab, "reader.spokenPhraseLog().then((log) => log.find((phrase) => phrase.startsWith('dialog')))"
        )
        assert phrase.count(title) == 1
        assert phrase.count(" ".join(text.split())) == 1


def test_the_name_of_a_person_is_opened_with_what_stands_about_them(reader_tab: BrowserTab) -> None:
    tab = reader_tab
    go_to(tab, find_address(tab, "noted"))
    tab.page.locator("article a.word").first.click()
    first = tab.evaluate("document.querySelector('dialog dd').firstChild.textContent")  # up to the first note
    session = tab.context.new_cdp_session(tab.page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    (dialog,) = [node for node in nodes if node.get("role", {}).get("value") == "dialog"]
    assert first in dialog["description"]["value"]


def test_chromium_gives_screen_readers_the_heading_and_then_the_passage(
    browser: Browser, tmp_path: Path, data: Json
) -> None:
    tab = open_page(browser, write_page(tmp_path, data))
    go_to(tab, find_address(tab, "passage"))
    session = tab.context.new_cdp_session(tab.page)
    tab.evaluate(
        "addEventListener('focusin', () => queueMicrotask(() => {"  # at the end of the step that moves the focus
        " window.statusAtFocus = document.getElementById('status').textContent; }))"
    )
    tab.page.keyboard.press("1")
    wait_until(tab, "window.statusAtFocus !== undefined")
    assert tab.evaluate("window.statusAtFocus") == "", "not in the same step as the focus"

    def find_nodes(role: str) -> list[dict[str, Any]]:
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        return [node for node in nodes if node.get("role", {}).get("value") == role]

    focused = [
        node
        for node in find_nodes("heading")
        if any(entry["name"] == "focused" and entry["value"].get("value") for entry in node.get("properties", []))
    ]
    assert [node["name"]["value"] for node in focused] == [tab.evaluate("document.querySelector('h2').textContent")]
    wait_until(tab, "document.getElementById('status').textContent")
    (status,) = find_nodes("status")
    properties = {entry["name"]: entry["value"].get("value") for entry in status["properties"]}
    assert (properties["live"], properties["atomic"]) == ("polite", True)
    tab.context.close()
