"""The window follows a scene that is being written.

Law: what is watched says when there is something new; the screens are told, and decide nothing here.
"""

from __future__ import annotations

from typing import Protocol

from party_card.content.models import SceneId
from party_card.frontends.window.navigation import Go, Screen, Sitting
from party_card.frontends.window.screens.pages import PageScreen
from party_card.frontends.window.shell.navigator import Stage
from party_card.frontends.window.views.diagnostics_strip import UnreadScreen


class Watched(Protocol):
    """A scene while it is written: `scene` is None until it can be played."""

    scene: SceneId | None

    @property
    def session(self) -> Sitting: ...  # noqa: D102  # what plays it
    @property
    def name(self) -> str: ...  # noqa: D102  # its file
    def look(self) -> bool: ...  # noqa: D102  # reads again if it was saved; whether there is something new


class Following:
    """Brings what is new onto a stage."""

    def __init__(self, watched: Watched) -> None:
        self._watched = watched
        self._shown = False

    def screen(self) -> Screen:
        """The scene's first page, or what is wrong with it."""
        watched = self._watched
        if watched.scene is None:
            return UnreadScreen(watched.session, watched.name)
        self._shown = True
        return PageScreen(watched.session, watched.session.open(watched.scene))

    def look(self, stage: Stage) -> bool:
        """Shows what is new, if anything is; whether there was."""
        if not self._watched.look():
            return False
        if not self._shown and self._watched.scene is not None:
            stage.take(Go(self.screen()))
        else:
            stage.renew()
        return True
