"""The dialog that warns a player before the end of the campaign is read early."""

from __future__ import annotations

from party_card.engine.campaign_pages import (
    CAMPAIGN_END_HEADING,
    CAMPAIGN_END_WARNING,
    READ_END_LABEL,
)
from party_card.frontends.window.screens.dialogs.base import Dialog
from party_card.frontends.window.toolkit.box import Box, Command
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.dialog import CLOSE
from party_card.frontends.window.toolkit.widgets.menu import MenuItem, layout_menu_item
from party_card.localization import gettext


class EarlyEndDialog(Dialog):
    """Says that the page tells how all scenes end; the focus is on the button that closes it, the way back."""

    heading = CAMPAIGN_END_HEADING

    def __init__(self, scene: str) -> None:
        """`scene` is one of the campaign; empty for the first pack."""
        self._scene = scene

    def layout_content(self, style: TextStyle, width: int) -> list[Box]:
        """Lays out the warning and the way on; the way back is the button that closes the dialog."""
        item = MenuItem(gettext(READ_END_LABEL), Command("read-campaign-end", self._scene))
        return [style.layout_label(gettext(CAMPAIGN_END_WARNING), width, "prose"), layout_menu_item(style, item, width)]

    def initial_focus(self) -> Command | None:
        """Returns the command of the close button."""
        return CLOSE
