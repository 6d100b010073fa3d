"""The dialog that reports a failure in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.frontends.window.screens.dialogs.base import Dialog
from party_card.frontends.window.toolkit.widgets.dialog import CLOSE
from party_card.localization import gettext_noop

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.box import Box, Command
    from party_card.frontends.window.toolkit.style import TextStyle


class MessageDialog(Dialog):
    """Shows a message; the focus is on the button that closes it."""

    heading = gettext_noop("A word before you go on")

    def __init__(self, text: str) -> None:
        self.text = text

    def layout_content(self, style: TextStyle, width: int) -> list[Box]:
        """Lays out the message as prose."""
        return [style.layout_label(self.text, width, "prose")]

    def initial_focus(self) -> Command | None:
        """Returns the command of the close button."""
        return CLOSE
