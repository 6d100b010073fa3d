"""Somebody who types fast, or comes back to a scene, loses nothing and is told what holds."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.frontends.window.real_window import wait_until
from tests.studio.test_browser_looks import EXAMPLE
from tests.studio.test_browser_page import open_studio

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PROVED = "Every path reaches an ending."


def test_words_typed_at_once_after_a_rename_and_a_button_go_where_they_belong(browser: Browser, tmp_path: Path) -> None:
    with open_studio(browser, tmp_path / "pack") as page:
        page.locator("button.go").click()
        card = page.locator(".card.open")
        card.wait_for()
        count = card.locator(".choice").count()
        name = card.locator(".title-field input")
        name.click()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type("The yard")
        card.get_by_role("button", name="+ Add a choice").click()
        page.keyboard.type("Go down the stairs with the others")
        field = card.locator(".choice-text .cm-content").last
        wait_until(
            lambda: field.inner_text() == "Go down the stairs with the others", "the words are not in the choice"
        )
        card.locator(".choice-text .cm-content").first.click()
        page.keyboard.type("Wait in the cellar")
        card.get_by_role("button", name="Let choice 1 lead to a new passage").click()
        page.locator(".card .title", has_text="Wait in the cellar").wait_for()
        assert card.locator(".choice").count() == count + 1
        assert name.input_value() == "The yard"


def test_a_scene_that_is_opened_again_shows_its_proof(browser: Browser, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "pack")
    with open_studio(browser, tmp_path / "pack") as page:
        page.locator(".scene").click()
        page.locator(".foot").get_by_text(PROVED).wait_for()
        page.get_by_role("button", name="All scenes").click()
        page.locator(".scene").click()
        page.locator(".foot").get_by_text(PROVED).wait_for()


def test_a_source_is_corrected_from_its_name_in_the_list(browser: Browser, tmp_path: Path) -> None:
    with open_studio(browser, tmp_path / "pack") as page:
        page.locator("button.go").click()
        page.locator(".card.open").wait_for()
        page.keyboard.press("F7")
        page.locator(".evidence .segments button", has_text="List of sources").click()
        page.locator("#source-title").fill("A Dairy")
        page.get_by_role("button", name="Add", exact=True).click()
        page.get_by_role("button", name="A Dairy", exact=True).click()
        page.locator("#changed-source-title:focus").fill("A Diary")
        page.locator("#changed-source-issued").fill("1932")
        page.get_by_role("button", name="Save the source").click()
        page.locator(".sources button:focus", has_text="A Diary").wait_for()
        file = tmp_path / "pack" / "seeds" / "sources.yaml"
        wait_until(lambda: "issued: 1932" in file.read_text(encoding="utf-8"), "the year is not in the file")


def test_show_leads_to_the_empty_field_and_a_condition_and_redo_tell_what_they_can_do(
    browser: Browser, tmp_path: Path
) -> None:
    with open_studio(browser, tmp_path / "pack") as page:
        page.locator("button.go").click()
        card = page.locator(".card.open")
        card.get_by_role("button", name="Show it only if… Choice 2").click()
        card.locator(".choice").nth(1).locator(".condition select:focus").wait_for()
        page.locator(".problem", has_text="In this scene").get_by_role("button", name="Show").click()
        field = page.get_by_label("Whom the student plays")
        page.locator(".open-place input:focus").wait_for()
        assert field.evaluate("(element) => element === document.activeElement")
        page.keyboard.type("A clerk")
        page.keyboard.press("Tab")
        page.locator(".problem", has_text="In this scene").wait_for(state="detached")
        undo, redo = (page.get_by_role("button", name=name, exact=True) for name in ("Undo", "Redo"))
        page.locator(".writing .segments button", has_text="Cards").click()
        undo.click()
        page.locator(".bar").get_by_text("Undone: Scene").wait_for()  # it was out of sight, and is shown
        assert field.is_visible()
        wait_until(redo.is_enabled, "what was undone cannot be done again")
        assert not redo.get_attribute("title")
        page.reload()
        page.locator(".card.open, .details").first.wait_for()
        assert redo.is_disabled()
        assert (redo.get_attribute("title") or "").startswith("There is nothing to do again.")
        assert undo.is_disabled()
        assert (undo.get_attribute("title") or "").startswith("There is nothing to undo since the page was loaded.")
        assert float(redo.evaluate("(element) => getComputedStyle(element).opacity")) < 1
