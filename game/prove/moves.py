"""A choice as a function on sets of assignments: from the layout of its passage to the layout of the next.

Law: `image` is exactly what the kernel's `take` does to every assignment for which the choice is open, and `preimage`
exactly its reverse. Slots are moved one by one; each is a shift of blocks, a union of blocks, or a change of period.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import prod
from typing import Protocol

from game.prove.bits import blocks, fold, gather, ones, repeat, spread, unfold
from game.prove.layout import ANY, Layout
from game.prove.program import Way

FEW = 3
"""So many blocks that go to one place are moved each by itself; more are united first."""


class _Stage(Protocol):
    def image(self, bits: int) -> int: ...

    def preimage(self, bits: int) -> int: ...


@dataclass(frozen=True, slots=True)
class _Shift:
    """Blocks of one slot go to other places of the same period."""

    pieces: tuple[tuple[int, int], ...]

    def image(self, bits: int) -> int:
        after = 0
        for mask, distance in self.pieces:
            part = bits & mask
            if part:
                after |= part << distance if distance >= 0 else part >> -distance
        return after

    def preimage(self, bits: int) -> int:
        before = 0
        for mask, distance in self.pieces:
            before |= (bits >> distance if distance >= 0 else bits << -distance) & mask
        return before


@dataclass(frozen=True, slots=True)
class _Union:
    """Many blocks of one slot go to one place, the others where `rest` says."""

    block: int
    size: int
    count: int
    mask: int
    distance: int
    rest: _Shift | None

    def image(self, bits: int) -> int:
        after = fold(bits & self.mask, self.block, self.size, self.count) << self.distance
        return after if self.rest is None else after | self.rest.image(bits)

    def preimage(self, bits: int) -> int:
        first = repeat(ones(self.block), self.block * self.size, self.count)
        before = unfold(bits >> self.distance & first, self.block, self.size, self.count) & self.mask
        return before if self.rest is None else before | self.rest.preimage(bits)


@dataclass(frozen=True, slots=True)
class _Gather:
    """The periods of a slot get shorter."""

    block: int
    period: int
    count: int

    def image(self, bits: int) -> int:
        return gather(bits, self.block, self.period, self.count)

    def preimage(self, bits: int) -> int:
        return spread(bits, self.block, self.period, self.count)


@dataclass(frozen=True, slots=True)
class _Spread:
    """The periods of a slot get longer."""

    block: int
    period: int
    count: int

    def image(self, bits: int) -> int:
        return spread(bits, self.block, self.period, self.count)

    def preimage(self, bits: int) -> int:
        first = repeat(ones(self.block), self.period, self.count)
        return gather(bits & first, self.block, self.period, self.count)


@dataclass(frozen=True, slots=True)
class Move:
    """A choice between two layouts."""

    way: Way
    mask: int
    stages: tuple[_Stage, ...]

    def image(self, bits: int) -> int:
        """Where the choice leads from these assignments."""
        bits &= self.mask
        if bits:
            for stage in self.stages:
                bits = stage.image(bits)
        return bits

    def preimage(self, bits: int, within: int) -> int:
        """The assignments among `within` from which the choice leads to these."""
        for stage in reversed(self.stages):
            bits = stage.preimage(bits)
        return bits & self.mask & within


Masks = dict[tuple[int, int, int, tuple[int, ...]], int]
"""Masks that moves share: block, size and number of the periods, and the places of the blocks that are set."""


def make_move(way: Way, before: Layout, after: Layout, masks: Masks) -> Move:
    """The move that a choice is between the layouts of its two passages; `masks` is filled on the way."""
    sizes = {slot: len(before.values[slot]) for slot in before.order}
    changes = {change.slot: change.table(before.program.sizes[change.slot]) for change in way.changes}
    moved = [slot for slot in before.order if slot in changes or before.values[slot] != after.values[slot]]
    # First what shrinks, then what grows: so the integers in between stay small.
    moved.sort(key=lambda slot: len(after.values[slot]) > len(before.values[slot]))
    stages: list[_Stage] = []
    for slot in moved:
        place = before.order.index(slot)
        block = prod(sizes[one] for one in before.order[:place])
        count = prod(sizes[one] for one in before.order[place + 1 :])
        stages += _stages(before.values[slot], after.values[slot], changes.get(slot), block, count, masks)
        sizes[slot] = len(after.values[slot])
    return Move(way, before.mask(way.condition), tuple(stages))


def _stages(
    old: tuple[int, ...], new: tuple[int, ...], table: tuple[int, ...] | None, block: int, count: int, masks: Masks
) -> list[_Stage]:
    """The stages of one slot with these values before and after, and what the choice makes of each of them."""
    goals = _goals(old, new, table)
    size = max(len(old), len(new))
    stages: list[_Stage] = []
    if len(new) > len(old):
        stages.append(_Spread(block * len(old), block * size, count))
    if any(goals.get(place) != place for place in range(len(old))):
        stages.append(_shift(goals, size, block, count, masks))
    if len(new) < len(old):
        stages.append(_Gather(block * len(new), block * size, count))
    return stages


def _goals(old: tuple[int, ...], new: tuple[int, ...], table: tuple[int, ...] | None) -> dict[int, int]:
    """For each place among the old values its place among the new ones; without those that cannot occur."""
    if new == (ANY,):
        return dict.fromkeys(range(len(old)), 0)
    places = {value: place for place, value in enumerate(new)}
    if old == (ANY,) and table is not None:  # then the value before makes no difference
        old = (0,)
    after = [table[value] if table is not None else value for value in old]
    return {place: places[value] for place, value in enumerate(after) if value in places}


def _shift(goals: dict[int, int], size: int, block: int, count: int, masks: Masks) -> _Stage:
    def mask(places: list[int]) -> int:
        key = block, size, count, tuple(places)
        if key not in masks:
            masks[key] = repeat(blocks(places, block, size), block * size, count)
        return masks[key]

    goal, crowd = Counter(goals.values()).most_common(1)[0] if goals else (0, 0)
    united = [place for place in goals if goals[place] == goal] if crowd > FEW else []
    distances: dict[int, list[int]] = {}
    for place, to in goals.items():
        if place not in united:
            distances.setdefault(to - place, []).append(place)
    rest = _Shift(tuple((mask(places), distance * block) for distance, places in distances.items()))
    if not united:
        return rest
    return _Union(block, size, count, mask(united), goal * block, rest if distances else None)
