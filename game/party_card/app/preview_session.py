"""Plays a scene while it is being written.

Invariant: nothing played here is saved. After every change of the scene the same steps are replayed as far as they
exist; those that do not are tried again after the next change, until the player takes another step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.engine.compiled import compile_scene
from party_card.engine.phases import PHASE_TRIGGERS
from party_card.localization import gettext
from party_card.storage.saved_playthrough import SavedPlaythrough, StepSeconds, to_answer_pairs


class _UnsavedPlaythroughs:
    """A playthrough storage that writes nothing: every scene begins anew."""

    error = "a scene is being written"

    def list_playthroughs(self, player: str, scene: str = "") -> tuple[SavedPlaythrough, ...]:  # noqa: ARG002
        """Returns no playthroughs, so that every scene begins anew."""
        return ()

    def save(
        self,
        last_save: SavedPlaythrough,
        steps: tuple[str, ...],
        content_hash: str,
        answers: Mapping[str, str],
        seconds: StepSeconds = (),
    ) -> SavedPlaythrough:
        """Returns the playthrough as if it were saved."""
        pairs = to_answer_pairs(answers)
        return replace(last_save, steps=steps, content_hash=content_hash, answers=pairs, seconds=seconds)


class PreviewSession:
    """A session whose scene is replaced after every change of its file."""

    def __init__(self, pack: Pack, *, folder: Path | None = None) -> None:
        self.session = Session(pack, folder=folder, playthrough_storage=_UnsavedPlaythroughs())

    def update_scene(self, pack: Pack, scene: SceneId, former_id: SceneId | None = None) -> None:
        """Continues in the scene of `pack`, at the same place; `former_id` is the scene's id before the change.

        Raises InvalidSceneError, and changes nothing, if the scene cannot be played.
        """
        lost_steps = self.session.replace_scene(pack, compile_scene(pack, pack.scenes[scene]), former_id)
        if lost_steps:
            if lost_steps[0] in PHASE_TRIGGERS:
                notice = gettext(
                    "What you read is not on offer here any more: you are back at the last place before it."
                )
            else:
                notice = gettext(
                    "The choice `{choice}` is not on offer here any more: you are back at the last place before it."
                ).format(choice=lost_steps[0])
            self.session.notices.append(notice)
