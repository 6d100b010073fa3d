"""What comes out on paper: the walk, the record, the questions with answers or with lines to write on."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.frontends.html.chromium import Opened, opened, written
from tests.frontends.html.states import campaign_data, go, walk_to

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

INVISIBLE = """() => [...document.querySelectorAll(".print *")].filter((one) => {
  const {color, opacity, visibility, display, fontSize} = getComputedStyle(one);
  const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  return own && (opacity !== "1" || visibility !== "visible" || display === "none" || parseFloat(fontSize) < 9
    || !/rgb\\((\\d+), (\\d+), (\\d+)\\)/.exec(color).slice(1).every((part) => part < 120));
}).map((one) => one.outerHTML.slice(0, 120))"""


def printed(tab: Opened, path: Path) -> str:
    """The text of the page's PDF."""
    tab.page.pdf(path=path, format="A4", prefer_css_page_size=False, tagged=True)
    told = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return " ".join(told.stdout.decode().split())


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_the_worksheet_holds_the_walk_the_record_and_the_questions(
    browser: Browser, tmp_path: Path, theme: str
) -> None:
    tab = opened(browser, written(tmp_path, campaign_data()))
    go(tab, walk_to(tab, "debrief"))
    tab.run("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
    tab.page.locator("textarea").first.fill("Sent to the cells, so that it was read aloud.")
    shown = tab.run(
        "(() => { const {data, resume, page} = partyCard; const [id, , walk] = location.hash.slice(1).split('.'); return page(data, resume(data, data.scenes.findIndex((one) => one.id === id), walk).playthrough); })()"
    )
    text = printed(tab, tmp_path / "worksheet.pdf")
    assert "Name ____" in text
    assert "Date ____" in text
    assert f"Ending: {shown['ending']}" in text
    assert text.casefold().count("what you did") >= 3
    assert "You chose: " in text
    assert "Sent to the cells, so that it was read aloud." in text
    for block in shown["blocks"]:
        asked = "".join(run if isinstance(run, str) else run[1] for run in block["line"] if not isinstance(run, int))
        assert " ".join(asked.split())[:60] in text
    assert "Kotkin" in text
    assert "Back one step" not in text
    tab.page.emulate_media(media="print")
    tab.run("dispatchEvent(new Event('beforeprint'))")
    assert tab.run("document.querySelectorAll('.print .lines').length") == len(shown["blocks"]) - 1
    assert tab.run("[...document.querySelectorAll('.print .lines')].every((one) => one.offsetHeight > 60)")
    assert tab.run(INVISIBLE) == []
    tab.context.close()


def test_a_transcript_before_the_record_does_not_give_it_away(browser: Browser, tmp_path: Path) -> None:
    tab = opened(browser, written(tmp_path, campaign_data()))
    go(tab, walk_to(tab, "passage"))
    tab.page.keyboard.press("1")
    text = printed(tab, tmp_path / "early.pdf").casefold()
    assert "you chose" in text
    assert "what was done" not in text
    tab.context.close()


def test_the_transcript_saved_is_a_page_of_its_own_without_a_script(browser: Browser, tmp_path: Path) -> None:
    tab = opened(browser, written(tmp_path, campaign_data()))
    go(tab, walk_to(tab, "debrief"))
    tab.page.locator("textarea").first.fill("<script>hurt=1</script>")
    with tab.page.expect_download() as found:
        tab.page.keyboard.press("Escape")
        tab.run("document.activeElement.blur()")
        tab.page.keyboard.press("t")
        tab.page.get_by_role("button", name="Save as a file").click()
    saved = tmp_path / found.value.suggested_filename
    found.value.save_as(saved)
    html = saved.read_text(encoding="utf-8")
    assert saved.name == "loose-tongues-transcript.html"
    assert "<script" not in html
    page = tab.context.new_page()
    page.goto(saved.as_uri())
    assert "<script>hurt=1</script>" in page.inner_text("body")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tab.context.close()
