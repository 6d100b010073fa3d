"""Two ways to work in the page of the studio: with the mouse, and with the keyboard alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

_CHOSEN_ENTRY = "(select) => select.selectedOptions[0].label"
_PAUSES_MS = (0, 1_100, 1_100)
"""Before a word is typed into a menu, and typed again: after a second without a key a menu takes the next letter for the
beginning of another entry, which happens in the middle of a word on a busy machine."""
_MAX_TABS = 400
_NEXT_KEY = """(element) => {
  const {activeElement: active, body} = document;
  if (element.contains(active)) return "";
  const isBefore = active !== body && element.compareDocumentPosition(active) & Node.DOCUMENT_POSITION_FOLLOWING;
  return isBefore ? "Shift+Tab" : "Tab";
}"""


class Pilot(Protocol):
    """Somebody who works in the page."""

    page: Page

    def activate(self, target: Locator) -> None:
        """Presses a button, a link or a box."""

    def write(self, field: Locator, text: str) -> None:
        """Writes a text into a field, in place of what is there."""

    def choose(self, menu: Locator, words: str) -> None:
        """Chooses an entry of a menu by its words."""

    def open_file(self, button: Locator, path: Path) -> None:
        """Chooses a file in the dialog that a button opens."""


class MousePilot:
    """Clicks; only words are typed."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def activate(self, target: Locator) -> None:
        """Clicks a button, a link or a box."""
        target.click()

    def write(self, field: Locator, text: str) -> None:
        """Clicks into a field, and types."""
        field.click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def choose(self, menu: Locator, words: str) -> None:
        """Chooses an entry of a menu."""
        menu.select_option(label=words)

    def open_file(self, button: Locator, path: Path) -> None:
        """Clicks, and chooses a file."""
        with self.page.expect_file_chooser() as chooser:
            button.click()
        chooser.value.set_files(path)


class KeyboardPilot:
    """Never touches the mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def go_to(self, target: Locator) -> None:
        """Presses Tab, or Shift and Tab, until the focus is where it is wanted. Raises AssertionError if it never is."""
        for _ in range(_MAX_TABS):
            key = target.evaluate(_NEXT_KEY)
            if not key:
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"the keyboard never gets to {target}")

    def activate(self, target: Locator) -> None:
        """Goes to a button, a link or a box, and presses it."""
        self.go_to(target)
        self.page.keyboard.press("Space" if target.get_attribute("type") in ("checkbox", "radio") else "Enter")

    def write(self, field: Locator, text: str) -> None:
        """Goes to a field, and types."""
        self.go_to(field)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def choose(self, menu: Locator, words: str) -> None:
        """Goes to a menu, and types the beginning of an entry."""
        self.go_to(menu)
        for pause_ms in _PAUSES_MS:
            if menu.evaluate(_CHOSEN_ENTRY) == words:
                return
            self.page.wait_for_timeout(pause_ms)
            self.page.keyboard.type(words)
        assert menu.evaluate(_CHOSEN_ENTRY) == words

    def open_file(self, button: Locator, path: Path) -> None:
        """Presses the button, and chooses a file."""
        with self.page.expect_file_chooser() as chooser:
            self.activate(button)
        chooser.value.set_files(path)
