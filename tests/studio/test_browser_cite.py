"""A problem is shown in the field where it is mended, and a fact is cited behind the sentence of the caret."""

from __future__ import annotations

import re
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


def test_a_sentence_of_the_record_without_a_source_is_shown_and_cited_in_its_field(
    browser: Browser, tmp_path: Path
) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "pack")
    scene = tmp_path / "pack/scenes/high-water.yaml"
    with open_studio(browser, tmp_path / "pack") as page:
        page.locator(".scene").click()
        record = page.locator(".card.open .record .cm-content")
        record.click()
        page.keyboard.press("ControlOrMeta+End")
        page.keyboard.type(" The clerk was told late.")
        page.locator(".card.open .blocks .cm-content").first.click()
        problem = page.locator(".problem", has_text="A sentence of what really happened has no source.")
        problem.get_by_role("button", name="Show").click()
        page.locator(".card.open .record .cm-focused").wait_for()
        page.keyboard.press("ControlOrMeta+End")
        for _ in range(6):
            page.keyboard.press("ArrowLeft")
        page.locator(".card.open .record").get_by_role("button", name="Cite a fact").click()
        page.locator(".facts li").first.get_by_role("button", name="Cite here").click()
        wait_until(lambda: "The clerk was told late. [@rising]" in " ".join(scene.read_text(encoding="utf-8").split()))
        page.locator(".card.open .record .cm-focused").wait_for()
        page.keyboard.press("F7")
        problem.wait_for(state="detached")
        page.get_by_text("Nothing is wrong.").wait_for()


def test_advice_is_apart_from_what_is_wrong_and_a_sentence_answers_it_without_a_citation(
    browser: Browser, tmp_path: Path
) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "pack")
    scene = tmp_path / "pack/scenes/high-water.yaml"
    text = scene.read_text(encoding="utf-8")
    scene.write_text(re.sub(r"(?m)^    in_common:.*\n(?:      .*\n)*", "", text, count=1), encoding="utf-8")
    with open_studio(browser, tmp_path / "pack") as page:
        page.locator(".scene").click()
        page.get_by_text("Nothing is wrong.").wait_for()
        page.locator(".foot").get_by_role("button", name="of advice").click()
        advice = page.locator(".problem", has_text="what this passage has to do with what was done then")
        advice.get_by_role("button", name="Show").click()
        page.locator(".card.open .in-common .cm-content:focus").wait_for()
        page.keyboard.type("You, too, had to answer before morning.")
        page.locator(".card.open .blocks .cm-content").first.click()
        advice.wait_for(state="detached")
        wait_until(lambda: "in_common: You, too," in scene.read_text(encoding="utf-8"), "it is not in the file")
