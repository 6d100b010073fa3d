"""Breadth-first search for shortest witnesses.

A *witness* is the evidence for a finding: the choices that lead to a state with some property. Layer `n` of the search
is the set of all states whose shortest path from an initial state has `n` choices: layer 0 are the initial states,
layer `n + 1` the image of layer `n` without everything in earlier layers. So the first layer that meets the target set
proves that no shorter path exists. The path itself is found backwards: the preimage of the meeting states within the
layer before gives a predecessor, and so on down to layer 0. No state stores its predecessor.

The layers are state sets (`state_sets.py`), computed when a search needs them and kept for the next search.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic

from party_card.content.models import ChoiceId, TraceId
from party_card.frozen_dataclass import frozen_dataclass
from party_card.modelcheck.reachability import StateLimitError, round_down
from party_card.modelcheck.state_sets import (
    StateSetAlgebra,
    StateSetT,
    TransitionRelation,
    find_imported_traces,
    group_by_target,
    make_empty_sets,
)

MAX_LAYER_BYTES = 1_000_000_000
"""A search that would hold more is given up: a counter of a thousand steps makes a thousand layers."""


@frozen_dataclass
class Witness:
    """A shortest path: its choices, the index of its last passage, and the traces it must start with."""

    choices: tuple[ChoiceId, ...]
    passage: int
    imported_traces: tuple[TraceId, ...] = ()


class BfsLayers(Generic[StateSetT]):
    """The layers of a breadth-first search; with `relations`, along these transitions only."""

    def __init__(
        self,
        algebra: StateSetAlgebra[StateSetT],
        relations: Sequence[Sequence[TransitionRelation[StateSetT]]] | None = None,
    ) -> None:
        self._algebra = algebra
        self._relations = algebra.relations if relations is None else relations
        self._incoming = group_by_target(self._relations)
        initial_passage = algebra.model.initial_passage
        self._visited_sets = make_empty_sets(algebra)
        self._visited_sets[initial_passage] = algebra.initial_states()
        self._byte_count = 0
        self._layers: list[dict[int, StateSetT]] = [{initial_passage: algebra.initial_states()}]

    def find_witness(self, targets: Mapping[int, StateSetT]) -> Witness | None:
        """Returns a shortest path into target sets, given by passage; None if no path leads there.

        Raises StateLimitError if the layers need too much memory.
        """
        depth = 0
        while depth < len(self._layers) or self._add_layer():
            for passage, layer_set in self._layers[depth].items():
                target_set = targets.get(passage)
                if target_set:
                    common = self._algebra.intersection(layer_set, target_set)
                    if common:
                        return self._backtrack(depth, passage, common)
            depth += 1
        return None

    def _add_layer(self) -> bool:
        """Computes the next layer. Returns False if it is empty."""
        algebra = self._algebra
        layer: dict[int, StateSetT] = {}
        for passage, state_set in self._layers[-1].items():
            for relation in self._relations[passage]:
                image = relation.image(state_set)
                if image:
                    target = relation.transition.target
                    new_states = algebra.difference(image, self._visited_sets[target])
                    if new_states:
                        self._visited_sets[target] = algebra.union(self._visited_sets[target], new_states)
                        layer[target] = algebra.union(layer.get(target, algebra.make_empty()), new_states)
        self._byte_count += sum(map(algebra.count_bytes, layer.values()))
        if self._byte_count > MAX_LAYER_BYTES:
            state_count = sum(map(algebra.count, self._visited_sets))
            raise StateLimitError(algebra, self._visited_sets, round_down(state_count))
        if layer:
            self._layers.append(layer)
        return bool(layer)

    def _backtrack(self, depth: int, end: int, target_set: StateSetT) -> Witness:
        """Returns the witness of a path from layer 0 into a part of layer `depth`."""
        choices: list[ChoiceId] = []
        passage = end
        for layer in reversed(self._layers[:depth]):
            for relation in self._incoming[passage]:
                layer_set = layer.get(relation.transition.source)
                if layer_set and (preimage := relation.preimage(target_set, layer_set)):
                    target_set, passage = preimage, relation.transition.source
                    choices.append(relation.transition.choice.id)
                    break
        return Witness(tuple(reversed(choices)), end, find_imported_traces(self._algebra, target_set))
