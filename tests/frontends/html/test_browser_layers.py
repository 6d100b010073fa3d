"""The record in layers, and what led to an ending, in Chromium: by keyboard, in order, folded, and as the engine has it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from party_card.content.pack import read_pack
from party_card.content.pack_folders import find_builtin_pack
from party_card.engine.compiled import compile_scene
from party_card.engine.ending_reach import CAUSES_HEADING
from party_card.engine.page_builder import build_page
from party_card.engine.playthrough import Playthrough
from party_card.frontends.html.verify.page_json import page_to_json
from tests.consequence import LAYERED, SCENE, compile_ferry, play_ferry
from tests.frontends.html.chromium import BrowserTab, json_roundtrip, open_page, write_page
from tests.frontends.html.test_browser_access import FIND_OVERFLOWING, FIND_SMALL_TARGETS, RUN_AXE
from tests.frontends.html.test_verify import encode
from tests.frontends.test_causes import CAUSES, DRY

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

HEADINGS = ("What really happened", "Your decisions and theirs", "The whole story", "What came after")
PAGE_AFTER = """([steps, scene]) => {
  const {data, begin, take, page} = partyCard;
  return page(data, steps.reduce((at, step) => take(data, at, step), begin(data, scene)));
}"""


def open_record(tmp_path: Path, browser: Browser, scene: str = LAYERED) -> BrowserTab:
    tab = open_page(browser, write_page(tmp_path, encode(compile_ferry(tmp_path, scene))))
    for name in ("Begin", "Open the crate", "Greet him", "Tell him of the crate"):
        tab.page.get_by_role("button", name=name).click()
    assert tab.page.locator(".causes li").all_inner_texts() == list(CAUSES)
    tab.page.get_by_role("button", name="See what really happened").click()
    return tab


def shown_layer(tab: BrowserTab) -> str:
    selected = tab.page.get_by_role("tab", selected=True)
    assert tab.page.locator("[role=tabpanel]:visible").count() == 1
    return selected.inner_text().lstrip("1234 \n").strip().casefold()


def test_the_record_is_read_layer_by_layer_and_no_digit_leads_past_it(tmp_path: Path, browser: Browser) -> None:
    tab = open_record(tmp_path, browser)
    assert [text.casefold() for text in tab.page.locator("[role=tabpanel] > h3").all_text_contents()] == [
        heading.casefold() for heading in HEADINGS
    ]
    assert shown_layer(tab) == HEADINGS[0].casefold()
    for _ in range(3):
        tab.press("1")
        assert shown_layer(tab) == HEADINGS[0].casefold()
    assert all(cause in tab.page.inner_text("article") for cause in CAUSES)
    assert not tab.page.get_by_role("button", name="To the questions").is_visible()
    for heading in HEADINGS[1:]:
        tab.page.get_by_role("button", name=f"Read on: {heading}").press("Enter")
        assert shown_layer(tab) == heading.casefold()
        assert tab.evaluate("() => document.activeElement.textContent") == heading
    tab.press("3")
    assert shown_layer(tab) == HEADINGS[2].casefold()
    tab.page.get_by_role("tab", selected=True).focus()
    tab.press("ArrowRight")
    assert shown_layer(tab) == HEADINGS[3].casefold()
    assert tab.evaluate("() => document.activeElement.getAttribute('role')") == "tab"
    tab.page.get_by_role("button", name="To the questions").click()
    assert "Who could have cut the rope?" in tab.page.inner_text("article")
    for width in (320, 1280):
        tab.page.set_viewport_size({"width": width, "height": 800})
        assert tab.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("is_layered", [True, False], ids=["layers", "one page"])
def test_the_whole_story_is_folded_by_its_headings_and_printed_whole(
    tmp_path: Path, browser: Browser, is_layered: bool
) -> None:
    scene = LAYERED if is_layered else LAYERED.replace("essentials:", "aftermath:", 1).split("aftermath:")
    if not isinstance(scene, str):
        scene = scene[0] + "record:" + LAYERED.split("record:")[-1]
    tab = open_record(tmp_path, browser, scene)
    if is_layered:
        tab.press("3")
    rope = tab.page.get_by_text("The rope was cut at night.").first
    assert rope.is_visible()
    assert not tab.page.get_by_text("Who cut it.").first.is_visible()
    tab.page.locator("summary", has_text="The rope").press("Enter")
    assert not rope.is_visible()
    tab.page.emulate_media(media="print")
    tab.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    printed = tab.page.inner_text(".print")
    assert "Who cut it." in printed
    assert printed.upper().count(CAUSES_HEADING.upper()) == 1


def test_the_page_is_that_of_the_engine_step_by_step(tmp_path: Path, browser: Browser) -> None:
    for number, scene in enumerate((SCENE, LAYERED)):
        folder = tmp_path / str(number)
        tab = open_page(browser, write_page(tmp_path, encode(compile_ferry(folder, scene)), f"{number}.html"))
        for choices in (DRY, ("leave-it", "look-away", "wait"), ("go-home",)):
            steps = ["begin", *choices]
            for last in ("", "reveal"):
                steps += [last] if last else []
                playthrough = play_ferry(folder, *steps[1:], scene=scene)
                expected = json_roundtrip(page_to_json(build_page(playthrough)))
                assert tab.evaluate(PAGE_AFTER, [steps, 0]) == expected


def test_the_page_finds_what_led_to_the_endings_of_a_scene_of_the_game(tmp_path: Path, browser: Browser) -> None:
    pack, _ = read_pack(find_builtin_pack())
    compiled = compile_scene(pack, pack.scenes[pack.scene_ids()[0]])
    tab = open_page(browser, write_page(tmp_path, encode(compiled)))
    for first in range(6):
        playthrough = Playthrough(compiled)
        while (offers := playthrough.enabled_triggers()) and "close" not in offers:
            playthrough.choose(offers[(first + len(playthrough.steps) * first) % len(offers)])
            if len(playthrough.steps) > 60:
                break
        causes = list(build_page(playthrough).causes)
        assert causes
        assert tab.evaluate(PAGE_AFTER, [list(playthrough.steps), 0])["causes"] == causes


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_wrong_in_any_layer(
    tmp_path: Path,
    browser: Browser,
    node_modules: Path,
    theme: Literal["light", "dark"],
) -> None:
    tab = open_record(tmp_path, browser)
    tab.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    tab.evaluate((node_modules / "axe-core/axe.min.js").read_text(encoding="utf-8"))
    for width in (320, 1280):
        tab.page.set_viewport_size({"width": width, "height": 800})
        for number in range(1, 5):
            tab.press(str(number))
            for summary in tab.page.locator("[role=tabpanel]:visible summary").all():
                if summary.locator("..").get_attribute("open") is None:
                    summary.click()
            for check in (RUN_AXE, FIND_OVERFLOWING, FIND_SMALL_TARGETS):
                assert (width, number, tab.evaluate(check)) == (width, number, [])


def test_on_a_laptop_the_ending_stands_beside_the_essentials(tmp_path: Path, browser: Browser) -> None:
    tab = open_record(tmp_path, browser)
    tab.page.set_viewport_size({"width": 1280, "height": 720})
    sentence, ending = (tab.page.locator(name).first.bounding_box() for name in (".layers .account", ".layers .ending"))
    assert sentence and ending
    assert ending["x"] >= sentence["x"] + sentence["width"]
