"""Copies the open playthrough, so that what it has reached stays saved while one plays on from an earlier step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from party_card.app.attempts import begin_attempt
from party_card.app.catalogue import replay
from party_card.app.open_playthrough import OpenPlaythrough
from party_card.engine.phases import FINISHED, REVEAL

if TYPE_CHECKING:
    from party_card.storage.saved_playthrough import PlaythroughStorage


def would_undo_finish(storage: PlaythroughStorage, entry: OpenPlaythrough, count: int) -> bool:
    """Returns True if undoing `count` steps would leave the scene unfinished, or its record unread.

    Not if another playthrough of the scene has all steps of this one.
    """
    steps, save = entry.playthrough.steps, entry.last_save
    if entry.playthrough.state != FINISHED and REVEAL not in steps[-count:]:
        return False
    others = storage.list_playthroughs(save.player, save.scene)
    return not any(other.attempt != save.attempt and other.steps[: len(steps)] == steps for other in others)


def copy_playthrough(
    storage: PlaythroughStorage, entry: OpenPlaythrough, steps: tuple[str, ...], answers: Mapping[str, str]
) -> OpenPlaythrough:
    """Returns a new playthrough, not saved yet, with the first steps of one and the same imported traces."""
    save, traces = entry.last_save, entry.playthrough.imported_traces
    saves = storage.list_playthroughs(save.player, save.scene)
    attempt = max((other.attempt for other in saves), default=save.attempt) + 1
    copy = begin_attempt(save.player, save.scene, attempt, save.imported_traces)
    playthrough, _ = replay(entry.playthrough.compiled, replace(copy, steps=steps, imported_traces=traces))
    return OpenPlaythrough(copy, playthrough, dict(answers), entry.pack, entry.seconds[: len(steps)])
