"""A choice as a function on sets of assignments: from the layout of its passage to the layout of the next.

Law: `image` is exactly what the kernel's `take` does to every assignment for which the choice is open, and `preimage`
exactly its reverse. Slots are moved one by one; each is a shift of blocks, a union of blocks, or a change of period.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from typing import Protocol

from party_card.modelcheck.bitset.bit_layout import ANY, Layout
from party_card.modelcheck.bitset.bits import blocks, fold, gather, ones, repeat, spread, unfold
from party_card.modelcheck.model import Assignment, Transition

FEW = 3
"""So many blocks that go to one place are moved each by itself; more are united first."""


Values = tuple[int, ...]
"""The values that one slot may have."""


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

    way: Transition
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


class StageCache:
    """What the moves of one scene have in common: their stages, and the masks in these."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Layout, Assignment], list[_Stage]] = {}
        self._resized: dict[tuple[Layout, Layout, tuple[Assignment, ...]], list[_Stage]] = {}
        self._masks: dict[tuple[tuple[int, ...], int, int, int], int] = {}

    def kept(self, layout: Layout, change: Assignment) -> list[_Stage]:
        """The stages of a change within one layout."""
        found = self._kept.get((layout, change))
        if found is None:
            values, block = layout.values[change.slot], layout.strides[change.slot]
            goals = _goals(values, values, change.table(layout.model.sizes[change.slot]))
            count = layout.size // (block * len(values))
            found = self._kept[layout, change] = _stages(goals, len(values), len(values), block, count, self)
        return found

    def resized(self, before: Layout, after: Layout, changes: tuple[Assignment, ...]) -> list[_Stage]:
        """The stages of all slots that have other values in another layout, with these changes of some of them."""
        found = self._resized.get((before, after, changes))
        if found is None:
            found = self._resized[before, after, changes] = list(_resized(before, after, changes, self))
        return found

    def mask(self, places: tuple[int, ...], size: int, block: int, count: int) -> int:
        """The blocks at some places of every period."""
        key = places, size, block, count
        found = self._masks.get(key)
        if found is None:
            found = self._masks[key] = repeat(blocks(places, block, size), block * size, count)
        return found


def make_move(way: Transition, before: Layout, after: Layout, shared: StageCache) -> Move:
    """The move that a choice is between the layouts of its two passages."""
    stages: list[_Stage] = []
    resized: list[Assignment] = []
    for change in way.changes:
        old, new = before.values[change.slot], after.values[change.slot]
        if old == new:
            stages += shared.kept(before, change)
        elif new != (ANY,):
            resized.append(change)
    if before is not after:
        stages += shared.resized(before, after, tuple(resized))
    return Move(way, before.mask(way.condition), tuple(stages))


def _resized(before: Layout, after: Layout, changes: tuple[Assignment, ...], shared: StageCache) -> Iterator[_Stage]:
    tables = {change.slot: change.table(before.model.sizes[change.slot]) for change in changes}
    sizes = [len(before.values[slot]) for slot in before.order]
    moved = [place for place, slot in enumerate(before.order) if before.values[slot] != after.values[slot]]
    # First what shrinks, then what grows: so the integers in between stay small.
    moved.sort(key=lambda place: len(after.values[before.order[place]]) > sizes[place])
    for place in moved:
        slot = before.order[place]
        old, new = before.values[slot], after.values[slot]
        block, count = prod(sizes[:place]), prod(sizes[place + 1 :])
        yield from _stages(_goals(old, new, tables.get(slot)), len(old), len(new), block, count, shared)
        sizes[place] = len(new)


def _stages(goals: dict[int, int], old: int, new: int, block: int, count: int, shared: StageCache) -> list[_Stage]:
    """The stages of one slot that has so many values before and after, and for each place before its place after."""
    size = max(old, new)
    stages: list[_Stage] = []
    if new > old:
        stages.append(_Spread(block * old, block * size, count))
    if any(goals.get(place) != place for place in range(old)):
        stages.append(_shift(goals, size, block, count, shared))
    if new < old:
        stages.append(_Gather(block * new, block * size, count))
    return stages


def _goals(old: Values, new: Values, table: tuple[int, ...] | None) -> dict[int, int]:
    """For each place among the old values its place among the new ones; without those that cannot occur."""
    if new == (ANY,):
        return dict.fromkeys(range(len(old)), 0)
    places = {value: place for place, value in enumerate(new)}
    if old == (ANY,) and table is not None:  # then the value before makes no difference
        old = (0,)
    after = [table[value] if table is not None else value for value in old]
    return {place: places[value] for place, value in enumerate(after) if value in places}


def _shift(goals: dict[int, int], size: int, block: int, count: int, shared: StageCache) -> _Stage:
    crowds = Counter(goals.values())
    goal = max(crowds, key=crowds.__getitem__, default=0)
    united = tuple(place for place in goals if goals[place] == goal) if crowds[goal] > FEW else ()
    distances: dict[int, list[int]] = {}
    for place, to in goals.items():
        if to != goal or not united:
            distances.setdefault(to - place, []).append(place)
    rest = _Shift(
        tuple((shared.mask(tuple(places), size, block, count), far * block) for far, places in distances.items())
    )
    if not united:
        return rest
    mask = shared.mask(united, size, block, count)
    return _Union(block, size, count, mask, goal * block, rest if distances else None)
