"""How many ways lead through a passage or a choice: the walks from the beginning to an ending, counted one by one.

Law: two walks differ where a choice differs. Counts are exact; of scenes that are very large or go in circles there are
none.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from operator import mul

from party_card.engine.transition_system import Position
from party_card.modelcheck.explore import nodes_on_cycles
from party_card.modelcheck.liveness import live_slots
from party_card.modelcheck.state_space import ReachableStates

MOST_POSITIONS = 300_000
"""Of a scene with more positions the walks are not counted; that would take seconds."""


@dataclass(frozen=True, slots=True)
class PathCounts:
    """All walks, and how many of them pass each passage (by number) and make each choice (passage, number)."""

    walks: int
    passages: dict[int, int]
    choices: dict[tuple[int, int], int]


def passing(states: ReachableStates) -> PathCounts | None:
    """Counts the walks of a scene; None where they are not counted."""
    loops = nodes_on_cycles(states.passages, [(way.source, way.goal) for way in states.used_transitions])
    if loops or states.positions > MOST_POSITIONS:
        return None
    system, order = states.compiled.system, states.model.order
    # Values that no longer matter become 0, as in the atlas; otherwise there would be many times as many positions.
    kept = [
        (1, *(mask >> slot & 1 for slot in range(len(system.slots)))) for mask in live_slots(states.model)
    ]  # fmt: skip

    def brief(position: Position) -> Position:
        return tuple(map(mul, position, kept[position[0]]))

    into: list[Counter[Position]] = [Counter() for _ in system.passages]
    for start in system.initial_states.values():
        into[start[0]][brief(start)] += 1
    steps: dict[Position, list[tuple[int, Position]]] = {}
    for passage in order:
        for position, count in into[passage].items():
            steps[position] = [
                (number, brief(system.apply(position, number))) for number in system.enabled_choices(position)
            ]
            for _, after in steps[position]:
                into[after[0]][after] += count
    ahead: dict[Position, int] = {}
    passages: Counter[int] = Counter()
    choices: Counter[tuple[int, int]] = Counter()
    for passage in reversed(order):
        ends = states.model.passage(passage).ending is not None
        for position, count in into[passage].items():
            ahead[position] = 1 if ends else sum(ahead[after] for _, after in steps[position])
            passages[passage] += count * ahead[position]
            for number, after in steps[position]:
                choices[passage, number] += count * ahead[after]
    return PathCounts(passages[states.model.start], dict(passages), dict(choices))
