"""A scene as numbered sections of a printed book: positions that read the same and lead to the same are one section.

Law: a reader of the book who follows its numbers sees what the game shows, everywhere. What a book would need too many
sections for, the reader keeps on paper: such a slot splits no section, and is asked for in print where it matters.
The fewest slots are kept on paper, one after another given to the sections, as long as those stay within the limit.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from party_card.frontends.gamebook.state_classes import NEVER, Cell, Cells, DnfCondition, asked, live_slots, reached
from party_card.frontends.html.decode import NONE, Json

MOST_CELLS = 20_000
"""So many cells are looked at for one choice of slots."""
MOST_REACHED = 1_000_000
"""Up to so many positions, sections that no walk comes to are left out; of a larger scene they are printed."""


@dataclass(frozen=True, slots=True)
class SectionChoice:
    """A choice of a section: its number in the passage, when it is open, the section it leads to (-1: nowhere, for it
    is never open), and what to change on paper: a slot with its new value for each old one."""

    choice: int
    when: DnfCondition
    goal: int
    changes: tuple[tuple[int, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What is printed under one number: a passage, when each of its blocks is read, and the ways on."""

    passage: int
    shows: tuple[DnfCondition, ...]
    ways: tuple[SectionChoice, ...]


@dataclass(frozen=True, slots=True)
class Sections:
    """A scene as sections, the first of them first; `kept` are the slots on paper."""

    rows: tuple[Section, ...]
    kept: tuple[int, ...]


def sections(scene: Json, limit: int) -> Sections | None:
    """The sections of a scene as the data has it, at most `limit`; None where a section for each passage is more."""
    everything = frozenset(slot for live in live_slots(scene) for slot in live)
    kept = everything
    found = _Split(scene, kept).rows(limit)
    while found is not None and kept:
        tried = [(split, kept - {slot}) for slot in sorted(kept) if (split := _Split(scene, kept - {slot}).rows(limit))]
        if not tried:
            break
        found, kept = min(tried, key=lambda one: len(one[0]))
    if found is None:
        return None
    last = _Split(scene, kept)
    cells = list(islice(reached(scene), MOST_REACHED + 1))
    exact = last.rows(limit, set(map(last.cells.bare, cells))) if len(cells) <= MOST_REACHED else None
    return Sections(exact or found, tuple(sorted(kept)))


class _Split:
    """A scene split into sections, with some slots kept on paper."""

    def __init__(self, scene: Json, kept: frozenset[int]) -> None:
        self.scene = scene
        self.cells = Cells(scene, kept)

    def rows(self, limit: int, real: set[Cell] | None = None) -> tuple[Section, ...] | None:
        """The sections, that of the start first, of the `real` cells alone; None where there are more than `limit`."""
        cells = self._cells()
        if cells is None:
            return None
        cells = [cell for cell in cells if real is None or cell in real]
        classes = self._classes(cells)
        count = len(set(classes.values()))
        if count > limit:
            return None
        made: dict[int, Section] = {}
        for cell in cells:
            if classes[cell] not in made:
                made[classes[cell]] = self._section(cell, classes)
        return tuple(made[number] for number in range(count))

    def _cells(self) -> list[Cell] | None:
        found = [self.cells.start]
        seen = {self.cells.start}
        for cell in found:
            for choice in self.scene["passages"][cell[0]][3]:
                if self.cells.when(choice[3], cell) and (goal := self.cells.after(cell, choice)) not in seen:
                    seen.add(goal)
                    found.append(goal)
            if len(found) > MOST_CELLS:
                return None
        return found

    def _classes(self, cells: list[Cell]) -> dict[Cell, int]:
        """Cells with one number read the same and lead to the same; refined until nothing more comes apart."""
        passages = self.scene["passages"]
        shown = {
            cell: (cell[0], *(self.cells.when(table, cell) for table in asked(passages[cell[0]]))) for cell in cells
        }
        led = {
            cell: [
                self.cells.after(cell, choice) for choice in passages[cell[0]][3] if self.cells.when(choice[3], cell)
            ]
            for cell in cells
        }
        numbers: dict[object, int] = {}
        classes = {cell: numbers.setdefault(shown[cell], len(numbers)) for cell in cells}
        while True:
            finer: dict[object, int] = {}
            split = {
                cell: finer.setdefault((classes[cell], *(classes.get(goal, -1) for goal in led[cell])), len(finer))
                for cell in cells
            }
            if len(finer) == len(set(classes.values())):
                return split
            classes = split

    def _section(self, cell: Cell, classes: dict[Cell, int]) -> Section:
        ways = []
        for number, choice in enumerate(self.scene["passages"][cell[0]][3]):
            when = self.cells.when(choice[3], cell)
            goal = classes.get(self.cells.after(cell, choice), -1) if when else -1
            if goal >= 0:
                ways.append(SectionChoice(number, when, goal, tuple(self.cells.changes(choice))))
            elif choice[4] != NONE:
                ways.append(SectionChoice(number, NEVER, -1, ()))
        shows = tuple(self.cells.when(block[1], cell) for block in self.scene["passages"][cell[0]][2])
        return Section(cell[0], shows, tuple(ways))
