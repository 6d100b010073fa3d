"""State sets as integers, one bit an assignment; see the package docstring for the idea."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_

from party_card.content.conditions import Condition
from party_card.modelcheck.bitset.bit_layout import BitLayout
from party_card.modelcheck.bitset.bit_transitions import BitTransitionRelation, BlockOperationCache, build_relation
from party_card.modelcheck.bitset.bits import list_set_bits
from party_card.modelcheck.model import Model


class BitSetAlgebra:
    """Implements `StateSetAlgebra` with integers; passages that value analysis excludes have no layout."""

    def __init__(self, model: Model, layouts: Sequence[BitLayout | None]) -> None:
        self.model = model
        self.layouts = layouts
        cache = BlockOperationCache()
        self.relations: list[list[BitTransitionRelation]] = [
            [
                build_relation(transition, source_layout, target_layout, cache)
                for transition in transitions
                if (source_layout := layouts[transition.source]) is not None
                and (target_layout := layouts[transition.target]) is not None
            ]
            for transitions in model.transitions
        ]

    def with_model(self, model: Model) -> BitSetAlgebra:
        """Returns the algebra for a model with the same slots, conditions and transitions."""
        return BitSetAlgebra(model, self.layouts)

    def _layout(self, passage: int) -> BitLayout:
        layout = self.layouts[passage]
        if layout is None:
            raise KeyError(f"no path leads to passage {passage}")
        return layout

    def initial_states(self) -> int:
        """Returns the states of the initial passage, one for each combination of imported traces."""
        passage = self.model.initial_passage
        return reduce(or_, (self.singleton(passage, values) for values in self.model.initial_values.values()))

    def make_empty(self) -> int:
        """Returns a set without states."""
        return 0

    def union(self, left: int, right: int) -> int:
        """Returns the states that are in one of the sets or in both."""
        return left | right

    def difference(self, left: int, right: int) -> int:
        """Returns the states of `left` that are not in `right`."""
        return left & ~right

    def intersection(self, left: int, right: int) -> int:
        """Returns the states that are in both sets."""
        return left & right

    def filter(self, passage: int, condition: Condition | None, state_set: int) -> int:
        """Returns the states that satisfy a condition; all of them if it is None."""
        return state_set & self._layout(passage).condition_mask(condition) if state_set else 0

    def find_results(self, passage: int, condition: Condition, state_set: int) -> frozenset[bool]:
        """Returns the values that a condition has in the states: none, one or both."""
        matches = self.filter(passage, condition, state_set)
        return frozenset(result for result, states in ((True, matches), (False, state_set ^ matches)) if states)

    def count(self, state_set: int) -> int:
        """Returns the number of states."""
        return state_set.bit_count()

    def bytes_per_state(self, _passage: int) -> int:
        """Returns 0: the layouts decide how much memory is needed (`estimate_bytes`)."""
        return 0

    def count_bytes(self, state_set: int) -> int:
        """Returns about how many bytes a set takes."""
        return state_set.bit_length() // 8

    def pick(self, state_set: int) -> int:
        """Returns the set that holds only the first state of a non-empty set."""
        return state_set & -state_set

    def singleton(self, passage: int, values: tuple[int, ...]) -> int:
        """Returns the set of one state; values of dead slots are ignored."""
        return 1 << self._layout(passage).bit_index(values)

    def iter_assignments(self, passage: int, state_set: int) -> Iterator[tuple[int, ...]]:
        """Yields the value of every slot, for each state; `DEAD_VALUE` for dead slots."""
        if state_set:
            yield from map(self._layout(passage).assignment_at, list_set_bits(state_set))

    def slot_values(self, passage: int, state_set: int, slot: int) -> tuple[int, ...]:
        """Returns the values that a slot has in at least one of the states, ascending."""
        layout = self._layout(passage)
        return tuple(layout.slot_values[slot][index] for index in list_set_bits(layout.project(state_set, slot)))
