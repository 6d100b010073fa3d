"""Chooses the layouts of all passages of a scene.

The same values of a slot everywhere cost bits, but save the work of moving between layouts; limits decide how far.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from party_card.modelcheck.bitset.bit_layout import BitLayout, SlotValues
from party_card.modelcheck.model import Model
from party_card.modelcheck.state_sets import DEAD_VALUE

UNIFORM_LAYOUT_MAX_BITS = 500_000
"""Slots get the same values at every passage if all layouts together then have at most this many bits."""
MAX_UNIFORM_GROWTH = 2
"""Otherwise as many slots get the same values everywhere as keep the layouts within this factor."""


def build_layouts(
    model: Model, live: tuple[int, ...], possible: tuple[SlotValues | None, ...]
) -> list[BitLayout | None]:
    """Returns the layout of every passage, None for those that no path can reach; equal layouts are shared.

    `live` has a mask of the live slots of each passage, `possible` the values that may occur there. Slots with the same
    values everywhere get the small strides: then little has to be moved between one layout and the next.
    """
    rows = [
        None
        if row is None
        else tuple(values if live_mask >> slot & 1 else (DEAD_VALUE,) for slot, values in enumerate(row))
        for row, live_mask in zip(possible, live, strict=True)
    ]
    rows = _make_uniform(rows, len(model.domain_sizes))
    variants = [{row[slot] for row in rows if row is not None} for slot in range(len(model.domain_sizes))]
    slot_order = tuple(sorted(range(len(variants)), key=lambda slot: (len(variants[slot]), slot)))
    layouts: dict[SlotValues, BitLayout] = {}
    for row in rows:
        if row is not None and row not in layouts:
            layouts[row] = BitLayout(model, row, slot_order)
    return [None if row is None else layouts[row] for row in rows]


def _make_uniform(rows: list[SlotValues | None], slot_count: int) -> list[SlotValues | None]:
    """Gives slots the same values at every passage where they are live, for as many slots as the limits allow."""
    unions = []
    for slot in range(slot_count):
        variants = {row[slot] for row in rows if row is not None} - {(DEAD_VALUE,)}
        unions.append(tuple(sorted(set().union(*variants))))

    def make_slot_uniform(slot: int) -> list[SlotValues | None]:
        return [
            row if row is None or row[slot] == (DEAD_VALUE,) else (*row[:slot], unions[slot], *row[slot + 1 :])
            for row in rows
        ]

    uniform = [
        None
        if row is None
        else tuple(values if values == (DEAD_VALUE,) else unions[slot] for slot, values in enumerate(row))
        for row in rows
    ]
    if _count_row_bits(uniform) <= UNIFORM_LAYOUT_MAX_BITS:
        return uniform
    max_bits = MAX_UNIFORM_GROWTH * _count_row_bits(rows)
    for slot in sorted(range(slot_count), key=lambda slot: _count_row_bits(make_slot_uniform(slot))):
        wider = make_slot_uniform(slot)
        if _count_row_bits(wider) <= max_bits:
            rows = wider
    return rows


def _count_row_bits(rows: list[SlotValues | None]) -> int:
    return sum(prod(map(len, row)) for row in rows if row is not None)


def count_bits(layouts: Sequence[BitLayout | None]) -> int:
    """Returns the number of bits that the integers of all passages have together, at most."""
    return sum(layout.bit_count for layout in layouts if layout is not None)
