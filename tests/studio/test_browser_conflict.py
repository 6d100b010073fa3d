"""Two writers of one file: another program, and another page of the studio."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.frontends.window.real_window import wait_until
from tests.studio.test_browser_looks import EXAMPLE
from tests.studio.test_browser_page import open_studio

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The scene of a pack."""
    shutil.copytree(EXAMPLE, tmp_path / "pack")
    return tmp_path / "pack" / "scenes" / "high-water.yaml"


def open_scene(page: Page) -> None:
    page.locator(".scene").click()
    page.locator(".card.open").wait_for()


def write_elsewhere(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_what_another_program_saves_is_shown_at_once(browser: Browser, path: Path) -> None:
    with open_studio(browser, path.parent.parent) as page:
        open_scene(page)
        write_elsewhere(path, "Rain runs down", "Hail runs down")
        page.locator(".card.open .blocks").get_by_text("Hail runs down").wait_for()


@pytest.mark.parametrize("takes_theirs", [False, True])
def test_where_both_have_written_a_person_decides_and_nothing_is_lost(
    browser: Browser, path: Path, takes_theirs: bool
) -> None:
    with open_studio(browser, path.parent.parent) as page:
        open_scene(page)
        page.locator(".card.open .choice-text .cm-content").first.click()
        page.keyboard.press("End")
        page.keyboard.type(" at once")
        page.get_by_text("Not saved yet").wait_for()
        write_elsewhere(path, "Rain runs down", "Hail runs down")
        page.get_by_text("This file was changed elsewhere").wait_for()
        name = "Take what is on the disk" if takes_theirs else "Go on with what is here"
        page.get_by_role("button", name=name).click()
        expected = (
            ("Hail runs down", "text: Write 11\n") if takes_theirs else ("Rain runs down", "text: Write 11 at once\n")
        )
        wait_until(lambda: all(words in path.read_text(encoding="utf-8") for words in expected), "it is not saved")


def test_two_pages_of_one_file_follow_each_other(browser: Browser, path: Path) -> None:
    with open_studio(browser, path.parent.parent) as page:
        open_scene(page)
        other = browser.new_page()
        other.goto(page.url.partition("#")[0])
        open_scene(other)
        other.locator(".card.open .choice-text .cm-content").first.click()
        other.keyboard.press("End")
        other.keyboard.type(" at once")
        page.locator(".card.open .choices").get_by_text("Write 11 at once").wait_for()
        other.close()
