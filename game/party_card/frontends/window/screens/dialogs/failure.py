"""The dialog after an error of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.frontends.window.input.events import Action, Cancel
from party_card.frontends.window.navigation import NavigationResult, Quit, Replace, Route
from party_card.frontends.window.screens.dialogs.base import Dialog
from party_card.frontends.window.toolkit.box import Box, Command, KeyHint, ScreenLayout
from party_card.frontends.window.toolkit.key_hints import TAB
from party_card.frontends.window.toolkit.widgets.button import layout_button
from party_card.frontends.window.toolkit.widgets.dialog import content_width, layout_dialog
from party_card.localization import gettext, gettext_noop

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.style import TextStyle

TITLE = Command("title")
LEAVE = Command("leave")
APOLOGY = gettext_noop("The game made a mistake; it was nothing that you did.")


class FailureDialog(Dialog):
    """Stands alone, because the screen below may be what failed; leads to the title or out of the game."""

    heading = gettext_noop("Something went wrong")

    def __init__(self, *sentences: str) -> None:
        self.text = " ".join(filter(None, (gettext(APOLOGY), *sentences)))

    def layout(self, style: TextStyle) -> ScreenLayout:
        """Lays out the panel without a close button, because there is nothing below it."""
        content = self.layout_content(style, content_width(style))
        return layout_dialog(style, self.title, content, close_label="")

    def layout_content(self, style: TextStyle, width: int) -> list[Box]:
        """Lays out the sentences and the two ways on."""
        return [
            style.layout_label(self.text, width, "prose"),
            layout_button(style, gettext("Title page"), TITLE, width, primary=True),
            layout_button(style, gettext("Quit"), LEAVE, width),
        ]

    def initial_focus(self) -> Command | None:
        """Returns the command that leads to the title."""
        return TITLE

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Returns the keys of the buttons."""
        return (TAB, KeyHint("Esc", gettext_noop("title page"), TITLE, ("escape",)))

    def handle_command(self, command: Command) -> NavigationResult | None:
        """Opens the title or ends the game."""
        match command:
            case Command("title"):
                return Replace(Route("title"))
            case Command("leave"):
                return Quit()
        return None

    def handle_input(self, action: Action, focus: Command | None) -> NavigationResult | None:  # noqa: ARG002  # as in the base class
        """Opens the title at Escape."""
        return Replace(Route("title")) if isinstance(action, Cancel) else None
