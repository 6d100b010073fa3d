"""Replays playthroughs, as a page encodes them, with the engine.

Invariant: what is stored and shown of a student has been played by the engine, step by step; a text that cannot be
played to its end is refused whole. A playthrough that grows by a step is replayed from where it was.
"""

from __future__ import annotations

from collections import OrderedDict

from party_card.engine.compiled import CompiledScene
from party_card.engine.machine import MachineState
from party_card.engine.phases import PHASES
from party_card.engine.transition_system import Position
from party_card.frozen_dataclass import frozen_dataclass

MAX_STEPS = 600
_CACHE_SIZE = 4096
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_TURN = "-"
"""A step that is no choice: begin, reveal or close."""


@frozen_dataclass
class Step:
    """A step: the state in which it was taken (a passage's id or a phase), its trigger, and True if it is a choice."""

    state: str
    trigger: str
    is_choice: bool


@frozen_dataclass
class ReplayedPlaythrough:
    """A playthrough; `state` is where it is now: a passage's id or a phase.

    `decisions` are pairs of passage and choice.
    """

    steps: tuple[Step, ...]
    state: str
    position: Position
    decisions: tuple[tuple[str, str], ...]


class Replayer:
    """Replays playthroughs of one scene. Keeps the last ones, so that a further step costs one step."""

    def __init__(self, compiled: CompiledScene) -> None:
        self.compiled = compiled
        self._traces = tuple(compiled.system.trace_slots)
        self._replayed: OrderedDict[str, ReplayedPlaythrough] = OrderedDict()

    def replay(self, text: str) -> ReplayedPlaythrough | None:
        """Returns the playthrough that `text` encodes: a digit for the carried traces, then a character a step.

        Returns None if it cannot be played to its end.
        """
        if not 1 <= len(text) <= MAX_STEPS + 1:
            return None
        for prefix in (text, text[:-1]):
            if (known := self._replayed.get(prefix)) is not None:
                break
        else:
            prefix, known = text[:1], self._start(text[0])
        if known is not None:
            known = self._play_on(known, text[len(prefix) :])
        if known is not None:
            self._replayed[text] = known
            self._replayed.move_to_end(text)
            if len(self._replayed) > _CACHE_SIZE:
                self._replayed.popitem(last=False)
        return known

    def _start(self, digit: str) -> ReplayedPlaythrough | None:
        bits = _DIGITS.find(digit)
        if not 0 <= bits < 2 ** len(self._traces):
            return None
        carried = [trace for number, trace in enumerate(self._traces) if bits >> number & 1]
        state = self.compiled.machine.create_state(carried)
        return ReplayedPlaythrough((), state.state, state.position, ())

    def carried_traces(self, text: str) -> tuple[str, ...]:
        """Returns the traces of earlier scenes that an encoded playthrough began with."""
        bits = _DIGITS.find(text[:1])
        return tuple(trace for number, trace in enumerate(self._traces) if bits >> number & 1)

    def _play_on(self, replayed: ReplayedPlaythrough, text: str) -> ReplayedPlaythrough | None:
        machine = self.compiled.machine
        state = MachineState(replayed.position)
        state.state = replayed.state
        steps, decisions = list(replayed.steps), list(replayed.decisions)
        for character in text:
            trigger = self._find_trigger(state, character)
            before = state.state
            if trigger is None or not machine.try_fire(state, trigger):
                return None
            steps.append(Step(before, trigger, character != _TURN))
            if character != _TURN:
                decisions.append((before, trigger))
        return ReplayedPlaythrough(tuple(steps), state.state, state.position, tuple(decisions))

    def _find_trigger(self, state: MachineState, character: str) -> str | None:
        if character == _TURN:
            triggers = self.compiled.machine.enabled_triggers(state)
            choices = () if state.state in PHASES else self.compiled.system.choices[state.position[0]]
            return next((name for name in triggers if all(name != choice.id for choice in choices)), None)
        number = _DIGITS.find(character)
        if state.state in PHASES or number < 0:
            return None
        choices = self.compiled.system.choices[state.position[0]]
        return str(choices[number].id) if number < len(choices) else None

    def encode_choice(self, text: str, choice: str) -> str | None:
        """Returns an encoded playthrough with one more step, a choice; None if it is not open."""
        replayed = self.replay(text)
        if replayed is None or replayed.state in PHASES:
            return None
        for number, candidate in enumerate(self.compiled.system.choices[replayed.position[0]]):
            if candidate.id == choice and self.replay(text + _DIGITS[number]) is not None:
                return text + _DIGITS[number]
        return None

    def list_open_choices(self, text: str) -> tuple[str, ...]:
        """Returns the ids of the choices that are open after an encoded playthrough; none outside of passages."""
        replayed = self.replay(text)
        if replayed is None or replayed.state in PHASES:
            return ()
        choices = self.compiled.system.choices[replayed.position[0]]
        enabled = self.compiled.system.enabled_choices(replayed.position)
        return tuple(str(choices[number].id) for number in enabled)
