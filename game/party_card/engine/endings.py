"""Numbers the endings of a scene as players count them.

Invariant: an ending has a number if a player who carries nothing from an earlier scene can reach it. The others are
told of only once they are reached, so that a scene played alone is whole.

Positions without traces are visited depth first until every ending has been met: a few dozen in most scenes. Only a
scene with an ending that needs a trace is explored whole, and a scene that reads no trace not at all.
"""

from __future__ import annotations

from collections.abc import Collection

from party_card.content.models import Ending, EndingId, Scene
from party_card.engine.transition_system import TransitionSystem
from party_card.frozen_dataclass import frozen_dataclass

MAX_POSITIONS = 100_000
"""In a scene with more positions, endings that were not met among these are counted, too."""


@frozen_dataclass
class NumberedEnding:
    """An ending of a scene; `number` counts from 1, in the order written, and is 0 if the ending needs a trace.

    If several passages have the ending, `written` is what the first of them says.
    """

    written: Ending
    number: int

    @property
    def id(self) -> EndingId:
        """The id of the ending."""
        return self.written.id


def number_endings(scene: Scene, system: TransitionSystem) -> tuple[NumberedEnding, ...]:
    """Returns the endings of a scene in the order written."""
    endings: dict[EndingId, Ending] = {}
    for ending in scene.endings:
        endings.setdefault(ending.id, ending)
    counted = _find_endings_without_traces(scene, system, endings) if system.trace_slots else endings.keys()
    numbers = {name: number for number, name in enumerate(filter(counted.__contains__, endings), 1)}
    return tuple(NumberedEnding(ending, numbers.get(name, 0)) for name, ending in endings.items())


def _find_endings_without_traces(
    scene: Scene, system: TransitionSystem, endings: Collection[EndingId]
) -> Collection[EndingId]:
    """Returns the endings that are reached from the initial position without traces."""
    ending_ids = [
        passage.ending.id if passage.ending is not None else None
        for passage in (scene.passages[name] for name in system.passages)
    ]
    unmet, stack = set(endings), [system.initial_position]
    visited = set(stack)
    while stack and unmet:
        position = stack.pop()
        ending = ending_ids[position[0]]
        if ending is not None:
            unmet.discard(ending)
        if len(visited) > MAX_POSITIONS:
            return endings
        for choice in system.enabled_choices(position):
            successor = system.apply(position, choice)
            if successor not in visited:
                visited.add(successor)
                stack.append(successor)
    return [ending for ending in endings if ending not in unmet]
