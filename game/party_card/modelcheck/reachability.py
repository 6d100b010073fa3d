"""Forward and backward reachability by sweeps over the passages.

A sweep visits the passages in reverse post-order and sends only new states through their transitions; sweeps repeat
until there are no new states.

Invariant: each state goes through its transitions once. A scene without cycles needs one sweep.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from party_card.modelcheck.state_sets import (
    StateSetAlgebra,
    StateSetT,
    TransitionRelation,
    group_by_target,
    make_empty_sets,
)

ProgressCallback = Callable[[int], None]
"""Called from time to time with the number of states found so far."""


class StateLimitError(Exception):
    """There are more states than the limit: `reachable` has, by passage, those found so far."""

    def __init__(self, algebra: StateSetAlgebra[Any], reachable: list[Any], limit: int) -> None:
        super().__init__(f"more than {limit:,} positions")
        self.algebra = algebra
        self.reachable = reachable
        self.limit = limit


def compute_reachable(
    algebra: StateSetAlgebra[StateSetT],
    relations: Sequence[Sequence[TransitionRelation[StateSetT]]] | None = None,
    *,
    max_states: int | None = None,
    progress: ProgressCallback | None = None,
) -> tuple[list[StateSetT], int]:
    """Returns the reachable states by passage, and their number; with `relations`, along these transitions only.

    Raises StateLimitError if there are more than `max_states`.
    """
    relations = algebra.relations if relations is None else relations
    order = algebra.model.reverse_postorder
    rank = {passage: index for index, passage in enumerate(order)}
    reachable, waiting = make_empty_sets(algebra), make_empty_sets(algebra)
    start = algebra.model.initial_passage
    reachable[start], waiting[start] = algebra.initial_states(), algebra.initial_states()
    state_count, needs_sweep = 0, True
    while needs_sweep:
        needs_sweep = False
        for passage in order:
            fresh = waiting[passage]
            if not fresh:
                continue
            waiting[passage] = algebra.empty()
            state_count += algebra.count(fresh)
            for relation in relations[passage]:
                image = relation.image(fresh)
                if not image:
                    continue
                target = relation.transition.target
                new = algebra.difference(image, reachable[target])
                if new:
                    reachable[target] = algebra.union(reachable[target], new)
                    waiting[target] = algebra.union(waiting[target], new)
                    needs_sweep = needs_sweep or rank[target] <= rank[passage]
            if progress is not None:
                progress(state_count)
            if max_states is not None and state_count > max_states:
                raise StateLimitError(algebra, reachable, max_states)
    return reachable, state_count


def compute_backward_reachable(
    algebra: StateSetAlgebra[StateSetT], reachable: Sequence[StateSetT], targets: Sequence[StateSetT]
) -> list[StateSetT]:
    """Returns by passage the reachable states from which some path leads into the target sets."""
    order = algebra.model.reverse_postorder[::-1]
    rank = {passage: index for index, passage in enumerate(order)}
    incoming = group_by_target(algebra.relations)
    leading = [algebra.union(algebra.empty(), target) for target in targets]
    waiting = list(targets)
    needs_sweep = True
    while needs_sweep:
        needs_sweep = False
        for passage in order:
            fresh = waiting[passage]
            if not fresh:
                continue
            waiting[passage] = algebra.empty()
            for relation in incoming[passage]:
                source = relation.transition.source
                candidates = algebra.difference(reachable[source], leading[source])
                new = relation.preimage(fresh, candidates) if candidates else candidates
                if new:
                    leading[source] = algebra.union(leading[source], new)
                    waiting[source] = algebra.union(algebra.union(algebra.empty(), waiting[source]), new)
                    needs_sweep = needs_sweep or rank[source] <= rank[passage]
    return leading


def find_nodes_reaching_cycles(nodes: Collection[int], edges: Sequence[tuple[int, int]]) -> set[int]:
    """Returns the nodes of a graph from which some path leads to a cycle, those on cycles included."""
    remaining = set(nodes)
    while True:
        with_successor = {source for source, target in edges if source in remaining and target in remaining}
        if with_successor == remaining:
            return remaining
        remaining = with_successor
