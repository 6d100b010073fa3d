"""The window follows a scene that is being written.

Law: what is watched says when there is something new; the screens are told, and decide nothing here.
"""

from __future__ import annotations

from typing import Protocol

from party_card.content.models import SceneId
from party_card.frontends.window.navigation import Replace, Screen, Sitting
from party_card.frontends.window.screens.pages import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.views.diagnostics_strip import DiagnosticsScreen


class WatchedScene(Protocol):
    """A scene while it is written: `scene` is None until it can be played."""

    scene: SceneId | None

    @property
    def session(self) -> Sitting: ...  # noqa: D102  # what plays it
    @property
    def name(self) -> str: ...  # noqa: D102  # its file
    def poll(self) -> bool: ...  # noqa: D102  # reads again if it was saved; whether there is something new


class LiveReload:
    """Brings what is new onto a stage."""

    def __init__(self, watched: WatchedScene) -> None:
        self._watched = watched
        self._shown = False

    def initial_screen(self) -> Screen:
        """The scene's first page, or what is wrong with it."""
        watched = self._watched
        if watched.scene is None:
            return DiagnosticsScreen(watched.session, watched.name)
        self._shown = True
        return PageScreen(watched.session, watched.session.open(watched.scene))

    def poll(self, navigator: Navigator) -> bool:
        """Shows what is new, if anything is; whether there was."""
        if not self._watched.poll():
            return False
        if not self._shown and self._watched.scene is not None:
            navigator.navigate(Replace(self.initial_screen()))
        else:
            navigator.reload()
        return True
