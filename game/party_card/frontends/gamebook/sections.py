"""Divides a scene into the numbered sections of a gamebook: states that read the same and lead to the same.

A section for each state may be too many. Then the reader writes the values of some slots on a sheet: such a slot
divides no section, and the book asks for its value in print. First all slots are on the sheet; as long as the sections
stay within the limit, the slot that needs the fewest sections is taken off.

Invariant: a reader who follows the numbers sees everywhere what the game shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from party_card.frontends.gamebook.projection import (
    NEVER,
    DnfCondition,
    ProjectedState,
    StateProjection,
    find_live_slots,
    list_tables,
)
from party_card.frontends.shared.scene_data import NONE, Json
from party_card.frozen_dataclass import frozen_dataclass

MAX_STATES_PER_SPLIT = 20_000
"""A choice of slots with more projected states is not tried."""
MAX_EXACT_STATES = 1_000_000
"""In scenes with more states, sections that cannot be reached are printed."""


@frozen_dataclass
class SectionChoice:
    """A choice of a section: `choice` is its number in the passage, `target` the section or -1 if it is never open."""

    choice: int
    condition: DnfCondition
    target: int
    updates: tuple[tuple[int, tuple[int, ...]], ...]
    """Slots to change on the sheet, with the new value for each old one."""


@frozen_dataclass
class Section:
    """The content of one number: a passage, the conditions of its blocks, and its choices."""

    passage: int
    block_conditions: tuple[DnfCondition, ...]
    choices: tuple[SectionChoice, ...]


@frozen_dataclass
class SectionedScene:
    """The sections of a scene, the initial one first, and the slots on the sheet."""

    sections: tuple[Section, ...]
    sheet_slots: tuple[int, ...]


def divide_into_sections(scene: Json, limit: int) -> SectionedScene | None:
    """Returns at most `limit` sections; None if even one for each passage is more."""
    sheet_slots = frozenset(slot for live in find_live_slots(scene) for slot in live)
    sections = _SectionBuilder(scene, sheet_slots).build_sections(limit)
    while sections is not None and sheet_slots:
        candidates = [
            (candidate, sheet_slots - {slot})
            for slot in sorted(sheet_slots)
            if (candidate := _SectionBuilder(scene, sheet_slots - {slot}).build_sections(limit))
        ]
        if not candidates:
            break
        sections, sheet_slots = min(candidates, key=lambda candidate: len(candidate[0]))
    if sections is None:
        return None
    builder = _SectionBuilder(scene, sheet_slots)
    states = list(islice(StateProjection(scene, frozenset()).iter_states(), MAX_EXACT_STATES + 1))
    if len(states) <= MAX_EXACT_STATES:
        sections = builder.build_sections(limit, set(map(builder.projection.project, states))) or sections
    return SectionedScene(sections, tuple(sorted(sheet_slots)))


class _SectionBuilder:
    """Divides a scene into sections, with given slots on the sheet."""

    def __init__(self, scene: Json, sheet_slots: frozenset[int]) -> None:
        self.passages = scene["passages"]
        self.projection = StateProjection(scene, sheet_slots)

    def build_sections(self, limit: int, reachable: set[ProjectedState] | None = None) -> tuple[Section, ...] | None:
        """Returns the sections of the reachable states, or of all states if None; None if there are too many."""
        states = list(islice(self.projection.iter_states(), MAX_STATES_PER_SPLIT + 1))
        if len(states) > MAX_STATES_PER_SPLIT:
            return None
        if reachable is not None:
            states = [state for state in states if state in reachable]
        classes = self._find_classes(states)
        count = len(set(classes.values()))
        if count > limit:
            return None
        sections: dict[int, Section] = {}
        for state in states:
            if classes[state] not in sections:
                sections[classes[state]] = self._build_section(state, classes)
        return tuple(sections[number] for number in range(count))

    def _find_classes(self, states: Sequence[ProjectedState]) -> dict[ProjectedState, int]:
        """Numbers the classes of states that read the same and lead to the same, by partition refinement."""
        restrict, apply_choice = self.projection.restrict_condition, self.projection.apply_choice
        contents = {
            state: (state[0], *(restrict(table, state) for table in list_tables(self.passages[state[0]])))
            for state in states
        }
        targets = {
            state: [apply_choice(state, choice) for choice in self.passages[state[0]][3] if restrict(choice[3], state)]
            for state in states
        }
        numbers: dict[object, int] = {}
        classes = {state: numbers.setdefault(contents[state], len(numbers)) for state in states}
        while True:
            ids: dict[object, int] = {}
            new_classes = {
                state: ids.setdefault((classes[state], *(classes.get(t, -1) for t in targets[state])), len(ids))
                for state in states
            }
            if len(ids) == len(set(classes.values())):
                return new_classes
            classes = new_classes

    def _build_section(self, state: ProjectedState, classes: dict[ProjectedState, int]) -> Section:
        _, _, blocks, choices, *_ = self.passages[state[0]]
        section_choices = []
        for number, choice in enumerate(choices):
            condition = self.projection.restrict_condition(choice[3], state)
            target = classes.get(self.projection.apply_choice(state, choice), -1) if condition else -1
            if target >= 0:
                updates = tuple(self.projection.iter_updates(choice))
                section_choices.append(SectionChoice(number, condition, target, updates))
            elif choice[4] != NONE:
                section_choices.append(SectionChoice(number, NEVER, -1, ()))
        block_conditions = tuple(self.projection.restrict_condition(block[1], state) for block in blocks)
        return Section(state[0], block_conditions, tuple(section_choices))
