"""Shortest ways: the positions by their distance from the start.

Law: a layer holds what can be reached in so many choices and not in fewer, so the first layer that meets a region gives
a shortest path to it. Layers are found when they are asked for, and kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from party_card.content.models import ChoiceId, TraceId
from party_card.modelcheck.bitset.state_sets import (
    StateSetAlgebra,
    SymbolicTransition,
    carried_into,
    empty_sets,
    incoming,
)

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Witness:
    """A shortest path: the choices from a start, the number of the passage where they lead, and what is carried."""

    choices: tuple[ChoiceId, ...]
    passage: int
    carried: tuple[TraceId, ...] = ()


class BfsLayers(Generic[R]):
    """The layers of a space; with `moves`, those of these moves alone."""

    def __init__(
        self, space: StateSetAlgebra[R], moves: Sequence[Sequence[SymbolicTransition[R]]] | None = None
    ) -> None:
        self._space = space
        self._moves = space.moves if moves is None else moves
        self._into = incoming(self._moves)
        start = space.model.start
        self._seen = empty_sets(space)
        self._seen[start] = space.start()
        self._layers: list[dict[int, R]] = [{start: space.start()}]

    def path(self, goals: Mapping[int, R]) -> Witness | None:
        """A shortest path into one of the regions, given by the numbers of their passages; None where none leads."""
        depth = 0
        while depth < len(self._layers) or self._another():
            for passage, region in self._layers[depth].items():
                goal = goals.get(passage)
                if goal:
                    inside = self._space.intersection(region, goal)
                    if inside:
                        return self._back(depth, passage, inside)
            depth += 1
        return None

    def _another(self) -> bool:
        """Finds one more layer; False where there is none."""
        space = self._space
        after: dict[int, R] = {}
        for passage, region in self._layers[-1].items():
            for move in self._moves[passage]:
                reached = move.image(region)
                if reached:
                    goal = move.way.goal
                    new = space.difference(reached, self._seen[goal])
                    if new:
                        self._seen[goal] = space.union(self._seen[goal], new)
                        after[goal] = space.union(after.get(goal, space.empty()), new)
        if after:
            self._layers.append(after)
        return bool(after)

    def _back(self, depth: int, end: int, goal: R) -> Witness:
        """The choices that lead into a part of a layer, from a start with as little carried as they can have."""
        choices: list[ChoiceId] = []
        passage = end
        for layer in reversed(self._layers[:depth]):
            for move in self._into[passage]:
                region = layer.get(move.way.source)
                if region and (before := move.preimage(goal, region)):
                    goal, passage = before, move.way.source
                    choices.append(move.way.choice.id)
                    break
        return Witness(tuple(reversed(choices)), end, carried_into(self._space, goal))
