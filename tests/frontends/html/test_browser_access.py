"""Everyone can play: axe-core in every state, the keyboard alone, a screen reader, large text, narrow windows."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from party_card.frontends.html.decode import Json
from tests.frontends.html.chromium import Opened, opened, written
from tests.frontends.html.states import SCENE, campaign_data, every_state, go, walk_to

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

NODE = Path(__file__).parent / "node"
THEMES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "contrast": {"contrast": "more"},
}
AXE = """() => axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations", "incomplete"]}).then((found) => [...found.violations, ...found.incomplete].map(({id, nodes}) =>
  `${id}: ${nodes.slice(0, 3).map(({html, any}) => html.slice(0, 160) + " " + (any[0]?.message ?? "") + (any[0]?.relatedNodes?.[0]?.html.slice(0, 90) ?? "")).join(" | ")}`))"""
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
    + " p { margin-bottom: 2em !important }");
  document.adoptedStyleSheets = [sheet];
}"""
WIDE = """() => [document.documentElement, ...document.querySelectorAll("dialog, dialog > div, button, textarea, td, figure")]
  .filter((one) => one.scrollWidth > Math.max(one.clientWidth, one === document.documentElement ? innerWidth : 0) + 1)
  .map((one) => `${one.tagName} ${one.className} ${one.scrollWidth} > ${one.clientWidth} ${one.textContent.slice(0, 60)}`)"""
SMALL = """() => [...document.querySelectorAll("button, input, textarea, summary, [tabindex='0'], a")]
  .filter((one) => one.checkVisibility() && !(one.matches("a") && one.closest("p, li, figcaption, dd, label")) && !one.matches(".skip"))
  .map((one) => [one, (one.closest("label") ?? one).getBoundingClientRect()])
  .filter(([, {width, height}]) => width < 24 || height < 24).map(([one]) => one.outerHTML.slice(0, 120))"""
FOCUS = """() => {
  const one = document.activeElement, {left, right, top, bottom} = one.getBoundingClientRect();
  const seen = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  return one === document.body ? "nothing" : seen ? "" : `hidden: ${one.outerHTML.slice(0, 120)}`;
}"""


@pytest.fixture(scope="module")
def data() -> Json:
    return campaign_data()


@pytest.fixture(scope="module")
def node() -> Path:
    """What the tests run inside the page; installed by npm."""
    modules = NODE / "node_modules"
    if not (modules / "axe-core").exists():
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--no-package-lock"], cwd=NODE, check=True)
    if not (modules / "reader.js").exists():
        subprocess.run(["npm", "run", "bundle"], cwd=NODE, check=True)
    return modules


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_wrong_and_nothing_it_cannot_decide(
    browser: Browser, tmp_path: Path, data: Json, node: Path, theme: str, width: int
) -> None:
    tab = opened(
        browser,
        written(tmp_path, data),
        viewport={"width": width, "height": 800},
        reduced_motion="reduce",
        **THEMES[theme],
    )
    tab.run((node / "axe-core/axe.min.js").read_text(encoding="utf-8"))
    found = [f"{state}: {problem}" for state in every_state(tab) for problem in tab.run(AXE)]
    assert found == []
    assert tab.run("document.documentElement.dataset.theme") == theme
    tab.context.close()


@pytest.mark.parametrize("size", [100, 200])
def test_a_narrow_window_needs_no_scrolling_to_the_side(
    browser: Browser, tmp_path: Path, data: Json, size: int
) -> None:
    """320 pixels are 1280 at 400 %; WCAG's text spacing on top; nothing is too small to hit, no focus is lost."""
    tab = opened(browser, written(tmp_path, data), viewport={"width": 320, "height": 640})
    tab.run("(size) => localStorage.setItem('party-card settings', JSON.stringify({size}))", size)
    tab.page.reload()
    tab.page.wait_for_selector("html[data-ready]")
    for spaced in (False, True):
        if spaced:
            tab.run(SPACED)
        for state in every_state(tab):
            assert (state, tab.run(WIDE)) == (state, [])
            assert (state, tab.run(SMALL)) == (state, [])
            assert (state, tab.run(FOCUS)) == (state, "")
    tab.context.close()


def test_nothing_moves_where_that_is_not_wished(browser: Browser, tmp_path: Path, data: Json) -> None:
    path = written(tmp_path, data)
    moving = "document.getAnimations().length + [...document.querySelectorAll('*')].filter((one) => getComputedStyle(one).animationName !== 'none').length"
    for wish, moves in (("reduce", False), ("no-preference", True)):
        tab = opened(browser, path, reduced_motion=wish)
        go(tab, walk_to(tab, "passage"))
        tab.page.keyboard.press("1")
        assert (tab.run(moving) > 0) is moves
        if moves:
            tab.run("document.documentElement.dataset.motion = 'false'")
            assert tab.run(moving) == 0
        tab.context.close()


# ----------------------------------------------------------------------------------------------- the keyboard alone


def tab_to(tab: Opened, wanted: str) -> None:
    """Presses Tab until something that matches has the focus; what has it on the way is seen."""
    for _ in range(250):
        tab.page.keyboard.press("Tab")
        assert tab.run("document.activeElement === document.body || document.activeElement.matches(':focus-visible')")
        if tab.run("(wanted) => document.activeElement.matches(wanted)", wanted):
            assert tab.run(FOCUS) == ""
            return
    raise AssertionError(f"Tab does not reach {wanted}")


@pytest.mark.parametrize("scene", [SCENE, "forbidden-paper", "two-notes"])
def test_a_scene_is_played_with_tab_and_enter_alone(browser: Browser, tmp_path: Path, data: Json, scene: str) -> None:
    tab = opened(browser, written(tmp_path, data), viewport={"width": 900, "height": 700})
    number = [one["id"] for one in data["scenes"]].index(scene)
    for _ in range(number + 1):
        tab_to(tab, ".scenes button")
    tab.page.keyboard.press("Enter")
    if tab.run("document.body.className") == "between":
        tab_to(tab, ".go")
        tab.page.keyboard.press("Enter")
    kinds = []
    for _ in range(60):
        kinds.append(tab.run("document.body.className"))
        assert tab.run("document.activeElement.matches('article')"), kinds
        if kinds[-1] == "finished":
            break
        if kinds[-1] == "debrief":
            tab_to(tab, "textarea")
            tab.page.keyboard.type("Because of the date.")
        tab_to(tab, "article .go, .offer:not([aria-disabled])")
        tab.page.keyboard.press("Enter")
        tab.page.wait_for_timeout(20)
    assert set(kinds) == {"briefing", "passage", "record", "debrief", "finished"}
    assert tab.complaints == []
    tab.context.close()


def test_a_panel_takes_the_focus_and_gives_it_back(browser: Browser, tmp_path: Path, data: Json) -> None:
    tab = opened(browser, written(tmp_path, data))
    go(tab, walk_to(tab, "noted"))
    for what in (".ref", ".word", "nav button"):
        tab_to(tab, what)
        name = tab.run("document.activeElement.textContent")
        tab.page.keyboard.press("Enter")
        assert tab.run("document.activeElement.closest('dialog') !== null")
        tab.page.keyboard.press("Escape")
        assert tab.run("document.activeElement.textContent") == name
    tab.context.close()


def test_a_closed_offer_says_why_and_does_nothing(browser: Browser, tmp_path: Path, data: Json) -> None:
    tab = opened(browser, written(tmp_path, data))
    go(tab, walk_to(tab, "locked"))
    before = tab.run("location.hash")
    tab_to(tab, ".offer[aria-disabled]")
    assert tab.run("document.activeElement.querySelector('i').textContent.trim()")
    tab.page.keyboard.press("Enter")
    assert tab.run("location.hash") == before
    tab.context.close()


# ---------------------------------------------------------------------------------------------- a screen reader


def heard(tab: Opened) -> Iterator[str]:
    """What the reader says, from where the focus is to the end of the passage."""
    for _ in range(200):
        phrase = str(tab.run("reader.next().then(() => reader.lastSpokenPhrase())"))
        if phrase.startswith("end of article"):
            return
        yield phrase
    raise AssertionError("the passage has no end")


def test_a_screen_reader_speaks_each_passage_once(browser: Browser, tmp_path: Path, data: Json, node: Path) -> None:
    tab = opened(browser, written(tmp_path, data), reduced_motion="reduce")
    tab.run((node / "reader.js").read_text(encoding="utf-8"))
    go(tab, walk_to(tab, "briefing"))
    tab.run("reader.start({container: document.body})")
    for turn in range(5):
        tab.run("reader.clearSpokenPhraseLog()")
        tab.run("document.querySelector('article .go, .offer:not([aria-disabled])').click()")
        tab.page.wait_for_timeout(250)
        heading = tab.run("document.querySelector('h2').textContent")
        at_once = tab.run("reader.spokenPhraseLog()")
        assert [one for one in at_once if one.strip()] == [f"article, {heading}"], turn
        said = list(heard(tab))
        for text in tab.run(
            "[...document.querySelectorAll('article > p')].filter((one) => !one.children.length).map((one) => one.textContent)"
        ):
            assert said.count(text) == 1
        words = " ".join(said)
        for name in tab.run(
            "[...document.querySelectorAll('article a.word, article .offer > span')].map((one) => one.textContent)"
        ):
            assert words.count(name) >= 1
    assert tab.run("document.getElementById('status').textContent") == ""
    tab.run("reader.clearSpokenPhraseLog()")
    tab.page.keyboard.press("b")
    tab.page.wait_for_timeout(300)
    assert (
        tab.run(
            "reader.spokenPhraseLog().then((log) => log.filter((one) => one.includes('Went back one step.')).length)"
        )
        == 1
    )
    tab.context.close()
