"""Transition relations on bit sets: from the layout of the source passage to the layout of the target passage.

Slots are moved one after the other; each by a shift of blocks, a union of blocks, or a change of the period width.

Invariant: `image` does to every assignment that satisfies the condition exactly the same as `TransitionSystem.apply`,
and `preimage` is its exact inverse image.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import prod

from party_card.frozen_dataclass import frozen_dataclass
from party_card.modelcheck.bitset.bit_layout import BitLayout
from party_card.modelcheck.bitset.bits import make_block_mask, repeat_pattern
from party_card.modelcheck.bitset.block_operations import (
    BlockOperation,
    BlockShift,
    BlockUnion,
    PeriodGrowth,
    PeriodShrink,
)
from party_card.modelcheck.model import SlotUpdate, Transition
from party_card.modelcheck.state_sets import DEAD_VALUE

MAX_BLOCKS_SHIFTED_SINGLY = 3
"""If more blocks than this have the same target, they are united first and then shifted together."""


@frozen_dataclass
class BitTransitionRelation:
    """Implements `TransitionRelation`: the mask of the condition, then one operation after the other."""

    transition: Transition
    mask: int
    operations: tuple[BlockOperation, ...]

    def image(self, state_set: int) -> int:
        """Returns the successors of those states in which the transition is enabled."""
        state_set &= self.mask
        if state_set:
            for operation in self.operations:
                state_set = operation.image(state_set)
        return state_set

    def preimage(self, state_set: int, within: int) -> int:
        """Returns the states of `within` that have their successor in `state_set`."""
        for operation in reversed(self.operations):
            state_set = operation.preimage(state_set)
        return state_set & self.mask & within


class BlockOperationCache:
    """Block operations and their masks, shared by the transition relations of a scene."""

    def __init__(self) -> None:
        self._update_operations: dict[tuple[BitLayout, SlotUpdate], list[BlockOperation]] = {}
        self._relayout_operations: dict[tuple[BitLayout, BitLayout, tuple[SlotUpdate, ...]], list[BlockOperation]] = {}
        self._masks: dict[tuple[tuple[int, ...], int, int, int], int] = {}

    def update_operations(self, layout: BitLayout, update: SlotUpdate) -> list[BlockOperation]:
        """Returns the operations of a slot update that stays within one layout."""
        operations = self._update_operations.get((layout, update))
        if operations is None:
            values, block_width = layout.slot_values[update.slot], layout.strides[update.slot]
            targets = _map_indices(values, values, update.transfer_table(layout.model.domain_sizes[update.slot]))
            period_count = layout.bit_count // (block_width * len(values))
            operations = _build_operations(targets, len(values), len(values), block_width, period_count, self)
            self._update_operations[layout, update] = operations
        return operations

    def relayout_operations(
        self, source: BitLayout, target: BitLayout, updates: tuple[SlotUpdate, ...]
    ) -> list[BlockOperation]:
        """Returns the operations of all slots whose values differ between two layouts, some of them updated."""
        operations = self._relayout_operations.get((source, target, updates))
        if operations is None:
            operations = list(_build_relayout_operations(source, target, updates, self))
            self._relayout_operations[source, target, updates] = operations
        return operations

    def block_mask(self, indices: tuple[int, ...], block_count: int, block_width: int, period_count: int) -> int:
        """Returns the mask of the blocks with these indices in every period."""
        key = indices, block_count, block_width, period_count
        mask = self._masks.get(key)
        if mask is None:
            pattern = make_block_mask(indices, block_width, block_count)
            mask = self._masks[key] = repeat_pattern(pattern, block_width * block_count, period_count)
        return mask


def build_relation(
    transition: Transition, source: BitLayout, target: BitLayout, cache: BlockOperationCache
) -> BitTransitionRelation:
    """Returns the relation of a transition between the layouts of its two passages."""
    operations: list[BlockOperation] = []
    relayout_updates: list[SlotUpdate] = []
    for update in transition.updates:
        old_values, new_values = source.slot_values[update.slot], target.slot_values[update.slot]
        if old_values == new_values:
            operations += cache.update_operations(source, update)
        elif new_values != (DEAD_VALUE,):
            relayout_updates.append(update)
    if source is not target:
        operations += cache.relayout_operations(source, target, tuple(relayout_updates))
    return BitTransitionRelation(transition, source.condition_mask(transition.condition), tuple(operations))


def _build_relayout_operations(
    source: BitLayout, target: BitLayout, updates: tuple[SlotUpdate, ...], cache: BlockOperationCache
) -> Iterator[BlockOperation]:
    tables = {update.slot: update.transfer_table(source.model.domain_sizes[update.slot]) for update in updates}
    sizes = [len(source.slot_values[slot]) for slot in source.slot_order]
    positions = [
        position
        for position, slot in enumerate(source.slot_order)
        if source.slot_values[slot] != target.slot_values[slot]
    ]
    # Slots that shrink come first: so the integers in between stay small.
    positions.sort(key=lambda position: len(target.slot_values[source.slot_order[position]]) > sizes[position])
    for position in positions:
        slot = source.slot_order[position]
        old_values, new_values = source.slot_values[slot], target.slot_values[slot]
        block_width, period_count = prod(sizes[:position]), prod(sizes[position + 1 :])
        targets = _map_indices(old_values, new_values, tables.get(slot))
        yield from _build_operations(targets, len(old_values), len(new_values), block_width, period_count, cache)
        sizes[position] = len(new_values)


def _build_operations(
    targets: dict[int, int],
    old_count: int,
    new_count: int,
    block_width: int,
    period_count: int,
    cache: BlockOperationCache,
) -> list[BlockOperation]:
    """Returns the operations of one slot that has `old_count` values before and `new_count` after.

    `targets` maps the index of each value before to the index of the value after.
    """
    block_count = max(old_count, new_count)
    period_width = block_width * block_count
    operations: list[BlockOperation] = []
    if new_count > old_count:
        operations.append(PeriodGrowth(block_width * old_count, period_width, period_count))
    if any(targets.get(index) != index for index in range(old_count)):
        operations.append(_build_shift(targets, block_count, block_width, period_count, cache))
    if new_count < old_count:
        operations.append(PeriodShrink(block_width * new_count, period_width, period_count))
    return operations


def _map_indices(
    old_values: tuple[int, ...], new_values: tuple[int, ...], table: tuple[int, ...] | None
) -> dict[int, int]:
    """Maps the indices of the old values of a slot to those of the new ones, without values that cannot occur.

    `table` has the value after an update for each value before; None if the slot is not updated.
    """
    if new_values == (DEAD_VALUE,):
        return dict.fromkeys(range(len(old_values)), 0)
    new_indices = {value: index for index, value in enumerate(new_values)}
    if old_values == (DEAD_VALUE,) and table is not None:  # then the value before makes no difference
        old_values = (0,)
    updated_values = [table[value] if table is not None else value for value in old_values]
    return {index: new_indices[value] for index, value in enumerate(updated_values) if value in new_indices}


def _build_shift(
    targets: dict[int, int], block_count: int, block_width: int, period_count: int, cache: BlockOperationCache
) -> BlockOperation:
    target_counts = Counter(targets.values())
    union_target = max(target_counts, key=target_counts.__getitem__, default=0)
    united_indices: tuple[int, ...] = ()
    if target_counts[union_target] > MAX_BLOCKS_SHIFTED_SINGLY:
        united_indices = tuple(index for index in targets if targets[index] == union_target)
    distances: dict[int, list[int]] = {}
    for index, target in targets.items():
        if target != union_target or not united_indices:
            distances.setdefault(target - index, []).append(index)
    shift = BlockShift(
        tuple(
            (cache.block_mask(tuple(indices), block_count, block_width, period_count), distance * block_width)
            for distance, indices in distances.items()
        )
    )
    if not united_indices:
        return shift
    mask = cache.block_mask(united_indices, block_count, block_width, period_count)
    other_shift = shift if distances else None
    return BlockUnion(block_width, block_count, period_count, mask, union_target * block_width, other_shift)
