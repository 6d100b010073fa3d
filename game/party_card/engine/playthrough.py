"""One student's walk through a scene: choose, undo, go on later.

Law: a playthrough is its scene, the traces it was begun with, and its steps; whatever else it knows follows from
replaying them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from party_card.content.models import Choice, Passage, PassageId, Reveal, Trace, TraceId
from party_card.engine.compiled import CompiledScene
from party_card.engine.page import Page
from party_card.engine.page_builder import write_page
from party_card.engine.phases import STAGES, TURNS, ChoiceUnavailableError
from party_card.engine.transition_system import Position


@dataclass(frozen=True, slots=True)
class Decision:
    """A choice that was made: `step` is its number among the steps, counted from 0."""

    step: int
    passage: PassageId
    choice: Choice


class Playthrough:
    """A walk through a compiled scene. `carried` are the traces it was begun with, of those that the scene asks for.

    `reveal` is when its pages show the record: as the scene says, until a reader wishes otherwise.
    """

    def __init__(self, compiled: CompiledScene, carried: Collection[str] = ()) -> None:
        self.compiled = compiled
        self.carried: tuple[TraceId, ...] = tuple(trace for trace in compiled.system.carried if trace in carried)
        self._walk = compiled.machine.start(self.carried)
        self._passages: list[PassageId] = []
        self.reveal: Reveal = compiled.scene.reveal

    @classmethod
    def resume(
        cls, compiled: CompiledScene, steps: Sequence[str], carried: Collection[str] = ()
    ) -> tuple[Playthrough, int]:
        """A walk replayed as far as its steps still exist and are open, and how many were."""
        playthrough = cls(compiled, carried)
        for number, step in enumerate(steps):
            try:
                playthrough.choose(step)
            except ChoiceUnavailableError:
                return playthrough, number
        return playthrough, len(steps)

    @property
    def steps(self) -> tuple[str, ...]:
        """Every trigger so far."""
        return tuple(self._walk.steps)

    @property
    def state(self) -> str:
        """A passage's id, or `briefing`, `record`, `debrief`, `finished`."""
        return self._walk.state

    @property
    def position(self) -> Position:
        """Where the kernel is."""
        return self._walk.position

    @property
    def passage(self) -> Passage | None:
        """The passage being read; None outside the passages."""
        return None if self.state in STAGES else self.compiled.scene.passages[PassageId(self.state)]

    @property
    def passages(self) -> tuple[PassageId, ...]:
        """The passages read, in order, the present one last."""
        return tuple(self._passages)

    @property
    def ending(self) -> Passage | None:
        """The passage with the ending that was reached; None before."""
        last = self.compiled.scene.passages[self._passages[-1]] if self._passages else None
        return last if last is not None and last.ending is not None else None

    def enabled(self) -> tuple[str, ...]:
        """What can be chosen now."""
        return self.compiled.machine.offers(self._walk)

    def choose(self, trigger: str) -> None:
        """Takes a step. Raises ChoiceUnavailable, and changes nothing, where it is not on offer."""
        self.compiled.machine.fire(self._walk, trigger)
        if self.state not in STAGES:
            self._passages.append(PassageId(self.state))

    def undo(self, count: int = 1) -> None:
        """Takes back the last `count` steps; more than there are leads to the briefing."""
        kept = self.steps[: max(len(self.steps) - count, 0)]
        self._walk = self.compiled.machine.start(self.carried)
        self._passages = []
        for step in kept:
            self.choose(step)

    def decisions(self) -> tuple[Decision, ...]:
        """The choices made, in order."""
        found: list[Decision] = []
        passages = iter(self._passages)
        for number, step in enumerate(self.steps):
            if step in TURNS:
                continue
            name = next(passages)
            choice = next(choice for choice in self.compiled.scene.passages[name].choices if choice.id == step)
            found.append(Decision(number, name, choice))
        return tuple(found)

    def exported_traces(self) -> tuple[Trace, ...]:
        """The traces that this walk leaves for later scenes, in the order written; none before its ending."""
        if self.ending is None:
            return ()
        holds = self.compiled.system.evaluate
        return tuple(trace for trace in self.compiled.scene.leaves if holds(trace.if_, self.position))

    def page(self) -> Page:
        """What is shown now."""
        return write_page(self)
