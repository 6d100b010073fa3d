"""Finds what a player has seen of a scene: the endings reached, and the forks of a playthrough.

Invariant: nothing that has not been seen is named: an ending that was not reached has a number only, one that needs
what an earlier scene left is not there before it is reached, and choices that were not made are counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from party_card.content.models import ChoiceId, EndingId, PassageId
from party_card.content.prose import smart_quotes, strip_markup
from party_card.engine.phases import PHASE_TRIGGERS
from party_card.frozen_dataclass import frozen_dataclass

if TYPE_CHECKING:
    from party_card.engine.playthrough import Decision, Playthrough


MadeChoice = tuple[PassageId, ChoiceId]
"""A choice that was made, and where."""


@frozen_dataclass
class EndingCard:
    """An ending of a scene: without a `title` it has not been reached.

    `number` counts from 1, in the order written; it is 0 if the ending needs what an earlier scene left. `cost` is what
    the ending means; empty if it has not been reached, or if the scene does not say.
    """

    id: EndingId
    number: int
    title: str
    cost: str
    is_present: bool

    @property
    def is_found(self) -> bool:
        """True if some playthrough of the player reached this ending."""
        return bool(self.title)


@frozen_dataclass
class Fork:
    """A decision at which other choices were open too, and how many of these the player has never made."""

    decision: Decision
    other_count: int
    untried_count: int


@frozen_dataclass
class SceneRoutes:
    """What a player has seen of a scene.

    `endings` are those that are counted, and those reached that are not. `forks` and `passages` are those of the open
    playthrough, in order; `visited` and `made` are the passages and the choices of all playthroughs of the player.
    """

    endings: tuple[EndingCard, ...]
    forks: tuple[Fork, ...]
    passages: tuple[PassageId, ...]
    visited: frozenset[PassageId]
    made: frozenset[MadeChoice]

    @property
    def present_ending(self) -> EndingCard | None:
        """The ending of the open playthrough; None before it is reached."""
        return next((ending for ending in self.endings if ending.is_present), None)

    @property
    def counted_endings(self) -> tuple[EndingCard, ...]:
        """The endings that can be reached without anything from an earlier scene."""
        return tuple(ending for ending in self.endings if ending.number)

    @property
    def found_count(self) -> int:
        """The number of counted endings reached."""
        return sum(ending.is_found for ending in self.counted_endings)


def find_routes(playthrough: Playthrough, others: Sequence[Playthrough]) -> SceneRoutes:
    """Returns what the open playthrough and the player's others of the same scene have seen."""
    played = [*others, playthrough]
    found_ids = {_find_ending_id(other) for other in played}
    present_id = _find_ending_id(playthrough)
    endings = tuple(
        EndingCard(
            ending.id,
            ending.number,
            smart_quotes(ending.written.title) if ending.id in found_ids else "",
            strip_markup(ending.written.cost) if ending.id in found_ids else "",
            ending.id == present_id,
        )
        for ending in playthrough.compiled.endings
        if ending.number or ending.id in found_ids
    )
    made = frozenset((decision.passage, decision.choice.id) for other in played for decision in other.decisions())
    visited = frozenset(passage for other in played for passage in other.passages)
    return SceneRoutes(endings, tuple(_find_forks(playthrough, made)), playthrough.passages, visited, made)


def _find_ending_id(playthrough: Playthrough) -> str:
    passage = playthrough.ending_passage
    return str(passage.ending.id) if passage is not None and passage.ending is not None else ""


def _find_forks(playthrough: Playthrough, made: frozenset[MadeChoice]) -> list[Fork]:
    """Plays the playthrough again, and returns its decisions at which another choice was enabled."""
    decisions = {decision.step: decision for decision in playthrough.decisions()}
    again = type(playthrough)(playthrough.compiled, playthrough.imported_traces)
    forks = []
    for number, step in enumerate(playthrough.steps):
        decision = decisions.get(number)
        if decision is not None:
            others = [name for name in again.enabled_triggers() if name != step and name not in PHASE_TRIGGERS]
            untried = [name for name in others if (decision.passage, ChoiceId(name)) not in made]
            if others:
                forks.append(Fork(decision, len(others), len(untried)))
        again.choose(step)
    return forks
