"""The keys of the studio work wherever the focus is, and words of a source are marked by keyboard alone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.frontends.html.chromium import launch_chromium
from tests.frontends.html.engines import launch_firefox
from tests.frontends.window.real_window import wait_until
from tests.studio.test_browser_looks import EXAMPLE
from tests.studio.test_browser_page import SOURCE_TEXT, open_studio

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("engine", ["chromium", pytest.param("firefox", marks=pytest.mark.release)])
def test_the_keys_of_the_studio_work_in_the_page_of_the_student(
    driver: Playwright, tmp_path: Path, engine: str
) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "pack")
    launch = launch_chromium(driver) if engine == "chromium" else launch_firefox(driver, tmp_path)
    with launch as browser, open_studio(browser, tmp_path / "pack") as page:
        page.locator(".scene").click()
        page.locator(".foot").get_by_text("Every path reaches an ending.").wait_for()
        page.locator("iframe.preview").wait_for()
        button = page.frame_locator("iframe.preview").locator("article a, article button").first
        for key in ("F6", "Shift+F6"):
            button.focus()
            page.keyboard.press(key)
            wait_until(lambda: page.evaluate("document.activeElement.tagName") != "IFRAME", "the frame keeps the focus")
        button.focus()
        page.frames[-1].evaluate("parent.postMessage({type: 'party-card preview', key: 'F1', token: 'guessed'}, '*')")
        frame = page.locator("iframe.preview")
        address = frame.get_attribute("src")
        page.keyboard.press("Alt+PageDown")
        page.locator("#card-reply.open").wait_for()
        wait_until(lambda: frame.get_attribute("src") != address, "the page of the next passage does not come")
        assert page.get_by_role("dialog").count() == 0
        button.focus()
        page.keyboard.press("F1")
        page.get_by_role("dialog").wait_for()
        page.keyboard.press("Escape")
        page.get_by_role("dialog").wait_for(state="detached")
        button.focus()
        page.keyboard.press("F7")  # the evidence takes the place of the student's page
        page.locator(".pane.evidence").wait_for()


def test_part_of_a_paragraph_is_quoted_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "pack")
    source = tmp_path / "letter.txt"
    source.write_text(SOURCE_TEXT, encoding="utf-8")
    with open_studio(browser, tmp_path / "pack") as page:
        page.locator(".scene").click()
        page.locator(".card.open").wait_for()
        page.keyboard.press("F7")
        page.locator(".evidence .segments button", has_text="Your copy").click()
        page.locator("input.copy-file").set_input_files(source)
        page.locator(".source > p").first.focus()
        page.keyboard.press("f")
        page.locator("#claim").fill("Somebody wrote.")
        words, make = page.locator("#source-words"), page.locator(".make button.go")
        whole = words.input_value()
        assert whole in " ".join(SOURCE_TEXT.split())
        words.focus()
        page.keyboard.type("Not so. ")
        page.get_by_text("These words do not stand so in this paragraph.").wait_for()
        assert make.is_disabled()
        words.fill(" ".join(whole.split()[:4]))
        page.get_by_text("These words do not stand so in this paragraph.").wait_for(state="detached")
        assert make.is_enabled()
        make.focus()
        page.keyboard.press("Enter")
        page.locator(".make").wait_for(state="detached")
        page.locator(".facts li, .tag", has_text="Somebody wrote").first.wait_for()
