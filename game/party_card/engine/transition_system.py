"""Compiles the rules of a scene to a transition system: Python functions over a tuple of small numbers.

Invariant: a position is a tuple of small whole numbers, the passage's number first, then the value of every variable
and mark of the scene. `enabled_choices` and `apply` decide everything; the state machine, the model checker and the
tests all call them. The generated source is made of numbers alone: nothing that an author wrote enters it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import combinations
from typing import Any

from party_card.content.conditions import And, Compare, Condition, Const, InSet, Not, Or, collect_names
from party_card.content.domains import Domain, Effect
from party_card.content.models import Choice, ChoiceId, ConditionText, PassageId, Scene, TraceId
from party_card.content.scene_logic import SceneLogic

Position = tuple[int, ...]
"""The passage's number, then one value for each slot."""
Guard = Callable[[Position], bool]
Update = Callable[[Position], Position]
MAX_CACHED_SOURCES = 16
"""So many scenes are not compiled again while only their prose is changed."""


@dataclass(frozen=True)
class TransitionSystem:
    """The compiled rules of a scene.

    `slots` names the values after the passage in a position: variables, each with a domain, then the marks
    `visited(passage)` and `chose(choice)` that a condition reads. `initial_position` is the one without imported
    traces; `trace_slots` maps each trace that the scene uses to the indexes in a position that it sets.
    `choices[n]` are the choices of passage `n` in the order written; `guards` and `transitions` are parallel to it.
    `source` is Python code, compiled on first use, because the model checker does not need it.
    """

    passages: tuple[PassageId, ...]
    slots: tuple[str, ...]
    domains: Mapping[str, Domain]
    initial_position: Position
    trace_slots: Mapping[TraceId, tuple[int, ...]]
    choices: tuple[tuple[Choice, ...], ...]
    condition_texts: tuple[ConditionText, ...]
    source: str = field(repr=False)

    @cached_property
    def _functions(self) -> dict[str, Any]:
        return _compile_source(self.source)

    @cached_property
    def conditions(self) -> Mapping[ConditionText, Guard]:
        """Every condition of the scene as a function."""
        return dict(zip(self.condition_texts, self._functions["conditions"], strict=True))

    @cached_property
    def guards(self) -> tuple[tuple[Guard, ...], ...]:
        """For each choice, the function that decides whether it is enabled."""
        return tuple(
            tuple(self.conditions[choice.if_] if choice.if_ is not None else _always for choice in choices)
            for choices in self.choices
        )

    @cached_property
    def _choices_without_guards(self) -> tuple[tuple[int, ...] | None, ...]:
        """For each passage the numbers of all its choices, or None if one of them has a guard."""
        return tuple(
            tuple(range(len(choices))) if all(choice.if_ is None for choice in choices) else None
            for choices in self.choices
        )

    @cached_property
    def transitions(self) -> tuple[tuple[Update, ...], ...]:
        """For each choice, the function that returns the position after it."""
        updates: tuple[tuple[Update, ...], ...] = self._functions["updates"]
        return updates

    @cached_property
    def initial_states(self) -> Mapping[tuple[TraceId, ...], Position]:
        """All initial states, by their imported traces; the one without traces first, then by their number."""
        sets = (subset for size in range(len(self.trace_slots) + 1) for subset in combinations(self.trace_slots, size))
        return {subset: self.initial_state(subset) for subset in sets}

    def initial_state(self, imported_traces: Collection[str]) -> Position:
        """Returns the initial state with these traces; ignores those that the scene does not use."""
        indexes = {index for trace, slots in self.trace_slots.items() if trace in imported_traces for index in slots}
        return tuple([1 if index in indexes else value for index, value in enumerate(self.initial_position)])

    def enabled_choices(self, position: Position) -> tuple[int, ...]:
        """Returns the numbers of the choices that are enabled at a position."""
        without_guards = self._choices_without_guards[position[0]]
        if without_guards is not None:
            return without_guards
        return tuple([number for number, is_enabled in enumerate(self.guards[position[0]]) if is_enabled(position)])

    def apply(self, position: Position, choice: int) -> Position:
        """Returns the position after choice number `choice`, without checking that it is enabled."""
        return self.transitions[position[0]][choice](position)

    def evaluate(self, condition: ConditionText | None, position: Position) -> bool:
        """Returns True if a condition of the scene holds; None always holds."""
        return condition is None or self.conditions[condition](position)

    def choice_index(self, passage: PassageId, choice_id: ChoiceId) -> int | None:
        """Returns the number of a choice in its passage, or None if it has no such choice."""
        choices = self.choices[self.passages.index(passage)]
        return next((number for number, choice in enumerate(choices) if choice.id == choice_id), None)

    def value_name(self, position: Position, slot: str) -> str:
        """Returns the value of a variable at a position, as authors write it."""
        return self.domains[slot].names[position[self.slots.index(slot) + 1]]


def compile_system(scene: Scene, logic: SceneLogic) -> TransitionSystem:
    """Compiles the rules of a checked scene. Raises KeyError if a name does not resolve."""
    names = frozenset[str]().union(*(collect_names(condition) for condition in logic.conditions.values()))
    marks = sorted(name for name in names if name.startswith(("visited(", "chose(")))
    slots = (*logic.domains, *marks)
    slot_indexes = {name: number + 1 for number, name in enumerate(slots)}
    passages = tuple(scene.passages)
    passage_numbers = {name: number for number, name in enumerate(passages)}
    domains = {str(name): domain for name, domain in logic.domains.items()}
    generator = _CodeGenerator(slot_indexes, domains)

    conditions = [f"lambda p: {generator.condition(condition)}" for condition in logic.conditions.values()]
    updates = [
        [
            f"lambda p: ({passage_numbers[choice.goto]},{generator.effects(logic.effects[choice.id], choice)})"
            for choice in passage.choices
        ]
        for passage in scene.passages.values()
    ]
    source = f"conditions = {_tuple_code(conditions)}\nupdates = {_tuple_code(map(_tuple_code, updates))}"
    start = passage_numbers[scene.start] if scene.start is not None else 0
    values = [*(domain.start for domain in logic.domains.values()), *(0 for _ in marks)]
    if (mark := f"visited({passages[start]})") in slot_indexes:
        values[slot_indexes[mark] - 1] = 1
    trace_slots: dict[TraceId, tuple[int, ...]] = {}
    for name, domain in logic.domains.items():
        if domain.imported_trace is not None:
            trace_slots[domain.imported_trace] = (*trace_slots.get(domain.imported_trace, ()), slot_indexes[name])
    return TransitionSystem(
        passages=passages,
        slots=slots,
        domains=domains,
        initial_position=(start, *values),
        trace_slots=trace_slots,
        choices=tuple(passage.choices for passage in scene.passages.values()),
        condition_texts=tuple(logic.conditions),
        source=source,
    )


@lru_cache(MAX_CACHED_SOURCES)
def _compile_source(source: str) -> dict[str, Any]:
    functions: dict[str, Any] = {}
    builtins = {"__builtins__": {"min": min, "max": max}}
    exec(compile(source, "<transition system>", "exec"), builtins, functions)  # noqa: S102  # numbers only
    return functions


def _always(_position: Position) -> bool:
    return True


def _tuple_code(items: Iterable[str]) -> str:
    return f"({''.join(f'{item}, ' for item in items)})"


class _CodeGenerator:
    """Generates Python expressions over the tuple `p` for conditions and effects, from numbers alone."""

    def __init__(self, slot_indexes: Mapping[str, int], domains: Mapping[str, Domain]) -> None:
        self.slot_indexes = slot_indexes
        self.domains = domains

    def condition(self, condition: Condition) -> str:
        """Returns the expression of a condition."""
        match condition:
            case Const(value):
                return repr(value)
            case InSet(name, values):
                return self._membership(self.slot_indexes[name], values)
            case Compare(terms, operator, constant):
                total = "+".join(
                    f"{factor:d}*(p[{self.slot_indexes[name]:d}]+{self.domains[name].low:d})" for name, factor in terms
                )
                return f"({total} {operator} {constant:d})"
            case Not(operand):
                return f"(not {self.condition(operand)})"
            case And(operands):
                return f"({' and '.join(self.condition(operand) for operand in operands)})"
            case Or(operands):
                return f"({' or '.join(self.condition(operand) for operand in operands)})"

    def effects(self, effects: tuple[Effect, ...], choice: Choice) -> str:
        """Returns the expressions of all slots after a choice: its effects in order, then the marks that it sets."""
        expressions = {name: f"p[{index:d}]" for name, index in self.slot_indexes.items()}
        for effect in effects:
            max_value = self.domains[effect.variable].size - 1
            if effect.kind == "set":
                expressions[effect.variable] = f"{effect.amount:d}"
            elif effect.amount >= 0:
                expressions[effect.variable] = f"min({expressions[effect.variable]}+{effect.amount:d},{max_value:d})"
            else:
                expressions[effect.variable] = f"max({expressions[effect.variable]}{effect.amount:d},0)"
        for mark in (f"visited({choice.goto})", f"chose({choice.id})"):
            if mark in expressions:
                expressions[mark] = "1"
        return "".join(f"{expression}," for expression in expressions.values())

    @staticmethod
    def _membership(index: int, values: frozenset[int]) -> str:
        if not values:
            return "False"
        low, high = min(values), max(values)
        if low == high:
            return f"p[{index:d}] == {low:d}"
        if high - low + 1 == len(values):
            return f"{low:d} <= p[{index:d}] <= {high:d}"
        return f"p[{index:d}] in {{{','.join(f'{value:d}' for value in sorted(values))}}}"
