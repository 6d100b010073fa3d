"""The screen between two scenes and at the end of a campaign.

Invariant: nothing is played here, so nothing can be taken back, and the page does not depend on the open playthrough.
"""

from __future__ import annotations

from party_card.frontends.window.navigation import NavigationResult, Push
from party_card.frontends.window.screens.dialogs.menu import MenuDialog
from party_card.frontends.window.screens.dialogs.note import NoteDialog
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.toolkit.box import Command


class IntermissionScreen(PageScreen):
    """Shows a page of the campaign."""

    def _run(self, command: Command) -> NavigationResult | None:
        match command.verb:
            case "choose" | "undo" | "rollback" | "history" | "transcript" | "refresh" | "summary":
                return None
            case "menu":
                return Push(MenuDialog(None))
            case _:
                return super()._run(command)

    def _note_dialog(self, command: Command) -> NoteDialog:
        """Without the session, whose open playthrough is of another scene, if there is one."""
        return NoteDialog(self.page, self._note_number(command))

    def _refetch_page(self) -> None:
        """Keeps the page."""
