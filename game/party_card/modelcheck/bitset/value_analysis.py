"""The values that each slot may have at each passage: more than truly occur, never fewer.

Law: slots are looked at one by one, so this is quick and rough; it only keeps the layouts of the exploration small.
Sets of values of all slots are one integer: bit `offset + value` says that a slot may have a value, bit 0 that a path
may lead here at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from party_card.content.conditions import And, Condition, InSet, Not
from party_card.modelcheck.bitset.bits import numbers
from party_card.modelcheck.model import Assignment, Model, Transition

PATIENCE = 24
"""After so many sweeps a range that still grows is taken whole: a counter in a loop would grow step by step."""
MANY = 32
"""Of more values than these, those in between count too: a range without gaps is moved at once."""


@dataclass(frozen=True, slots=True)
class _Field:
    """Where the set of values of one slot lies."""

    offset: int
    size: int
    whole: int

    def after(self, sets: int, change: Assignment) -> int:
        """The sets after a change of this slot."""
        had = sets >> self.offset & (1 << self.size) - 1
        if not change.step:
            has = 1 << change.amount
        elif change.amount >= 0:
            stopped = had >> max(self.size - change.amount, 0)
            has = had << change.amount & (1 << self.size) - 1 | (1 << self.size - 1 if stopped else 0)
        else:
            has = had >> -change.amount | (1 if had & (1 << -change.amount) - 1 else 0)
        return sets & ~self.whole | has << self.offset

    def values(self, sets: int) -> tuple[int, ...]:
        """The values in the set of this slot."""
        return _listed(sets >> self.offset & (1 << self.size) - 1)


@lru_cache(1024)
def _listed(had: int) -> tuple[int, ...]:
    if had.bit_count() > MANY:
        return tuple(range((had & -had).bit_length() - 1, had.bit_length()))
    return tuple(numbers(had))


def possible_values(model: Model) -> tuple[tuple[tuple[int, ...], ...] | None, ...]:
    """For each passage and slot the values that may occur; None for a passage where no path can lead."""
    fields = list(_fields(model.sizes))
    steps = [[(way, list(_unwanted(way.condition, fields, model.numbers))) for way in ways] for ways in model.ways]
    found = [0] * len(model.ways)
    found[model.start] = 1
    for values in model.starts.values():
        for field, value in zip(fields, values, strict=True):
            found[model.start] |= 1 << field.offset + value
    sweeps, grown = 0, {model.start}
    while grown:
        sweeps += 1
        for passage in model.order:
            if passage not in grown:
                continue
            grown.remove(passage)
            for way, unwanted in steps[passage]:
                more = _taken(found[passage], way, unwanted, fields) & ~found[way.goal]
                if more:
                    grown.add(way.goal)
                    if sweeps > PATIENCE:
                        more = 1 | sum(field.whole for field in fields if field.whole & more)
                    found[way.goal] |= more
    return tuple(tuple(field.values(sets) for field in fields) if sets else None for sets in found)


def _fields(sizes: tuple[int, ...]) -> Iterator[_Field]:
    offset = 1
    for size in sizes:
        yield _Field(offset, size, (1 << size) - 1 << offset)
        offset += size


def _taken(sets: int, way: Transition, unwanted: list[tuple[int, int]], fields: list[_Field]) -> int:
    """The sets after a choice; 0 where it cannot be open."""
    for values, whole in unwanted:
        sets &= ~values
        if not sets & whole:
            return 0
    for change in way.changes:
        sets = fields[change.slot].after(sets, change)
    return sets


def _unwanted(condition: Condition | None, fields: list[_Field], numbers: dict[str, int]) -> Iterator[tuple[int, int]]:
    """What the parts of a condition that must all hold rule out, and the whole set of the slot concerned."""
    match condition:
        case And(parts):
            for part in parts:
                yield from _unwanted(part, fields, numbers)
        case InSet(name, values):
            field = fields[numbers[name]]
            yield field.whole & ~sum(1 << field.offset + value for value in values), field.whole
        case Not(InSet(name, values)):
            field = fields[numbers[name]]
            yield sum(1 << field.offset + value for value in values), field.whole
        case _:
            pass  # other parts concern several slots at once
