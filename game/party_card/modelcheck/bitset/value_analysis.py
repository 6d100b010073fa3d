"""Computes which values each slot may have at each passage, by abstract interpretation.

The abstract state of a passage is one set of values per slot, without the relations between slots. Abstract states go
through the transitions until nothing grows any more. All value sets of a passage are one integer: bit `offset +
value` is set if a slot may have a value, bit 0 if the passage may be reached at all.

Invariant: an over-approximation. Values that occur are always included, others may be; they only make layouts larger.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from party_card.content.conditions import And, Condition, InSet, Not
from party_card.frozen_dataclass import frozen_dataclass
from party_card.modelcheck.bitset.bit_layout import SlotValues
from party_card.modelcheck.bitset.bits import list_set_bits
from party_card.modelcheck.model import Model, SlotUpdate, Transition

MAX_SWEEPS_BEFORE_WIDENING = 24
"""After this many sweeps a set that still grows is widened to all values: a counter in a loop grows step by step."""
MAX_LISTED_VALUES = 32
"""A larger set of values is extended to a range without gaps, which is moved by one shift."""


@frozen_dataclass
class _SlotField:
    """The bits of one slot in an abstract state."""

    offset: int
    size: int
    mask: int

    def apply(self, state: int, update: SlotUpdate) -> int:
        """Returns the abstract state after an update of this slot."""
        bits_before = state >> self.offset & (1 << self.size) - 1
        if not update.is_step:
            bits_after = 1 << update.amount
        elif update.amount >= 0:
            is_clamped = bits_before >> max(self.size - update.amount, 0)
            bits_after = bits_before << update.amount & (1 << self.size) - 1 | (1 << self.size - 1 if is_clamped else 0)
        else:
            bits_after = bits_before >> -update.amount | (1 if bits_before & (1 << -update.amount) - 1 else 0)
        return state & ~self.mask | bits_after << self.offset

    def values(self, state: int) -> tuple[int, ...]:
        """Returns the values of this slot in an abstract state."""
        return _list_values(state >> self.offset & (1 << self.size) - 1)


@lru_cache(1024)
def _list_values(bits: int) -> tuple[int, ...]:
    if bits.bit_count() > MAX_LISTED_VALUES:
        return tuple(range((bits & -bits).bit_length() - 1, bits.bit_length()))
    return tuple(list_set_bits(bits))


def compute_possible_values(model: Model) -> tuple[SlotValues | None, ...]:
    """Returns for each passage the values that each slot may have; None for a passage that no path can reach."""
    offsets = accumulate(model.domain_sizes, initial=1)
    fields = [
        _SlotField(start, n, (1 << n) - 1 << start) for start, n in zip(offsets, model.domain_sizes, strict=False)
    ]
    guarded_transitions = [
        [(transition, list(_iter_exclusions(transition.condition, fields, model.slot_indices))) for transition in row]
        for row in model.transitions
    ]
    states = [0] * len(model.transitions)
    states[model.initial_passage] = 1
    for values in model.initial_values.values():
        for field, value in zip(fields, values, strict=True):
            states[model.initial_passage] |= 1 << field.offset + value
    sweeps, changed_passages = 0, {model.initial_passage}
    while changed_passages:
        sweeps += 1
        for passage in model.reverse_postorder:
            if passage not in changed_passages:
                continue
            changed_passages.remove(passage)
            for transition, exclusions in guarded_transitions[passage]:
                new_bits = _abstract_image(states[passage], transition, exclusions, fields) & ~states[transition.target]
                if new_bits:
                    changed_passages.add(transition.target)
                    if sweeps > MAX_SWEEPS_BEFORE_WIDENING:
                        new_bits = 1 | sum(field.mask for field in fields if field.mask & new_bits)
                    states[transition.target] |= new_bits
    return tuple(tuple(field.values(state) for field in fields) if state else None for state in states)


def _abstract_image(
    state: int, transition: Transition, exclusions: list[tuple[int, int]], fields: list[_SlotField]
) -> int:
    """Returns the abstract state after a transition; 0 if it cannot be enabled."""
    for excluded_bits, field_mask in exclusions:
        state &= ~excluded_bits
        if not state & field_mask:
            return 0
    for update in transition.updates:
        state = fields[update.slot].apply(state, update)
    return state


def _iter_exclusions(
    condition: Condition | None, fields: list[_SlotField], slot_indices: dict[str, int]
) -> Iterator[tuple[int, int]]:
    """Yields the values that a condition excludes, with the mask of their slot; only parts that read one slot count."""
    match condition:
        case And(parts):
            for part in parts:
                yield from _iter_exclusions(part, fields, slot_indices)
        case InSet(name, values):
            field = fields[slot_indices[name]]
            yield field.mask & ~sum(1 << field.offset + value for value in values), field.mask
        case Not(InSet(name, values)):
            field = fields[slot_indices[name]]
            yield sum(1 << field.offset + value for value in values), field.mask
        case _:
            pass
