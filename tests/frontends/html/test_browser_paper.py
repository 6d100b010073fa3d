"""The printed page: the playthrough, the record, the questions with answers or with lines to write on."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from party_card.engine.playthrough import Playthrough
from party_card.frontends.shared.transcript.html import to_html
from tests.engine.sample import sample_scene
from tests.frontends.html.chromium import BrowserTab, open_page, write_page
from tests.frontends.html.page_states import encode_shipped_campaign, find_address, go_to

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

FIND_UNREADABLE = """() => [...document.querySelectorAll(".print *")].filter((element) => {
  const {color, opacity, visibility, display, fontSize} = getComputedStyle(element);
  const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  return hasText && (opacity !== "1" || visibility !== "visible" || display === "none" || parseFloat(fontSize) < 9
    || !/rgb\\((\\d+), (\\d+), (\\d+)\\)/.exec(color).slice(1).every((part) => part < 120));
}).map((element) => element.outerHTML.slice(0, 120))"""


CURRENT_PAGE = """(() => {
  const {data, resume, page} = partyCard;
  const [id, , encoded] = location.hash.slice(1).split('.');
  return page(data, resume(data, data.scenes.findIndex((scene) => scene.id === id), encoded).playthrough);
})()"""


def print_to_text(tab: BrowserTab, path: Path) -> str:
    """Prints the page as a PDF; returns its text."""
    tab.page.pdf(path=path, format="A4", prefer_css_page_size=False, tagged=True)
    result = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return " ".join(result.stdout.decode().split())


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_the_worksheet_holds_the_walk_the_record_and_the_questions(
    browser: Browser, tmp_path: Path, theme: str
) -> None:
    tab = open_page(browser, write_page(tmp_path, encode_shipped_campaign()))
    go_to(tab, find_address(tab, "debrief"))
    tab.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
    tab.page.locator("textarea").first.fill("Sent to the cells, so that it was read aloud.")
    current = tab.evaluate(CURRENT_PAGE)
    text = print_to_text(tab, tmp_path / "worksheet.pdf")
    assert "Name ____" in text
    assert "Date ____" in text
    assert f"Ending: {current['ending']}" in text
    assert text.casefold().count("what you did") >= 3
    assert "You chose: " in text
    assert "Sent to the cells, so that it was read aloud." in text
    for block in current["blocks"]:
        question = "".join(run if isinstance(run, str) else run[1] for run in block["line"] if not isinstance(run, int))
        assert " ".join(question.split())[:60] in text
    assert "Kotkin" in text
    assert "Undo choice" not in text
    tab.page.emulate_media(media="print")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.evaluate("document.querySelectorAll('.print .lines').length") == len(current["blocks"]) - 1
    assert tab.evaluate("[...document.querySelectorAll('.print .lines')].every((element) => element.offsetHeight > 60)")
    assert tab.evaluate(FIND_UNREADABLE) == []
    tab.context.close()


def test_a_transcript_before_the_record_does_not_give_it_away(browser: Browser, tmp_path: Path) -> None:
    tab = open_page(browser, write_page(tmp_path, encode_shipped_campaign()))
    go_to(tab, find_address(tab, "passage"))
    tab.page.keyboard.press("1")
    text = print_to_text(tab, tmp_path / "early.pdf").casefold()
    assert "you chose" in text
    assert "what was done" not in text
    tab.context.close()


def test_the_transcript_saved_is_a_page_of_its_own_in_which_nothing_runs(browser: Browser, tmp_path: Path) -> None:
    tab = open_page(browser, write_page(tmp_path, encode_shipped_campaign()))
    go_to(tab, find_address(tab, "debrief"))
    tab.page.locator("textarea").first.fill("<script>hurt=1</script>")
    with tab.page.expect_download() as download:
        tab.page.keyboard.press("Escape")
        tab.evaluate("document.activeElement.blur()")
        tab.page.keyboard.press("t")
        tab.page.get_by_role("button", name="Save as a file").click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    html = saved.read_text(encoding="utf-8")
    assert saved.name == "loose-tongues-transcript.html"
    assert re.findall("<script[^>]*>", html) == ['<script type="application/json" id="party-card-transcript">']
    page = tab.context.new_page()
    page.goto(saved.as_uri())
    assert "<script>hurt=1</script>" in page.inner_text("body")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tab.context.close()


@pytest.mark.parametrize("width", [320, 700, 1280])
def test_labels_and_numbers_of_a_transcript_stay_on_one_line(browser: Browser, tmp_path: Path, width: int) -> None:
    playthrough = Playthrough(sample_scene())
    playthrough.choose("begin")
    path = tmp_path / "transcript.html"
    name = "Wilhelmina Quartermaine-Featherstonehaugh"
    path.write_text(to_html(playthrough, name=name, date="Wednesday, 30 September 2026"), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(path.as_uri())
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        heights = page.evaluate(
            "[...document.querySelectorAll('.fields b, .number')].map((part) =>"
            " part.getBoundingClientRect().height / parseFloat(getComputedStyle(part).fontSize))"
        )
        assert len(heights) > 3
        assert max(heights) < 2, "in lines of text"
    page.close()
