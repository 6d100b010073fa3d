"""Remembers whether a player has seen the prologue of a campaign, and what was chosen in it.

Invariant: it is saved beside the settings of the player, under a name of its own; deleting the player deletes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from party_card.content.models import Prologue, SceneId, TraceId
    from party_card.content.pack import Pack
    from party_card.storage.resilient_store import ResilientStore


class PrologueProgress:
    """What a player has done in prologues."""

    def __init__(self, store: ResilientStore) -> None:
        self._store = store

    def find_choice(self, player: str, prologue: Prologue) -> str | None:
        """Returns the id of the choice made; empty if it was skipped or has none, None if it has not been seen."""
        return self._store.read(lambda store: store.load_settings(player)).get(_name(prologue))

    def is_due(self, player: str, pack: Pack, scene: SceneId) -> bool:
        """Returns True if a scene is the first of a pack's campaign, and the player has not seen the prologue."""
        prologue, stations = pack.prologue, pack.campaign.stations if pack.campaign is not None else ()
        if prologue is None or not stations or stations[0].scene != scene:
            return False
        return self.find_choice(player, prologue) is None

    def list_traces(self, player: str, prologue: Prologue) -> tuple[TraceId, ...]:
        """Returns the traces that the player's choice in the prologue has left."""
        from party_card.engine.prologue import list_left_traces  # noqa: PLC0415  # rare

        return tuple(list_left_traces(prologue, self.find_choice(player, prologue) or ""))

    def save(self, player: str, prologue: Prologue, choice: str) -> None:
        """Saves that the prologue has been seen, and what was chosen."""
        self._store.write(lambda store: store.save_settings(player, {_name(prologue): choice}))


def _name(prologue: Prologue) -> str:
    return f"prologue {prologue.prologue}"
