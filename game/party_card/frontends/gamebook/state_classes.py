"""Positions of a scene's data as cells: what still matters of them, and is not kept on paper.

Law: nothing is decided here but by the tables of the data. What a condition asks of the paper is told as clauses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from party_card.frontends.html.decode import Json

Cell = tuple[int, ...]
"""A passage, then a value for each slot: 0 where the slot is kept on paper, or says nothing any more."""
Clause = tuple[tuple[int, frozenset[int]], ...]
DnfCondition = tuple[Clause, ...]
"""When something holds, by what stands on paper: one clause does; of a clause, each slot has one of the values."""
ALWAYS: DnfCondition = ((),)
NEVER: DnfCondition = ()


class Cells:
    """The cells of a scene, with some slots kept on paper."""

    def __init__(self, scene: Json, kept: frozenset[int]) -> None:
        self.scene, self.kept = scene, kept
        self._live = live_slots(scene)
        self._known: dict[tuple[int, tuple[int, ...]], DnfCondition] = {}
        self.start = self.bare(scene["start"])

    def after(self, cell: Cell, choice: list[Any]) -> Cell:
        """The cell that a choice leads to."""
        values = list(cell)
        for slot, table in zip(choice[5][::2], choice[5][1::2], strict=True):
            if slot not in self.kept:
                values[1 + slot] = self._look(table, cell)
        values[0] = choice[2]
        return self.bare(values)

    def when(self, table: int, cell: Cell) -> DnfCondition:
        """What a condition still asks of the paper in a cell."""
        slots, _ = self.scene["tables"][table]
        read = tuple(-1 if slot in self.kept else cell[1 + slot] for slot in slots)
        if (table, read) not in self._known:
            sizes = self.scene["sizes"]
            spans = [range(sizes[slot]) if value < 0 else (value,) for slot, value in zip(slots, read, strict=True)]
            values = list(cell)
            held: dict[tuple[int, ...], bool] = {}
            for combination in product(*spans):
                for slot, value in zip(slots, combination, strict=True):
                    values[1 + slot] = value
                held[tuple(v for v, fixed in zip(combination, read, strict=True) if fixed < 0)] = bool(
                    self._look(table, values)
                )
            asked = [(slot, sizes[slot]) for slot, fixed in zip(slots, read, strict=True) if fixed < 0]
            self._known[table, read] = tuple(_clauses(asked, held))
        return self._known[table, read]

    def bare(self, values: Sequence[int]) -> Cell:
        """A position as a cell: without what is on paper, and what says nothing any more."""
        live = self._live[values[0]] - self.kept
        return (values[0], *(value if slot in live else 0 for slot, value in enumerate(values[1:])))

    def changes(self, choice: list[Any]) -> Iterator[tuple[int, tuple[int, ...]]]:
        """What a choice changes on paper, of what still matters."""
        for slot, table in zip(choice[5][::2], choice[5][1::2], strict=True):
            if slot in self.kept and slot in self._live[choice[2]]:
                position = [0] * (1 + len(self.scene["sizes"]))
                row = []
                for value in range(self.scene["sizes"][slot]):
                    position[1 + slot] = value
                    row.append(self._look(table, position))
                yield slot, tuple(row)

    def _look(self, table: int, position: Sequence[int]) -> int:
        slots, values = self.scene["tables"][table]
        row = 0
        for slot in slots:
            row = row * self.scene["sizes"][slot] + position[1 + slot]
        found = values[row]
        return int(found, 36) if isinstance(found, str) else int(found)


def live_slots(scene: Json) -> list[set[int]]:
    """For each passage the slots that a text or a choice can read from there on, before they are set anew."""
    passages, tables = scene["passages"], scene["tables"]
    live = [{slot for table in asked(one) for slot in tables[table][0]} for one in passages]
    grown = True
    while grown:
        grown = False
        for number, passage in enumerate(passages):
            for choice in passage[3]:
                effects = dict(zip(choice[5][::2], choice[5][1::2], strict=True))
                told = {slot for slot in live[choice[2]] if slot not in effects or slot in tables[effects[slot]][0]}
                if not told <= live[number]:
                    live[number] |= told
                    grown = True
    return live


def reached(scene: Json) -> Iterator[Cell]:
    """Every cell that choices lead to from the start with nothing carried, where nothing is kept on paper."""
    split = Cells(scene, frozenset())
    seen = {split.start}
    found = [split.start]
    for cell in found:
        yield cell
        for choice in scene["passages"][cell[0]][3]:
            if split.when(choice[3], cell) and (goal := split.after(cell, choice)) not in seen:
                seen.add(goal)
                found.append(goal)


def asked(passage: list[Any]) -> list[int]:
    """The tables of a passage's texts and choices."""
    return [*(block[1] for block in passage[2]), *(choice[3] for choice in passage[3])]


def _clauses(asked: Sequence[tuple[int, int]], held: dict[tuple[int, ...], bool]) -> Iterator[Clause]:
    """A condition over some slots (each with its size) as clauses, values that make no difference joined."""
    if not asked:
        if held[()]:
            yield ()
        return
    (slot, size), rest = asked[0], asked[1:]
    groups: dict[tuple[Clause, ...], set[int]] = {}
    for value in range(size):
        below = {key[1:]: holds for key, holds in held.items() if key[0] == value}
        groups.setdefault(tuple(_clauses(rest, below)), set()).add(value)
    for clauses, values in groups.items():
        for clause in clauses:
            yield clause if len(values) == size else ((slot, frozenset(values)), *clause)
