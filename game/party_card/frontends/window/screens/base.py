"""What every full screen can lead to, and the keys of the bottom line.

Law: a screen that cannot answer hands up to here, and here nothing is refused in silence: what fails is told in words.
"""

from __future__ import annotations

from party_card.content.models import SceneId
from party_card.engine.phases import ChoiceUnavailableError
from party_card.frontends.window.input.events import Action, Cancel, Key
from party_card.frontends.window.navigation import Next, Push, Quit, Replace, Screen, Sitting
from party_card.frontends.window.screens.dialogs.base import HelpOverlay, MenuOverlay, MessageOverlay
from party_card.frontends.window.screens.dialogs.settings import SettingsDialog
from party_card.frontends.window.toolkit.key_hints import ENTER, KEYS, MENU, SETTINGS, TAB
from party_card.frontends.window.toolkit.primitives import Command, KeyHint
from party_card.storage.errors import KeepError


class BaseScreen:
    """What every screen can lead to."""

    is_modal = False
    focus_on_open = False

    def __init__(self, session: Sitting) -> None:
        self.session = session

    def initial_focus(self) -> Command | None:
        """Nothing has the focus at first."""
        return None

    def key_hints(self) -> tuple[KeyHint, ...]:
        """The keys that work."""
        return (ENTER, TAB, SETTINGS, MENU, KEYS)

    def handle_input(self, action: Action, focus: Command | None) -> Next | None:  # noqa: ARG002  # overlays need the focus
        """Keys: those of the bottom line."""
        name = "escape" if isinstance(action, Cancel) else action.name if isinstance(action, Key) else ""
        for hint in self.key_hints():
            if name and name in hint.keys:
                return self.handle_command(hint.command)
        return None

    def handle_command(self, command: Command) -> Next | None:
        """What can be asked for anywhere."""
        try:
            return self._answer(command)
        except KeepError as error:
            return Push(MessageOverlay(error.message))
        except ChoiceUnavailableError:
            return Push(MessageOverlay("This choice is no longer open."))

    def _answer(self, command: Command) -> Next | None:
        session = self.session
        match command.verb:
            case "settings":
                return Push(SettingsDialog(session))
            case "help":
                return Push(HelpOverlay())
            case "menu":
                return Push(MenuOverlay(None))
            case "winter" if session.campaign_end(SceneId(command.argument) if command.argument else None) is None:
                return Push(MessageOverlay("These scenes are not told as one campaign."))
            case "readers" | "episodes" | "title" | "open" | "restart" | "on" | "winter":
                return Replace(self._screen(command))
            case "leave":
                return Quit()
            case _:
                return None

    def _screen(self, command: Command) -> Screen:
        """Another full screen. They know this module, so it learns of them only now."""
        from party_card.frontends.window.screens.pages import IntermissionScreen, PageScreen, TitleScreen  # noqa: PLC0415
        from party_card.frontends.window.screens.players import PlayersScreen  # noqa: PLC0415
        from party_card.frontends.window.screens.timeline import TimelineScreen  # noqa: PLC0415

        session = self.session
        match command.verb:
            case "readers":
                return PlayersScreen(session)
            case "episodes":
                return TimelineScreen(session)
            case "open":
                return PageScreen(session, session.open(SceneId(command.argument)))
            case "restart":
                return PageScreen(session, session.restart(SceneId(command.argument)))
            case "on" if (page := session.intermission(SceneId(command.argument))) is not None:
                return IntermissionScreen(session, page)
            case "on":
                return PageScreen(session, session.open(SceneId(command.argument)))
            case "winter" if (
                page := session.campaign_end(SceneId(command.argument) if command.argument else None)
            ) is not None:
                return IntermissionScreen(session, page)
            case _:
                return TitleScreen(session)
