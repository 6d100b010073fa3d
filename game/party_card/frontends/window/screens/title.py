"""The title screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.frontends.window.screens.base import BaseScreen
from party_card.frontends.window.views import title_poster
from party_card.frontends.window.views.episode_marker import make_play_command

if TYPE_CHECKING:
    from party_card.app.session import Session
    from party_card.frontends.window.toolkit.box import Command, ScreenLayout
    from party_card.frontends.window.toolkit.style import TextStyle


class TitleScreen(BaseScreen):
    """Shows the poster, the scene to play next and the menu."""

    status_line = "none"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._scenes = tuple(session.list_scenes())
        self._has_prologue = session.find_prologue() is not None
        self._notices = self._take_notices()

    @property
    def title(self) -> str:
        """The name of the game."""
        return "Party Card"

    def layout(self, style: TextStyle) -> ScreenLayout:
        """Lays out the poster, the scene to play next and the menu."""
        picture = self.session.find_picture("title")
        return title_poster.layout_title(
            style, picture, self._scenes, self.session.player, self._notices, self._has_prologue
        )

    def initial_focus(self) -> Command | None:
        """Returns the command that plays the next scene."""
        scene = title_poster.choose_offered_scene(self._scenes)
        return make_play_command(scene) if scene is not None else None
