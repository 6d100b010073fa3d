"""The kernel: a scene compiled to generated functions over a tuple.

Law: a position is a tuple of small whole numbers, the passage's number first, then the value of every variable and mark
that the scene has. `offers` and `take` decide everything; whoever asks (machine, prover, test) gets the same answer.
The generated source is made of numbers alone: nothing that an author wrote enters it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import Any

from party_card.content.conditions import And, Compare, Condition, Const, InSet, Not, Or, names_read
from party_card.content.models import Choice, ChoiceId, ConditionText, PassageId, Scene, TraceId
from party_card.content.scene_logic import SceneLogic
from party_card.content.variables import Domain, Effect

Position = tuple[int, ...]
"""The passage's number, then one index per slot."""
Test = Callable[[Position], bool]
Step = Callable[[Position], Position]


@dataclass(frozen=True)
class TransitionSystem:
    """A scene made ready. `slots` names what stands behind the passage in a position, with its domain where it has one.

    `start` is where someone begins who carries nothing; `carried` lists the traces that make a difference, each with
    the places in a position that it fills. `choices[n]` are the choices of passage `n` in the order written; `opens`
    and `steps` run beside them. `source` is Python, compiled when something is first asked: a proof, which asks
    nothing, does without.
    """

    passages: tuple[PassageId, ...]
    slots: tuple[str, ...]
    domains: Mapping[str, Domain]
    start: Position
    carried: Mapping[TraceId, tuple[int, ...]]
    choices: tuple[tuple[Choice, ...], ...]
    condition_texts: tuple[ConditionText, ...]
    source: str = field(repr=False)

    @cached_property
    def _made(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        known = {"__builtins__": {"min": min, "max": max}}
        exec(compile(self.source, "<kernel>", "exec"), known, made)  # noqa: S102  # numbers only
        return made

    @cached_property
    def conditions(self) -> Mapping[ConditionText, Test]:
        """Every condition of the scene as a function."""
        return dict(zip(self.condition_texts, self._made["tests"], strict=True))

    @cached_property
    def guards(self) -> tuple[tuple[Test, ...], ...]:
        """For each choice, when it is open."""
        return tuple(
            tuple(self.conditions[choice.if_] if choice.if_ is not None else _always for choice in row)
            for row in self.choices
        )

    @cached_property
    def transitions(self) -> tuple[tuple[Step, ...], ...]:
        """For each choice, where it leads."""
        steps: tuple[tuple[Step, ...], ...] = self._made["steps"]
        return steps

    @cached_property
    def initial_states(self) -> Mapping[tuple[TraceId, ...], Position]:
        """Every start there is, by what is carried into it; the one with nothing first, then those with little."""
        few = [some for count in range(len(self.carried) + 1) for some in combinations(self.carried, count)]
        return {some: self.initial_state(some) for some in few}

    def initial_state(self, carried: Collection[str]) -> Position:
        """Where someone begins who carries these traces; those that the scene does not ask for are passed over."""
        filled = {place for trace, places in self.carried.items() if trace in carried for place in places}
        return tuple([1 if place in filled else value for place, value in enumerate(self.start)])

    def enabled_choices(self, position: Position) -> tuple[int, ...]:
        """The numbers of the choices open at a position."""
        return tuple([number for number, is_open in enumerate(self.guards[position[0]]) if is_open(position)])

    def apply(self, position: Position, choice: int) -> Position:
        """The position after choice number `choice`; whether it is open is not asked here."""
        return self.transitions[position[0]][choice](position)

    def evaluate(self, condition: ConditionText | None, position: Position) -> bool:
        """Whether a condition of the scene holds; none at all always does."""
        return condition is None or self.conditions[condition](position)

    def choice_index(self, passage: PassageId, choice: ChoiceId) -> int | None:
        """The number of a choice in its passage, or None."""
        for number, written in enumerate(self.choices[self.passages.index(passage)]):
            if written.id == choice:
                return number
        return None

    def value_name(self, position: Position, slot: str) -> str:
        """The value of a variable at a position, as authors write it."""
        return self.domains[slot].names[position[self.slots.index(slot) + 1]]


def compile_system(scene: Scene, logic: SceneLogic) -> TransitionSystem:
    """The kernel of a scene without errors. Raises KeyError where a name does not resolve: check the scene first."""
    read = frozenset[str]().union(*(names_read(condition) for condition in logic.conditions.values()))
    marks = sorted(name for name in read if name.startswith(("visited(", "chose(")))
    slots = (*logic.domains, *marks)
    place = {name: number + 1 for number, name in enumerate(slots)}
    passages = tuple(scene.passages)
    number = {name: index for index, name in enumerate(passages)}
    writer = _Writer(place, {str(name): domain for name, domain in logic.domains.items()})

    tests = [f"lambda p: {writer.condition(condition)}" for condition in logic.conditions.values()]
    steps = [
        [
            f"lambda p: ({number[choice.goto]},{writer.effects(logic.effects[choice.id], choice)})"
            for choice in passage.choices
        ]
        for passage in scene.passages.values()
    ]
    source = f"tests = ({_listed(tests)})\nsteps = ({_listed(f'({_listed(row)})' for row in steps)})"
    start = number[scene.start] if scene.start is not None else 0
    first = [*(domain.start for domain in logic.domains.values()), *(0 for _ in marks)]
    if (mark := f"visited({passages[start]})") in place:
        first[place[mark] - 1] = 1
    carried: dict[TraceId, tuple[int, ...]] = {}
    for name, domain in logic.domains.items():
        if domain.carried is not None:
            carried[domain.carried] = (*carried.get(domain.carried, ()), place[name])
    return TransitionSystem(
        passages=passages,
        slots=slots,
        domains={str(name): domain for name, domain in logic.domains.items()},
        start=(start, *first),
        carried=carried,
        choices=tuple(passage.choices for passage in scene.passages.values()),
        condition_texts=tuple(logic.conditions),
        source=source,
    )


def _always(_position: Position) -> bool:
    return True


def _listed(parts: Any) -> str:
    return "".join(f"{part}, " for part in parts)


class _Writer:
    """Writes conditions and effects as Python expressions over the tuple `p`, from numbers alone."""

    def __init__(self, place: Mapping[str, int], domains: Mapping[str, Domain]) -> None:
        self.place = place
        self.domains = domains

    def condition(self, condition: Condition) -> str:
        match condition:
            case Const(value):
                return repr(value)
            case InSet(name, values):
                return self._one_of(self.place[name], values)
            case Compare(terms, order, constant):
                total = "+".join(f"{factor:d}*(p[{self.place[n]:d}]+{self._low(n):d})" for n, factor in terms)
                return f"({total} {order} {constant:d})"
            case Not(part):
                return f"(not {self.condition(part)})"
            case And(parts):
                return f"({' and '.join(self.condition(part) for part in parts)})"
            case Or(parts):
                return f"({' or '.join(self.condition(part) for part in parts)})"

    def effects(self, effects: tuple[Effect, ...], choice: Choice) -> str:
        """The slots after a choice: effects first to last, then the marks it leaves."""
        after = {name: f"p[{number:d}]" for name, number in self.place.items()}
        for effect in effects:
            last = self.domains[effect.variable].size - 1
            if effect.kind == "set":
                after[effect.variable] = f"{effect.amount:d}"
            elif effect.amount >= 0:
                after[effect.variable] = f"min({after[effect.variable]}+{effect.amount:d},{last:d})"
            else:
                after[effect.variable] = f"max({after[effect.variable]}{effect.amount:d},0)"
        for mark in (f"visited({choice.goto})", f"chose({choice.id})"):
            if mark in after:
                after[mark] = "1"
        return "".join(f"{expression}," for expression in after.values())

    def _low(self, name: str) -> int:
        return self.domains[name].low

    @staticmethod
    def _one_of(slot: int, values: frozenset[int]) -> str:
        if not values:
            return "False"
        if len(values) == 1:
            return f"p[{slot:d}] == {next(iter(values)):d}"
        return (
            f"{min(values):d} <= p[{slot:d}] <= {max(values):d}"
            if _contiguous(values)
            else (f"p[{slot:d}] in {{{','.join(f'{value:d}' for value in sorted(values))}}}")
        )


def _contiguous(values: frozenset[int]) -> bool:
    return max(values) - min(values) + 1 == len(values)
