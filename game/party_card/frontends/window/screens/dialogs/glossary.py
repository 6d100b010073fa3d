"""The dialog with the people and terms of a page."""

from __future__ import annotations

from party_card.engine.page import Page
from party_card.frontends.window.screens.dialogs.base import Dialog
from party_card.frontends.window.toolkit.box import Box
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views import text_blocks


class GlossaryDialog(Dialog):
    """Lists people, then terms; the entry with `first_id` comes before all others."""

    title = "Who’s who, and words"
    close_keys = ("w",)

    def __init__(self, page: Page, first_id: str = "") -> None:
        self._entries = sorted(page.entries, key=lambda entry: (entry.id != first_id, entry.kind != "person"))

    def layout_content(self, style: TextStyle, width: int) -> list[Box]:
        """Lays out the explanations of all entries."""
        return [text_blocks.layout_glossary_entry(style, entry, width) for entry in self._entries]
