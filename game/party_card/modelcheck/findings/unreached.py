"""Which of the passages that are never reached to tell of, so that one cause is told once.

Law: behind a choice that is never open, the choice is the cause; else the first passage of those that hang together.
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.modelcheck.state_space import ReachableStates


def closed_choices(states: ReachableStates) -> Iterator[tuple[int, int, list[int]]]:
    """Passage and number of every choice that is never open, and the passages that are not reached because of it."""
    told: set[int] = set()
    for passage in states.passages:
        for number, way in enumerate(states.model.ways[passage]):
            if not states.enabled[passage][number]:
                behind = _behind(states, way.goal, told)
                told.update(behind)
                yield passage, number, behind


def unreachable_roots(states: ReachableStates) -> Iterator[tuple[int, list[int]]]:
    """The passages that no choice leads to, each with the others that are not reached because of it."""
    told = {passage for _, _, behind in closed_choices(states) for passage in behind}
    left = [number for number, region in enumerate(states.reachable) if not region and number not in told]
    led = {way.goal for passage in left for way in states.model.ways[passage] if way.goal != passage}
    for passage in sorted(left, key=lambda number: number in led):  # first those that nothing at all leads to
        if passage not in told:
            behind = _behind(states, passage, told)
            told.update(behind)
            yield passage, sorted(behind[1:])


def _behind(states: ReachableStates, passage: int, told: set[int]) -> list[int]:
    """A passage that is not reached and those that ways lead to from it, without the ones told of before."""
    found: list[int] = []
    waiting = [passage]
    while waiting:
        number = waiting.pop()
        if not states.reachable[number] and number not in told and number not in found:
            found.append(number)
            waiting += [way.goal for way in states.model.ways[number]]
    return found
