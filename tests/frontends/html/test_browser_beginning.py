"""How a page begins, in Chromium: the title of a campaign, its prologue, and a briefing with a hook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from party_card.engine.compiled import compile_scene
from party_card.frontends.html.bundle import ExportBundle, build_bundle
from party_card.frontends.html.document import write_html_page
from party_card.frontends.html.verify.intermissions import build_beat
from party_card.modelcheck.proof import prove_scene
from tests.frontends.html.chromium import BrowserTab, open_page
from tests.frontends.html.test_browser_access import RUN_AXE
from tests.prologue import read_year

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> ExportBundle:
    pack = read_year(tmp_path_factory.mktemp("pack"))
    states = [prove_scene(compile_scene(pack, pack.scenes[name])).states for name in pack.scene_ids()]
    return build_bundle(pack, [found for found in states if found is not None], is_campaign=True)


@pytest.fixture(scope="module")
def file(bundle: ExportBundle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "year.html"
    file.write_bytes(write_html_page(bundle))
    return file


@pytest.fixture
def tab(browser: Browser, file: Path) -> Iterator[BrowserTab]:
    tab = open_page(browser, file, viewport={"width": 1280, "height": 800})
    yield tab
    assert tab.errors == []
    tab.close()


def read_article(tab: BrowserTab) -> str:
    return " ".join(tab.page.locator("article").inner_text().split())


def test_a_campaign_begins_with_its_picture_its_title_and_a_way_in(tab: BrowserTab) -> None:
    assert tab.page.locator(".art").is_visible()
    assert tab.page.locator("h2").inner_text().lower() == "a year"
    assert tab.page.locator(".go").inner_text() == "Begin: The Last Ferry"
    faces = "[...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family.replaceAll('\"', '')).sort()"
    assert tab.evaluate(f"document.fonts.ready.then(() => {faces})") == ["Oswald", "Russo One"]


def test_the_prologue_comes_once_by_itself_and_its_choice_is_carried_by_keyboard_alone(tab: BrowserTab) -> None:
    tab.page.locator(".go").focus()
    tab.press("Enter")
    assert "The guard notes everyone." in read_article(tab)
    tab.page.locator(".go").focus()
    tab.press("Enter")
    tab.press("1", "b")
    assert "Whose is the rope?".lower() in read_article(tab).lower()
    tab.press("1")
    tab.page.locator(".go").focus()
    tab.press("Enter", "1")
    assert "You call it yours." in read_article(tab)
    tab.page.reload()
    tab.press("e")
    assert tab.page.locator(".go").inner_text() == "Continue: The Last Ferry"


def test_skipped_it_is_not_shown_again_and_the_title_offers_it(tab: BrowserTab) -> None:
    tab.page.locator(".go").click()
    tab.press("x")
    assert "You pull the ferry" in read_article(tab)
    tab.press("e")
    tab.page.locator(".go").click()
    assert "You pull the ferry" in read_article(tab)
    tab.press("e")
    tab.page.get_by_role("button", name="Before the river").click()
    tab.page.locator(".ways").get_by_role("button", name="Skip the prologue").click()
    assert tab.page.locator(".go").count() == 1


def test_the_player_builds_every_beat_as_the_reference_does(tab: BrowserTab, bundle: ExportBundle) -> None:
    for number in range(len(bundle.data["prologue"]["beats"])):
        assert tab.evaluate("(number) => partyCard.beat(partyCard.data, number)", number) == build_beat(
            bundle.data, number
        )


def test_title_prologue_and_briefing_have_no_barriers(tab: BrowserTab, node_modules: Path) -> None:
    tab.evaluate((node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    tab.page.set_viewport_size({"width": 320, "height": 640})
    assert tab.evaluate(RUN_AXE) == []
    tab.page.locator(".go").click()
    assert tab.evaluate(RUN_AXE) == []
    tab.page.locator(".go").click()
    assert tab.evaluate(RUN_AXE) == []
    tab.page.set_viewport_size(
        {"width": 1280, "height": 800}
    )  # axe cannot decide on what lies beneath a button that sticks
    tab.press("x", "a")
    assert tab.evaluate(RUN_AXE) == []


def test_on_a_phone_begin_stays_in_sight_the_facts_are_read_first_and_no_key_is_named(
    browser: Browser, file: Path
) -> None:
    tab = open_page(browser, file, **PHONE)
    tab.page.locator(".go").tap()
    tab.page.locator(".ways").get_by_role("button", name="Skip the prologue").tap()
    assert tab.page.locator(".go").is_visible()
    box = tab.page.locator(".go").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 844
    assert tab.page.locator("nav kbd").first.is_hidden()
    assert tab.page.locator("details.about").get_attribute("open") is None
    order = tab.evaluate("[...document.querySelectorAll('main > *')].map((node) => node.className || node.tagName)")
    assert order[:2] == ["ARTICLE", "where"]
    tab.close()


def test_a_tells_what_is_invented_and_tells_it_no_more(tab: BrowserTab) -> None:
    tab.page.locator(".go").click()
    tab.press("x", "a")
    assert "Ferry and river were made up." in read_article(tab)
    assert tab.evaluate("document.activeElement.tagName") == "SUMMARY"
    tab.press("a")
    assert "Ferry and river were made up." not in read_article(tab)


def test_on_a_laptop_the_context_stands_beside_the_hook_and_begin_is_in_sight(tab: BrowserTab) -> None:
    tab.page.set_viewport_size({"width": 1280, "height": 720})
    tab.page.locator(".go").click()
    tab.press("x")
    hook, context, begin = (
        tab.page.locator(name).first.bounding_box() for name in (".hook", ".statement", ".ways .go")
    )
    assert hook and context and begin
    assert context["x"] >= hook["x"] + hook["width"]
    assert begin["y"] + begin["height"] < 720
