"""One scene under comparison: pages of the engine and of the twin, placed side by side.

Law: a page is asked for by its position and the decisions before it, whatever led there; whatever differs is told with
the choices that lead to it.
"""

from __future__ import annotations

from collections.abc import Sequence

from party_card.content.models import Reveal
from party_card.engine.compiled import CompiledScene
from party_card.engine.machine import MachineState
from party_card.engine.phases import DEBRIEF, FINISHED, RECORD, TURNS
from party_card.engine.playthrough import Decision, Playthrough
from party_card.engine.transition_system import Position
from party_card.frontends.html.decode import Json
from party_card.frontends.html.verify.page_json import page_json
from party_card.frontends.html.verify.reference_player import PlayerState, ReferencePlayer, Stage
from party_card.modelcheck.bitset.bit_layout import ANY
from party_card.modelcheck.state_space import ReachableStates


class MismatchError(Exception):  # names what is the case
    """The data would show or do something else than the game: where, by the choices that lead there, and what."""

    def __init__(self, scene: str, where: str, what: str, ours: object, theirs: object) -> None:
        super().__init__(f"{scene}, {where}: {what} differs; the game: {_short(ours)}; the page: {_short(theirs)}")


def difference(ours: Json, theirs: Json) -> tuple[str, object, object]:
    """The first part of a page that differs, by its name, and both."""
    key = next(key for key in (*ours, *theirs) if ours.get(key) != theirs.get(key))
    one, other = ours.get(key), theirs.get(key)
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        place = next(place for place, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1])
        return f"{key} {place + 1}", one[place], other[place]
    return key, one, other


def after(steps: Sequence[str]) -> str:
    """The choices among some steps, for a message."""
    choices = [step for step in steps if step not in TURNS]
    return f"after {', '.join(choices)}" if choices else "at the beginning"


def _short(value: object) -> str:
    said = str(value)
    return said if len(said) <= 300 else f"{said[:300]}..."


class SyntheticPlaythrough(Playthrough):
    """A playthrough put at a position, without the way there."""

    def __init__(
        self,
        compiled: CompiledScene,
        state: str,
        position: Position,
        decisions: Sequence[Decision],
        reveal: Reveal,
    ) -> None:
        self.compiled = compiled
        self.carried = ()
        self.reveal = reveal
        self._walk = MachineState(position)
        self._walk.state = state
        self._passages = [*(decision.passage for decision in decisions), compiled.system.passages[position[0]]]
        self._made = tuple(decisions)

    def decisions(self) -> tuple[Decision, ...]:
        """The decisions that it was given."""
        return self._made


class SceneUnderTest:
    """One scene under comparison."""

    def __init__(self, reference: ReferencePlayer, number: int, states: ReachableStates) -> None:
        self.reference = reference
        self.number = number
        self.states = states
        self.compiled = states.compiled
        self.system = states.compiled.system
        self.data: Json = reference.data["scenes"][number]
        self.name = str(self.compiled.scene.scene)

    def filled(self, passage: int, values: tuple[int, ...]) -> Position:
        """A position; where a value does not matter it is that of the start."""
        pairs = zip(values, self.system.start[1:], strict=True)
        return (passage, *[start if value == ANY else value for value, start in pairs])

    def same(self, state: str, position: Position, decisions: Sequence[Decision], reveal: Reveal) -> None:
        """Compares the page of a position, whatever led there."""
        ours = page_json(SyntheticPlaythrough(self.compiled, state, position, decisions, reveal).page())
        theirs = self.reference.page(self.played(state, position, decisions, reveal))
        if ours != theirs:
            where = self.where(position[0], position)
            raise MismatchError(self.name, f"{where} ({state})", *difference(ours, theirs))

    def played(self, state: str, position: Position, decisions: Sequence[Decision], reveal: Reveal) -> PlayerState:
        """The twin's playthrough at a position."""
        system = self.system
        stage: Stage = state if state in (RECORD, DEBRIEF, FINISHED) else "passage"  # type: ignore[assignment]
        made = []
        for decision in decisions:
            choice = system.choice_index(decision.passage, decision.choice.id)
            made.append((system.passages.index(decision.passage), -1 if choice is None else choice))
        read = 1 + len(decisions)
        return PlayerState(self.number, 0, reveal == "each", stage, position, read, tuple(made), "")

    def where(self, passage: int, position: Position) -> str:
        """How a position is reached, for a message."""
        region = self.states.space.singleton(passage, position[1:])
        try:
            witness = self.states.shortest_path({passage: region})
        except ValueError:
            return f"at passage {self.system.passages[passage]}"
        return after(("begin", *witness.choices))
