"""A scene is written without leaving the keyboard, and a condition stands as soon as it is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.frontends.window.real_window import wait_until
from tests.studio.test_browser_page import open_studio

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser


def test_keys_lead_from_a_text_to_its_choices_and_into_the_passage_of_a_choice(
    browser: Browser, tmp_path: Path
) -> None:
    with open_studio(browser, tmp_path / "pack") as page:
        page.locator("button.go").click()
        card, keys = page.locator(".card.open"), page.keyboard
        card.locator(".blocks .cm-content:focus").wait_for()
        keys.type("You open the box.")
        keys.press("Control+Enter")  # to the first of the two empty choices
        keys.type("Take the letter")
        keys.press("Enter")  # to the second
        keys.type("Leave it")
        keys.press("Enter")  # adds a third; what is typed before it is there goes into it
        keys.type("Burn it at once")
        card.locator(".choice-text .cm-content:focus", has_text="Burn it at once").wait_for()
        keys.press("Control+Enter")  # into a new passage of it
        keys.type("It burns well.")
        card.locator(".blocks", has_text="It burns well.").wait_for()
        assert card.locator(".title-field input").input_value() == "Burn it at once"
        page.locator(".card.closed").first.click()
        texts = card.locator(".choice-text .cm-content")
        wait_until(lambda: texts.all_inner_texts() == ["Take the letter", "Leave it", "Burn it at once"])
        card.get_by_role("button", name="Open what choice 3 leads to").click()
        card.locator(".blocks .cm-content:focus", has_text="It burns well.").wait_for()
        page.locator(".card.closed", has_text="First ending").click()
        keys.type("You are glad")
        keys.press("Enter")
        keys.type("All is over.")
        keys.press("Control+Enter")
        keys.type("You keep your place.")
        (path,) = (tmp_path / "pack" / "scenes").glob("*.yaml")
        wait_until(lambda: "title: You are glad, cost: You keep your place." in path.read_text(encoding="utf-8"))
        assert "text: All is over." in path.read_text(encoding="utf-8")


def test_keys_alone_write_a_passage_its_choices_and_where_they_lead(browser: Browser, tmp_path: Path) -> None:
    with open_studio(browser, tmp_path / "pack") as page:
        page.locator("button.go").click()
        card, keys = page.locator(".card.open"), page.keyboard
        card.locator(".blocks .cm-content:focus").wait_for()
        keys.type("You open the box.")
        keys.press("Control+Enter")
        keys.type("Take the letter")
        keys.press("Control+Enter")  # leads to an ending that nobody has written: a passage is made instead
        keys.type("It is heavy.")
        keys.press("Control+Enter")
        keys.type(
            "Run with it"
        )  # the ending that nothing leads to any more is where it leads, until it is said otherwise
        keys.press("Enter")
        keys.type("Read it first")
        card.locator(".choice-text .cm-content:focus", has_text="Read it first").wait_for()
        menus = [card.get_by_label(f"Where choice {number} leads") for number in (1, 2)]
        entries = [menu.locator("option:checked").inner_text() for menu in menus]
        assert entries == ["3 First ending", "not decided yet"]
        keys.press("Control+Enter")
        keys.type("It is from her.")
        page.locator(".foot").get_by_text("Still to write: 3 passages, one choice").wait_for()
        keys.press("Control+Shift+Enter")  # the second choice of the beginning has no words yet
        keys.type("Leave it")
        keys.press("Control+Enter")  # a placeholder again: into a new passage
        keys.type("You go.")
        card.locator(".title-field input").wait_for()
        (path,) = (tmp_path / "pack" / "scenes").glob("*.yaml")
        parts = ("take-the-letter:", "read-it-first:", "goto: read-it-first", "leave-it:", "text: You go.")
        wait_until(lambda: all(part in path.read_text(encoding="utf-8") for part in parts), "something is not written")
        number = card.locator(".number").first
        assert number.inner_text() == "3"
        keys.press("Alt+Shift+PageUp")
        wait_until(lambda: number.inner_text() == "2", "the passage is not moved")
        card.get_by_role("button", name="Move this passage down").click()
        wait_until(lambda: number.inner_text() == "3", "the passage is not moved back")
        page.get_by_role("button", name="What is still to be written").click()
        page.get_by_role("button", name="Second ending: what is kept and what is lost").click()
        card.locator(".ending-fields .cm-content:focus").wait_for()


PASTE = """(text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  clipboardData.setData("text/html", "<h1>The meadow, and what stands in it.</h1>");
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
}"""


def test_a_draft_that_is_pasted_is_shown_made_and_undone(browser: Browser, tmp_path: Path) -> None:
    with open_studio(browser, tmp_path / "pack") as page:
        page.locator("button.go").click()
        card = page.locator(".card.open")
        card.locator(".blocks .cm-content:focus").wait_for()
        draft = "The meadow, and what stands in it.\nYou wait.\n•\tGo home -> At home\n•\tRun -> The wood\n\nAt home\nAll is over."
        page.evaluate(PASTE, draft)
        dialog = page.locator("dialog")
        dialog.get_by_text("“The wood”. No heading reads so.").wait_for()
        names = dialog.locator(".drafted > li > b").all_inner_texts()
        assert names == ["The meadow, and what stands in it.", "At home"]
        dialog.get_by_role("button", name="Make these 2 passages").click()
        card.locator(".blocks .cm-content:focus", has_text="You wait.").wait_for()
        texts = card.locator(".choice-text .cm-content").all_inner_texts()
        assert texts == ["Go home", "Run"]
        page.locator(".card.closed", has_text="At home").wait_for()
        page.get_by_role("button", name="Undo", exact=True).click()
        page.locator(".ends", has_text="Second ending").wait_for()
        wait_until(lambda: "You wait." not in page.locator(".cards").inner_text(), "it is not undone in one step")
        page.locator(".cards .card").first.click()
        card.locator(".blocks .cm-content").click()
        page.evaluate(PASTE, "You wait.\nNobody comes.")  # two paragraphs of a word processor
        text = card.locator(".blocks .cm-content", has_text="Nobody comes.")
        text.wait_for()
        assert text.locator(".cm-line").all_inner_texts()[::2] == ["You wait.", "Nobody comes."]
        page.locator(".ends").get_by_role("button", name="First ending").click()
        card.get_by_label("What is told").last.wait_for()
        page.get_by_role("button", name="Paste a draft…").click()
        dialog.get_by_role("button", name="Cancel").wait_for()


def undo(page: Page, card: Locator) -> None:
    """Undoes a step of the card that is open, and waits until its choices show it."""
    texts = card.locator(".choice-text, .condition")
    before = texts.all_inner_texts()
    page.get_by_role("button", name="Undo", exact=True).click()
    wait_until(lambda: texts.all_inner_texts() != before, "nothing is undone in the card")
    assert card.count() == 1, "another place is shown than the one that changed"


def test_a_condition_stands_in_words_as_soon_as_it_is_chosen(browser: Browser, tmp_path: Path) -> None:
    with open_studio(browser, tmp_path / "pack") as page:
        page.locator("button.go").click()
        card, keys = page.locator(".card.open"), page.keyboard
        card.get_by_role("button", name="Remember this choice: Choice 1").click()
        card.locator(".adding input:focus").wait_for()
        keys.type("You kept the letter")
        keys.press("Enter")
        card.locator(".changes", has_text="Remember: You kept the letter").wait_for()
        card.get_by_role("button", name="Let choice 1 lead to a new passage").click()
        card.get_by_role("button", name="Open what choice 1 leads to").click()
        card.locator(".blocks .cm-content:focus").wait_for()
        keys.press("Control+Enter")
        card.get_by_role("button", name="Show it only if… Choice 1").click()
        menu = card.locator(".condition select:focus")
        menu.wait_for()
        groups = menu.locator("optgroup").evaluate_all("(groups) => groups.map(({label}) => label)")
        assert groups == ["What is remembered", "Chosen earlier", "Where the student was, and decisions"]
        keys.press("ArrowDown")
        (path,) = (tmp_path / "pack" / "scenes").glob("*.yaml")
        wait_until(lambda: "if: you_kept_the_letter" in path.read_text(encoding="utf-8"), "the condition is not set")
        assert menu.count() == 1  # arrow keys go on
        keys.press("ArrowDown")
        wait_until(lambda: "if: chose(" in path.read_text(encoding="utf-8"), "the second entry is not set")
        card.get_by_role("button", name="+ Add a choice").click(
            delay=80
        )  # the menus close, and it must not move meanwhile
        keys.type("Help to lift it")
        card.locator(".choice-text", has_text="Help to lift it").wait_for()
        assert card.locator(".condition select").count() == 0
        while card.locator(".choice").count() > 1:
            undo(page, card)
        undo(page, card)
        card.locator(".condition", has_text="Only if You kept the letter").wait_for()
        assert card.locator(".condition select").count() == 0
        card.get_by_role("button", name="Remove the condition").click()
        wait_until(lambda: "if: " not in path.read_text(encoding="utf-8"), "the condition is still there")
