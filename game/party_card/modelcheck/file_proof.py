"""Proves the file of a scene: which papers can remain, which stamps can be given, which decisions papers can show.

A condition of the file asks of a finished playthrough for more than the scene remembers. So each is proved alone: the
scene is explored with its own rules, the few slots that this one condition reads, and nothing else that is observed.
`ending` is such a slot, too; every choice that leads to an ending sets it. Most conditions need no exploration, because
one of some random plays shows that they can hold.

Invariant: a condition is reported as never holding only if the exploration of every path says so. Nothing here adds a
position to the proof of the scene itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from random import Random
from typing import Any
from weakref import WeakKeyDictionary

from party_card.content.conditions import (
    And,
    Condition,
    Const,
    InSet,
    Not,
    collect_names,
    list_compared_values,
    rename_values,
)
from party_card.content.domains import Effect
from party_card.content.models import (
    CardStamp,
    ConditionText,
    Paper,
    PassageId,
    PersonFile,
    Scene,
    Trace,
    TraceId,
    VariableId,
)
from party_card.content.models.value_types import EMPTY_PROSE
from party_card.content.node_ref import NodeRef
from party_card.content.scene_logic import SceneLogic
from party_card.content.variables import merge_alike_values
from party_card.engine.compiled import CompiledScene
from party_card.engine.file_state import FileState, is_filed
from party_card.engine.transition_system import compile_system
from party_card.frozen_dataclass import frozen_dataclass
from party_card.modelcheck.bfs import Witness
from party_card.modelcheck.explore import explore_scene
from party_card.modelcheck.reachability import StateLimitError
from party_card.modelcheck.state_space import ReachableStates

SAMPLE_PLAYS = 100
SAMPLE_SEED = 7
MAX_PLAY_STEPS = 500
"""A random play is abandoned after this many choices."""
ALWAYS = Const(True)
_CONDITION = ConditionText("the condition of the file")
"""The text under which the condition that is proved stands among those of the choices."""


@frozen_dataclass
class UnprovedPart:
    """A part of the file whose condition makes too many positions."""

    location: NodeRef
    limit: int


class FileProof:
    """The proof of the file of a scene; `compiled.scene` has one.

    `unproved_parts` are what could not be decided, which counts as possible.
    """

    def __init__(
        self,
        compiled: CompiledScene,
        max_states: int | None = None,
        known_witnesses: dict[Condition, Witness | None] | None = None,
    ) -> None:
        self.compiled = compiled
        self.unproved_parts: list[UnprovedPart] = []
        self._max_states = max_states
        self._witnesses = {} if known_witnesses is None else known_witnesses

    @property
    def file(self) -> PersonFile:
        """The file that is proved."""
        file = self.compiled.scene.file
        assert file is not None  # noqa: S101  # a proof is made of a scene that has one
        return file

    @cached_property
    def possible_papers(self) -> tuple[Paper, ...]:
        """The papers that remain on at least one path."""
        return tuple(paper for paper in self.file.papers if self.can_hold(self._parse(paper.if_), paper.location))

    @cached_property
    def possible_stamps(self) -> tuple[CardStamp, ...]:
        """The stamps that are given on at least one path: they hold there, and none before them does."""
        return tuple(
            stamp
            for index, stamp in enumerate(self.file.card)
            if self.can_hold(self._join(self._parse(stamp.if_), self._excluding_stamps(index)), stamp.location)
        )

    @cached_property
    def path_without_stamp(self) -> Witness | None:
        """A shortest path at whose end no stamp holds; None if there is no such path."""
        condition = self._excluding_stamps(len(self.file.card))
        location = self.file.location.value("card")
        return self.find_shortest(condition, location) if self.can_hold(condition, location) else None

    @cached_property
    def shown_decisions(self) -> frozenset[tuple[str, PassageId]]:
        """The papers, by id, with each passage whose decision they show on at least one path."""
        return frozenset(
            (paper.id, passage)
            for paper in self.possible_papers
            for index, passage in enumerate(paper.shows)
            if passage in self.compiled.scene.passages
            and self.can_hold(
                self._join(self._parse(paper.if_), InSet(f"visited({passage})", frozenset((1,)))),
                paper.location.value("shows").item(index),
            )
        )

    def can_differ(self, condition: ConditionText, location: NodeRef) -> bool:
        """Returns True if a condition of the file is false on at least one path."""
        return self.can_hold(Not(self._parse(condition)), location)

    def can_stand(self, paper: Paper, condition: ConditionText, location: NodeRef) -> bool:
        """Returns True if a text of a paper stands on it on at least one path."""
        return self.can_hold(self._join(self._parse(paper.if_), self._parse(condition)), location)

    def to_data(self) -> dict[str, Any]:
        """Returns what was counted, as plain data for JSON."""
        scene, file = self.compiled.scene, self.file
        decisions = [passage for passage in scene.passages if is_filed(scene, passage)]
        shown = {passage for _, passage in self.shown_decisions}
        return {
            "papers": {"possible": len(self.possible_papers), "all": len(file.papers)},
            "stamps": {"possible": len(self.possible_stamps), "all": len(file.card)},
            "decisions": {
                "all": len(decisions),
                "shown": sum(passage in shown for passage in decisions),
                "unrecorded": sum(passage in file.unrecorded and passage not in shown for passage in decisions),
            },
        }

    # ---------------------------------------------------------------------------------------------- conditions

    def can_hold(self, condition: Condition, location: NodeRef) -> bool:
        """Returns True if a condition holds at the end of at least one path, or if that cannot be decided."""
        if self._witnesses.get(condition) is not None or any(state.evaluate(condition) for state in self._sample):
            return True
        try:
            return self._search(condition) is not None
        except StateLimitError as error:
            part = UnprovedPart(location, error.limit)
            if part not in self.unproved_parts:
                self.unproved_parts.append(part)
            return True

    def find_shortest(self, condition: Condition, location: NodeRef) -> Witness | None:
        """Returns a shortest path at whose end a condition holds; None if none, or if that cannot be decided."""
        try:
            return self._search(condition)
        except StateLimitError as error:
            self.unproved_parts.append(UnprovedPart(location, error.limit))
            return None

    def _search(self, condition: Condition) -> Witness | None:
        if condition not in self._witnesses:
            compiled = isolate_condition(self.compiled, condition)
            states = explore_scene(compiled, max_states=self._max_states)
            targets = {passage: states_ for passage, states_ in states.states_at_endings(_CONDITION).items() if states_}
            self._witnesses[condition] = states.shortest_path(targets) if targets else None
        return self._witnesses[condition]

    def _parse(self, text: ConditionText | None) -> Condition:
        return ALWAYS if text is None else self.compiled.logic.file_conditions[text]

    def _excluding_stamps(self, count: int) -> Condition:
        """Returns the condition that none of the first stamps holds."""
        return self._join(*(Not(self._parse(stamp.if_)) for stamp in self.file.card[:count]))

    @staticmethod
    def _join(*conditions: Condition) -> Condition:
        parts = tuple(condition for condition in conditions if condition != ALWAYS)
        return parts[0] if len(parts) == 1 else And(parts) if parts else ALWAYS

    @cached_property
    def _sample(self) -> tuple[FileState, ...]:
        """The ends of some random plays, beginning with every initial state in turn."""
        return tuple(_draw_finished_plays(self.compiled))


_PROOFS: WeakKeyDictionary[ReachableStates, FileProof] = WeakKeyDictionary()
"""The proof of each explored scene that has been asked for; several findings ask for the same one."""


def get_file_proof(states: ReachableStates) -> FileProof | None:
    """Returns the proof of the file of a scene, made once; None if it has no file or no ending can be reached."""
    if states.compiled.scene.file is None or not states.endings:
        return None
    if states not in _PROOFS:
        known_witnesses = states.shared_results.setdefault("witnesses of the file", {})
        _PROOFS[states] = FileProof(states.compiled, known_witnesses=known_witnesses)
    return _PROOFS[states]


def isolate_condition(compiled: CompiledScene, condition: Condition) -> CompiledScene:
    """Returns a scene with the same paths that observes nothing but one condition of the file, at its endings."""
    scene, logic = compiled.scene, compiled.logic
    choices = [choice for passage in scene.passages.values() for choice in passage.choices]
    domains, effects = dict(logic.domains), dict(logic.effects)
    for name in sorted(collect_names(condition)):
        domain = logic.file_domains.get(VariableId(name))
        if domain is None or name in scene.variables:
            continue  # a mark, or a slot that the scene has
        slot = VariableId(f"{name} in the file")
        domain, indices = merge_alike_values(domain, list_compared_values([condition], name))
        condition = rename_values(condition, name, indices, slot)
        values = logic.file_domains[VariableId(name)].names
        if domain.decision is not None:
            for choice in scene.passages[domain.decision].choices:
                effect = Effect(slot, "set", indices[values.index(choice.id)])
                effects[choice.id] = (*effects[choice.id], effect)
        else:
            endings = {
                passage: indices[values.index(scene.passages[passage].ending.id)]  # type: ignore[union-attr]
                for passage in scene.passages
                if scene.passages[passage].ending is not None
            }
            for choice in choices:
                if choice.goto in endings:
                    effects[choice.id] = (*effects[choice.id], Effect(slot, "set", endings[choice.goto]))
            start = scene.start or next(iter(scene.passages))
            domain = replace(domain, start=endings.get(start, domain.start))
        domains[slot] = domain
    conditions = {choice.if_: logic.conditions[choice.if_] for choice in choices if choice.if_ is not None}
    bare_scene = Scene(
        scene=scene.scene,
        title=scene.title,
        passages={name: replace(passage, text=EMPTY_PROSE) for name, passage in scene.passages.items()},
        start=scene.start,
        variables=scene.variables,
        leaves=(Trace(id=TraceId("file"), kind="witnessed", text=EMPTY_PROSE, if_=_CONDITION),),
        location=scene.location,
    )
    bare_logic = SceneLogic(domains, {**conditions, _CONDITION: condition}, effects)
    return CompiledScene(bare_scene, bare_logic, compile_system(bare_scene, bare_logic), compiled.evidence)


def _draw_finished_plays(compiled: CompiledScene) -> Iterator[FileState]:
    system, passages = compiled.system, tuple(compiled.scene.passages.values())
    random = Random(SAMPLE_SEED).random  # noqa: S311  # no secret depends on it
    initial_states = (system.initial_position, *(system.initial_state((trace,)) for trace in system.trace_slots))
    for play in range(SAMPLE_PLAYS):
        position = initial_states[play % len(initial_states)]
        visited, choices = [system.passages[position[0]]], []
        for _ in range(MAX_PLAY_STEPS):
            enabled = system.enabled_choices(position)
            if not enabled:
                break
            index = enabled[int(random() * len(enabled))]
            choices.append((visited[-1], system.choices[position[0]][index].id))
            position = system.apply(position, index)
            visited.append(system.passages[position[0]])
        if passages[position[0]].ending is not None:
            yield FileState(compiled, position, choices, visited)
