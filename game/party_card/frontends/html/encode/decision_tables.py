"""Encodes conditions and effects as lookup tables over the bounded variables that they read.

Invariant: a table gives the same answer as the transition system for every combination of the values that it reads; the
last slot varies fastest. The rule `beyond-the-page` limits the number of combinations.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

from party_card.content.conditions import collect_names
from party_card.content.domains import YES_NO
from party_card.content.models import Choice, ConditionText
from party_card.engine.compiled import CompiledScene
from party_card.engine.transition_system import Position
from party_card.frontends.html.encode.interning import intern
from party_card.frontends.shared.scene_data import ALWAYS, DIGITS

Row = tuple[tuple[int, ...], tuple[int, ...]]
"""The slots that a table reads, and its values."""


class DecisionTables:
    """Collects the tables of one scene, each once; a table is known by its number."""

    def __init__(self, compiled: CompiledScene) -> None:
        system = compiled.system
        self._system = system
        self._conditions = compiled.logic.conditions
        self._effects = compiled.logic.effects
        self._slots = {name: number for number, name in enumerate(system.slots)}
        self.sizes = tuple(system.domains.get(name, YES_NO).size for name in system.slots)
        self._tables: dict[Row, int] = {((), (1,)): ALWAYS}

    def encode_condition(self, text: ConditionText | None) -> int:
        """Returns the number of a condition's table; its values are 1 for true and 0 for false."""
        if text is None:
            return ALWAYS
        slots = tuple(sorted(self._slots[name] for name in collect_names(self._conditions[text])))
        test = self._system.conditions[text]
        return self._intern(slots, [int(test(position)) for position in self._list_positions(slots)])

    def encode_texts(self, text: ConditionText | None, describe: Callable[[Position], str]) -> dict[str, int]:
        """Returns the texts that describe positions, each with the number of the table that is 1 where it does.

        A description depends on nothing but the slots that the condition reads; an empty one is left out.
        """
        if text is None:
            return {}
        slots = tuple(sorted(self._slots[name] for name in collect_names(self._conditions[text])))
        descriptions = [describe(position) for position in self._list_positions(slots)]
        found = filter(None, dict.fromkeys(descriptions))
        return {item: self._intern(slots, [int(other == item) for other in descriptions]) for item in found}

    def encode_effects(self, passage: int, number: int, choice: Choice) -> list[int]:
        """Returns the slots that a choice of a passage changes, each followed by the table of its new value."""
        is_step = {self._slots[effect.variable]: effect.kind == "step" for effect in self._effects[choice.id]}
        flags = (f"visited({choice.goto})", f"chose({choice.id})")
        is_step |= {self._slots[mark]: False for mark in flags if mark in self._slots}
        transition = self._system.transitions[passage][number]
        row: list[int] = []
        for slot, reads_itself in is_step.items():
            slots = (slot,) if reads_itself else ()
            new_values = [transition(position)[1 + slot] for position in self._list_positions(slots)]
            row += (slot, self._intern(slots, new_values))
        return row

    def list_rows(self) -> list[list[Any]]:
        """Returns the tables: slots, and values as base-36 digits, or as numbers if one is too large for a digit."""
        return [[list(slots), compact_values(values)] for slots, values in self._tables]

    def _list_positions(self, slots: tuple[int, ...]) -> list[tuple[int, ...]]:
        """Returns a position for each combination of values of these slots; the other slots are 0."""
        position = [0] * (1 + len(self.sizes))
        positions = []
        for values in product(*(range(self.sizes[slot]) for slot in slots)):
            for slot, value in zip(slots, values, strict=True):
                position[1 + slot] = value
            positions.append(tuple(position))
        return positions

    def _intern(self, slots: tuple[int, ...], values: list[int]) -> int:
        return intern(self._tables, (slots, tuple(values)))


def compact_values(values: tuple[int, ...]) -> str | list[int]:
    """Returns the values of a table as base-36 digits, or as numbers if one is too large for a digit."""
    return "".join(DIGITS[value] for value in values) if max(values) < len(DIGITS) else list(values)
