"""The base class of dialogs.

Invariant: a dialog closes with Escape and leaves the screen below as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.frontends.window.input.events import Action, Cancel, Key
from party_card.frontends.window.navigation import NavigationResult, Pop, Screen
from party_card.frontends.window.toolkit.box import Box, Command, KeyHint, ScreenLayout
from party_card.frontends.window.toolkit.widgets.dialog import content_width, layout_dialog
from party_card.localization import gettext, gettext_noop

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.style import TextStyle

CLOSE_HINT = KeyHint("Esc", gettext_noop("close"), Command("close"), ("escape",))


class Dialog(Screen):
    """Closes with Escape and with the keys that opened it; passes other commands to the screen below.

    Nothing has the focus at first, so that the dialog opens at its top. `heading` is the message that is its title.
    """

    is_modal = True
    status_line = "keys"
    heading = ""
    close_keys: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The heading in the language of the interface."""
        return gettext(self.heading)

    def layout(self, style: TextStyle) -> ScreenLayout:
        """Lays out the panel with title, content and close button."""
        return layout_dialog(style, self.title, self.layout_content(style, content_width(style)))

    def layout_content(self, style: TextStyle, width: int) -> list[Box]:
        """Lays out the content of the panel, `width` pixels wide."""
        raise NotImplementedError

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Returns the keys of the dialog."""
        return (CLOSE_HINT,)

    def handle_command(self, command: Command) -> NavigationResult | None:
        """Closes the dialog; passes any other command to the screen below."""
        return Pop() if command.verb == "close" else Pop(command)

    def handle_input(self, action: Action, focus: Command | None) -> NavigationResult | None:  # noqa: ARG002  # subclasses need the focus
        """Closes the dialog at Escape and at the keys that open it."""
        if isinstance(action, Cancel) or (isinstance(action, Key) and action.name in self.close_keys):
            return Pop()
        return None
