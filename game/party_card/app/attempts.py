"""Gives playthroughs the random id and the day by which transcripts of one playthrough are known."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date

from party_card.storage.saved_playthrough import SavedPlaythrough

_ID_BYTES = 16


def begin_attempt(player: str, scene: str, attempt: int = 1, imported_traces: tuple[str, ...] = ()) -> SavedPlaythrough:
    """Returns a new playthrough, not saved yet, with an id and today's day on the player's own clock."""
    save = SavedPlaythrough(player, scene, attempt, imported_traces=imported_traces)
    return replace(ensure_attempt_id(save), begun=date.today().isoformat())


def ensure_attempt_id(save: SavedPlaythrough) -> SavedPlaythrough:
    """Returns a playthrough with an id; one that an earlier version began gets it now, and no day."""
    return save if save.attempt_id else replace(save, attempt_id=os.urandom(_ID_BYTES).hex())
