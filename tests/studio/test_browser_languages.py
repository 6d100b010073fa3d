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
from party_card.localization.pseudo import make_pseudo
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
OTHER_TEXTS = """() => [
  ...[...document.querySelectorAll("[title]")].filter((each) => each.closest("[lang]").lang === "en").map((each) => each.title),
  ...[...document.querySelectorAll("p, li, span, .losses li")].filter((each) => each.closest("[lang]").lang === "en").map((each) => each.textContent),
  ...[...document.querySelectorAll(".card.closed .first, pre, .scene span, .text-pane .cm-line, .cm-diagnosticSource")].map((each) => each.textContent),
  ...[...document.querySelectorAll(".text-pane .cm-content *")].map((each) => each.textContent),
  ...[...document.querySelectorAll(".text-pane .cm-content *")].flatMap((each) => [...each.childNodes].map((node) => node.data ?? "")),
  ...[...document.querySelectorAll(".versions button")].map((each) => each.firstChild.data),
]"""
"""What the page itself says is English, such as what rules say of a problem; beginnings of passages, files, and moments."""
STORY = """:: StoryData
{"ifid": "4F1C5F0A-9B0E-4D5C-8E6E-2A9B7C1D3E5F", "format": "Harlowe", "format-version": "3.3.8", "start": "Start"}

:: Start
You wait. (alert: "Now")
[[Go on->End]]

:: End
Done.
"""


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
    known = {" ".join(text.lower().split()) for text in known}
    everything = "\n".join(known)
    for text in texts:
        rest = text.replace("Party Card", "").replace("…", "")
        while (shorter := LOOKED_UP.sub("", rest)) != rest:
            rest = shorter
        for part in re.split(r" · |; |, (?=“)", rest):
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
        walk_through_text(page, look)
        walk_through_files(page, look)
        known |= {"Done", "End", "Start", "story", "Go on", "You wait.", "You wait. At once. Or never."}
        walk_through_import(page, tmp_path, look)
        look_at_a_conflict(page, folder, look)
        look_at_a_kept_text(page, folder, look)


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
    page.locator(".tests > li").last.locator("button").last.click()
    page.locator(".tests > li").nth(4).wait_for(state="detached")
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
    page.keyboard.press("Escape")


def walk_through_text(page: Page, look: Callable[[str], None]) -> None:
    """Shows the text of the scene, with a folded part, a problem, and the panels for searching and for problems."""
    page.locator(".writing .segments").first.locator("button").nth(2).click()
    page.locator(".text-pane .cm-line").first.wait_for()
    page.locator(".cm-foldGutter span:visible").first.click()
    page.locator(".cm-foldPlaceholder").wait_for()
    look("text, folded")
    page.locator(".cm-foldPlaceholder").click()
    page.locator(".text-pane .cm-line").first.click()
    page.keyboard.press("Control+f")
    page.locator(".cm-search").wait_for()
    look("search")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Alt+g")
    page.locator(".text-pane .cm-panel").wait_for()
    look("line")
    page.keyboard.press("Escape")
    page.keyboard.press("Home")
    page.keyboard.type("- ")
    page.locator(".problem").first.wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Shift+M")
    page.locator(".cm-panel-lint").wait_for()
    look("text that cannot be read")
    page.keyboard.press("Escape")
    page.locator(".writing .segments").first.locator("button").nth(1).click()
    page.locator(".unreadable").wait_for()
    look("cards that wait")
    while page.locator(".unreadable").count():
        page.locator(".bar button.plain").first.click()
        page.wait_for_timeout(500)
    page.locator(".foot b.good").wait_for()


def walk_through_files(page: Page, look: Callable[[str], None]) -> None:
    """Shows facts as a table, takes over one with a mistake, and writes a paper."""
    page.keyboard.press("F7")
    page.locator(".pane.evidence .segments button").first.click()
    page.locator(".pane.evidence .tools button").first.click()
    page.locator("dialog a.button").wait_for()
    look("facts as a table")
    page.keyboard.press("Escape")
    table = b"claim,grade,source\nSomething new.,sure,none\n"
    page.locator(".pane.evidence input[type=file]").first.set_input_files(
        {"name": "facts.csv", "mimeType": "text/csv", "buffer": table}
    )
    page.locator("dialog .losses li").wait_for()
    look("a table with a mistake")
    page.keyboard.press("Escape")
    page.keyboard.press("F7")
    page.locator(".bar button:last-child").click()
    page.locator(".exports button").nth(4).click()
    page.locator("dialog [role=status]").wait_for()
    look("an export under way")
    page.locator("dialog a[download]").wait_for()
    look("a finished export")
    page.keyboard.press("Escape")


def walk_through_import(page: Page, folder: Path, look: Callable[[str], None]) -> None:
    """Begins with a story of which something is lost, and with one that cannot be read."""
    page.locator(".bar button.link").click()
    page.locator(".tile").nth(7).click()
    for name, text in (("none.twee", "nothing"), ("story.twee", STORY)):
        (folder / name).write_text(text, encoding="utf-8")
        page.locator("main input[type=file]").set_input_files(folder / name)
        page.locator("dialog .losses li" if text == STORY else ".banner").first.wait_for()
        look(name)
    page.locator(".losses + p button").click()
    page.locator(".writing .segments").first.locator("button").nth(1).click()
    page.locator(".card.open").wait_for()


def look_at_a_conflict(page: Page, folder: Path, look: Callable[[str], None]) -> None:
    """Has another program write what is being written."""
    page.locator(".card.open .blocks .cm-content").first.click()
    page.keyboard.press("End")
    page.keyboard.type(" At once.")
    page.locator(".saved", has_text=make_pseudo("Not saved yet")).wait_for()
    path = max((folder / "scenes").glob("*.yaml"), key=lambda each: each.stat().st_mtime)
    path.write_text(f"# {path.stem}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    page.locator("dialog[open] .compare").wait_for()
    look("a conflict")
    page.locator("dialog .row button").last.click()
    page.locator("dialog[open]").wait_for(state="detached")


def look_at_a_kept_text(page: Page, folder: Path, look: Callable[[str], None]) -> None:
    """Leaves the page while a text cannot be saved, and comes back."""
    path = max((folder / "scenes").glob("*.yaml"), key=lambda each: each.stat().st_mtime)
    page.locator(".card.open .blocks .cm-content").first.click()
    page.keyboard.press("End")
    page.keyboard.type(" Or never.")
    page.locator(".saved", has_text=make_pseudo("Not saved yet")).wait_for()
    path.write_text(f"# again\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    page.locator("dialog[open] .compare").wait_for()
    page.wait_for_timeout(900)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.locator("dialog[open] .compare").wait_for()
    look("a text that was kept")
