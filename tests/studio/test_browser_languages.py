"""The page of the studio in another language than English: nothing that it says is left in English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from party_card.content.models.value_types import SourceKind
from party_card.content.pack import read_pack
from party_card.content.pack_folders import find_builtin_pack
from party_card.content.words_of_names import find_words
from party_card.localization.languages import ACCENTED, OWN_NAMES
from party_card.studio.beginnings import EXAMPLES
from tests.frontends.html.test_browser_languages import LOOKED_UP, READ_TEXTS, list_model_texts
from tests.studio.test_browser_page import SOURCE_TEXT, open_studio

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

EXAMPLE = "high-water"
MIN_LETTERS = 12
"""How long a part of an author's text has to be; what is shorter has to be the whole of one."""
MARK = """() => {
  const words = document.querySelector('[data-number="0"] .words').firstChild;
  getSelection().setBaseAndExtent(words, 0, words, 27);
}"""
DAY = re.compile(r"\b(\d{1,2} )?[A-Z][a-z]+ \d{4}\b")
"""A day as it is written into a field, which is in English."""
OTHER_TEXTS = """() => [
  ...[...document.querySelectorAll(".problem[title], .problem button[title]")].map((each) => each.title),
  ...[...document.querySelectorAll(".card.closed .first, .facts .link, pre")].map((each) => each.textContent),
  ...[...document.querySelectorAll(".versions button")].map((each) => each.firstChild.data),
]"""
"""What rules say of a problem and where a fact stands, in English; beginnings of passages, files, and moments."""


def list_author_texts() -> set[str]:
    """Returns what the author of the example wrote, and how the studio writes names and days of it."""
    pack, _ = read_pack(find_builtin_pack() / EXAMPLES[EXAMPLE][0])
    models = [*pack.scenes.values(), *pack.dossiers.values(), *pack.sources.values(), *pack.indexes.values()]
    facts = [fact for dossier in pack.dossiers.values() for fact in dossier.facts.items()]
    names = [find_words(str(name), [fact.text], "") for name, fact in facts]
    texts = list_model_texts(*models)
    texts = [text for text in texts if text not in get_args(SourceKind)]
    return {*texts, *names, *(text.replace("-", " ").replace("_", " ") for text in texts)}


def find_english(texts: list[str], known: set[str]) -> Iterator[str]:
    """Yields the texts that were not looked up, and are none of the author's."""
    known = {" ".join(DAY.sub("", text).lower().split()) for text in known}
    everything = "\n".join(known)
    for text in texts:
        rest = DAY.sub("", text).replace("Party Card", "").replace("…", "")
        while (shorter := LOOKED_UP.sub("", rest)) != rest:
            rest = shorter
        for part in re.split(r" · |; ", rest):
            whole = " ".join(part.lower().split())
            words = re.sub(r"^[^a-z]+|[^a-z.]+$", "", whole)
            is_known = {whole, re.sub(r"^\d+ ", "", whole), words, words.rstrip(".")} & known or (
                len(words) >= MIN_LETTERS and words in everything
            )
            if re.search("[A-Za-z]{2}", words) and not is_known:
                yield text


@pytest.mark.release
def test_nothing_in_the_studio_is_left_in_english(browser: Browser, tmp_path: Path) -> None:
    source = tmp_path / "box.txt"
    source.write_text(SOURCE_TEXT, encoding="utf-8")
    folder = tmp_path / "pack"
    known = {*list_author_texts(), *OWN_NAMES.values(), ACCENTED, str(folder), *SOURCE_TEXT.splitlines(), "box"}
    with open_studio(browser, folder, ACCENTED) as page:

        def look(place: str) -> None:
            page.wait_for_timeout(150)
            texts, others = page.evaluate(f"[({READ_TEXTS})(), ({OTHER_TEXTS})()]")
            found = list(find_english([text for text in texts if text not in others], known))
            assert not found, f"{place}: {found}"

        page.locator(".tile").nth(5).wait_for()
        assert page.evaluate("document.documentElement.lang") == ACCENTED
        known |= {page.locator(".tile b").nth(number).inner_text() for number in (5, 6)}
        look("start")
        page.locator(".tile").nth(5).click()
        page.locator("button.go").click()
        page.locator(".card.open").wait_for()
        known |= {path.name for path in folder.rglob("*.yaml")} | {path.stem for path in folder.rglob("*.yaml")}
        page.locator(".foot b.good").wait_for()
        walk_through_cards(page, look)
        walk_through_evidence(page, source, look)
        walk_through_views(page, look)


def walk_through_cards(page: Page, look: Callable[[str], None]) -> None:
    """Opens what a card has, adds what is not finished yet, and undoes it."""
    look("cards")
    page.locator(".card.open header .plain[aria-expanded]").click()
    page.locator(".choice .more").first.click()
    look("more")
    page.locator(".card.closed").first.click()
    page.locator(".card.open .condition").first.wait_for()
    look("condition")
    page.locator(".card.open .condition button").first.click()
    page.locator(".condition.changing select").first.wait_for()
    look("condition, changing")
    page.locator(".remember-more").first.click()
    look("something to remember")
    page.locator(".choices > p button").first.click()
    page.locator(".problem").first.wait_for()
    page.locator(".unwritten button[aria-expanded]").click()
    look("problems")
    page.locator(".unwritten button[aria-expanded]").click()
    page.locator(".bar button[title]").first.wait_for()
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("Control+z")
    page.locator(".saved", has_text=":").wait_for()
    look("undone")


def walk_through_evidence(page: Page, source: Path, look: Callable[[str], None]) -> None:
    """Shows facts, sources and a copy, and begins to make a fact."""
    page.keyboard.press("F7")
    page.locator(".facts li").first.wait_for()
    look("facts")
    tabs = page.locator(".pane.evidence .segments button")
    tabs.nth(2).click()
    look("sources")
    tabs.nth(1).click()
    look("copies")
    page.locator("input.copy-file").set_input_files(source)
    page.locator(".source > p").first.wait_for()
    look("copy")
    page.evaluate(MARK)
    page.locator(".tools button").first.click()
    page.locator("#claim").wait_for()
    look("fact in the making")
    page.keyboard.press("F7")


def walk_through_views(page: Page, look: Callable[[str], None]) -> None:
    """Shows the scene and its tests, and opens the dialogs."""
    views = page.locator(".writing .segments").first.locator("button")
    views.nth(0).click()
    look("scene")
    views.nth(3).click()
    look("tests")
    page.locator(".tests-area button").last.click()
    look("a test")
    views.nth(1).click()
    page.keyboard.press("F1")
    look("keys")
    page.keyboard.press("Escape")
    for button in (".bar button:last-child", ".cards > li:last-child button:last-child"):
        page.locator(button).click()
        page.locator("dialog[open]").wait_for()
        look(button)
        page.keyboard.press("Escape")
    page.locator(".bar button.plain").nth(2).click()
    page.locator(".versions button").first.wait_for()
    page.locator(".versions button").first.click()
    look("history")
