"""The state machine of a scene. The only module that knows `transitions`.

Law: the states are `briefing`, every passage, `record`, `debrief` and `finished`; the triggers are `begin`, every
choice id, `reveal` and `close`. The kernel decides: its `offers` are the conditions, its `take` is the effect. What may
not be done raises `ChoiceUnavailable`, whatever the library says.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Any

from transitions import Machine, MachineError

from party_card.content.models import Scene
from party_card.engine.phases import (
    BEGIN,
    BRIEFING,
    CLOSE,
    DEBRIEF,
    FINISHED,
    RECORD,
    REVEAL,
    STAGES,
    ChoiceUnavailableError,
)
from party_card.engine.transition_system import Position, TransitionSystem


class MachineState:
    """Where one reader is: the state, the position, and the triggers that led here."""

    state: str  # set by the machine

    def __init__(self, start: Position) -> None:
        self.position = start
        self.steps: list[str] = []


class SceneMachine:
    """One `transitions.Machine` for a scene; every walk through the scene is one of its models."""

    def __init__(self, scene: Scene, system: TransitionSystem) -> None:
        self.system = system
        closing = DEBRIEF if scene.debrief else FINISHED
        arrows: list[dict[str, Any]] = [
            {"trigger": BEGIN, "source": BRIEFING, "dest": system.passages[system.start[0]]},
            {"trigger": CLOSE, "source": RECORD, "dest": closing},
            {"trigger": CLOSE, "source": DEBRIEF, "dest": FINISHED},
        ]
        for name, passage in scene.passages.items():
            for number, choice in enumerate(passage.choices):
                arrows.append(
                    {
                        "trigger": choice.id,
                        "source": name,
                        "dest": choice.goto,
                        "conditions": partial(self._is_open, number),
                        "before": partial(self._take, number),
                    }
                )
            if passage.ending is not None:
                arrows.append({"trigger": REVEAL, "source": name, "dest": RECORD})
        self._machine = Machine(
            model=None,
            states=[*STAGES, *system.passages],
            transitions=arrows,
            initial=BRIEFING,
            auto_transitions=False,
            send_event=True,
            after_state_change=self._note_step,
        )

    def start(self, carried: Collection[str] = ()) -> MachineState:
        """A new walk, at the briefing, of someone who carries these traces."""
        walk = MachineState(self.system.initial_state(carried))
        self._machine.add_model(walk)
        self._machine.remove_model(walk)  # it has its triggers now; in the list it would live for ever
        return walk

    def fire(self, walk: MachineState, trigger: str) -> None:
        """Takes `trigger`. Raises ChoiceUnavailable, and changes nothing, where it is unknown or closed now."""
        if trigger not in self._machine.events:
            raise ChoiceUnavailableError(trigger, self.offers(walk))
        fire: Callable[[str], bool] = walk.trigger  # type: ignore[attr-defined]  # given by the machine
        try:
            done = fire(trigger)
        except MachineError:
            done = False
        if not done:
            raise ChoiceUnavailableError(trigger, self.offers(walk))

    def offers(self, walk: MachineState) -> tuple[str, ...]:
        """The triggers that can be taken now, in the order written."""
        if walk.state == BRIEFING:
            return (BEGIN,)
        if walk.state in (RECORD, DEBRIEF):
            return (CLOSE,)
        if walk.state == FINISHED:
            return ()
        choices = self.system.choices[walk.position[0]]
        open_ = tuple(str(choices[number].id) for number in self.system.enabled_choices(walk.position))
        return open_ or ((REVEAL,) if REVEAL in self._machine.get_triggers(walk.state) else ())

    def _is_open(self, number: int, event: Any) -> bool:
        return number in self.system.enabled_choices(event.model.position)

    def _take(self, number: int, event: Any) -> None:
        event.model.position = self.system.apply(event.model.position, number)

    @staticmethod
    def _note_step(event: Any) -> None:
        event.model.steps.append(event.event.name)
