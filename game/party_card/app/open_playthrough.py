"""Defines a playthrough in play: its state, its answers, and what of them has been saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Literal

from party_card.app.page_clock import PageClock
from party_card.storage.saved_playthrough import (
    PlaythroughStorage,
    SavedPlaythrough,
    StepSeconds,
    pad_seconds,
    to_answer_pairs,
)

if TYPE_CHECKING:
    from party_card.engine.playthrough import Playthrough

StorageStatus = Literal["saved", "saving", "not saved"]


@dataclass(eq=False)
class OpenPlaythrough:
    """A playthrough in play, with its answers by question, the time of its steps, and the playthrough as last saved.

    `pack` is the title of the scene's pack.
    """

    last_save: SavedPlaythrough
    playthrough: Playthrough
    answers: dict[str, str]
    pack: str = ""
    seconds: StepSeconds = ()
    is_unsaved: bool = False
    page_clock: PageClock = field(default_factory=PageClock)

    def choose(self, offer_id: str) -> None:
        """Takes an offer, with the time for which the page was shown."""
        seconds = pad_seconds(self.seconds, len(self.playthrough.steps))
        self.playthrough.choose(offer_id)
        self.seconds = (*seconds, self.page_clock.restart())

    def undo(self, count: int) -> None:
        """Takes back the last `count` steps and their times."""
        self.playthrough.undo(count)
        self.seconds = self.seconds[: len(self.playthrough.steps)]
        self.page_clock.restart()

    def bind_save(self, storage: PlaythroughStorage) -> Callable[[], SavedPlaythrough]:
        """Returns a function that saves the present state, whatever changes meanwhile; it may raise ConflictError."""
        content_hash = self.playthrough.compiled.content_hash
        steps, answers = self.playthrough.steps, dict(self.answers)
        return partial(storage.save, self.last_save, steps, content_hash, answers, self.seconds)

    def set_save(self, save: SavedPlaythrough) -> None:
        """Records what was saved; if that is not all, the playthrough stays unsaved."""
        self.last_save = save
        self.is_unsaved = (self.playthrough.steps, to_answer_pairs(self.answers)) != (save.steps, save.answers)
