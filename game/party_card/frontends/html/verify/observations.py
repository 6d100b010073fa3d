"""Observes engine and reference player at the positions of a passage: texts shown, choices open, next positions.

Invariant: the engine is asked at every position. The reference player reads few slots, so it is asked once for each
combination of their values.
"""

from __future__ import annotations

from party_card.content.models import ConditionText
from party_card.engine.compiled import CompiledScene
from party_card.engine.opened_offers import asks_for_traces, explain_opening
from party_card.engine.transition_system import Guard, Position
from party_card.frontends.html.verify.reference_player import ReferencePlayer

Observation = tuple[bool | int | str, ...]
Update = tuple[tuple[int, int], ...]
"""Indices of a position with their new values."""
MAX_CACHED_OBSERVATIONS = 20_000
"""The cache is emptied when it has so many: twenty yes/nos would fill gigabytes."""


class PassageObserver:
    """Observes engine and reference player at one passage, given by its number."""

    def __init__(self, reference: ReferencePlayer, scene: int, compiled: CompiledScene, passage: int) -> None:
        system = compiled.system
        conditions: list[ConditionText] = [
            part.if_ for part in compiled.scene.passages[system.passages[passage]].blocks if part.if_ is not None
        ]
        self._tests: tuple[Guard, ...] = tuple(system.conditions[text] for text in conditions)
        self._guards = system.guards[passage]
        self._compiled, choices = compiled, system.choices[passage]
        self._explained = tuple(choice for choice in choices if asks_for_traces(compiled, choice))
        self._reference, self._scene = reference, scene
        row = reference.data["scenes"][scene]
        _, _, blocks, self._choices, *_ = row["passages"][passage]
        self._tables = [block[1] for block in blocks] + [choice[3] for choice in self._choices]
        self._tables += [table for choice in self._choices for openings in choice[8:] for table, _ in openings]
        effects = [table for choice in self._choices for table in choice[5][1::2]]
        slots = {slot for table in (*self._tables, *effects) for slot in row["tables"][table][0]}
        self._indices = sorted(slot + 1 for slot in slots)
        self._cache: dict[Position, tuple[Observation, tuple[Update, ...]]] = {}

    def observe_engine(self, position: Position) -> tuple[Observation, Observation]:
        """Returns which choices are open; and which conditions of texts are true, and why choices are open."""
        explanations = [explain_opening(self._compiled, choice, position) for choice in self._explained]
        is_true = [test(position) for test in self._tests]
        return tuple([guard(position) for guard in self._guards]), (*is_true, *explanations)

    def observe_reference(self, position: Position) -> tuple[Observation, tuple[Update, ...]]:
        """Returns the values of the tables of texts and choices, and the update by each choice."""
        values = tuple([position[index] for index in self._indices])
        observation = self._cache.get(values)
        if observation is None:
            look_up, scene = self._reference.look_up, self._scene
            updates = []
            for choice in self._choices:
                effects = zip(choice[5][::2], choice[5][1::2], strict=True)
                new_values = tuple((1 + slot, look_up(scene, table, position)) for slot, table in effects)
                updates.append(((0, choice[2]), *new_values))
            observation = tuple(look_up(scene, table, position) for table in self._tables), tuple(updates)
            if len(self._cache) >= MAX_CACHED_OBSERVATIONS:
                self._cache.clear()
            self._cache[values] = observation
        return observation


class PageSelection:
    """Selects the pages of a passage that are compared: one for each observation, up to `max_pages`.

    Beyond that, a page is compared only if a text or a choice is shown, or is missing, for the first time.
    """

    def __init__(self, max_pages: int) -> None:
        self._max_pages = max_pages
        self._pages: set[object] = set()
        self._parts: set[tuple[int, bool | int | str]] = set()

    def add(self, observation: Observation, reference_observation: object) -> bool:
        """Returns True if the page with this observation is to be compared."""
        page = observation, reference_observation
        if page in self._pages or (
            len(self._pages) >= self._max_pages and self._parts.issuperset(enumerate(observation))
        ):
            return False
        self._pages.add(page)
        self._parts.update(enumerate(observation))
        return True


def apply_update(position: Position, update: Update) -> Position:
    """Returns the position after an update."""
    values = list(position)
    for index, value in update:
        values[index] = value
    return tuple(values)
