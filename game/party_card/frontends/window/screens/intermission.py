"""The screen between two scenes, at the end of a campaign, and with the record of a scene that is skipped.

Invariant: nothing is played here, so nothing can be taken back, and the page does not depend on the open playthrough.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from party_card.content.models import SceneId
from party_card.engine.page import Page
from party_card.frontends.window.navigation import NavigationResult, Push
from party_card.frontends.window.screens.dialogs.menu import MenuDialog
from party_card.frontends.window.screens.dialogs.note import NoteDialog
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.toolkit.box import Command, KeyHint, Verb

if TYPE_CHECKING:
    from party_card.app.session import Session

_PLAYING_VERBS: frozenset[Verb] = frozenset(
    {"choose", "undo", "rollback", "history", "transcript", "refresh", "restart", "summary"}
)
"""The commands of a playthrough, which have no meaning here."""


class IntermissionScreen(PageScreen):
    """Shows a page on which nothing is played."""

    def __init__(
        self, session: Session, page: Page, scene: SceneId | None = None, build: Callable[[], Page | None] | None = None
    ) -> None:
        """`scene` is one of the campaign, for a page that belongs to no scene; `build` builds the page anew."""
        super().__init__(session, page)
        self._scene, self._build = scene, build

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Returns the keys of the page without those of a playthrough."""
        return tuple(hint for hint in super().key_hints() if hint.command.verb not in _PLAYING_VERBS)

    def _run(self, command: Command) -> NavigationResult | None:
        if command.verb in _PLAYING_VERBS:
            return None
        return Push(MenuDialog(None, self.session)) if command.verb == "menu" else super()._run(command)

    def _find_glossary_scene(self) -> SceneId | None:
        return super()._find_glossary_scene() or self._scene

    def _note_dialog(self, command: Command) -> NoteDialog:
        """Without the session, whose open playthrough is of another scene, if there is one."""
        return NoteDialog(self.page, self._note_number(command))

    def change_language(self) -> None:
        """Builds the page anew, if it can be."""
        if self._build is not None and (page := self._build()) is not None:
            self._set_page(page)

    def _refetch_page(self) -> None:
        """Keeps the page."""
