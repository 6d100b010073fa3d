"""Says in words whether what is played is kept.

Invariant: a front end says nothing of the player's progress being kept but what these functions say of the storage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from party_card.app.open_playthrough import StorageStatus


def describe_place(status: StorageStatus, error: str) -> str:
    """Returns a sentence on the player's present place; `error` is why nothing can be saved, empty if it can."""
    match status:
        case "saved":
            return "Your place is kept."
        case "saving":
            return "Your place is being saved."
        case "not saved":
            return f"Your place is not kept: {error}." if error else "Your place is not kept yet."


def describe_earlier_playthroughs(error: str) -> str:
    """Returns a sentence on what was played before a scene begins again."""
    return f"What you play now is not kept: {error}." if error else "What you played before is kept."


def describe_writing(error: str) -> str:
    """Returns a sentence on what the player writes."""
    return f"It is not kept: {error}." if error else "It is kept as you write."
