"""The layout of a passage: which bit of its integer stands for which assignment of values to slots.

Law: mixed radix. Every slot has the values that may occur at the passage, lowest first; a slot that does not matter
there has the one value `ANY`. A condition is the mask of the assignments for which it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from math import prod

from party_card.content.conditions import And, Compare, Condition, Const, InSet, Not, Or, holds
from party_card.modelcheck.bitset.bits import blocks, fold, gather, joined, ones, repeat
from party_card.modelcheck.model import Model

ROOM = 2
"""So many times the bits may be spent where layouts that are alike save the work of going from one to the next."""
CHEAP = 500_000
"""So many bits for all passages together may always be spent on layouts that are alike."""
ANY = -1
"""The value of a slot that nothing can see."""
Values = tuple[tuple[int, ...], ...]
"""For each slot the values it may have, in the order of the slots of the kernel."""


class Layout:
    """The assignments of one passage; `order` lists the slots, the one with the lowest stride first."""

    def __init__(self, model: Model, values: Values, order: tuple[int, ...]) -> None:
        self.model = model
        self.values = values
        self.order = order
        self.strides: dict[int, int] = {}
        self.size = 1
        for slot in order:
            self.strides[slot] = self.size
            self.size *= len(values[slot])
        self._masks: dict[Condition, int] = {}
        self._chosen: dict[tuple[int, tuple[int, ...]], int] = {}

    @cached_property
    def full(self) -> int:
        """All assignments."""
        return ones(self.size)

    def number(self, values: tuple[int, ...]) -> int:
        """The bit of an assignment; slots that do not matter may have any value."""
        return sum(
            self.values[slot].index(values[slot]) * stride
            for slot, stride in self.strides.items()
            if self.values[slot] != (ANY,)
        )

    def assignment(self, number: int) -> tuple[int, ...]:
        """The values that a bit stands for; `ANY` where a slot does not matter."""
        return tuple(values[number // self.strides[slot] % len(values)] for slot, values in enumerate(self.values))

    def chosen(self, slot: int, positions: tuple[int, ...]) -> int:
        """The assignments in which a slot has one of its values, these by their place among the slot's values."""
        found = self._chosen.get((slot, positions))
        if found is None:
            stride, size = self.strides[slot], len(self.values[slot])
            found = repeat(blocks(positions, stride, size), stride * size, self.size // (stride * size))
            self._chosen[slot, positions] = found
        return found

    def projected(self, bits: int, slot: int) -> int:
        """The places of the values that a slot has in some of these assignments, as bits."""
        stride, size = self.strides[slot], len(self.values[slot])
        bits = fold(bits, stride * size, self.size // (stride * size), 1)
        return gather(fold(bits, 1, stride, size), 1, stride, size)

    def mask(self, condition: Condition | None) -> int:
        """The assignments for which a condition holds; all for none. What it reads must matter here."""
        if condition is None:
            return self.full
        found = self._masks.get(condition)
        if found is None:
            found = self._masks[condition] = self._mask(condition)
        return found

    def _mask(self, condition: Condition) -> int:
        match condition:
            case Const(value):
                return self.full if value else 0
            case InSet(name, wanted):
                slot = self._slot(name)
                return self.chosen(slot, tuple(i for i, value in enumerate(self.values[slot]) if value in wanted))
            case Compare(terms, order, constant):
                slots = {self._slot(name): factor for name, factor in terms}
                read = [(self.strides[slot], slot, slots[slot]) for slot in self.order if slot in slots]
                period = read[-1][0] * len(self.values[read[-1][1]])
                pattern = self._compared(read, lambda total: holds(order, total, constant), 0, {})
                return repeat(pattern, period, self.size // period)
            case Not(part):
                return self.full ^ self.mask(part)
            case And(parts):
                mask = self.full
                for part in parts:
                    mask &= self.mask(part)
                return mask
            case Or(parts):
                mask = 0
                for part in parts:
                    mask |= self.mask(part)
                return mask

    def _compared(
        self,
        read: list[tuple[int, int, int]],
        wanted: Callable[[int], bool],
        total: int,
        made: dict[tuple[int, int], int],
    ) -> int:
        """One period of the highest of some slots: where their sum, added to `total`, is wanted."""
        key = len(read), total
        if key not in made:
            stride, slot, factor = read[-1]
            pieces = []
            for value in self.values[slot]:
                sum_ = total + factor * (value + self.model.lows[slot])
                if len(read) == 1:
                    pieces.append(ones(stride) if wanted(sum_) else 0)
                else:
                    below, under, _ = read[-2]
                    period = below * len(self.values[under])
                    pieces.append(repeat(self._compared(read[:-1], wanted, sum_, made), period, stride // period))
            made[key] = joined(pieces, stride)
        return made[key]

    def _slot(self, name: str) -> int:
        slot = self.model.numbers[name]
        if self.values[slot] == (ANY,):
            raise KeyError(f"{name} does not matter here")
        return slot


def lay_out(model: Model, live: tuple[int, ...], possible: tuple[Values | None, ...]) -> list[Layout | None]:
    """The layout of every passage that a path may lead to; passages with the same values share one.

    Slots with the same values everywhere come first: then little has to be moved between one layout and the next.
    """
    rows = [
        None if values is None else tuple(of if mask >> slot & 1 else (ANY,) for slot, of in enumerate(values))
        for values, mask in zip(possible, live, strict=True)
    ]
    rows = _evened(rows, len(model.sizes))
    kinds = [{row[slot] for row in rows if row is not None} for slot in range(len(model.sizes))]
    order = tuple(sorted(range(len(kinds)), key=lambda slot: (len(kinds[slot]), slot)))
    made: dict[Values, Layout] = {}
    for row in rows:
        if row is not None and row not in made:
            made[row] = Layout(model, row, order)
    return [None if row is None else made[row] for row in rows]


def _evened(rows: list[Values | None], slots: int) -> list[Values | None]:
    """The same with all values of a slot at every passage where it matters, for as many slots as `ROOM` allows."""
    unions = []
    for slot in range(slots):
        kinds = {row[slot] for row in rows if row is not None} - {(ANY,)}
        unions.append(tuple(sorted(set().union(*kinds))))
    everywhere = [
        None if row is None else tuple(of if of == (ANY,) else unions[slot] for slot, of in enumerate(row))
        for row in rows
    ]
    if _total(everywhere) <= CHEAP:
        return everywhere
    room = ROOM * _total(rows)

    def evened(slot: int) -> list[Values | None]:
        return [
            row if row is None or row[slot] == (ANY,) else (*row[:slot], unions[slot], *row[slot + 1 :]) for row in rows
        ]

    for slot in sorted(range(slots), key=lambda slot: _total(evened(slot))):
        wider = evened(slot)
        if _total(wider) <= room:
            rows = wider
    return rows


def _total(rows: list[Values | None]) -> int:
    return sum(product(row) for row in rows if row is not None)


def total_bits(layouts: Sequence[Layout | None]) -> int:
    """How many bits the integers of all passages have together, at most."""
    return sum(layout.size for layout in layouts if layout is not None)


def product(values: Values) -> int:
    """How many assignments there are."""
    return prod(map(len, values))
