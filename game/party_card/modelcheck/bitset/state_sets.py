"""The ground that an exploration walks on: regions of assignments, and the moves between passages.

Law: what is asked of a space has one answer, whichever way its regions are kept; two ways there are, bits and packed
numbers. Only `grown` may change a region in place, and only one that its caller has made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_
from typing import Protocol, TypeVar

from party_card.content.conditions import Condition
from party_card.content.models import TraceId
from party_card.modelcheck.bitset.bit_layout import Layout
from party_card.modelcheck.bitset.bit_transitions import StageCache, make_move
from party_card.modelcheck.bitset.bits import numbers
from party_card.modelcheck.model import Model, Transition

R = TypeVar("R")


class SymbolicTransition(Protocol[R]):
    """A choice as a function on regions."""

    @property
    def way(self) -> Transition:
        """The choice."""

    def image(self, region: R, /) -> R:
        """Where the choice leads from a region, closed where it is closed."""

    def preimage(self, region: R, within: R, /) -> R:
        """From where in `within` the choice leads into a region."""


class StateSetAlgebra(Protocol[R]):
    """Regions of assignments, one kind for all passages."""

    @property
    def model(self) -> Model:
        """The scene in numbers."""

    @property
    def moves(self) -> Sequence[Sequence[SymbolicTransition[R]]]:
        """For each passage the moves that may be possible."""

    def start(self) -> R:
        """The assignments at the start, in the first passage: one for each combination of what can be carried."""

    def empty(self) -> R:
        """A region of nothing."""

    def union(self, one: R, more: R, /) -> R:
        """A region with another one added; `one` itself may be used up."""

    def difference(self, one: R, other: R, /) -> R:
        """What is in one region and not in another."""

    def intersection(self, one: R, other: R, /) -> R:
        """What is in both of two regions."""

    def filter(self, passage: int, condition: Condition | None, region: R, /) -> R:
        """The part of a region where a condition holds."""

    def count(self, region: R, /) -> int:
        """How many assignments there are in a region."""

    def pick(self, region: R, /) -> R:
        """The first assignment of a region that is not empty."""

    def singleton(self, passage: int, values: tuple[int, ...], /) -> R:
        """The assignment of these values as a region; slots that do not matter may have any."""

    def assignments(self, passage: int, region: R, /) -> Iterator[tuple[int, ...]]:
        """The values of every slot, for each assignment; `ANY` where a slot does not matter."""

    def slot_values(self, passage: int, region: R, slot: int, /) -> tuple[int, ...]:
        """The values that one slot has somewhere in a region."""


class BitSpace:
    """Regions as integers of bits."""

    def __init__(self, model: Model, layouts: Sequence[Layout | None]) -> None:
        self.model = model
        self.layouts = layouts
        shared = StageCache()
        self.moves = [[*self._moves(model.ways[passage], shared)] for passage in range(len(layouts))]

    def _moves(self, ways: Sequence[Transition], shared: StageCache) -> Iterator[SymbolicTransition[int]]:
        for way in ways:
            before, after = self.layouts[way.source], self.layouts[way.goal]
            if before is not None and after is not None:
                yield make_move(way, before, after, shared)

    def layout(self, passage: int) -> Layout:
        """The layout of a passage that a path may lead to."""
        layout = self.layouts[passage]
        if layout is None:
            raise KeyError(f"no path leads to passage {passage}")
        return layout

    def start(self) -> int:
        """The assignments at the start, in the first passage: one for each combination of what can be carried."""
        return reduce(or_, (self.singleton(self.model.start, values) for values in self.model.starts.values()))

    def empty(self) -> int:
        """A region of nothing."""
        return 0

    def union(self, one: int, more: int) -> int:
        """A region with another one added."""
        return one | more

    def difference(self, one: int, other: int) -> int:
        """What is in one region and not in another."""
        return one & ~other

    def intersection(self, one: int, other: int) -> int:
        """What is in both of two regions."""
        return one & other

    def filter(self, passage: int, condition: Condition | None, region: int) -> int:
        """The part of a region where a condition holds."""
        return region & self.layout(passage).mask(condition) if region else 0

    def count(self, region: int) -> int:
        """How many assignments there are in a region."""
        return region.bit_count()

    def pick(self, region: int) -> int:
        """The first assignment of a region that is not empty."""
        return region & -region

    def singleton(self, passage: int, values: tuple[int, ...]) -> int:
        """The assignment of these values as a region; slots that do not matter may have any."""
        return 1 << self.layout(passage).number(values)

    def assignments(self, passage: int, region: int) -> Iterator[tuple[int, ...]]:
        """The values of every slot, for each assignment; `ANY` where a slot does not matter."""
        layout = self.layout(passage) if region else None
        return (layout.assignment(number) for number in numbers(region)) if layout is not None else iter(())

    def slot_values(self, passage: int, region: int, slot: int) -> tuple[int, ...]:
        """The values that one slot has somewhere in a region."""
        layout = self.layout(passage)
        return tuple(layout.values[slot][place] for place in numbers(layout.projected(region, slot)))


def carried_into(space: StateSetAlgebra[R], region: R) -> tuple[TraceId, ...]:
    """The traces carried at a start that lies in a region of the first passage; as few as there can be."""
    for carried, values in space.model.starts.items():
        if space.intersection(region, space.singleton(space.model.start, values)):
            return carried
    raise ValueError("no start lies in this region")


def empty_sets(space: StateSetAlgebra[R]) -> list[R]:
    """An empty region for every passage."""
    return [space.empty() for _ in space.moves]


def incoming(moves: Sequence[Sequence[SymbolicTransition[R]]]) -> list[list[SymbolicTransition[R]]]:
    """For each passage the moves that lead to it."""
    found: list[list[SymbolicTransition[R]]] = [[] for _ in moves]
    for row in moves:
        for move in row:
            found[move.way.goal].append(move)
    return found
