"""Accessibility: axe-core in every state, the keyboard alone, a screen reader, large text, narrow windows."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from party_card.frontends.shared.scene_data import Json
from tests.frontends.html.chromium import BrowserTab, open_page, write_page
from tests.frontends.html.page_states import SCENE, encode_shipped_campaign, find_address, go_to, visit_states

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

NODE = Path(__file__).parent / "node"
THEMES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "contrast": {"contrast": "more"},
}
RUN_AXE = """() => axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
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
  .filter((node) => node.checkVisibility() && !(node.matches("a") && node.closest("p, li, figcaption, dd, label")) && !node.matches(".skip"))
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


@pytest.fixture(scope="module")
def node_modules() -> Path:
    """Installs the npm packages that run inside the page; returns their folder."""
    modules = NODE / "node_modules"
    if not (modules / "axe-core").exists():
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--no-package-lock"], cwd=NODE, check=True)
    if not (modules / "reader.js").exists():
        subprocess.run(["npm", "run", "bundle"], cwd=NODE, check=True)
    return modules


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("theme", THEMES)
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


@pytest.mark.parametrize("scene", [SCENE, "forbidden-paper", "two-notes"])
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
        assert tab.evaluate("document.activeElement.matches('article')"), kinds
        if kinds[-1] == "finished":
            break
        if kinds[-1] == "debrief":
            tab_to(tab, "textarea")
            tab.page.keyboard.type("Because of the date.")
        tab_to(tab, "article .go, .offer:not([aria-disabled])")
        tab.page.keyboard.press("Enter")
        tab.page.wait_for_timeout(20)
    assert set(kinds) == {"briefing", "passage", "record", "debrief", "finished"}
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


def test_a_screen_reader_speaks_each_passage_once(
    browser: Browser, tmp_path: Path, data: Json, node_modules: Path
) -> None:
    tab = open_page(browser, write_page(tmp_path, data), reduced_motion="reduce")
    tab.evaluate((node_modules / "reader.js").read_text(encoding="utf-8"))
    go_to(tab, find_address(tab, "briefing"))
    tab.evaluate("reader.start({container: document.body})")
    for turn in range(5):
        tab.evaluate("reader.clearSpokenPhraseLog()")
        tab.evaluate("document.querySelector('article .go, .offer:not([aria-disabled])').click()")
        tab.page.wait_for_timeout(250)
        heading = tab.evaluate("document.querySelector('h2').textContent")
        phrases = tab.evaluate("reader.spokenPhraseLog()")
        assert [phrase for phrase in phrases if phrase.strip()] == [f"article, {heading}"], turn
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
    assert tab.evaluate("document.getElementById('status').textContent") == ""
    tab.evaluate("reader.clearSpokenPhraseLog()")
    tab.page.keyboard.press("b")
    tab.page.wait_for_timeout(300)
    assert (
        tab.evaluate(
            "reader.spokenPhraseLog().then((log) => log.filter((phrase) => phrase.includes('Went back one step.')).length)"
        )
        == 1
    )
    tab.context.close()
