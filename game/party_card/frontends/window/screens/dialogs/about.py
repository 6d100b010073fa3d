"""The dialog that says what is invented in a scene, whom the player is, and what the scene asks."""

from __future__ import annotations

from party_card.engine.block_builder import ABOUT_HEADING
from party_card.engine.page import About, Page, Paragraph
from party_card.frontends.window.screens.dialogs.base import Dialog
from party_card.frontends.window.toolkit.box import Box
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views import text_blocks


class AboutDialog(Dialog):
    """Shows what a briefing says of its scene on request."""

    heading = ABOUT_HEADING
    close_keys = ("a",)

    def __init__(self, page: Page) -> None:
        self._lines = [line for block in page.blocks if isinstance(block, About) for line in block.lines]

    def layout_content(self, style: TextStyle, width: int) -> list[Box]:
        """Lays out the paragraphs."""
        return [text_blocks.layout_prose(style, Paragraph(line), width) for line in self._lines]
