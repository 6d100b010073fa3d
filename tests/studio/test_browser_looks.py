"""Every state of the page: axe-core finds nothing, and nothing needs scrolling to the side, in both themes, also at 200 %."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.studio.test_browser_page import SOURCE_TEXT, open_studio

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

EXAMPLE = Path("scenes/examples/high-water")
AXE_OPTIONS = """{exclude: [["iframe"]]}, {iframes: false, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}"""
RUN_AXE = f"""async () => (await axe.run({AXE_OPTIONS})).violations.map(({{id, nodes}}) => `${{id}}: ${{nodes.map((node) => node.target).join("; ")}}`)"""
FIND_OVERFLOW = "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"


def visit_states(page: Page, source: Path) -> Iterator[str]:
    """Brings the page into one state after another, and yields its name."""
    page.locator(".tile").first.wait_for()
    yield "first screen"
    page.locator(".scene").click()
    page.locator(".card.open").wait_for()
    page.locator(".foot").get_by_text("Every path reaches an ending.").wait_for()
    yield "cards"
    page.get_by_role("button", name="Paste a draft…").click()
    page.locator("#draft-text").fill("The yard\nIt is cold.\n- Go in -> The hall\n- Wait\n\nThe stairs\nNobody comes.")
    page.locator(".drafted > li").nth(1).wait_for()
    yield "a draft"
    page.locator("dialog").get_by_role("button", name="Cancel").click()
    page.locator("#card-nine").click()
    page.locator(".card.open").get_by_role("button", name="+ Add a choice").click()
    page.get_by_role("button", name="What is still to be written").click()
    yield "what is still to be written"
    page.get_by_role("button", name="What is still to be written").click()
    page.get_by_role("button", name="Undo").click()
    page.locator(".card.open .condition").wait_for()
    page.get_by_role("button", name="More: Choice 1").click()
    page.locator(".card.open > header").get_by_role("button", name="More").click()
    yield "everything of a card"
    for view in ("Scene", "Tests", "Text"):
        page.locator(".writing .segments button", has_text=view).click()
        yield view
    editor = page.locator(".text-pane .cm-content")
    editor.click()
    page.keyboard.press("ControlOrMeta+Home")
    page.keyboard.type("title: [")
    page.locator(".foot").get_by_text("Not proved").wait_for()
    page.locator(".writing .segments button", has_text="Cards").click()
    page.locator(".unreadable").wait_for()
    yield "a text that cannot be read"
    page.get_by_role("button", name="Undo").click()
    page.locator(".details").wait_for()
    page.get_by_role("button", name="Evidence").click()
    page.locator(".facts li").first.wait_for()
    yield "facts"
    page.locator(".evidence .segments button", has_text="List of sources").click()
    yield "sources"
    page.locator(".evidence .segments button", has_text="Your copy").click()
    page.locator("input.copy-file").set_input_files(source)
    page.locator(".source > p").first.click()
    page.get_by_role("button", name="Make a fact").click()
    page.locator("#claim").wait_for()
    yield "making a fact"
    for button in ("Keys", "Export", "History"):
        page.locator(".bar").get_by_role("button", name=button).click()
        page.locator("dialog[open]").wait_for()
        yield button
        page.locator("dialog").get_by_role("button", name="Close").click()
        page.locator("dialog").wait_for(state="detached")


@pytest.mark.parametrize(
    ("theme", "width"),
    [*(pytest.param(*case, marks=pytest.mark.release) for case in (("light", 1440), ("dark", 1024))), ("light", 720)],
)
def test_nothing_is_wrong_in_any_state(
    browser: Browser, tmp_path: Path, node_modules: Path, theme: str, width: int
) -> None:
    folder, source = tmp_path / "pack", tmp_path / "box.txt"
    shutil.copytree(EXAMPLE, folder)
    source.write_text(SOURCE_TEXT, encoding="utf-8")
    axe = (node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    with open_studio(browser, folder) as page:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light" if theme == "light" else "dark", reduced_motion="reduce")
        page.evaluate(axe)
        found = [
            f"{state}: {fault}"
            for state in visit_states(page, source)
            for fault in [*page.evaluate(RUN_AXE), *(["it is too wide"] if page.evaluate(FIND_OVERFLOW) else [])]
        ]
        assert found == []
