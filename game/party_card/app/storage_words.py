"""Says in words whether what is played is kept.

Invariant: a front end says nothing of the player's progress being kept but what these functions say of the storage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.localization import gettext

if TYPE_CHECKING:
    from party_card.app.open_playthrough import StorageStatus


def describe_place(status: StorageStatus, error: str) -> str:
    """Returns a sentence on the player's present place; `error` is why nothing can be saved, empty if it can."""
    match status:
        case "saved":
            return gettext("Your place is kept.")
        case "saving":
            return gettext("Your place is being saved.")
        case "not saved":
            return (
                gettext("Your place is not kept: {error}.").format(error=error)
                if error
                else gettext("Your place is not kept yet.")
            )


def describe_earlier_playthroughs(error: str) -> str:
    """Returns a sentence on what was played before a scene begins again."""
    return (
        gettext("What you play now is not kept: {error}.").format(error=error)
        if error
        else gettext("What you played before is kept.")
    )


def describe_writing(error: str) -> str:
    """Returns a sentence on what the player writes."""
    return gettext("It is not kept: {error}.").format(error=error) if error else gettext("It is kept as you write.")
