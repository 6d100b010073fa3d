"""Selects which unreachable passages to report, so that each cause is reported once.

Invariant: if a choice that is never open leads there, the choice is the cause; otherwise the first passage of each
connected group of unreachable passages.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from party_card.modelcheck.state_space import ReachableStates


class ClosedChoice(NamedTuple):
    """A choice that is never open: its passage and index, and the passages unreachable because of it."""

    passage: int
    choice_index: int
    unreachable_passages: list[int]


def find_closed_choices(states: ReachableStates) -> Iterator[ClosedChoice]:
    """Yields every choice of a reachable passage that is never open."""
    exclusions: set[int] = set()
    for passage in states.passages:
        for transition, open_set in zip(states.model.transitions[passage], states.enabled_states[passage], strict=True):
            if not open_set:
                unreachable_passages = _list_unreachable_from(states, transition.target, exclusions)
                exclusions.update(unreachable_passages)
                yield ClosedChoice(passage, transition.choice_index, unreachable_passages)


def find_unreachable_roots(states: ReachableStates) -> Iterator[tuple[int, list[int]]]:
    """Yields the unreachable passages to report, each with the others that are unreachable because of it."""
    exclusions = {passage for choice in find_closed_choices(states) for passage in choice.unreachable_passages}
    remaining_passages = [
        passage for passage, state_set in enumerate(states.state_sets) if not state_set and passage not in exclusions
    ]
    has_predecessor = {
        transition.target
        for passage in remaining_passages
        for transition in states.model.transitions[passage]
        if transition.target != passage
    }
    for passage in sorted(remaining_passages, key=lambda passage: passage in has_predecessor):
        if passage not in exclusions:
            unreachable_passages = _list_unreachable_from(states, passage, exclusions)
            exclusions.update(unreachable_passages)
            yield passage, sorted(unreachable_passages[1:])


def _list_unreachable_from(states: ReachableStates, passage: int, exclusions: set[int]) -> list[int]:
    """Returns a passage and its successors as far as they are unreachable and not explained yet."""
    unreachable_passages: list[int] = []
    open_passages = [passage]
    while open_passages:
        passage = open_passages.pop()
        if not states.state_sets[passage] and passage not in exclusions and passage not in unreachable_passages:
            unreachable_passages.append(passage)
            open_passages += [transition.target for transition in states.model.transitions[passage]]
    return unreachable_passages
