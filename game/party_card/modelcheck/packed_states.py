"""Regions as sets of packed numbers: for scenes with more assignments than integers of bits can hold.

Law: an assignment is one number, every slot a field of bits in it; a slot that does not matter is 0. Choices become
generated functions on sets, and what is generated is made of numbers alone: nothing that an author wrote enters it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from party_card.content.conditions import And, Compare, Condition, Const, InSet, Not, Or
from party_card.modelcheck.bitset.bit_layout import ANY
from party_card.modelcheck.model import Assignment, Model, Transition

Packed = set[int]


@dataclass(frozen=True, slots=True)
class PackedMove:
    """A choice on sets of packed numbers."""

    way: Transition
    image: Callable[[Packed], Packed]
    preimage: Callable[[Packed, Packed], Packed]


class PackedSpace:
    """Regions as sets of packed numbers."""

    def __init__(self, model: Model, live: tuple[int, ...]) -> None:
        self.model = model
        self.live = live
        self._writer = _Writer(model)
        self._tests: dict[Condition, Callable[[Packed], Packed]] = {}
        self.moves = [[self._move(way) for way in row] for row in model.ways]

    def _move(self, way: Transition) -> PackedMove:
        condition = self._writer.condition(way.condition)
        after = self._writer.after(way.changes, self.live[way.goal])
        image = _made(f"lambda region: {{{after} for s in region if {condition}}}")
        preimage = _made(f"lambda region, within: {{s for s in within if {condition} and ({after}) in region}}")
        return PackedMove(way, image, preimage)

    def start(self) -> Packed:
        """The assignments at the start, in the first passage: one for each combination of what can be carried."""
        return set().union(*(self.singleton(self.model.start, values) for values in self.model.starts.values()))

    def empty(self) -> Packed:
        """A region of nothing."""
        return set()

    def union(self, one: Packed, more: Packed) -> Packed:
        """A region with another one added."""
        one |= more
        return one

    def difference(self, one: Packed, other: Packed) -> Packed:
        """What is in one region and not in another."""
        return one - other

    def intersection(self, one: Packed, other: Packed) -> Packed:
        """What is in both of two regions."""
        return one & other

    def filter(self, _passage: int, condition: Condition | None, region: Packed) -> Packed:
        """The part of a region where a condition holds."""
        if condition is None or not region:
            return region
        test = self._tests.get(condition)
        if test is None:
            test = _made(f"lambda region: {{s for s in region if {self._writer.condition(condition)}}}")
            self._tests[condition] = test
        return test(region)

    def count(self, region: Packed) -> int:
        """How many assignments there are in a region."""
        return len(region)

    def pick(self, region: Packed) -> Packed:
        """The first assignment of a region that is not empty."""
        return {min(region)}

    def singleton(self, passage: int, values: tuple[int, ...]) -> Packed:
        """The assignment of these values as a region; slots that do not matter may have any."""
        fields = self._writer.offsets
        return {sum(value << fields[slot] for slot, value in enumerate(values) if self.live[passage] >> slot & 1)}

    def assignments(self, passage: int, region: Packed) -> Iterator[tuple[int, ...]]:
        """The values of every slot, for each assignment; `ANY` where a slot does not matter."""
        fields = list(zip(self._writer.offsets, self._writer.fields, strict=True))
        live = self.live[passage]
        for packed in sorted(region):
            yield tuple(
                packed >> offset & field if live >> slot & 1 else ANY for slot, (offset, field) in enumerate(fields)
            )

    def slot_values(self, passage: int, region: Packed, slot: int) -> tuple[int, ...]:
        """The values that one slot has somewhere in a region."""
        if not self.live[passage] >> slot & 1:
            return (ANY,)
        offset, field = self._writer.offsets[slot], self._writer.fields[slot]
        return tuple(sorted({packed >> offset & field for packed in region}))


def _made(source: str) -> Any:
    return eval(source, {"__builtins__": {}})  # noqa: S307  # numbers only


class _Writer:
    """Writes conditions and changes as Python expressions over the packed number `s`."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.offsets: list[int] = []
        self.fields: list[int] = []
        at = 0
        for size in model.sizes:
            width = (size - 1).bit_length()
            self.offsets.append(at)
            self.fields.append((1 << width) - 1)
            at += width

    def condition(self, condition: Condition | None) -> str:
        match condition:
            case None:
                return "True"
            case Const(value):
                return repr(value)
            case InSet(name, values):
                slot = self.model.numbers[name]
                bits = sum(1 << value for value in values)
                return f"({bits:d} >> {self._value(slot)} & 1)"
            case Compare(terms, order, constant):
                numbers = self.model.numbers
                lows = sum(factor * self.model.lows[numbers[name]] for name, factor in terms)
                total = "+".join(f"{factor:d}*{self._value(numbers[name])}" for name, factor in terms)
                return f"({total} {order} {constant - lows:d})"
            case Not(part):
                return f"(not {self.condition(part)})"
            case And(parts):
                return f"({' and '.join(self.condition(part) for part in parts)})"
            case Or(parts):
                return f"({' or '.join(self.condition(part) for part in parts)})"

    def after(self, changes: tuple[Assignment, ...], live: int) -> str:
        """The packed number after these changes; what does not matter then is cleared."""
        cleared = sum(field << self.offsets[slot] for slot, field in enumerate(self.fields) if not live >> slot & 1)
        placed, steps = 0, ""
        for change in changes:
            if not live >> change.slot & 1:
                continue
            if change.step:
                steps += f"+({self._step(change)} << {self.offsets[change.slot]:d})"
            else:
                cleared |= self.fields[change.slot] << self.offsets[change.slot]
                placed |= change.amount << self.offsets[change.slot]
        text = f"(s{steps})" if steps else "s"
        if cleared:
            text = f"{text} & {~cleared:d}"
        return f"{text} | {placed:d}" if placed else text

    def _step(self, change: Assignment) -> str:
        """How far a step goes from the present value."""
        value, last, amount = self._value(change.slot), self.model.sizes[change.slot] - 1, change.amount
        if amount >= 0:
            return f"({amount:d} if {value} <= {last - amount:d} else {last:d} - {value})"
        return f"({amount:d} if {value} >= {-amount:d} else -{value})"

    def _value(self, slot: int) -> str:
        offset, field = self.offsets[slot], self.fields[slot]
        return f"(s >> {offset:d} & {field:d})" if offset else f"(s & {field:d})"
