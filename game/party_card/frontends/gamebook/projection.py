"""Projects states of a scene onto the slots that are not on the reader's sheet.

The reader of a gamebook writes the values of some slots on a sheet; a projected state keeps the others, if they can
still matter. A condition restricted to a projected state depends only on the slots on the sheet.

Invariant: everything follows from the tables of the exported data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from party_card.frontends.shared.scene_data import Json, look_up_table

ProjectedState = tuple[int, ...]
"""A passage, then a value for each slot: 0 if the slot is on the sheet or cannot matter any more."""
Clause = tuple[tuple[int, frozenset[int]], ...]
"""True if each of these slots has one of its values."""
DnfCondition = tuple[Clause, ...]
"""A condition on the sheet: true if one of the clauses is."""
ALWAYS: DnfCondition = ((),)
NEVER: DnfCondition = ()


class StateProjection:
    """Projects the states of a scene, with some slots on the sheet."""

    def __init__(self, scene: Json, sheet_slots: frozenset[int]) -> None:
        self.scene, self.sheet_slots = scene, sheet_slots
        self._live_slots = find_live_slots(scene)
        self._restrictions: dict[tuple[int, tuple[int, ...]], DnfCondition] = {}
        self.initial_state = self.project(scene["start"])

    def project(self, position: Sequence[int]) -> ProjectedState:
        """Returns a position without the slots on the sheet and those that cannot matter any more."""
        live_slots = self._live_slots[position[0]] - self.sheet_slots
        return (position[0], *(value if slot in live_slots else 0 for slot, value in enumerate(position[1:])))

    def iter_states(self) -> Iterator[ProjectedState]:
        """Yields every state that choices lead to from the initial state, breadth first."""
        visited_states = {self.initial_state}
        queue = [self.initial_state]
        for state in queue:
            yield state
            for choice in self.scene["passages"][state[0]][3]:
                target = self.apply_choice(state, choice) if self.restrict_condition(choice[3], state) else state
                if target not in visited_states:
                    visited_states.add(target)
                    queue.append(target)

    def apply_choice(self, state: ProjectedState, choice: list[Any]) -> ProjectedState:
        """Returns the projected state after a choice."""
        values = list(state)
        for slot, table in _effects(choice):
            if slot not in self.sheet_slots:
                values[1 + slot] = look_up_table(self.scene, table, state)
        values[0] = choice[2]
        return self.project(values)

    def restrict_condition(self, table: int, state: ProjectedState) -> DnfCondition:
        """Returns the condition of a table in a state, as a condition on the sheet alone."""
        slots, _ = self.scene["tables"][table]
        fixed_values = tuple(-1 if slot in self.sheet_slots else state[1 + slot] for slot in slots)
        if (table, fixed_values) not in self._restrictions:
            self._restrictions[table, fixed_values] = self._restrict(table, slots, fixed_values, state)
        return self._restrictions[table, fixed_values]

    def iter_updates(self, choice: list[Any]) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Yields the slots on the sheet that a choice changes, with the new value for each old one."""
        for slot, table in _effects(choice):
            if slot in self.sheet_slots and slot in self._live_slots[choice[2]]:
                position = [0] * (1 + len(self.scene["sizes"]))
                new_values = []
                for value in range(self.scene["sizes"][slot]):
                    position[1 + slot] = value
                    new_values.append(look_up_table(self.scene, table, position))
                yield slot, tuple(new_values)

    def _restrict(
        self, table: int, slots: Sequence[int], fixed_values: tuple[int, ...], state: ProjectedState
    ) -> DnfCondition:
        sizes = self.scene["sizes"]
        ranges = [
            range(sizes[slot]) if value < 0 else (value,) for slot, value in zip(slots, fixed_values, strict=True)
        ]
        position = list(state)
        truth_table: dict[tuple[int, ...], bool] = {}
        for values in product(*ranges):
            for slot, value in zip(slots, values, strict=True):
                position[1 + slot] = value
            free_values = tuple(value for value, fixed in zip(values, fixed_values, strict=True) if fixed < 0)
            truth_table[free_values] = bool(look_up_table(self.scene, table, position))
        free_slots = [(slot, sizes[slot]) for slot, fixed in zip(slots, fixed_values, strict=True) if fixed < 0]
        return tuple(_build_clauses(free_slots, truth_table))


def find_live_slots(scene: Json) -> list[set[int]]:
    """Returns for each passage the slots that a text or choice can read from there on before they are set anew."""
    passages, tables = scene["passages"], scene["tables"]
    live_slots = [{slot for table in list_tables(passage) for slot in tables[table][0]} for passage in passages]
    has_changes = True
    while has_changes:
        has_changes = False
        for number, passage in enumerate(passages):
            for choice in passage[3]:
                effects = dict(_effects(choice))
                read_slots = {s for s in live_slots[choice[2]] if s not in effects or s in tables[effects[s]][0]}
                if not read_slots <= live_slots[number]:
                    live_slots[number] |= read_slots
                    has_changes = True
    return live_slots


def list_tables(passage: list[Any]) -> list[int]:
    """Returns the tables of a passage's texts and choices."""
    return [*(block[1] for block in passage[2]), *(choice[3] for choice in passage[3])]


def _effects(choice: list[Any]) -> Iterator[tuple[int, int]]:
    """Returns the slots that a choice changes, with their tables."""
    return zip(choice[5][::2], choice[5][1::2], strict=True)


def _build_clauses(slots: Sequence[tuple[int, int]], truth_table: dict[tuple[int, ...], bool]) -> Iterator[Clause]:
    """Yields the clauses of a condition over slots (each with its size), given as a truth table.

    Values with the same remaining clauses are joined.
    """
    if not slots:
        if truth_table[()]:
            yield ()
        return
    (slot, size), other_slots = slots[0], slots[1:]
    groups: dict[tuple[Clause, ...], set[int]] = {}
    for value in range(size):
        subtable = {values[1:]: is_true for values, is_true in truth_table.items() if values[0] == value}
        groups.setdefault(tuple(_build_clauses(other_slots, subtable)), set()).add(value)
    for clauses, values in groups.items():
        for clause in clauses:
            yield clause if len(values) == size else ((slot, frozenset(values)), *clause)
