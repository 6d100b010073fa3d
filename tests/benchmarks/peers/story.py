"""A story in no tool's language: passages, choices, conditions and effects, and what they mean.

Law: every choice leads forward, so a play takes a choice once at most and chances add up exactly. The meaning given
here is a second one, apart from the game's: what is expected of random play does not rest on what is compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Variable:
    """A yes/no (no `values`, `high` 0), a named set of values, or a whole number from 0 to `high`; starts at the first."""

    name: str
    values: tuple[str, ...] = ()
    high: int = 0


@dataclass(frozen=True, slots=True)
class Clause:
    """`is` or `is-not` for a yes/no (value ""), `==` for a named value, `<` or `>=` for a number."""

    variable: Variable
    order: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """Clauses joined by `and` or `or`."""

    joint: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """Sets a variable to `value`, or, where `value` begins with a sign, moves a number that stays in its range."""

    variable: Variable
    value: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice; its label is its own in the whole story."""

    label: str
    goal: str
    condition: Condition | None = None
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage; one without choices is an ending. `more` is text shown under a condition."""

    name: str
    text: str
    choices: tuple[Choice, ...] = ()
    more: tuple[Condition, str] | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """A story; it starts at its first passage."""

    name: str
    variables: tuple[Variable, ...]
    passages: tuple[Passage, ...]


Values = tuple[int | str, ...]
"""The values of a story's variables, in their order; a yes/no is 0 or 1."""


def first(variables: Iterable[Variable]) -> Values:
    """The values at the start."""
    return tuple(variable.values[0] if variable.values else 0 for variable in variables)


def holds(condition: Condition | None, variables: tuple[Variable, ...], values: Values) -> bool:
    """Whether a condition holds; none at all always does."""
    if condition is None:
        return True
    told = (_is_so(clause, values[variables.index(clause.variable)]) for clause in condition.clauses)
    return all(told) if condition.joint == "and" else any(told)


def _is_so(clause: Clause, value: int | str) -> bool:
    match clause.order:
        case "==":
            return value == clause.value
        case "<":
            return int(value) < int(clause.value)
        case ">=":
            return int(value) >= int(clause.value)
        case _:
            return bool(value) is (clause.order == "is")


def after(effects: Iterable[Effect], variables: tuple[Variable, ...], values: Values) -> Values:
    """The values after effects."""
    changed = list(values)
    for effect in effects:
        place = variables.index(effect.variable)
        if effect.value[0] in "+-":
            changed[place] = min(max(int(changed[place]) + int(effect.value), 0), effect.variable.high)
        else:
            changed[place] = effect.value if effect.variable.values else int(effect.value == "true")
    return tuple(changed)


class Chances:
    """How likely a random play comes to each position: passages are entered in order, each with its chances complete."""

    def __init__(self, variables: tuple[Variable, ...], start: str) -> None:
        self.variables = variables
        self.at: defaultdict[str, defaultdict[Values, float]] = defaultdict(lambda: defaultdict(float))
        self.at[start][first(variables)] = 1.0
        self.choices: dict[str, float] = {}
        """By label, the chance that a play takes the choice."""

    def enter(self, passage: Passage) -> None:
        """Shares out the chances of a passage among its open choices."""
        variables = self.variables
        for choice in passage.choices:
            self.choices[choice.label] = 0.0
        for values, chance in self.at[passage.name].items():
            open_ = [choice for choice in passage.choices if holds(choice.condition, variables, values)]
            for choice in open_:
                self.choices[choice.label] += chance / len(open_)
                self.at[choice.goal][after(choice.effects, variables, values)] += chance / len(open_)

    @property
    def positions(self) -> int:
        """How many there are, of the passages entered and those that they lead to."""
        return sum(len(values) for values in self.at.values())


def chances(story: Story) -> Chances:
    """The chances of a whole story."""
    told = Chances(story.variables, story.passages[0].name)
    for passage in story.passages:
        told.enter(passage)
    return told


def plays_to_make(story: Story, labels: list[str]) -> float:
    """How many random plays are expected until each of these choices was made: exact, by which of them a play makes."""
    bits = {label: 1 << number for number, label in enumerate(labels)}
    at: defaultdict[str, defaultdict[tuple[Values, int], float]] = defaultdict(lambda: defaultdict(float))
    at[story.passages[0].name][first(story.variables), 0] = 1.0
    made: defaultdict[int, float] = defaultdict(float)
    for passage in story.passages:
        for (values, mask), chance in at.pop(passage.name, {}).items():
            open_ = [choice for choice in passage.choices if holds(choice.condition, story.variables, values)]
            for choice in open_:
                key = after(choice.effects, story.variables, values), mask | bits.get(choice.label, 0)
                at[choice.goal][key] += chance / len(open_)
            if not open_:
                made[mask] += chance
    expected = 0.0
    for some in range(1, 1 << len(labels)):  # the longest of several waits, by inclusion and exclusion
        any_of_them = sum(chance for mask, chance in made.items() if mask & some)
        expected += (1 if some.bit_count() % 2 else -1) / any_of_them
    return expected
