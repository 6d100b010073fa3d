"""Texts of authors and answers in other scripts: shown in their own direction, kept, announced, and in the transcript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from party_card.frontends.html.encode.page_data import encode_scenes
from tests.frontends.html.chromium import BrowserTab, json_roundtrip, open_page, wait_until, write_page
from tests.frontends.html.page_states import find_address, go_to
from tests.modelcheck.scenes import compile_scene_text

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

ARABIC = {
    "title": "جسر القدس",
    "text": "تنتظر عند الجسر منذ الصباح.",
    "choice": "اعبر الجسر",
    "ending": "في البيت",
    "ask": "من يقول ذلك؟",
}
HEBREW = {
    "title": "הגשר",
    "text": "את ממתינה ליד הגשר.",
    "choice": "לעבור את הגשר",
    "ending": "בבית",
    "ask": "מי אומר זאת?",
}
CHINESE = {"title": "桥", "text": "你在桥边等着。", "choice": "过桥", "ending": "到家", "ask": "这是谁说的？"}
HINDI = {"title": "पुल", "text": "तुम पुल के पास खड़े हो।", "choice": "पुल पार करो", "ending": "घर पर", "ask": "यह किसने कहा?"}
ENGLISH = {
    "title": "Bridge",
    "text": "You wait at the bridge.",
    "choice": "Cross it",
    "ending": "Home",
    "ask": "Who says so?",
}
TEXTS = {"Arabic": ARABIC, "Hebrew": HEBREW, "Chinese": CHINESE, "Hindi": HINDI, "English": ENGLISH}
RIGHT_TO_LEFT = {"Arabic", "Hebrew"}
ANSWERS = (
    "قالت المعلمة ذلك 👩🏽‍🏫",
    "המורה אמרה כך 🙂",
    "老师说的。🙂",
    "शिक्षिका ने कहा 🙂",
    "Учительница 👍 so sagte sie",
)


def write_scene(folder: Path, words: dict[str, str]) -> Path:
    scene = compile_scene_text(
        f"scene: bridge\ntitle: {words['title']}\nplace: {words['title']}\npassages:\n  one:\n    text: {words['text']}\n"
        f"    choices:\n      - {{id: go, text: {words['choice']}, goto: two}}\n"
        f"  two:\n    text: {words['text']}\n    ending: {{id: done, title: {words['ending']}}}\n"
        f"record:\n  - {{unknown: {words['text']}}}\ndebrief:\n  - {{ask: '{words['ask']}', skill: sourcing}}\n"
    )
    return write_page(folder, json_roundtrip(encode_scenes([scene])))


@pytest.fixture(params=TEXTS)
def scripted(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[tuple[str, BrowserTab]]:
    """The name of a script and a page whose texts are written in it."""
    tab = open_page(browser, write_scene(tmp_path, TEXTS[request.param]))
    yield request.param, tab
    assert tab.errors == []
    tab.context.close()


def test_texts_of_authors_have_their_own_direction_and_not_the_language_of_the_page(
    scripted: tuple[str, BrowserTab],
) -> None:
    script, tab = scripted
    words = TEXTS[script]
    direction = "rtl" if script in RIGHT_TO_LEFT else "ltr"
    assert tab.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["en", ""]
    go_to(tab, find_address(tab, "passage", "bridge"))
    for selector, text in {
        "h1": words["title"],
        "article > p": words["text"],
        ".offer": f"1 {words['choice']}",
    }.items():
        shown, used, language = tab.evaluate(
            "(selector) => { const node = document.querySelector(selector);"
            " return [node.textContent, getComputedStyle(node).direction, node.closest('[lang]').lang]; }",
            selector,
        )
        assert (shown, used) == (text, direction), selector
        assert language == ("en" if script == "English" else ""), selector
    number, choice = (tab.page.locator(f".offer > {part}").bounding_box() for part in ("b", "span"))
    assert number
    assert choice
    assert (number["x"] > choice["x"]) is (direction == "rtl"), "the number stands where reading begins"


def test_what_is_announced_is_in_the_language_of_its_letters(scripted: tuple[str, BrowserTab]) -> None:
    script, tab = scripted
    go_to(tab, find_address(tab, "briefing", "bridge"))
    tab.page.keyboard.press("1")
    wait_until(tab, f"document.getElementById('status').textContent.includes('{TEXTS[script]['choice']}')")
    assert tab.evaluate("document.getElementById('status').closest('[lang]').lang") == (
        "en" if script == "English" else ""
    )


def test_answers_in_every_script_are_kept_and_handed_in(browser: Browser, tmp_path: Path) -> None:
    tab = open_page(browser, write_scene(tmp_path, ARABIC))
    debrief = find_address(tab, "debrief", "bridge")
    field = tab.page.locator("#answer-0")
    for answer in ANSWERS:
        go_to(tab, debrief)
        field.fill(answer)
        tab.page.reload()
        tab.page.wait_for_selector("html[data-ready]")
        assert field.input_value() == answer
        direction = "rtl" if answer[0] in "קהفق" else "ltr"
        assert field.evaluate("(node) => [getComputedStyle(node).direction, node.lang]") == [direction, ""]
        tab.evaluate("dispatchEvent(new Event('beforeprint'))")
        written = tab.page.locator(".print .written")
        assert written.text_content() == answer
        assert written.evaluate("(node) => [getComputedStyle(node).direction, node.lang]") == [direction, ""]
        tab.evaluate("dispatchEvent(new Event('afterprint'))")
        tab.evaluate("document.activeElement.blur()")
        with tab.page.expect_download() as download:
            tab.page.keyboard.press("t")
            tab.page.get_by_role("button", name="Save as a file").click()
        assert answer in download.value.path().read_text(encoding="utf-8")
        tab.page.get_by_role("button", name="Copy the text").click()
        assert answer in tab.page.locator("dialog textarea").input_value()
        tab.page.keyboard.press("Escape")
    assert tab.errors == []
    tab.context.close()


def test_a_place_written_from_the_right_does_not_turn_the_date_beside_it_round(
    browser: Browser, tmp_path: Path
) -> None:
    tab = open_page(browser, write_scene(tmp_path, HEBREW))
    go_to(tab, find_address(tab, "passage", "bridge"))
    assert "\u2068הגשר\u2069" in tab.evaluate("document.querySelector('h2').textContent"), "isolated"
    assert tab.page.locator("h1").text_content() == "הגשר", "nothing is added where nothing stands beside it"
    tab.context.close()
