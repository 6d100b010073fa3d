"""Counts the paths that lead through each passage and choice, from the start of a scene to an ending.

Invariant: two paths differ if a choice differs. Counts are exact; scenes that are very large or have cycles get none.
"""

from __future__ import annotations

from collections import Counter
from operator import mul

from party_card.engine.transition_system import Position
from party_card.frozen_dataclass import frozen_dataclass
from party_card.modelcheck.liveness import compute_live_slots
from party_card.modelcheck.reachability import find_nodes_reaching_cycles
from party_card.modelcheck.state_space import ReachableStates

MAX_STATES = 300_000
"""Scenes with more states are not counted, which would take seconds."""


@frozen_dataclass
class PathCounts:
    """Numbers of paths: in all, through each passage (by number), by each choice (passage number, choice number)."""

    total: int
    passages: dict[int, int]
    choices: dict[tuple[int, int], int]

    def share(self, count: int) -> float | None:
        """Returns a number of paths as a share of all; None if there are none."""
        return count / self.total if self.total else None


def count_paths(states: ReachableStates) -> PathCounts | None:
    """Counts the paths of a scene. Returns None if it has cycles or too many states."""
    cyclic = find_nodes_reaching_cycles(
        states.passages, [(transition.source, transition.target) for transition in states.enabled_transitions]
    )
    if cyclic or states.state_count > MAX_STATES:
        return None
    system, order = states.compiled.system, states.model.reverse_postorder
    # Slots that are no longer read become 0, as in the state space; otherwise there would be many times as many states.
    live_masks = [
        (1, *(mask >> slot & 1 for slot in range(len(system.slots)))) for mask in compute_live_slots(states.model)
    ]  # fmt: skip

    def clear_dead_slots(position: Position) -> Position:
        return tuple(map(mul, position, live_masks[position[0]]))

    arrivals: list[Counter[Position]] = [Counter() for _ in system.passages]
    for initial in system.initial_states.values():
        arrivals[initial[0]][clear_dead_slots(initial)] += 1
    steps: dict[Position, list[tuple[int, Position]]] = {}
    for passage in order:
        for position, count in arrivals[passage].items():
            steps[position] = [
                (number, clear_dead_slots(system.apply(position, number)))
                for number in system.enabled_choices(position)
            ]
            for _, target in steps[position]:
                arrivals[target[0]][target] += count
    paths_to_end: dict[Position, int] = {}
    passages: Counter[int] = Counter()
    choices: Counter[tuple[int, int]] = Counter()
    for passage in reversed(order):
        ends = states.model.passage(passage).ending is not None
        for position, count in arrivals[passage].items():
            paths_to_end[position] = 1 if ends else sum(paths_to_end[after] for _, after in steps[position])
            passages[passage] += count * paths_to_end[position]
            for number, target in steps[position]:
                choices[passage, number] += count * paths_to_end[target]
    return PathCounts(passages[states.model.initial_passage], dict(passages), dict(choices))
