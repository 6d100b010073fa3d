"""What every full screen can lead to, and the keys of the bottom line.

Law: a screen that cannot answer hands up to here, and here nothing is refused in silence: what fails is told in words.
"""

from __future__ import annotations

from party_card.content.models import SceneId
from party_card.engine.phases import ChoiceUnavailable
from party_card.frontends.window.input.events import Action, Dismiss, Key
from party_card.frontends.window.navigation import Go, Leave, Next, Open, Screen, Sitting
from party_card.frontends.window.screens.dialogs.base import HelpOverlay, MenuOverlay, MessageOverlay
from party_card.frontends.window.screens.dialogs.settings import SettingsOverlay
from party_card.frontends.window.toolkit.key_hints import ENTER, KEYS, MENU, SETTINGS, TAB
from party_card.frontends.window.toolkit.primitives import Do, Hint
from party_card.storage.errors import KeepError


class Anywhere:
    """What every screen can lead to."""

    overlay = False
    at_first = False

    def __init__(self, session: Sitting) -> None:
        self.session = session

    def first(self) -> Do | None:
        """Nothing has the focus at first."""
        return None

    def hints(self) -> tuple[Hint, ...]:
        """The keys that work."""
        return (ENTER, TAB, SETTINGS, MENU, KEYS)

    def action(self, action: Action, focus: Do | None) -> Next | None:  # noqa: ARG002  # overlays need the focus
        """Keys: those of the bottom line."""
        name = "escape" if isinstance(action, Dismiss) else action.name if isinstance(action, Key) else ""
        for hint in self.hints():
            if name and name in hint.keys:
                return self.answer(hint.does)
        return None

    def answer(self, does: Do) -> Next | None:
        """What can be asked for anywhere."""
        try:
            return self._answer(does)
        except KeepError as error:
            return Open(MessageOverlay(error.message))
        except ChoiceUnavailable:
            return Open(MessageOverlay("This choice is no longer open."))

    def _answer(self, does: Do) -> Next | None:
        session = self.session
        match does.verb:
            case "settings":
                return Open(SettingsOverlay(session))
            case "help":
                return Open(HelpOverlay())
            case "menu":
                return Open(MenuOverlay(None))
            case "winter" if session.winter(SceneId(does.what) if does.what else None) is None:
                return Open(MessageOverlay("These scenes are not told as one campaign."))
            case "readers" | "episodes" | "title" | "open" | "restart" | "on" | "winter":
                return Go(self._screen(does))
            case "leave":
                return Leave()
            case _:
                return None

    def _screen(self, does: Do) -> Screen:
        """Another full screen. They know this module, so it learns of them only now."""
        from party_card.frontends.window.screens.pages import Interlude, PageScreen, TitleScreen  # noqa: PLC0415
        from party_card.frontends.window.screens.profiles import ReadersScreen  # noqa: PLC0415
        from party_card.frontends.window.screens.timeline import TimelineScreen  # noqa: PLC0415

        session = self.session
        match does.verb:
            case "readers":
                return ReadersScreen(session)
            case "episodes":
                return TimelineScreen(session)
            case "open":
                return PageScreen(session, session.open(SceneId(does.what)))
            case "restart":
                return PageScreen(session, session.restart(SceneId(does.what)))
            case "on" if (page := session.between(SceneId(does.what))) is not None:
                return Interlude(session, page)
            case "on":
                return PageScreen(session, session.open(SceneId(does.what)))
            case "winter" if (page := session.winter(SceneId(does.what) if does.what else None)) is not None:
                return Interlude(session, page)
            case _:
                return TitleScreen(session)
