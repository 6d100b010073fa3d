"""Puts engine and reference player into the same position of a scene and compares their pages.

Invariant: a page depends on the position and the decisions before it, not on the steps that led there; a difference is
reported with choices that lead to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from party_card.content.models import Reveal
from party_card.engine.compiled import CompiledScene
from party_card.engine.machine import MachineState
from party_card.engine.page_builder import build_page
from party_card.engine.phases import DEBRIEF, FILE, FINISHED, RECORD
from party_card.engine.playthrough import Decision, Playthrough
from party_card.engine.transition_system import Position
from party_card.frontends.html.verify.mismatch import MismatchError, describe_steps, find_difference
from party_card.frontends.html.verify.page_json import page_to_json
from party_card.frontends.html.verify.reference_player import Phase, PlayerState, ReferencePlayer
from party_card.frontends.shared.scene_data import Json
from party_card.modelcheck.state_sets import DEAD_VALUE
from party_card.modelcheck.state_space import ReachableStates

_PHASES: Mapping[str, Phase] = {RECORD: "record", FILE: "file", DEBRIEF: "debrief", FINISHED: "finished"}
"""The phases of the reference player after an ending, by those of the engine."""


class SyntheticPlaythrough(Playthrough):
    """A playthrough put at a position without the steps that lead there. `state` is a passage or a phase."""

    def __init__(
        self, compiled: CompiledScene, state: str, position: Position, decisions: Sequence[Decision], reveal: Reveal
    ) -> None:
        self.compiled = compiled
        self.imported_traces = ()
        self.reveal = reveal
        self._machine_state = MachineState(position)
        self._machine_state.state = state
        self._passages = [*(decision.passage for decision in decisions), compiled.system.passages[position[0]]]
        self._decisions = tuple(decisions)

    def decisions(self) -> tuple[Decision, ...]:
        """Returns the decisions that it was given."""
        return self._decisions


class SceneUnderTest:
    """One scene: its reachable states, and scene `number` of the data that the reference player plays."""

    def __init__(self, reference: ReferencePlayer, number: int, states: ReachableStates) -> None:
        self.reference = reference
        self.number = number
        self.states = states
        self.compiled = states.compiled
        self.system = states.compiled.system
        self.data: Json = reference.data["scenes"][number]
        self.name = str(self.compiled.scene.scene)

    def fill_position(self, passage: int, values: tuple[int, ...]) -> Position:
        """Returns a position with the initial values in place of values that no longer matter."""
        pairs = zip(values, self.system.initial_position[1:], strict=True)
        return (passage, *[initial_value if value == DEAD_VALUE else value for value, initial_value in pairs])

    def compare_page(self, state: str, position: Position, decisions: Sequence[Decision], reveal: Reveal) -> None:
        """Compares the pages of a position. Raises MismatchError."""
        expected = page_to_json(build_page(SyntheticPlaythrough(self.compiled, state, position, decisions, reveal)))
        actual = self.reference.page(self.build_player_state(state, position, decisions, reveal))
        if expected != actual:
            path = self.describe_path(position[0], position)
            raise MismatchError(self.name, f"{path} ({state})", *find_difference(expected, actual))

    def build_player_state(
        self, state: str, position: Position, decisions: Sequence[Decision], reveal: Reveal
    ) -> PlayerState:
        """Returns the state of the reference player at a position."""
        system = self.system
        phase: Phase = _PHASES.get(state, "passage")
        choices = []
        for decision in decisions:
            choice = system.choice_index(decision.passage, decision.choice.id)
            choices.append((system.passages.index(decision.passage), -1 if choice is None else choice))
        return PlayerState(self.number, 0, reveal == "each", phase, position, 1 + len(decisions), tuple(choices), "")

    def describe_path(self, passage: int, position: Position) -> str:
        """Returns the choices of a shortest path to a position, for a message."""
        region = self.states.algebra.singleton(passage, position[1:])
        try:
            witness = self.states.shortest_path({passage: region})
        except ValueError:
            return f"at passage {self.system.passages[passage]}"
        return describe_steps(("begin", *witness.choices))
