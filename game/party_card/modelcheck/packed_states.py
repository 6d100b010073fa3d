"""State sets as Python sets of packed integers: for scenes with too many assignments for bit sets.

An assignment is one integer with a bit field for every slot; dead slots are 0. Transitions and conditions become
generated comprehensions.

Invariant: the generated source consists of integers and operators alone; nothing that an author wrote enters it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, islice
from typing import Any

from party_card.content.conditions import And, Compare, Condition, Const, InSet, Not, Or, collect_names
from party_card.modelcheck.model import Model, SlotUpdate, Transition
from party_card.modelcheck.state_sets import DEAD_VALUE

PackedSet = set[int]

BYTES_PER_ENTRY = 50
"""What a state costs in each set that it is in: 16 bytes of a hash table that is a third full."""
BYTES_PER_INTEGER = 36
"""What a packed integer of up to 60 bits costs; each 30 bits more cost 4 bytes."""
MAX_CACHED_EXPRESSIONS = 4096
"""A scene is proved again after each change, and few of its expressions are others then."""
MAX_TERMS = 50
"""More terms are added up by several expressions: a compiler follows each nested term with a call."""


@dataclass(frozen=True)
class PackedTransitionRelation:
    """Implements `TransitionRelation` with generated functions, each compiled when it is first used.

    `condition` and `successor` are expressions over the packed integer `s`.
    """

    transition: Transition
    condition: str
    successor: str

    @cached_property
    def image(self) -> Callable[[PackedSet], PackedSet]:
        """Returns the successors of those states in which the transition is enabled."""
        source = f"lambda states: {{{self.successor} for s in states if {self.condition}}}"
        function: Callable[[PackedSet], PackedSet] = _compile_expression(source)
        return function

    @cached_property
    def preimage(self) -> Callable[[PackedSet, PackedSet], PackedSet]:
        """Returns the states of a set that have their successor in another one."""
        source = f"lambda states, within: {{s for s in within if {self.condition} and ({self.successor}) in states}}"
        function: Callable[[PackedSet, PackedSet], PackedSet] = _compile_expression(source)
        return function


class PackedSetAlgebra:
    """Implements `StateSetAlgebra` with sets of packed integers; `live_masks` has the live slots of each passage."""

    def __init__(self, model: Model, live_masks: tuple[int, ...]) -> None:
        self.model = model
        self.live_masks = live_masks
        self._writer = _ExpressionWriter(model)
        self._bytes_per_integer = BYTES_PER_INTEGER + 4 * (self._writer.bit_count // 30)
        self._filters: dict[Condition, Callable[[PackedSet], PackedSet]] = {}
        self._result_iterators: dict[Condition, Callable[[PackedSet], Iterator[bool]]] = {}

    @cached_property
    def relations(self) -> list[list[PackedTransitionRelation]]:
        """By passage, the relations of its transitions."""
        return [[self._build_relation(transition) for transition in row] for row in self.model.transitions]

    def with_model(self, model: Model) -> PackedSetAlgebra:
        """Returns the algebra for a model with the same slots, conditions and transitions."""
        return PackedSetAlgebra(model, self.live_masks)

    def _build_relation(self, transition: Transition) -> PackedTransitionRelation:
        condition = self._writer.write_condition(transition.condition)
        successor = self._writer.write_updates(transition.updates, self.live_masks[transition.target])
        return PackedTransitionRelation(transition, condition, successor)

    def initial_states(self) -> PackedSet:
        """Returns the states of the initial passage, one for each combination of imported traces."""
        passage = self.model.initial_passage
        return set().union(*(self.singleton(passage, values) for values in self.model.initial_values.values()))

    def make_empty(self) -> PackedSet:
        """Returns a set without states."""
        return set()

    def union(self, left: PackedSet, right: PackedSet) -> PackedSet:
        """Returns the union; modifies `left` and returns it."""
        left |= right
        return left

    def difference(self, left: PackedSet, right: PackedSet) -> PackedSet:
        """Returns the states of `left` that are not in `right`."""
        return left - right

    def intersection(self, left: PackedSet, right: PackedSet) -> PackedSet:
        """Returns the states that are in both sets."""
        return left & right

    def filter(self, _passage: int, condition: Condition | None, state_set: PackedSet) -> PackedSet:
        """Returns the states that satisfy a condition; all of them if it is None."""
        if condition is None or not state_set:
            return state_set
        function = self._filters.get(condition)
        if function is None:
            source = f"lambda states: {{s for s in states if {self._writer.write_condition(condition)}}}"
            function = self._filters[condition] = _compile_expression(source)
        return function(state_set)

    def find_results(self, _passage: int, condition: Condition, state_set: PackedSet) -> frozenset[bool]:
        """Returns the values that a condition has in the states: none, one or both; stops as soon as both are found."""
        function = self._result_iterators.get(condition)
        if function is None:
            source = f"lambda states: (True if {self._writer.write_condition(condition)} else False for s in states)"
            function = self._result_iterators[condition] = _compile_expression(source)
        results: Iterator[bool] = function(state_set)
        first = next(results, None)
        if first is None:
            return frozenset()
        return frozenset((True, False)) if (not first) in results else frozenset((first,))

    def build_weight_function(
        self, start: int, weights: Sequence[tuple[Condition, int, int]]
    ) -> Callable[[PackedSet], dict[int, int]]:
        """Returns a function that adds up, for each state, `start` and a weight of each condition: true or false."""
        additions = []
        for index in range(0, len(weights), MAX_TERMS):
            terms = "+".join(
                f"({weight:d} if {self._writer.write_condition(condition)} else {weight_otherwise:d})"
                for condition, weight, weight_otherwise in weights[index : index + MAX_TERMS]
            )
            additions.append(_compile_expression(f"lambda sums: {{s: n + {terms} for s, n in sums.items()}}"))

        def sum_weights(state_set: PackedSet) -> dict[int, int]:
            sums = dict.fromkeys(state_set, start)
            for add_terms in additions:
                sums = add_terms(sums)
            return sums

        return sum_weights

    def find_weight_sums(
        self, state_set: PackedSet, start: int, weights: Sequence[tuple[Condition, int, int]]
    ) -> Collection[int]:
        """Returns every sum that `build_weight_function` gives for one of the states.

        It is added up once for all states that have the same values in the slots which the conditions read.
        """
        slots = {self.model.slot_indices[name] for condition, _, _ in weights for name in collect_names(condition)}
        mask = sum(self._writer.field_masks[slot] << self._writer.offsets[slot] for slot in slots)
        values: PackedSet = _compile_expression(f"lambda states: {{s & {mask:d} for s in states}}")(state_set)
        return self.build_weight_function(start, weights)(values).values()

    def count(self, state_set: PackedSet) -> int:
        """Returns the number of states."""
        return len(state_set)

    def bytes_per_state(self, passage: int) -> int:
        """Returns the memory in bytes of a state: the integer, and its entries in all the sets that a proof may hold.

        These are the reachable states, a frontier, an image, and for every condition the states that satisfy it.
        """
        conditions = {*self.model.conditions_by_passage[passage]}
        return self._bytes_per_integer + BYTES_PER_ENTRY * (3 + len(conditions))

    def count_bytes(self, state_set: PackedSet) -> int:
        """Returns about how many bytes a set takes, without the integers, which other sets share."""
        return BYTES_PER_ENTRY * len(state_set)

    def pick(self, state_set: PackedSet) -> PackedSet:
        """Returns the set that holds only the first state of a non-empty set."""
        return {min(state_set)}

    def singleton(self, passage: int, values: tuple[int, ...]) -> PackedSet:
        """Returns the set of one state; values of dead slots are ignored."""
        offsets = self._writer.offsets
        live_mask = self.live_masks[passage]
        return {sum(value << offsets[slot] for slot, value in enumerate(values) if live_mask >> slot & 1)}

    def iter_assignments(self, passage: int, state_set: PackedSet) -> Iterator[tuple[int, ...]]:
        """Yields the value of every slot, for each state; `DEAD_VALUE` for dead slots."""
        live_mask = self.live_masks[passage]
        values = "".join(
            f"s >> {offset} & {mask}, " if live_mask >> slot & 1 else f"{DEAD_VALUE}, "
            for slot, (offset, mask) in enumerate(zip(self._writer.offsets, self._writer.field_masks, strict=True))
        )
        yield from map(_compile_expression(f"lambda s: ({values})"), sorted(state_set))

    def slot_values(self, passage: int, state_set: PackedSet, slot: int) -> tuple[int, ...]:
        """Returns the values that a slot has in at least one of the states, ascending."""
        if not self.live_masks[passage] >> slot & 1:
            return (DEAD_VALUE,)
        offset, mask = self._writer.offsets[slot], self._writer.field_masks[slot]
        values: set[int] = set()
        states = iter(state_set)
        while len(values) < self.model.domain_sizes[slot] and (chunk := list(islice(states, 10_000))):
            values |= {packed >> offset & mask for packed in chunk}
        return tuple(sorted(values))


@lru_cache(MAX_CACHED_EXPRESSIONS)
def _compile_expression(source: str) -> Any:
    return eval(source, {"__builtins__": {}})  # noqa: S307  # numbers only


class _ExpressionWriter:
    """Writes conditions and updates as Python expressions over the packed integer `s`."""

    def __init__(self, model: Model) -> None:
        self.model = model
        widths = [(size - 1).bit_length() for size in model.domain_sizes]
        *self.offsets, self.bit_count = accumulate(widths, initial=0)
        self.field_masks = [(1 << width) - 1 for width in widths]

    def write_condition(self, condition: Condition | None) -> str:
        match condition:
            case None:
                return "True"
            case Const(value):
                return repr(value)
            case InSet(name, values):
                slot = self.model.slot_indices[name]
                bits = sum(1 << value for value in values)
                return f"({bits:d} >> {self._write_value(slot)} & 1)"
            case Compare(terms, order, constant):
                slots = self.model.slot_indices
                minimum_sum = sum(factor * self.model.domain_minimums[slots[name]] for name, factor in terms)
                total = "+".join(f"{factor:d}*{self._write_value(slots[name])}" for name, factor in terms)
                return f"({total} {order} {constant - minimum_sum:d})"
            case Not(part):
                return f"(not {self.write_condition(part)})"
            case And(parts):
                return f"({' and '.join(self.write_condition(part) for part in parts)})"
            case Or(parts):
                return f"({' or '.join(self.write_condition(part) for part in parts)})"

    def write_updates(self, updates: tuple[SlotUpdate, ...], live: int) -> str:
        """Returns the expression of the packed integer after the updates, with dead slots cleared."""
        clear = sum(mask << self.offsets[slot] for slot, mask in enumerate(self.field_masks) if not live >> slot & 1)
        assigned_bits, steps = 0, ""
        for update in updates:
            if not live >> update.slot & 1:
                continue
            if update.is_step:
                steps += f"+({self._write_step(update)} << {self.offsets[update.slot]:d})"
            else:
                clear |= self.field_masks[update.slot] << self.offsets[update.slot]
                assigned_bits |= update.amount << self.offsets[update.slot]
        expression = f"(s{steps})" if steps else "s"
        if clear:
            expression = f"{expression} & {~clear:d}"
        return f"{expression} | {assigned_bits:d}" if assigned_bits else expression

    def _write_step(self, update: SlotUpdate) -> str:
        """Returns the expression of the difference that a step makes, clamped to the domain."""
        value, limit, amount = (self._write_value(update.slot), self.model.domain_sizes[update.slot] - 1, update.amount)
        if amount >= 0:
            return f"({amount:d} if {value} <= {limit - amount:d} else {limit:d} - {value})"
        return f"({amount:d} if {value} >= {-amount:d} else -{value})"

    def _write_value(self, slot: int) -> str:
        offset, mask = self.offsets[slot], self.field_masks[slot]
        return f"(s >> {offset:d} & {mask:d})" if offset else f"(s & {mask:d})"
