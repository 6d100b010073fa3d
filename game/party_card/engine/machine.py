"""Wraps the `transitions` library: one state machine for each scene. No other module imports the library.

Invariant: the states are `briefing`, every passage, `record`, the file, `debrief`, `finished`; the triggers are
`begin`, every choice id, `reveal` and `close`. The transition system decides which choices are enabled, and their
effects. A trigger that cannot be fired raises `ChoiceUnavailableError`, whatever the library raises.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from functools import partial
from typing import Any

from transitions import Machine, MachineError

from party_card.content.models import Scene
from party_card.engine.phases import (
    BEGIN,
    BRIEFING,
    CLOSE,
    DEBRIEF,
    FILE,
    FINISHED,
    PHASES,
    RECORD,
    REVEAL,
    ChoiceUnavailableError,
)
from party_card.engine.transition_system import Position, TransitionSystem


class MachineState:
    """The mutable state of one playthrough: its phase or passage, its position, and the triggers fired so far."""

    def __init__(self, initial_position: Position) -> None:
        self.state: str = BRIEFING  # set by the machine from then on
        self.position = initial_position
        self.steps: list[str] = []


class SceneMachine:
    """The state machine of a scene, shared by all its playthroughs; each `MachineState` is one of its models."""

    def __init__(self, scene: Scene, system: TransitionSystem) -> None:
        self.system = system
        after_file = DEBRIEF if scene.debrief else FINISHED
        transitions: list[dict[str, Any]] = [
            {"trigger": BEGIN, "source": BRIEFING, "dest": system.passages[system.initial_position[0]]},
            {"trigger": CLOSE, "source": RECORD, "dest": FILE if scene.file is not None else after_file},
            {"trigger": CLOSE, "source": FILE, "dest": after_file},
            {"trigger": CLOSE, "source": DEBRIEF, "dest": FINISHED},
        ]
        for name, passage in scene.passages.items():
            for number, choice in enumerate(passage.choices):
                transition = {"trigger": choice.id, "source": name, "dest": choice.goto}
                callbacks = {
                    "conditions": partial(self._is_enabled, number),
                    "before": partial(self._apply_choice, number),
                }
                transitions.append({**transition, **callbacks})
            if passage.ending is not None:
                transitions.append({"trigger": REVEAL, "source": name, "dest": RECORD})
        self._machine = Machine(
            model=None,
            states=[*PHASES, *system.passages],
            transitions=transitions,
            initial=BRIEFING,
            auto_transitions=False,
            send_event=True,
            after_state_change=self._record_step,
        )

    def create_state(self, imported_traces: Collection[str] = ()) -> MachineState:
        """Returns a new state at the briefing; `imported_traces` are ids of traces of earlier scenes."""
        return MachineState(self.system.initial_state(imported_traces))

    def fire(self, state: MachineState, trigger: str) -> None:
        """Fires a trigger. Raises ChoiceUnavailableError, and changes nothing, if it is unknown or not enabled."""
        if not self.try_fire(state, trigger):
            raise ChoiceUnavailableError(trigger, self.enabled_triggers(state))

    def try_fire(self, state: MachineState, trigger: str) -> bool:
        """Fires a trigger. Returns False, and changes nothing, if it is unknown or not enabled."""
        event = self._machine.events.get(trigger)
        if event is not None:
            # Not by a method of the model: for these the library would prepare every choice for every playthrough.
            with suppress(MachineError):
                return bool(event.trigger(state))
        return False

    def enabled_triggers(self, state: MachineState) -> tuple[str, ...]:
        """Returns the triggers that can be fired now, in the order in which the author wrote them."""
        if state.state == BRIEFING:
            return (BEGIN,)
        if state.state in (RECORD, FILE, DEBRIEF):
            return (CLOSE,)
        if state.state == FINISHED:
            return ()
        choices = self.system.choices[state.position[0]]
        enabled = tuple(str(choices[number].id) for number in self.system.enabled_choices(state.position))
        return enabled or ((REVEAL,) if REVEAL in self._machine.get_triggers(state.state) else ())

    def _is_enabled(self, number: int, event: Any) -> bool:
        return number in self.system.enabled_choices(event.model.position)

    def _apply_choice(self, number: int, event: Any) -> None:
        event.model.position = self.system.apply(event.model.position, number)

    @staticmethod
    def _record_step(event: Any) -> None:
        event.model.steps.append(event.event.name)
