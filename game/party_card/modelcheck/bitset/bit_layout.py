"""The layout of a passage: the bit of each assignment in its integers; and the choice of all layouts.

Invariant: mixed radix. `slot_values` lists the values that each slot may have at the passage, ascending; a slot that is
not live has the single value `DEAD_VALUE`. The mask of a condition has the bits of the assignments that satisfy it.

The same values of a slot everywhere cost bits, but save the work of moving between layouts; limits decide how far.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from math import prod

from party_card.content.conditions import COMPARISONS, And, Compare, Condition, Const, InSet, Not, Or
from party_card.modelcheck.bitset.bits import (
    concatenate,
    gather_blocks,
    make_block_mask,
    make_ones,
    repeat_pattern,
    unite_blocks,
)
from party_card.modelcheck.model import Model
from party_card.modelcheck.state_sets import DEAD_VALUE

SlotValues = tuple[tuple[int, ...], ...]
"""For each slot, in the order of the model, the values it may have."""
UNIFORM_LAYOUT_MAX_BITS = 500_000
"""Slots get the same values at every passage if all layouts together then have at most this many bits."""
MAX_UNIFORM_GROWTH = 2
"""Otherwise as many slots get the same values everywhere as keep the layouts within this factor."""


class BitLayout:
    """Maps assignments of a passage to bits; `slot_order` lists the slots, the one with the smallest stride first."""

    def __init__(self, model: Model, slot_values: SlotValues, slot_order: tuple[int, ...]) -> None:
        self.model = model
        self.slot_values = slot_values
        self.slot_order = slot_order
        self.strides: dict[int, int] = {}
        self.bit_count = 1
        for slot in slot_order:
            self.strides[slot] = self.bit_count
            self.bit_count *= len(slot_values[slot])
        self._condition_masks: dict[Condition, int] = {}
        self._slot_masks: dict[tuple[int, tuple[int, ...]], int] = {}

    @cached_property
    def full_mask(self) -> int:
        """The set of all assignments."""
        return make_ones(self.bit_count)

    def bit_index(self, values: tuple[int, ...]) -> int:
        """Returns the bit of an assignment; values of dead slots are ignored."""
        return sum(
            self.slot_values[slot].index(values[slot]) * stride
            for slot, stride in self.strides.items()
            if self.slot_values[slot] != (DEAD_VALUE,)
        )

    def assignment_at(self, bit_index: int) -> tuple[int, ...]:
        """Returns the assignment of a bit; `DEAD_VALUE` for dead slots."""
        return tuple([values[bit_index // stride % size] for values, stride, size in self._columns])

    @cached_property
    def _columns(self) -> list[tuple[tuple[int, ...], int, int]]:
        """The values of each slot, its stride, and their number."""
        return [(values, self.strides[slot], len(values)) for slot, values in enumerate(self.slot_values)]

    def slot_mask(self, slot: int, value_indices: tuple[int, ...]) -> int:
        """Returns the assignments in which a slot has one of its values, given by their indices in `slot_values`."""
        mask = self._slot_masks.get((slot, value_indices))
        if mask is None:
            stride, size = self.strides[slot], len(self.slot_values[slot])
            pattern = make_block_mask(value_indices, stride, size)
            mask = repeat_pattern(pattern, stride * size, self.bit_count // (stride * size))
            self._slot_masks[slot, value_indices] = mask
        return mask

    def project(self, bits: int, slot: int) -> int:
        """Returns which values a slot has in a set of assignments, as a bit set of indices in `slot_values`."""
        stride, size = self.strides[slot], len(self.slot_values[slot])
        bits = unite_blocks(bits, stride * size, self.bit_count // (stride * size), 1)
        return gather_blocks(unite_blocks(bits, 1, stride, size), 1, stride, size)

    def condition_mask(self, condition: Condition | None) -> int:
        """Returns the assignments that satisfy a condition, all for None. Slots that it reads must be live."""
        if condition is None:
            return self.full_mask
        mask = self._condition_masks.get(condition)
        if mask is None:
            mask = self._condition_masks[condition] = self._compute_condition_mask(condition)
        return mask

    def _compute_condition_mask(self, condition: Condition) -> int:
        match condition:
            case Const(value):
                return self.full_mask if value else 0
            case InSet(name, values):
                slot = self._live_slot(name)
                return self.slot_mask(
                    slot, tuple(index for index, value in enumerate(self.slot_values[slot]) if value in values)
                )
            case Compare(terms, order, constant):
                factors = {self._live_slot(name): factor for name, factor in terms}
                slot_terms = [(self.strides[slot], slot, factors[slot]) for slot in self.slot_order if slot in factors]
                period = slot_terms[-1][0] * len(self.slot_values[slot_terms[-1][1]])
                pattern = self._compute_comparison_pattern(
                    slot_terms, lambda total: COMPARISONS[order](total, constant), 0, {}
                )
                return repeat_pattern(pattern, period, self.bit_count // period)
            case Not(part):
                return self.full_mask ^ self.condition_mask(part)
            case And(parts):
                mask = self.full_mask
                for part in parts:
                    mask &= self.condition_mask(part)
                return mask
            case Or(parts):
                mask = 0
                for part in parts:
                    mask |= self.condition_mask(part)
                return mask

    def _compute_comparison_pattern(
        self,
        slot_terms: list[tuple[int, int, int]],
        is_satisfied: Callable[[int], bool],
        total: int,
        patterns: dict[tuple[int, int], int],
    ) -> int:
        """Returns one period of the highest of some slots: the bits for which `total` plus their sum satisfies a test.

        `slot_terms` lists stride, slot and factor, by stride; `patterns` caches results by length and `total`.
        """
        key = len(slot_terms), total
        if key not in patterns:
            stride, slot, factor = slot_terms[-1]
            pieces = []
            for value in self.slot_values[slot]:
                new_total = total + factor * (value + self.model.domain_minimums[slot])
                if len(slot_terms) == 1:
                    pieces.append(make_ones(stride) if is_satisfied(new_total) else 0)
                else:
                    lower_stride, lower_slot, _ = slot_terms[-2]
                    period = lower_stride * len(self.slot_values[lower_slot])
                    pattern = self._compute_comparison_pattern(slot_terms[:-1], is_satisfied, new_total, patterns)
                    pieces.append(repeat_pattern(pattern, period, stride // period))
            patterns[key] = concatenate(pieces, stride)
        return patterns[key]

    def _live_slot(self, name: str) -> int:
        slot = self.model.slot_indices[name]
        if self.slot_values[slot] == (DEAD_VALUE,):
            raise KeyError(f"{name} is not live here")
        return slot


def build_layouts(
    model: Model, live_masks: tuple[int, ...], possible_values: tuple[SlotValues | None, ...]
) -> list[BitLayout | None]:
    """Returns the layout of every passage, None for those that no path can reach; equal layouts are shared.

    `live_masks` has a mask of the live slots of each passage, `possible_values` the values that may occur there. Slots
    with the same values everywhere get the small strides: then little has to be moved between one layout and the next.
    """
    values_by_passage = [
        None
        if row is None
        else tuple(values if live_mask >> slot & 1 else (DEAD_VALUE,) for slot, values in enumerate(row))
        for row, live_mask in zip(possible_values, live_masks, strict=True)
    ]
    values_by_passage = _make_uniform(values_by_passage, len(model.domain_sizes))
    slots = range(len(model.domain_sizes))
    variants = [{row[slot] for row in values_by_passage if row is not None} for slot in slots]
    slot_order = tuple(sorted(range(len(variants)), key=lambda slot: (len(variants[slot]), slot)))
    layouts: dict[SlotValues, BitLayout] = {}
    for row in values_by_passage:
        if row is not None and row not in layouts:
            layouts[row] = BitLayout(model, row, slot_order)
    return [None if row is None else layouts[row] for row in values_by_passage]


def _make_uniform(values_by_passage: list[SlotValues | None], slot_count: int) -> list[SlotValues | None]:
    """Gives slots the same values at every passage at which they are live, for as many slots as the limits allow."""
    unions = []
    for slot in range(slot_count):
        variants = {row[slot] for row in values_by_passage if row is not None} - {(DEAD_VALUE,)}
        unions.append(tuple(sorted(set().union(*variants))))

    def make_slot_uniform(slot: int) -> list[SlotValues | None]:
        return [
            row if row is None or row[slot] == (DEAD_VALUE,) else (*row[:slot], unions[slot], *row[slot + 1 :])
            for row in values_by_passage
        ]

    uniform_values = [
        None
        if row is None
        else tuple(values if values == (DEAD_VALUE,) else unions[slot] for slot, values in enumerate(row))
        for row in values_by_passage
    ]
    if _count_row_bits(uniform_values) <= UNIFORM_LAYOUT_MAX_BITS:
        return uniform_values
    max_bits = MAX_UNIFORM_GROWTH * _count_row_bits(values_by_passage)
    for slot in sorted(range(slot_count), key=lambda slot: _count_row_bits(make_slot_uniform(slot))):
        wider_values = make_slot_uniform(slot)
        if _count_row_bits(wider_values) <= max_bits:
            values_by_passage = wider_values
    return values_by_passage


def _count_row_bits(values_by_passage: list[SlotValues | None]) -> int:
    return sum(prod(map(len, row)) for row in values_by_passage if row is not None)


def count_bits(layouts: Sequence[BitLayout | None]) -> int:
    """Returns the number of bits that the integers of all passages have together, at most."""
    return sum(layout.bit_count for layout in layouts if layout is not None)


def estimate_bytes(model: Model, layouts: Sequence[BitLayout | None]) -> int:
    """Returns the memory in bytes that a proof with these layouts may need, at most.

    A proof holds the reachable states of a passage, a frontier, and for every condition its mask and the states that
    satisfy it; findings need as much again.
    """
    return sum(
        layout.bit_count // 8 * 2 * (2 + len({*model.conditions_by_passage[passage]}) + len(model.transitions[passage]))
        for passage, layout in enumerate(layouts)
        if layout is not None
    )
