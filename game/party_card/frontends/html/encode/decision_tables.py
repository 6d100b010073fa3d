"""Conditions and effects as lookup tables over the few bounded variables that they read.

Law: a table answers exactly as the kernel does, for every combination of the values it reads; combinations are counted
with the last slot turning fastest. The rule `beyond-the-page` has seen to it that none is too large.
"""

from __future__ import annotations

from itertools import product
from typing import Any

from party_card.content.conditions import names_read
from party_card.content.models import Choice, ConditionText
from party_card.content.variables import YES_NO
from party_card.engine.compiled import CompiledScene

ALWAYS = 0
"""The number of the table that holds everywhere."""
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

Row = tuple[tuple[int, ...], tuple[int, ...]]
"""The slots that a table reads, and its values."""


class Tables:
    """The tables of one scene, each once; they are known by their number."""

    def __init__(self, compiled: CompiledScene) -> None:
        system = compiled.system
        self._kernel = system
        self._conditions = compiled.logic.conditions
        self._effects = compiled.logic.effects
        self._slots = {name: number for number, name in enumerate(system.slots)}
        self.sizes = tuple(system.domains.get(name, YES_NO).size for name in system.slots)
        self._numbers: dict[Row, int] = {((), (1,)): ALWAYS}

    def condition(self, text: ConditionText | None) -> int:
        """The table of a condition of the scene: 1 where it holds."""
        if text is None:
            return ALWAYS
        read = tuple(sorted(self._slots[name] for name in names_read(self._conditions[text])))
        test = self._kernel.conditions[text]
        return self._number(read, tuple(int(test(position)) for position in self._positions(read)))

    def effects(self, passage: int, number: int, choice: Choice) -> list[int]:
        """What a choice of a passage does: the slots that it changes, each with the table of the value afterwards."""
        told = {self._slots[effect.variable]: effect.kind == "step" for effect in self._effects[choice.id]}
        marks = (f"visited({choice.goto})", f"chose({choice.id})")
        told |= {self._slots[mark]: False for mark in marks if mark in self._slots}
        step = self._kernel.transitions[passage][number]
        rows: list[int] = []
        for slot, moves in told.items():
            read = (slot,) if moves else ()
            after = tuple(step(position)[1 + slot] for position in self._positions(read))
            rows += (slot, self._number(read, after))
        return rows

    def rows(self) -> list[list[Any]]:
        """The tables by their numbers: slots, and values as base-36 digits, or as numbers where one has no digit."""
        return [[list(slots), _written(values)] for slots, values in self._numbers]

    def _positions(self, read: tuple[int, ...]) -> list[tuple[int, ...]]:
        """A position for each combination of what is read; whatever else it holds makes no difference."""
        blank = [0] * (1 + len(self.sizes))
        found = []
        for values in product(*(range(self.sizes[slot]) for slot in read)):
            for slot, value in zip(read, values, strict=True):
                blank[1 + slot] = value
            found.append(tuple(blank))
        return found

    def _number(self, read: tuple[int, ...], values: tuple[int, ...]) -> int:
        return self._numbers.setdefault((read, values), len(self._numbers))


def _written(values: tuple[int, ...]) -> str | list[int]:
    return "".join(DIGITS[value] for value in values) if max(values) < len(DIGITS) else list(values)
