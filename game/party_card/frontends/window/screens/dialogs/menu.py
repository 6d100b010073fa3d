"""The menu that Escape opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.app.storage_words import describe_earlier_playthroughs
from party_card.engine.page import AFTER_SCENE, Page
from party_card.frontends.window.screens.dialogs.base import Dialog
from party_card.frontends.window.toolkit.box import Box, Command, ScreenLayout
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.dialog import content_width, layout_dialog
from party_card.frontends.window.toolkit.widgets.menu import MenuItem, layout_menu_item
from party_card.localization import gettext, gettext_noop

if TYPE_CHECKING:
    from party_card.app.session import Session

DIALOG_WIDTH = 420


class MenuDialog(Dialog):
    """Lists the commands of every screen, and says whether the place is kept.

    `page` is the page of a scene below the menu, None on any other screen.
    """

    heading = gettext_noop("Menu")

    def __init__(self, page: Page | None, session: Session) -> None:
        self._session = session
        self._page_kind = page.kind if page is not None else None

    def layout(self, style: TextStyle) -> ScreenLayout:
        """Lays the menu out without a close button, because its first line closes it."""
        width = content_width(style, DIALOG_WIDTH)
        return layout_dialog(style, self.title, self.layout_content(style, width), close_label="", width=DIALOG_WIDTH)

    def layout_content(self, style: TextStyle, width: int) -> list[Box]:
        """Lays out the items of the menu."""
        earlier_sentence = describe_earlier_playthroughs(self._session.storage_error)
        items = [MenuItem(gettext("Resume"), Command("close"))] if self._page_kind else []
        if self._page_kind and self._page_kind != "briefing":
            items += [
                MenuItem(gettext("Your path"), Command("history"), gettext("Your choices, and the way back to each")),
                *([MenuItem(gettext("Endings and route"), Command("route"))] if self._page_kind in AFTER_SCENE else []),
                MenuItem(gettext("Save the transcript"), Command("transcript")),
                MenuItem(gettext("Begin this scene again"), Command("restart"), earlier_sentence),
            ]
        items += [
            MenuItem(gettext("Who’s who and glossary"), Command("glossary")),
            MenuItem(gettext("Episodes"), Command("episodes")),
            MenuItem(gettext("Settings"), Command("settings"), gettext("Text size, colours, typeface")),
            MenuItem(gettext("Keys"), Command("help")),
        ]
        items += [MenuItem(gettext("Title page"), Command("title"))] if self._page_kind else []
        items.append(MenuItem(gettext("Quit"), Command("leave"), self._session.describe_place()))
        return [layout_menu_item(style, item, width) for item in items]

    def initial_focus(self) -> Command | None:
        """Returns the command of the first item."""
        return Command("close") if self._page_kind else Command("episodes")
