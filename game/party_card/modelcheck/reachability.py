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
    """There are more states than the limit: `state_sets` has, by passage, those found so far."""

    def __init__(self, algebra: StateSetAlgebra[Any], state_sets: list[Any], limit: int) -> None:
        super().__init__(f"more than {limit:,} positions")
        self.algebra = algebra
        self.state_sets = state_sets
        self.limit = limit


def compute_reachable(
    algebra: StateSetAlgebra[StateSetT],
    relations: Sequence[Sequence[TransitionRelation[StateSetT]]] | None = None,
    *,
    initial: StateSetT | None = None,
    max_states: int | None = None,
    max_bytes: int | None = None,
    progress: ProgressCallback | None = None,
) -> tuple[list[StateSetT], int]:
    """Returns the reachable states by passage, and their number; with `relations`, along these transitions only.

    With `initial`, they are the states reachable from these states of the initial passage, not from all of them.

    Raises StateLimitError if there are more than `max_states`, or if they would need more than `max_bytes`: states are
    counted as they are found, so that what is held never exceeds the limits by more than one image of a frontier.
    """
    relations = algebra.relations if relations is None else relations
    order = algebra.model.reverse_postorder
    rank = {passage: index for index, passage in enumerate(order)}
    state_sets, frontiers = make_empty_sets(algebra), make_empty_sets(algebra)
    initial_passage = algebra.model.initial_passage
    initial_states = algebra.initial_states() if initial is None else initial
    for sets in (state_sets, frontiers):
        sets[initial_passage] = algebra.union(algebra.make_empty(), initial_states)
    state_count, needs_sweep = algebra.count(state_sets[initial_passage]), True
    byte_count = state_count * algebra.bytes_per_state(initial_passage)

    def check_limits() -> None:
        if max_states is not None and state_count > max_states:
            raise StateLimitError(algebra, state_sets, max_states)
        if max_bytes is not None and byte_count > max_bytes:
            raise StateLimitError(algebra, state_sets, round_down(state_count))

    check_limits()
    while needs_sweep:
        needs_sweep = False
        for passage in order:
            frontier = frontiers[passage]
            if not frontier:
                continue
            frontiers[passage] = algebra.make_empty()
            for relation in relations[passage]:
                image = relation.image(frontier)
                if not image:
                    continue
                target = relation.transition.target
                new_states = algebra.difference(image, state_sets[target])
                if new_states:
                    state_sets[target] = algebra.union(state_sets[target], new_states)
                    frontiers[target] = algebra.union(frontiers[target], new_states)
                    needs_sweep = needs_sweep or rank[target] <= rank[passage]
                    new_count = algebra.count(new_states)
                    state_count += new_count
                    byte_count += new_count * algebra.bytes_per_state(target)
                    check_limits()
            if progress is not None:
                progress(state_count)
    return state_sets, state_count


def round_down(count: int) -> int:
    """Returns a number of states with all but its first two digits set to zero."""
    unit: int = 10 ** max(len(str(count)) - 2, 0)
    return count // unit * unit


def compute_backward_reachable(
    algebra: StateSetAlgebra[StateSetT], state_sets: Sequence[StateSetT], targets: Sequence[StateSetT]
) -> list[StateSetT]:
    """Returns by passage the reachable states from which some path leads into the target sets."""
    order = algebra.model.reverse_postorder[::-1]
    rank = {passage: index for index, passage in enumerate(order)}
    incoming = group_by_target(algebra.relations)
    leading_sets = [algebra.union(algebra.make_empty(), target) for target in targets]
    frontiers = list(targets)
    needs_sweep = True
    while needs_sweep:
        needs_sweep = False
        for passage in order:
            frontier = frontiers[passage]
            if not frontier:
                continue
            frontiers[passage] = algebra.make_empty()
            for relation in incoming[passage]:
                source = relation.transition.source
                candidates = algebra.difference(state_sets[source], leading_sets[source])
                new_states = relation.preimage(frontier, candidates) if candidates else candidates
                if new_states:
                    leading_sets[source] = algebra.union(leading_sets[source], new_states)
                    frontier_copy = algebra.union(algebra.make_empty(), frontiers[source])
                    frontiers[source] = algebra.union(frontier_copy, new_states)
                    needs_sweep = needs_sweep or rank[source] <= rank[passage]
    return leading_sets


def find_nodes_reaching_cycles(nodes: Collection[int], edges: Sequence[tuple[int, int]]) -> set[int]:
    """Returns the nodes of a graph from which some path leads to a cycle, those on cycles included.

    Nodes without edges out are taken away until there are none; each edge is visited once.
    """
    survivors = set(nodes)
    out_degrees = dict.fromkeys(survivors, 0)
    sources: dict[int, list[int]] = {node: [] for node in survivors}
    for source, target in edges:
        if source in survivors and target in survivors:
            out_degrees[source] += 1
            sources[target].append(source)
    final_nodes = [node for node, degree in out_degrees.items() if not degree]
    while final_nodes:
        node = final_nodes.pop()
        survivors.remove(node)
        for source in sources[node]:
            out_degrees[source] -= 1
            if not out_degrees[source]:
                final_nodes.append(source)
    return survivors
