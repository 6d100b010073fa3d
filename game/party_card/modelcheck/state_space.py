"""The atlas of a scene: every reachable position, and the moves between them.

Law: an atlas is complete or it is not made at all. Whoever asks it about a passage gets an answer about every position
that some path leads to there; a position is a passage and the values that still matter in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from party_card.content.models import ChoiceId, ConditionText, PassageId
from party_card.content.variables import YES_NO, Domain
from party_card.engine.compiled import CompiledScene
from party_card.modelcheck.bfs import BfsLayers, Witness
from party_card.modelcheck.bitset.bit_layout import ANY, lay_out, total_bits
from party_card.modelcheck.bitset.state_sets import BitSpace, StateSetAlgebra, SymbolicTransition
from party_card.modelcheck.bitset.value_analysis import possible_values
from party_card.modelcheck.explore import Progress, backward_reachable, nodes_on_cycles, reachable
from party_card.modelcheck.liveness import live_slots
from party_card.modelcheck.model import Model, Transition, read_program
from party_card.modelcheck.packed_states import PackedSpace

MOST_BITS = 500_000_000
"""Up to so many bits for all passages together a region is an integer of bits, beyond that a set of numbers."""
MOST_POSITIONS = 200_000_000
"""So many positions are visited while they are bits, a few bytes each."""
MOST_PACKED = 5_000_000
"""So many positions are visited while they are packed numbers, about a hundred bytes each."""

ENOUGH_MOVED, THIN = 3_000_000_000, 1_000
"""After so many bits were moved, and so many for each position found, packed numbers take over."""

Region = Any
"""A set of assignments of one passage, as the space keeps it; false where it is empty."""


class ReachableStates:
    """Every reachable position of a scene."""

    def __init__(self, space: StateSetAlgebra[Region], reach: Sequence[Region], positions: int) -> None:
        self.space = space
        self.reachable = reach
        self.positions = positions
        self.model: Model = space.model
        self.compiled: CompiledScene = space.model.compiled

    @cached_property
    def passages(self) -> tuple[int, ...]:
        """The numbers of the passages that some path reaches, in the order written."""
        return tuple(number for number, region in enumerate(self.reachable) if region)

    @cached_property
    def enabled(self) -> tuple[tuple[Region, ...], ...]:
        """For each passage and each of its choices, where the choice is open."""
        space = self.space
        return tuple(
            tuple(space.filter(passage, way.condition, self.reachable[passage]) for way in ways)
            for passage, ways in enumerate(self.model.ways)
        )

    @cached_property
    def used_transitions(self) -> tuple[Transition, ...]:
        """The choices that are open somewhere."""
        return tuple(
            way
            for passage in self.passages
            for way, region in zip(self.model.ways[passage], self.enabled[passage], strict=True)
            if region
        )

    @cached_property
    def moves(self) -> int:
        """How many moves there are: each open choice at each position."""
        return sum(self.space.count(region) for row in self.enabled for region in row)

    @cached_property
    def deadlocks(self) -> dict[int, Region]:
        """By passage, the positions at which every choice is closed; passages without choices are left aside."""
        found = {}
        for passage in self.passages:
            if self.model.ways[passage] and self.model.passage(passage).ending is None:
                left = self.reachable[passage]
                for region in self.enabled[passage]:
                    left = self.space.difference(left, region)
                if left:
                    found[passage] = left
        return found

    @cached_property
    def livelocks(self) -> dict[int, Region]:
        """By passage, the positions from which every path goes on for ever."""
        if not nodes_on_cycles(self.passages, [(way.source, way.goal) for way in self.used_transitions]):
            return {}
        goals = [
            region
            if not self.model.ways[passage] or self.model.passage(passage).ending is not None
            else self.deadlocks.get(passage, self.space.empty())
            for passage, region in enumerate(self.reachable)
        ]
        leading = backward_reachable(self.space, self.reachable, goals)
        left = {passage: self.space.difference(self.reachable[passage], leading[passage]) for passage in self.passages}
        return {passage: region for passage, region in left.items() if region}

    @cached_property
    def _layers(self) -> BfsLayers[Region]:
        return BfsLayers(self.space)

    def states_where(self, passage: int, condition: ConditionText | None) -> Region:
        """The positions of a passage at which a condition that is read there holds."""
        meant = None if condition is None else self.model.condition(condition)
        return self.space.filter(passage, meant, self.reachable[passage])

    def states_where_not(self, passage: int, condition: ConditionText) -> Region:
        """The positions of a passage at which a condition does not hold."""
        return self.space.difference(self.reachable[passage], self.states_where(passage, condition))

    def shortest_path(self, goals: Mapping[int, Region]) -> Witness:
        """A shortest path into reachable regions, given by the numbers of their passages; one of them has something."""
        witness = self._layers.path(goals)
        if witness is None:
            raise ValueError("nothing reachable was asked for")
        return witness

    def values_along(self, witness: Witness) -> dict[str, str]:
        """The variables and marks where a path leads, as authors write their values."""
        system = self.compiled.system
        position = system.initial_state(witness.carried)
        for choice in witness.choices:
            number = system.choice_index(system.passages[position[0]], choice)
            assert number is not None  # noqa: S101  # the path was made of these choices
            position = system.apply(position, number)
        values = zip(system.slots, position[1:], strict=True)
        return {name: _written(system.domains.get(name), value) for name, value in values}

    def number(self, passage: PassageId) -> int:
        """The number of a passage."""
        return self.compiled.system.passages.index(passage)

    def walk(self, every: int = 1) -> Iterator[tuple[PassageId, dict[str, str], tuple[ChoiceId, ...]]]:
        """Every position: its passage, the variables that matter with their values, and the open choices.

        With `every`, each so manieth of a passage, beginning with its first.
        """
        slots, domains = self.compiled.system.slots, self.compiled.system.domains
        for passage in self.passages:
            for values in islice(self.space.assignments(passage, self.reachable[passage]), 0, None, every):
                here = self.space.singleton(passage, values)
                told = {
                    name: _written(domains.get(name), value)
                    for name, value in zip(slots, values, strict=True)
                    if value != ANY
                }
                moves: Sequence[SymbolicTransition[Region]] = self.space.moves[passage]
                yield self.model.name(passage), told, tuple(m.way.choice.id for m in moves if m.image(here))


def _written(domain: Domain | None, value: int) -> str:
    return YES_NO.names[value] if domain is None else domain.names[value]


def make_space(
    compiled: CompiledScene, *, dropping: bool = True, most_bits: int = MOST_BITS
) -> StateSetAlgebra[Region]:
    """The space of a scene: bits as long as there are not too many, else packed numbers.

    Without `dropping` every slot matters everywhere: slower, and for comparison only.
    """
    model = read_program(compiled)
    live = live_slots(model) if dropping else tuple((1 << len(model.sizes)) - 1 for _ in model.ways)
    layouts = lay_out(model, live, possible_values(model))
    return BitSpace(model, layouts) if total_bits(layouts) <= most_bits else PackedSpace(model, live)


def explore(
    compiled: CompiledScene,
    *,
    limit: int | None = None,
    progress: Progress | None = None,
    dropping: bool = True,
    most_bits: int = MOST_BITS,
) -> ReachableStates:
    """Explores a scene. Raises TooMany beyond `limit` positions, by default as many as fit into memory."""
    space = make_space(compiled, dropping=dropping, most_bits=most_bits)
    most = limit or (MOST_POSITIONS if isinstance(space, BitSpace) else MOST_PACKED)
    try:
        reach, positions = reachable(space, limit=most, progress=_Yield(space, progress))
    except _SparseStatesError:
        space = PackedSpace(space.model, live_slots(space.model))
        reach, positions = reachable(space, limit=limit or MOST_PACKED, progress=progress)
    return ReachableStates(space, reach, positions)


class _SparseStatesError(Exception):  # names what is the case
    """Integers of bits are nearly empty, and moving them costs more than moving numbers."""


class _Yield:
    """Passes progress on, and stops an exploration that moves thousands of bits for every position it finds."""

    def __init__(self, space: StateSetAlgebra[Region], progress: Progress | None) -> None:
        layouts = [layout for layout in space.layouts if layout is not None] if isinstance(space, BitSpace) else []
        self._bits = total_bits(layouts) // max(len(layouts), 1)
        self._progress = progress
        self._moved = 0

    def __call__(self, positions: int) -> None:
        if self._progress is not None:
            self._progress(positions)
        self._moved += self._bits
        if self._moved > ENOUGH_MOVED and self._moved > THIN * positions:
            raise _SparseStatesError
