"""A sitting over a scene while it is written.

Law: nothing that is played here is kept, and the place is: after every change of the scene the same choices are made
again, as far as they are still there. Those that are not are tried again after the next change, until another is made.
"""

from __future__ import annotations

from dataclasses import replace

from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.engine.compiled import compile_scene
from party_card.engine.page import Page
from party_card.engine.phases import TURNS
from party_card.storage.store import SavedPlaythrough


class PreviewSession(Session):
    """A session whose scenes change under it."""

    _wanted: tuple[str, ...] = ()

    @property
    def storage_error(self) -> str:
        """Why progress is not being kept."""
        return "a scene is being written"

    def open(self, scene: SceneId) -> Page:
        """Begins a scene."""
        self._wanted = ()
        return self._resume(SavedPlaythrough(self.player, scene))

    def restart(self, scene: SceneId) -> Page:
        """Begins it again."""
        return self.open(scene)

    def renew(self, pack: Pack, scene: SceneId, before: SceneId | None = None) -> None:
        """Goes on in `pack`, in `scene`, at the same place; `before` is what the scene was called, where not the same.

        Raises SceneHasMistakes, and changes nothing, where it cannot be played.
        """
        compiled = compile_scene(pack, pack.scenes[scene])
        self._packs, self._compiled = (pack,), {scene: compiled}
        if self._playthrough is None or self._kept.scene not in (scene, before):
            return
        self._kept = replace(self._kept, scene=scene)
        self._playthrough, count = self._walk(compiled, replace(self._kept, steps=self._wanted))
        self._heed(self._playthrough)
        if count < len(self._wanted):
            lost = self._wanted[count]
            what = f"The choice `{lost}`" if lost not in TURNS else "What you read"
            self.notices.append(f"{what} is not on offer here any more: you are back at the last place before it.")

    def _keep(self) -> Page:
        self._wanted = self.playthrough.steps
        return self.page()
