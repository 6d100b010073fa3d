"""The base class of full screens: runs the commands that all of them share.

Invariant: no failure is silent. Commands that a screen does not handle are handled here; a failure becomes a message
dialog.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from party_card.content.models import SceneId
from party_card.engine.phases import ChoiceUnavailableError
from party_card.frontends.window.input.events import Action, Cancel, Key
from party_card.frontends.window.navigation import NavigationResult, Push, Quit, Replace, Route, RouteName, Screen
from party_card.frontends.window.screens.dialogs.message import MessageDialog
from party_card.frontends.window.toolkit.key_hints import GLOSSARY, HELP, MENU, SETTINGS, TAB
from party_card.localization import gettext
from party_card.storage.errors import StorageError

if TYPE_CHECKING:
    from party_card.app.session import Session
    from party_card.engine.page import Page
    from party_card.frontends.window.screens.dialogs.glossary import GlossaryDialog
    from party_card.frontends.window.toolkit.box import Command, KeyHint

_ROUTES: Mapping[str, RouteName] = {
    "title": "title",
    "prologue": "prologue",
    "episodes": "timeline",
    "players": "players",
    "open": "scene",
    "restart": "restarted_scene",
    "next-scene": "next_scene",
    "campaign-end": "campaign_end",
    "archive": "archive",
    "read-campaign-end": "campaign_end",
    "skipped-record": "skipped_record",
}
"""The commands that lead to another full screen."""


class BaseScreen(Screen):
    """Shows a part of a session in the whole window."""

    def __init__(self, session: Session) -> None:
        self.session = session

    @property
    def content_language(self) -> str | None:
        """The language of the scene whose page is shown."""
        if self.page is None or not self.session.open_scene:
            return ""
        return self.session.playthrough.compiled.evidence.language

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Returns the keys that work on every screen."""
        return (TAB, GLOSSARY, SETTINGS, MENU, HELP)

    def handle_input(self, action: Action, focus: Command | None) -> NavigationResult | None:  # noqa: ARG002  # subclasses need the focus
        """Runs the command of the key hint whose key was pressed."""
        name = "escape" if isinstance(action, Cancel) else action.name if isinstance(action, Key) else ""
        for hint in self.key_hints():
            if name and name in hint.keys:
                return self.handle_command(hint.command)
        return None

    def handle_command(self, command: Command) -> NavigationResult | None:
        """Runs a command; reports a failure to save or to choose in a dialog."""
        try:
            return self._run(command)
        except StorageError as error:
            return Push(MessageDialog(error.message))
        except ChoiceUnavailableError:
            return Push(MessageDialog(gettext("This choice is no longer open.")))

    def _run(self, command: Command) -> NavigationResult | None:
        """Runs a command; None if it is unknown. Subclasses handle their own commands and pass on the others."""
        match command.verb:
            case "settings":
                from party_card.frontends.window.screens.dialogs.settings import SettingsDialog  # noqa: PLC0415  # the first page does without

                return Push(SettingsDialog(self.session))
            case "help":
                from party_card.frontends.window.screens.dialogs.help import HelpDialog  # noqa: PLC0415  # as above

                return Push(HelpDialog())
            case "glossary":
                return Push(self._glossary_dialog())
            case "menu":
                from party_card.frontends.window.screens.dialogs.menu import MenuDialog  # noqa: PLC0415  # as above

                return Push(MenuDialog(None, self.session))
            case "leave":
                return Quit()
            case "campaign-end" if not self._has_campaign_end(command.argument):
                return Push(MessageDialog(gettext("These scenes are not told as one campaign.")))
            case "campaign-end" if self.session.is_campaign_end_early(_parse_scene(command.argument)):
                from party_card.frontends.window.screens.dialogs.early_end import EarlyEndDialog  # noqa: PLC0415  # rare

                return Push(EarlyEndDialog(command.argument))
        route = _ROUTES.get(command.verb)
        return Replace(Route(route, command.argument)) if route is not None else None

    def _glossary_dialog(self, page: Page | None = None, first_id: str = "") -> GlossaryDialog:
        """Returns the dialog with the entries of a page, and with the glossary of the pack that is shown."""
        from party_card.frontends.window.screens.dialogs.glossary import GlossaryDialog  # noqa: PLC0415  # the title does without

        return GlossaryDialog(self.session, page, self._find_glossary_scene(), first_id)

    def _find_glossary_scene(self) -> SceneId | None:
        """Returns a scene of the pack that is shown; None for the first pack."""
        return None

    def _has_campaign_end(self, scene: str) -> bool:
        return self.session.campaign_end(_parse_scene(scene)) is not None

    def _take_notices(self) -> tuple[str, ...]:
        """Returns the notices of the session and empties its list, because each is shown once."""
        notices = tuple(self.session.notices)
        self.session.notices.clear()
        return notices


def _parse_scene(argument: str) -> SceneId | None:
    """Returns the scene that an argument names; None, which stands for the first pack, if it names none."""
    return SceneId(argument) if argument else None
