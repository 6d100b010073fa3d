"""Defines a playthrough in play: its state, its answers, and what of them has been saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from party_card.storage.saved_playthrough import PlaythroughStorage, SavedPlaythrough, to_answer_pairs

if TYPE_CHECKING:
    from party_card.engine.playthrough import Playthrough

StorageStatus = Literal["saved", "saving", "not saved"]


@dataclass(eq=False)
class OpenPlaythrough:
    """A playthrough in play, with its answers by question, and the playthrough as last saved."""

    last_save: SavedPlaythrough
    playthrough: Playthrough
    answers: dict[str, str]
    is_unsaved: bool = False

    def bind_save(self, storage: PlaythroughStorage) -> Callable[[], SavedPlaythrough]:
        """Returns a function that saves the present state, whatever changes meanwhile; it may raise ConflictError."""
        content_hash = self.playthrough.compiled.content_hash
        return partial(storage.save, self.last_save, self.playthrough.steps, content_hash, dict(self.answers))

    def set_save(self, save: SavedPlaythrough) -> None:
        """Records what was saved; if that is not all, the playthrough stays unsaved."""
        self.last_save = save
        self.is_unsaved = (self.playthrough.steps, to_answer_pairs(self.answers)) != (save.steps, save.answers)
