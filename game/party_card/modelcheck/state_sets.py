"""The operations that exploration needs from a representation of state sets.

A state set holds variable assignments of one passage. Two classes represent such sets: `BitSetAlgebra` (one integer,
one bit an assignment) and `PackedSetAlgebra` (a Python set of packed integers); `bitset/__init__.py` explains the
choice between them. Exploration, witnesses and findings are written against the protocol and work with both.

Invariant: both representations give the same results. Only `union` may modify a set in place: its first argument,
which the caller must own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, Self, TypeVar

from party_card.content.conditions import Condition
from party_card.content.models import TraceId
from party_card.modelcheck.model import Model, Transition

DEAD_VALUE = -1
"""The value of a slot that is not live at a passage."""

StateSetT = TypeVar("StateSetT")


class TransitionRelation(Protocol[StateSetT]):
    """A transition as a function on state sets."""

    @property
    def transition(self) -> Transition:
        """The transition of the model."""

    def image(self, state_set: StateSetT, /) -> StateSetT:
        """Returns the successors of those states in which the transition is enabled."""

    def preimage(self, state_set: StateSetT, within: StateSetT, /) -> StateSetT:
        """Returns the states of `within` that have their successor in `state_set`."""


class StateSetAlgebra(Protocol[StateSetT]):
    """State sets of all passages of a model in one representation, and their transition relations."""

    @property
    def model(self) -> Model:
        """The model of the scene."""

    @property
    def relations(self) -> Sequence[Sequence[TransitionRelation[StateSetT]]]:
        """By passage, the relations of its transitions; may lack those that value analysis excludes."""

    def with_model(self, model: Model) -> Self:
        """Returns the algebra for a model with the same slots, conditions and transitions; state sets fit into both."""

    def initial_states(self) -> StateSetT:
        """Returns the states of the initial passage, one for each combination of imported traces."""

    def make_empty(self) -> StateSetT:
        """Returns a set without states."""

    def union(self, left: StateSetT, right: StateSetT, /) -> StateSetT:
        """Returns the union; may modify `left` and return it."""

    def difference(self, left: StateSetT, right: StateSetT, /) -> StateSetT:
        """Returns the states of `left` that are not in `right`."""

    def intersection(self, left: StateSetT, right: StateSetT, /) -> StateSetT:
        """Returns the states that are in both sets."""

    def filter(self, passage: int, condition: Condition | None, state_set: StateSetT, /) -> StateSetT:
        """Returns the states that satisfy a condition; all of them if it is None."""

    def find_results(self, passage: int, condition: Condition, state_set: StateSetT, /) -> frozenset[bool]:
        """Returns the values that a condition has in the states: none, one or both."""

    def count(self, state_set: StateSetT, /) -> int:
        """Returns the number of states."""

    def bytes_per_state(self, passage: int, /) -> int:
        """Returns the bytes that a proof needs for each state of a passage; 0 if they do not depend on states."""

    def count_bytes(self, state_set: StateSetT, /) -> int:
        """Returns about how many bytes a set takes."""

    def pick(self, state_set: StateSetT, /) -> StateSetT:
        """Returns the set that holds only the first state of a non-empty set."""

    def singleton(self, passage: int, values: tuple[int, ...], /) -> StateSetT:
        """Returns the set of one state; values of dead slots are ignored."""

    def iter_assignments(self, passage: int, state_set: StateSetT, /) -> Iterator[tuple[int, ...]]:
        """Yields the value of every slot, for each state; `DEAD_VALUE` for dead slots."""

    def slot_values(self, passage: int, state_set: StateSetT, slot: int, /) -> tuple[int, ...]:
        """Returns the values that a slot has in at least one of the states, ascending."""


def find_imported_traces(algebra: StateSetAlgebra[StateSetT], state_set: StateSetT) -> tuple[TraceId, ...]:
    """Returns the smallest combination of imported traces whose initial state is in a set of the initial passage."""
    for imported_traces, values in algebra.model.initial_values.items():
        if algebra.intersection(state_set, algebra.singleton(algebra.model.initial_passage, values)):
            return imported_traces
    raise ValueError("the set has no initial state")


def make_empty_sets(algebra: StateSetAlgebra[StateSetT]) -> list[StateSetT]:
    """Returns an empty set for every passage."""
    return [algebra.make_empty() for _ in algebra.relations]


def group_by_target(
    relations: Sequence[Sequence[TransitionRelation[StateSetT]]],
) -> list[list[TransitionRelation[StateSetT]]]:
    """Returns the relations by target passage."""
    incoming: list[list[TransitionRelation[StateSetT]]] = [[] for _ in relations]
    for outgoing in relations:
        for relation in outgoing:
            incoming[relation.transition.target].append(relation)
    return incoming
