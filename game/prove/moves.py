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
from game.prove.program import Change, Way

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


class Shared:
    """What the moves of one scene have in common: the stages of single slots, and the masks in them."""

    def __init__(self) -> None:
        self._stages: dict[tuple[object, ...], list[_Stage]] = {}
        self._masks: dict[tuple[object, ...], int] = {}

    def stages(
        self, old: Values, new: Values, change: Change | None, size: int, block: int, count: int
    ) -> list[_Stage]:
        """The stages of a slot with `size` values in all: these before, those after, a change between."""
        rule = None if change is None else (change.step, change.amount)
        key = old, new, rule, size, block, count
        if key not in self._stages:
            table = None if change is None else change.table(size)
            self._stages[key] = _stages(_goals(old, new, table), len(old), len(new), block, count, self)
        return self._stages[key]

    def mask(self, places: list[int], size: int, block: int, count: int) -> int:
        """The blocks at some places of every period."""
        key = tuple(places), size, block, count
        if key not in self._masks:
            self._masks[key] = repeat(blocks(places, block, size), block * size, count)
        return self._masks[key]


def make_move(way: Way, before: Layout, after: Layout, shared: Shared) -> Move:
    """The move that a choice is between the layouts of its two passages."""
    sizes = [len(before.values[slot]) for slot in before.order]
    changes = {change.slot: change for change in way.changes}
    moved = [
        place for place, slot in enumerate(before.order) if slot in changes or before.values[slot] != after.values[slot]
    ]
    # First what shrinks, then what grows: so the integers in between stay small.
    moved.sort(key=lambda place: len(after.values[before.order[place]]) > sizes[place])
    stages: list[_Stage] = []
    for place in moved:
        slot = before.order[place]
        old, new, size = before.values[slot], after.values[slot], before.program.sizes[slot]
        block, count = prod(sizes[:place]), prod(sizes[place + 1 :])
        stages += shared.stages(old, new, changes.get(slot), size, block, count)
        sizes[place] = len(new)
    return Move(way, before.mask(way.condition), tuple(stages))


def _stages(goals: dict[int, int], old: int, new: int, block: int, count: int, shared: Shared) -> list[_Stage]:
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


def _shift(goals: dict[int, int], size: int, block: int, count: int, shared: Shared) -> _Stage:
    goal, crowd = Counter(goals.values()).most_common(1)[0] if goals else (0, 0)
    united = [place for place in goals if goals[place] == goal] if crowd > FEW else []
    distances: dict[int, list[int]] = {}
    for place, to in goals.items():
        if to != goal or not united:
            distances.setdefault(to - place, []).append(place)
    rest = _Shift(tuple((shared.mask(places, size, block, count), far * block) for far, places in distances.items()))
    if not united:
        return rest
    mask = shared.mask(united, size, block, count)
    return _Union(block, size, count, mask, goal * block, rest if distances else None)
