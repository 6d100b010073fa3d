"""Marks what a player knows from earlier playthroughs of a scene: choices made before, and passages to skip.

Invariant: skipping never chooses for the player. A passage can be skipped only if every choice that is open there has
been made before; it then repeats the last of them. It never goes round in circles: a passage that the open playthrough
has visited already is not skipped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from party_card.app.catalogue import replay
from party_card.content.models import ChoiceId, PassageId
from party_card.engine.phases import PHASE_TRIGGERS

if TYPE_CHECKING:
    from party_card.app.routes import MadeChoice
    from party_card.engine.page import Page
    from party_card.engine.playthrough import Playthrough
    from party_card.storage.saved_playthrough import PlaythroughStorage, SavedPlaythrough


class KnownChoices:
    """The choices of a player's other playthroughs of the open scene; read once for each playthrough that is opened."""

    def __init__(self, storage: PlaythroughStorage) -> None:
        self._storage = storage
        self._key: tuple[object, ...] = ()
        self._made: Mapping[MadeChoice, int] = {}

    def clear(self) -> None:
        """Forgets what was read."""
        self._key = ()

    def mark(self, page: Page, playthrough: Playthrough, save: SavedPlaythrough) -> Page:
        """Returns the page of a passage with what is known marked; other pages as they are."""
        if page.kind != "passage":
            return page
        key = (save.player, save.scene, save.attempt, id(playthrough.compiled))
        if self._key != key:
            saves = self._storage.list_playthroughs(save.player, save.scene)
            others = [replay(playthrough.compiled, other)[0] for other in saves if other.attempt != save.attempt]
            self._key, self._made = key, list_made_choices(others)
        return mark_known_choices(page, playthrough, self._made) if self._made else page


def list_made_choices(playthroughs: Iterable[Playthrough]) -> dict[MadeChoice, int]:
    """Returns the choices made in playthroughs, the oldest first, each with a number: the later made, the higher."""
    decisions = (decision for playthrough in playthroughs for decision in playthrough.decisions())
    return {(decision.passage, decision.choice.id): number for number, decision in enumerate(decisions)}


def mark_known_choices(page: Page, playthrough: Playthrough, made: Mapping[MadeChoice, int]) -> Page:
    """Returns the page of a passage with the choices marked that were made before, and the one that skips it."""
    passage = PassageId(page.passage)
    offers = tuple(
        replace(offer, is_chosen_before=True) if (passage, ChoiceId(offer.id)) in made else offer
        for offer in page.offers
    )
    times = {
        offer.id: made.get((passage, ChoiceId(offer.id)), -1)
        for offer in offers
        if offer.is_open and offer.id not in PHASE_TRIGGERS
    }
    can_skip = times and min(times.values()) >= 0 and playthrough.passages.count(passage) == 1
    return replace(page, offers=offers, skip_choice=max(times, key=times.__getitem__) if can_skip else "")
