"""Announcements: the text of a page that is new, for a live region and for self-voicing.

Invariant: a text is announced once, and again only when it comes back on another page.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from party_card.frontends.window.accessibility.tree import AccessNode
    from party_card.frontends.window.shell.navigator import Navigator

ANNOUNCEMENT_S = 2.0
"""How long an announcement stays in the tree; later a player would find the same words twice."""


def list_announceable_texts(root: AccessNode, *, is_long: bool = False) -> list[str]:
    """Returns the texts to announce of a new tree: text and choices, without other buttons and the keys.

    Of a long list it is only its status, as the number of results of a search.
    """
    screen = root.children[0]
    if is_long:
        return [node.name for node in screen.children if node.role == "GROUP" and node.key[0] == "sheet"]
    texts = []
    for node in screen.children:
        if node.key[0] == "foot" or node.role in ("IMAGE", "SLIDER"):
            continue
        if node.role == "BUTTON":
            if node.focus_target is not None and node.focus_target.target.command.verb == "choose":
                texts.append(" ".join(filter(None, (node.name, node.description))))
        elif node.role == "HEADING" and node.name == screen.name:
            texts.append(node.description.replace(" · ", ", "))  # the name is read with the focus
        elif not node.children or any(child.role == "LABEL" or _is_word(child) for child in node.children):
            texts.append(". ".join(filter(None, (node.name or node.text, node.description))))
    return [text for text in texts if text.strip()]


def _is_word(node: AccessNode) -> bool:
    """Returns True for a linked word, which is text; other links by themselves are met one by one."""
    return node.focus_target is not None and node.focus_target.target.command.verb == "entry"


class Announcer:
    """Finds new texts in a tree, now announced in `text`.

    `serial` counts announcements, `generation` pages, and `opening_count` the times that a page or dialog came to the
    top; `is_reopened` is True if the page on top was read before a dialog hid it.
    """

    def __init__(self) -> None:
        self.text = ""
        self.serial = 0
        self.generation = 0
        self.opening_count = 0
        self.is_reopened = False
        self._top: object = None
        self._announced_at = 0.0
        self._current_page: tuple[object, object] = (None, None)
        self._page_texts: frozenset[str] = frozenset()
        self._dialog_texts: frozenset[str] = frozenset()

    def update(self, navigator: Navigator, root: AccessNode) -> None:
        """Announces the texts of the tree that the last update did not have."""
        layout, screen = navigator.view.layout, navigator.screen
        texts = list_announceable_texts(root, is_long=layout.materialize is not None)
        previous_texts = self._dialog_texts if layout.is_dialog else self._page_texts
        new_texts = [text for text in texts if text not in previous_texts]
        is_same_page = screen is self._current_page[0] and screen.page is self._current_page[1]
        top = (screen, root.children[0].name) if layout.is_dialog else (screen, screen.page)
        if top != self._top:
            self._top, self.is_reopened = top, is_same_page
            self.opening_count += 1
            if layout.is_dialog:
                new_texts, self.is_reopened = texts, False
        if not layout.is_dialog and not is_same_page:
            self._current_page = (screen, screen.page)
            self.generation += 1
            new_texts = texts  # also those that the last page had
        if layout.is_dialog:
            self._dialog_texts = frozenset(texts)
        else:
            self._page_texts, self._dialog_texts = frozenset(texts), frozenset()
        if new_texts:
            self.text, self.serial, self._announced_at = "\n".join(new_texts), self.serial + 1, time.monotonic()

    def expire(self) -> bool:
        """Clears an announcement after `ANNOUNCEMENT_S`. Returns True if it was cleared."""
        if self.text and time.monotonic() - self._announced_at > ANNOUNCEMENT_S:
            self.text = ""
            return True
        return False
