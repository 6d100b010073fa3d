"""Announcements: the text of a page that is new, for a live region and for self-voicing.

Invariant: a text is announced once, and again only when it comes back on another page.
"""

from __future__ import annotations

import time

from party_card.frontends.window.accessibility.tree import AccessNode
from party_card.frontends.window.shell.navigator import Navigator

ANNOUNCEMENT_S = 2.0
"""How long an announcement stays in the tree, so that nobody meets the same words twice."""


def list_announceable_texts(root: AccessNode) -> list[str]:
    """Returns what is announced of a tree when it is new: text and choices, without other buttons and the keys."""
    screen = root.children[0]
    texts = []
    for node in screen.children:
        if node.key[0] == "foot" or node.role in ("IMAGE", "SLIDER"):
            continue
        if node.role == "BUTTON":
            if node.focus_target is not None and node.focus_target.target.command.verb == "choose":
                texts.append(" ".join(filter(None, (node.name, node.description))))
        elif node.role == "HEADING" and node.name == screen.name:
            texts.append(node.description)  # the name is read with the focus
        else:
            text = node.name or " ".join(child.name for child in node.children if _is_text(child))
            texts.append(". ".join(filter(None, (text, node.description))))
    return [text for text in texts if text.strip()]


def _is_text(node: AccessNode) -> bool:
    """Returns True for text, and for a link that stands for words of the text."""
    if node.role == "LABEL":
        return True
    return node.focus_target is not None and node.focus_target.target.command.verb == "entry"


class Announcer:
    """Finds out what is new. `serial` counts announcements, `generation` counts pages."""

    def __init__(self) -> None:
        self.text = ""
        self.serial = 0
        self.generation = 0
        self._announced_at = 0.0
        self._current: tuple[object, object] = (None, None)
        self._page_texts: frozenset[str] = frozenset()
        self._dialog_texts: frozenset[str] = frozenset()

    def update(self, navigator: Navigator, root: AccessNode) -> None:
        """Announces what the tree has that was not there at the last update."""
        layout, screen = navigator.view.layout, navigator.screen
        texts = list_announceable_texts(root) if layout.materialize is None else []  # a long list is not read out
        known_texts = self._dialog_texts if layout.is_dialog else self._page_texts
        new_texts = [text for text in texts if text not in known_texts]
        is_same_page = screen is self._current[0] and screen.page is self._current[1]
        if not layout.is_dialog and not is_same_page:
            self._current = (screen, screen.page)
            self.generation += 1
            new_texts = texts  # also what it has in common with the last page
        if layout.is_dialog:
            self._dialog_texts = frozenset(texts)
        else:
            self._page_texts, self._dialog_texts = frozenset(texts), frozenset()
        if new_texts:
            self.text, self.serial, self._announced_at = "\n".join(new_texts), self.serial + 1, time.monotonic()

    def expire(self) -> bool:
        """Ends an announcement that has stood long enough. Returns True if it did."""
        if self.text and time.monotonic() - self._announced_at > ANNOUNCEMENT_S:
            self.text = ""
            return True
        return False
