"""A page in several languages in a real browser: the switch keeps the place, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from party_card.content.pack import read_pack
from party_card.diagnostics.source import SourceFile
from party_card.engine.compiled import compile_scene
from party_card.frontends.html.bundle import ExportBundle, encode_bundle
from party_card.frontends.html.document import write_html_page
from party_card.frontends.html.player_parts import find_parts
from party_card.translation.messages import Catalogue, Message
from party_card.translation.overlay import translate_pack, translate_scene
from party_card.translation.scene_texts import list_texts
from tests.frontends.html.chromium import BrowserTab, open_page
from tests.translation.river_campaign import campaign_of, write_river
from tests.translation.sample import GERMAN, SCENE, example_scene, load_example, make_catalogue

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

STEPS = "location.hash.split('.').pop()"
ANSWER = "It was written down at ten."


@pytest.fixture
def tab(browser: Browser, tmp_path: Path) -> Iterator[BrowserTab]:
    """The page of the example in English and German, of which the questions are translated too."""
    pack = load_example()
    paths = [text.path for text in list_texts(pack, example_scene()) if text.path.startswith("debrief/")]
    catalogue = make_catalogue({**GERMAN, **{path: f"Frage {number}?" for number, path in enumerate(paths)}})
    german = translate_scene(pack, SCENE, catalogue._replace(language="de")).pack
    data = [
        encode_bundle(page_pack, [compile_scene(page_pack, page_pack.scenes[SCENE])], language=language).data
        for language, page_pack in (("en", pack), ("de", german))
    ]
    path = tmp_path / "page.html"
    path.write_bytes(write_html_page(ExportBundle((), data[0], is_campaign=False, translations=(data[1],))))
    tab = open_page(browser, path)
    yield tab
    tab.close()


def switch(tab: BrowserTab, name: str, title: str) -> None:
    """Chooses a language in the settings, by its own name; the title of the page then has this text."""
    tab.press("s")
    with tab.page.expect_navigation():
        tab.page.locator("dialog").get_by_role("button", name=name).click()
    tab.page.wait_for_selector("html[data-ready]", timeout=5000)
    assert title in tab.evaluate("document.title")


def test_a_switch_of_the_language_keeps_the_place_and_the_answers(tab: BrowserTab) -> None:
    assert tab.evaluate("[document.documentElement.lang, document.title]") == ["en", "Party Card – High Water"]
    tab.press("1", "1", "1")
    steps, page = tab.evaluate(STEPS), tab.page.inner_text("main")
    switch(tab, "Deutsch", "Hochwasser")
    assert tab.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["de", "ltr"]
    assert tab.evaluate(STEPS) == steps
    assert tab.page.inner_text("main") != page
    tab.press("p")
    assert "11 schreiben" in tab.page.inner_text("dialog")
    tab.press("Escape", "s")
    assert tab.page.get_attribute("#line", "aria-valuetext") == "1,5"
    tab.press("Escape")
    tab.press("1")
    for _ in range(8):
        if tab.page.locator(".assessment").count():
            tab.page.locator(".assessment input").first.check()
        if not tab.page.locator("textarea").count():
            tab.page.locator(".go:visible, .offer:visible").last.click(timeout=3000)
    tab.page.locator("textarea").first.fill(ANSWER)
    steps = tab.evaluate(STEPS)
    assert "Frage 0?" in tab.page.inner_text("main")
    tab.reload()
    assert tab.page.locator("textarea").first.input_value() == ANSWER
    switch(tab, "English", "High Water")
    assert tab.evaluate(STEPS) == steps
    assert "Frage" not in tab.page.inner_text("main")
    assert tab.page.locator("textarea").first.input_value() == ANSWER
    switch(tab, "Deutsch", "Hochwasser")
    tab.open(Path(tab.page.url.partition("?")[0].removeprefix("file://")))
    assert tab.evaluate("document.documentElement.lang") == "de", "the language chosen last"
    assert tab.page.locator("textarea").first.input_value() == ANSWER
    keys = tab.evaluate("Object.keys(JSON.parse(localStorage.getItem('party-card.high-water')).answers['high-water'])")
    assert len(keys) == 2
    assert keys[0].startswith("file: You "), "answers are kept under the texts of the first language"
    assert tab.errors == []


LANGUAGES = """() => {
  const walker = document.createTreeWalker(document.getElementById("page"), NodeFilter.SHOW_TEXT);
  const found = {};
  while (walker.nextNode()) found[walker.currentNode.data.trim()] = walker.currentNode.parentElement.closest("[lang]").lang;
  return found;
}"""


def test_a_scene_without_a_translation_is_marked_on_a_page_of_the_campaign(browser: Browser, tmp_path: Path) -> None:
    pack, _ = read_pack(write_river(tmp_path / "river"))
    texts = list_texts(pack, campaign_of(pack))
    messages = tuple(Message(text.path, text.text, f"{text.text} (deutsch)", False, 1) for text in texts)
    german = translate_pack(pack, {}, Catalogue(SourceFile("campaign.po", ""), messages, "de")).pack
    scenes = [compile_scene(german, german.scenes[name]) for name in german.scene_ids()]
    path = tmp_path / "page.html"
    data = encode_bundle(german, scenes, is_campaign=True, language="de").data
    path.write_bytes(write_html_page(ExportBundle((), data, is_campaign=True)))
    tab = open_page(browser, path)
    found = tab.evaluate(LANGUAGES)
    assert (found["The Ferry"], found["The River (deutsch)"], found["Episoden"]) == ("en", "de", "de")
    tab.page.get_by_role("button", name="The Ferry").last.click()
    for _ in range(6):
        if not tab.page.get_by_text("A man has no coin.").count():
            tab.page.locator(".go:visible, .offer:visible").first.click()
    found = tab.evaluate(LANGUAGES)
    assert (found["A man has no coin."], found["Let him pass"]) == ("en", "en")
    assert tab.evaluate("document.querySelector('.offers').closest('[lang]').lang") == "de"
    assert tab.errors == []
    tab.close()


def test_a_page_in_one_language_marks_nothing(tmp_path: Path) -> None:
    pack, _ = read_pack(write_river(tmp_path / "river"))
    scenes = [compile_scene(pack, pack.scenes[name]) for name in pack.scene_ids()]
    data = encode_bundle(pack, scenes, is_campaign=True).data
    assert "foreign" not in data
    assert "foreign" not in find_parts(data)
