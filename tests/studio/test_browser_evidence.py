"""A fact is made beside the cards, which always stay in view; nothing that was written of it gets lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.frontends.window.real_window import wait_until
from tests.studio.test_browser_page import SOURCE_TEXT, open_studio

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

MARK = """() => {
  const words = document.querySelector('[data-number="0"] .words').firstChild;
  getSelection().setBaseAndExtent(words, 6, words, 27);
}"""


def is_in_view(page: Page, selector: str) -> bool:
    """Returns True if a part of the page is wide enough to be read, and within the window."""
    box = page.locator(selector).bounding_box()
    size = page.viewport_size
    assert size is not None
    return box is not None and box["width"] > 250 and box["y"] + 200 < size["height"] and box["x"] < size["width"]


def open_source_from_citation(page: Page) -> None:
    """Goes from a citation on a card to its fact, to the copy of its source, and to the form of the source."""
    page.locator(".card.open .citation").click()
    page.locator(".facts li button.link:focus").click()
    page.locator(".source > p:focus", has_text="The town clerk asked").wait_for()
    page.get_by_role("button", name="Change this source").click()
    page.locator("#changed-source-title:focus").wait_for()


def show_one_pane_at_a_time(page: Page) -> None:
    """Goes through the panes where there is room for one."""
    page.set_viewport_size({"width": 720, "height": 768})  # a page of 1440 at 200 %
    for name, pane in (("Map", ".pane.map"), ("Page", ".page-pane"), ("Evidence · 0", ".pane.evidence")):
        page.locator(".fronts").get_by_role("button", name=name, exact=True).click()
        assert is_in_view(page, pane)
        assert not page.locator(".card.open").is_visible()
    page.keyboard.press("F6")
    assert is_in_view(page, ".card.open")


def test_cards_and_map_page_or_evidence_are_in_view_together_and_a_fact_in_the_making_is_kept(
    browser: Browser, tmp_path: Path
) -> None:
    source = tmp_path / "box.txt"
    source.write_text(SOURCE_TEXT, encoding="utf-8")
    with open_studio(browser, tmp_path / "pack") as page:
        page.locator("button.go").click()
        page.locator(".card.open").wait_for()
        page.set_viewport_size({"width": 1366, "height": 768})
        assert [is_in_view(page, each) for each in (".card.open", ".pane.map", ".page-pane")] == [True] * 3
        page.set_viewport_size({"width": 1024, "height": 768})
        for name, pane in (("Map", ".pane.map"), ("Page", ".page-pane"), ("Evidence · 0", ".pane.evidence")):
            page.get_by_role("button", name=name, exact=True).click()
            assert is_in_view(page, pane)
            assert is_in_view(page, ".card.open")
        show_one_pane_at_a_time(page)
        page.set_viewport_size({"width": 1024, "height": 768})
        page.get_by_role("button", name="Evidence · 0", exact=True).click()
        page.locator(".pane.evidence .segments button", has_text="Your copy").click()
        page.locator("input.copy-file").set_input_files(source)
        page.locator(".source > p").first.wait_for()
        page.evaluate(MARK)
        page.get_by_role("button", name="Make a fact").click()
        assert page.locator("#source-words").input_value() == "town clerk asked for the"
        page.locator("#claim").fill("Somebody wanted it back.")
        page.locator("#fact-date").fill("about 3 May 1908")
        page.locator(".source > p").nth(2).click()
        page.keyboard.press("f")
        page.locator("#claim:focus").wait_for()
        page.get_by_role("button", name="Page", exact=True).click()
        page.reload()
        page.locator(".card.open").wait_for()
        page.keyboard.press("F7")
        page.locator(".making", has_text="Somebody wanted it back.").wait_for()
        page.get_by_role("button", name="Go on with it").click()
        assert page.locator("#claim").input_value() == "Somebody wanted it back."
        page.locator(".make button.go").click()
        page.locator(".make").wait_for(state="detached")
        page.locator(".pane.evidence .segments button", has_text="Facts").click()
        page.locator(".facts li").wait_for()
        assert (
            page.get_by_label("When it happened (25 August 1932, or August 1932)").input_value() == "about 3 May 1908"
        )
        page.locator(".facts textarea").focus()
        page.keyboard.press("F2")
        page.keyboard.type("The clerk's wish")
        page.keyboard.press("Tab")
        page.locator(".card.open .citation", has_text="The clerk's wish").wait_for()
        (dossier,) = (tmp_path / "pack" / "seeds").glob("*-facts.yaml")
        wait_until(lambda: "the-clerks-wish:" in dossier.read_text(encoding="utf-8"))
        assert "date: 1908-05-03~" in dossier.read_text(encoding="utf-8")
        open_source_from_citation(page)


def test_a_line_without_a_number_in_a_numbered_source_is_no_paragraph(browser: Browser, tmp_path: Path) -> None:
    source = tmp_path / "box.txt"
    things = ("A box.", "A key.", "A lock.", *(f"Plank {number}." for number in range(4, 60)))
    lines = "\n\n".join(f"{number}. {thing}" for number, thing in enumerate(things, 1))
    source.write_text(f"The chronicle of the bridge\n\n{lines}\n", encoding="utf-8")
    with open_studio(browser, tmp_path / "pack") as page:
        page.locator("button.go").click()
        page.locator(".card.open .title-field input").focus()
        page.keyboard.press("Enter")  # goes to the text, and leaves no line there
        page.locator(".card.open .blocks .cm-content:focus").wait_for()
        page.keyboard.type("You open the box. Mr. Crewe is not there.")
        page.get_by_text("Saved just now").wait_for()
        page.keyboard.press("F7")
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="Open your copy of a source").click()
        chooser.value.set_files(source)
        page.locator(".source > p").first.focus()
        page.keyboard.press("f")
        page.locator("#claim").fill("There is a chronicle.")
        page.get_by_text("This line has no number of its own").wait_for()
        assert page.locator(".make button.go").is_disabled()
        page.get_by_role("button", name="Cancel").click()
        page.locator(".source > p").nth(1).focus()
        page.keyboard.press("f")
        page.locator("#claim").fill("There was a box.")
        page.locator(".make").get_by_text("paragraph 1").wait_for()
        page.get_by_label("Year or day").fill("1887")
        behind = page.get_by_label("Cite it behind the sentence")
        assert behind.locator("option").all_inner_texts() == ["You open the box.", "Mr. Crewe is not there."]
        behind.select_option(label="You open the box.")
        page.locator(".make button.go").click()
        page.locator(".make").wait_for(state="detached")
        (scene,) = (tmp_path / "pack" / "scenes").glob("*.yaml")
        page.locator(".card.open .blocks .cm-content:focus").wait_for()
        page.keyboard.type(" It smells.")
        cited = "You open the box. [@there-was-a-box] It smells. Mr. Crewe is not there."
        wait_until(lambda: cited in " ".join(scene.read_text(encoding="utf-8").split()), "it is cited elsewhere")
        assert "issued: 1887" in (tmp_path / "pack" / "seeds" / "sources.yaml").read_text(encoding="utf-8")
        come_back_to_the_place_in_the_source(page)
        check_fact_from_details(page)
        move_citation(page, scene)
        cite_in_renamed_passage(page)


def come_back_to_the_place_in_the_source(page: Page) -> None:
    """A look at the facts, or at the page, does not lose the place; the facts say where a citation would stand."""
    source, tabs = page.locator(".source"), page.locator(".pane.evidence .segments button")
    page.locator(".source > p").nth(50).scroll_into_view_if_needed()
    top = source.evaluate("(element) => element.scrollTop")
    assert top > 0
    tabs.filter(has_text="Facts").click()
    page.get_by_text("“Cite here” puts the citation behind “It smells.” (1 Beginning).").wait_for()
    tabs.filter(has_text="Your copy").click()
    assert source.evaluate("(element) => element.scrollTop") == top
    page.get_by_role("button", name="Page", exact=True).click()
    page.keyboard.press("F7")
    source.wait_for()
    assert source.evaluate("(element) => element.scrollTop") == top


def check_fact_from_details(page: Page) -> None:
    """Where no passage is in view, no fact is cited in the one that was open last."""
    page.locator(".pane.writing .segments button", has_text="Scene").click()
    page.locator(".source > p").nth(2).focus()
    page.keyboard.press("f")
    page.locator("#claim").fill("There was a key.")
    assert page.locator(".make button.go").inner_text() == "Make a fact"
    page.get_by_label("Cite it in a passage…").select_option(index=1)
    page.locator(".make").get_by_role("button", name="Show").click()
    page.locator(".card.open").wait_for()
    assert page.locator(".make button.go").inner_text().startswith("Make the fact and cite it in “1")
    page.locator(".pane.writing .segments button", has_text="Scene").click()
    page.locator(".make button.go").click()
    page.locator(".make").wait_for(state="detached")
    page.locator(".pane.evidence .segments button", has_text="Facts").click()
    page.locator(".facts li").nth(1).wait_for()
    assert page.locator(".facts li").get_by_role("button", name="Cite here").first.is_disabled()


def move_citation(page: Page, scene: Path) -> None:
    """A citation is dragged behind another sentence, and its fact opened by keyboard."""
    page.locator(".pane.writing .segments button", has_text="Cards").click()
    text = page.locator(".card.open .blocks .cm-content")
    citation, box = text.locator(".citation"), text.bounding_box()
    assert box is not None
    citation.drag_to(text, target_position={"x": box["width"] - 20, "y": 12})
    moved = "You open the box. It smells. Mr. Crewe is not there. [@there-was-a-box]"
    wait_until(lambda: moved in " ".join(scene.read_text(encoding="utf-8").split()), "it is not moved")
    text.focus()
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.press("Alt+Enter")
    page.locator(".facts li").first.locator("button:focus").wait_for()


def cite_in_renamed_passage(page: Page) -> None:
    """A click into a sentence ends the renaming of its passage, and is still where the fact is cited."""
    page.locator(".card.open .title-field input").fill("At the box")
    text = page.locator(".card.open .blocks .cm-content")
    text.click(position={"x": 40, "y": 12})
    page.locator(".pane.map", has_text="At the box").wait_for()
    page.locator(".pane.evidence .segments button", has_text="Your copy").click()
    page.locator(".source > p").nth(3).focus()
    page.keyboard.press("f")
    page.locator("#claim").wait_for()
    assert (
        page.get_by_label("Cite it behind the sentence").locator("option:checked").inner_text() == "You open the box."
    )
    page.get_by_role("button", name="Cancel").click()
    page.locator(".card.open .label", has_text="What really happened at this moment").click()
    page.locator(".card.open .record .cm-content:focus").wait_for()
