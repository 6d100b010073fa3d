"""The dialog with the summary of a scene, for players who skip the scene."""

from __future__ import annotations

from party_card.engine.page import ContentNote, Page, Paragraph
from party_card.frontends.window.screens.dialogs.base import Dialog
from party_card.frontends.window.toolkit.box import Box, Command
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.menu import MenuItem, layout_menu_item
from party_card.frontends.window.views import text_blocks
from party_card.localization import gettext, gettext_noop


class SummaryDialog(Dialog):
    """Shows the summary of the content notes, and leads to the record and to the other episodes."""

    heading = gettext_noop("The scene in summary")

    def __init__(self, page: Page) -> None:
        self._lines = [line for block in page.blocks if isinstance(block, ContentNote) for line in block.summary]

    def layout_content(self, style: TextStyle, width: int) -> list[Box]:
        """Lays out the summary and the ways on."""
        boxes = [text_blocks.layout_prose(style, Paragraph(line), width) for line in self._lines]
        items = (
            MenuItem(gettext("See what really happened"), Command("skipped-record")),
            MenuItem(gettext("Choose another episode"), Command("episodes")),
        )
        return [*boxes, *(layout_menu_item(style, item, width) for item in items)]
