"""Selects which unreachable passages to report, so that each cause is reported once.

Invariant: if a choice that is never open leads there, the choice is the cause; otherwise the first passage of each
connected group of unreachable passages.
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.modelcheck.state_space import ReachableStates


def find_closed_choices(states: ReachableStates) -> Iterator[tuple[int, int, list[int]]]:
    """Yields passage and index of every choice that is never open, and the passages unreachable because of it."""
    explained: set[int] = set()
    for passage in states.passages:
        for transition, enabled in zip(states.model.transitions[passage], states.enabled[passage], strict=True):
            if not enabled:
                unreachable = _list_unreachable_from(states, transition.target, explained)
                explained.update(unreachable)
                yield passage, transition.choice_index, unreachable


def find_unreachable_roots(states: ReachableStates) -> Iterator[tuple[int, list[int]]]:
    """Yields the unreachable passages to report, each with the others that are unreachable because of it."""
    explained = {passage for _, _, unreachable in find_closed_choices(states) for passage in unreachable}
    remaining = [
        passage for passage, state_set in enumerate(states.reachable) if not state_set and passage not in explained
    ]
    has_predecessor = {
        transition.target
        for passage in remaining
        for transition in states.model.transitions[passage]
        if transition.target != passage
    }
    for passage in sorted(remaining, key=lambda passage: passage in has_predecessor):
        if passage not in explained:
            unreachable = _list_unreachable_from(states, passage, explained)
            explained.update(unreachable)
            yield passage, sorted(unreachable[1:])


def _list_unreachable_from(states: ReachableStates, passage: int, explained: set[int]) -> list[int]:
    """Returns a passage and its successors as far as they are unreachable and not explained yet."""
    unreachable: list[int] = []
    waiting = [passage]
    while waiting:
        passage = waiting.pop()
        if not states.reachable[passage] and passage not in explained and passage not in unreachable:
            unreachable.append(passage)
            waiting += [transition.target for transition in states.model.transitions[passage]]
    return unreachable
