"""A scene in numbers, as every part of the proof reads it: slots, ways, and what each passage asks for.

Law: nothing is decided here. Conditions, domains, effects and marks are those of the kernel, only listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from party_card.content.conditions import Condition
from party_card.content.models import Choice, ConditionText, Passage, PassageId, TraceId
from party_card.engine.compiled import CompiledScene


class Assignment(NamedTuple):
    """What a choice does to one slot: `amount` is the new value, or a signed step that stops at the ends."""

    slot: int
    step: bool
    amount: int

    def table(self, size: int) -> tuple[int, ...]:
        """The value afterwards, for each value before."""
        return _table(self.step, self.amount, size)


@cache
def _table(step: bool, amount: int, size: int) -> tuple[int, ...]:
    return tuple(min(max(value + amount, 0), size - 1) if step else amount for value in range(size))


class Transition(NamedTuple):
    """A choice as a way from one passage to another; `number` counts the choices of the passage."""

    choice: Choice
    source: int
    number: int
    goal: int
    condition: Condition | None
    changes: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """A compiled scene in numbers: passages and slots are known by their number in the kernel.

    `order` lists the passages that ways lead to, each before those that follow it where there are no loops.
    """

    compiled: CompiledScene
    sizes: tuple[int, ...]
    lows: tuple[int, ...]
    numbers: dict[str, int]
    ways: tuple[tuple[Transition, ...], ...]
    asked: tuple[tuple[ConditionText, ...], ...]
    order: tuple[int, ...]

    @property
    def start(self) -> int:
        """The number of the first passage."""
        return self.compiled.system.start[0]

    @property
    def starts(self) -> Mapping[tuple[TraceId, ...], tuple[int, ...]]:
        """The value of every slot at each start, by the traces that are carried into it; first with none."""
        return {carried: start[1:] for carried, start in self.compiled.system.initial_states.items()}

    def passage(self, number: int) -> Passage:
        """The passage of a number."""
        return self.compiled.scene.passages[self.name(number)]

    def name(self, number: int) -> PassageId:
        """The id of a passage."""
        return self.compiled.system.passages[number]

    def condition(self, text: ConditionText) -> Condition:
        """What a condition of the scene means."""
        return self.compiled.logic.conditions[text]

    def forgets(self, change: Assignment) -> bool:
        """Whether the value after a change is the same whatever it was before."""
        return not change.step or abs(change.amount) >= self.sizes[change.slot] - 1


def read_program(compiled: CompiledScene) -> Model:
    """The scene in numbers."""
    system, logic, scene = compiled.system, compiled.logic, compiled.scene
    numbers = {name: number for number, name in enumerate(system.slots)}
    place = {name: number for number, name in enumerate(system.passages)}

    def changes(choice: Choice) -> Iterator[Assignment]:
        for effect in logic.effects[choice.id]:
            yield Assignment(numbers[effect.variable], effect.kind == "step", effect.amount)
        for mark in (f"visited({choice.goto})", f"chose({choice.id})"):
            if mark in numbers:
                yield Assignment(numbers[mark], False, 1)

    ways = tuple(
        tuple(
            Transition(choice, source, number, place[choice.goto],
                None if choice.if_ is None else logic.conditions[choice.if_], tuple(changes(choice)))
            for number, choice in enumerate(choices)
        )
        for source, choices in enumerate(system.choices)
    )  # fmt: skip
    domains = [system.domains.get(name) for name in system.slots]
    return Model(
        compiled=compiled,
        sizes=tuple(2 if domain is None else domain.size for domain in domains),
        lows=tuple(0 if domain is None else domain.low for domain in domains),
        numbers=numbers,
        ways=ways,
        asked=tuple(tuple(_asked(compiled, passage)) for passage in scene.passages.values()),
        order=_order(ways, system.start[0]),
    )


def _asked(compiled: CompiledScene, passage: Passage) -> Iterator[ConditionText]:
    """The conditions that somebody sees the answer of while a passage is read; invariants hold everywhere."""
    scene = compiled.scene
    if not isinstance(passage.text, str):
        yield from (block.if_ for block in passage.text if block.if_ is not None)
    yield from (choice.if_ for choice in passage.choices if choice.if_ is not None)
    if passage.ending is not None:
        yield from (block.if_ for block in scene.record if block.if_ is not None)
        yield from (trace.if_ for trace in scene.leaves if trace.if_ is not None)
    yield from scene.always
    yield from scene.never


def _order(ways: tuple[tuple[Transition, ...], ...], start: int) -> tuple[int, ...]:
    """The passages in reverse post-order."""
    found: list[int] = []
    seen = {start}
    stack = [(start, iter(ways[start]))]
    while stack:
        passage, rest = stack[-1]
        for way in rest:
            if way.goal not in seen:
                seen.add(way.goal)
                stack.append((way.goal, iter(ways[way.goal])))
                break
        else:
            found.append(passage)
            stack.pop()
    return tuple(reversed(found))
