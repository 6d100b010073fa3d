"""Plays a scene step by step, with undo and resuming.

Invariant: a playthrough is its scene, its imported traces, and its steps; everything else follows from replaying
the steps.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from party_card.content.models import Choice, Passage, PassageId, Reveal, Trace, TraceId
from party_card.engine.compiled import CompiledScene
from party_card.engine.phases import PHASE_TRIGGERS, PHASES, ChoiceUnavailableError
from party_card.engine.transition_system import Position
from party_card.frozen_dataclass import frozen_dataclass


@frozen_dataclass
class Decision:
    """A choice that the player took at a passage; `step` is its index among the steps."""

    step: int
    passage: PassageId
    choice: Choice


class Playthrough:
    """One run through a compiled scene.

    `imported_traces` are the traces of earlier scenes that it began with, limited to those that the scene uses.
    `reveal` decides when its pages show the record: as in the scene, unless the player has set it otherwise.
    """

    def __init__(self, compiled: CompiledScene, imported_traces: Collection[str] = ()) -> None:
        self.compiled = compiled
        self.imported_traces: tuple[TraceId, ...] = tuple(
            trace for trace in compiled.system.trace_slots if trace in imported_traces
        )
        self._machine_state = compiled.machine.create_state(self.imported_traces)
        self._passages: list[PassageId] = []
        self.reveal: Reveal = compiled.scene.reveal

    @classmethod
    def resume(
        cls, compiled: CompiledScene, steps: Sequence[str], imported_traces: Collection[str] = ()
    ) -> tuple[Playthrough, int]:
        """Replays steps up to the first that is not enabled. Returns the playthrough and the number of steps taken."""
        playthrough = cls(compiled, imported_traces)
        for number, step in enumerate(steps):
            try:
                playthrough.choose(step)
            except ChoiceUnavailableError:
                return playthrough, number
        return playthrough, len(steps)

    @property
    def steps(self) -> tuple[str, ...]:
        """Every trigger fired so far."""
        return tuple(self._machine_state.steps)

    @property
    def state(self) -> str:
        """The id of the present passage, or the name of a phase (see `phases`)."""
        return self._machine_state.state

    @property
    def position(self) -> Position:
        """The present position in the transition system."""
        return self._machine_state.position

    @property
    def passage(self) -> Passage | None:
        """The present passage; None in a phase outside the passages."""
        return None if self.state in PHASES else self.compiled.scene.passages[PassageId(self.state)]

    @property
    def passages(self) -> tuple[PassageId, ...]:
        """The passages visited, in order, the present one last."""
        return tuple(self._passages)

    @property
    def ending_passage(self) -> Passage | None:
        """The passage whose ending was reached; None before."""
        last_passage = self.compiled.scene.passages[self._passages[-1]] if self._passages else None
        return last_passage if last_passage is not None and last_passage.ending is not None else None

    def enabled_triggers(self) -> tuple[str, ...]:
        """Returns the choices and phase triggers that can be taken now."""
        return self.compiled.machine.enabled_triggers(self._machine_state)

    def choose(self, trigger: str) -> None:
        """Takes a step. Raises ChoiceUnavailableError, and changes nothing, if it is not enabled."""
        self.compiled.machine.fire(self._machine_state, trigger)
        if self.state not in PHASES:
            self._passages.append(PassageId(self.state))

    def undo(self, count: int = 1) -> None:
        """Takes back the last `count` steps; if there are fewer, returns to the briefing."""
        remaining_steps = self.steps[: max(len(self.steps) - count, 0)]
        self._machine_state = self.compiled.machine.create_state(self.imported_traces)
        self._passages = []
        for step in remaining_steps:
            self.choose(step)

    def decisions(self) -> tuple[Decision, ...]:
        """Returns the choices taken, in order."""
        decisions: list[Decision] = []
        passages = iter(self._passages)
        for number, step in enumerate(self.steps):
            if step in PHASE_TRIGGERS:
                continue
            name = next(passages)
            choice = next(choice for choice in self.compiled.scene.passages[name].choices if choice.id == step)
            decisions.append(Decision(number, name, choice))
        return tuple(decisions)

    def exported_traces(self) -> tuple[Trace, ...]:
        """Returns the traces left for later scenes, in the order written; none before the ending."""
        if self.ending_passage is None:
            return ()
        evaluate = self.compiled.system.evaluate
        return tuple(trace for trace in self.compiled.scene.leaves if evaluate(trace.if_, self.position))
