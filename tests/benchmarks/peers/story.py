"""A tool-independent story: passages, choices, conditions and effects, with their semantics.

Invariant: every choice leads forward, so a play takes a choice at most once and probabilities add up exactly. The
semantics are implemented independently of the engine, so that expectations do not rest on what is compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Variable:
    """A boolean (no `values`, `high` 0), named values, or an integer from 0 to `high`; starts with the first value."""

    name: str
    values: tuple[str, ...] = ()
    high: int = 0


@dataclass(frozen=True, slots=True)
class Clause:
    """A comparison: `is` or `is-not` for a boolean (value ""), `==` for a named value, `<` or `>=` for an integer."""

    variable: Variable
    operator: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """Clauses joined by `and` or `or`."""

    operator: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """Sets a variable to `value`, or steps an integer within its range if `value` begins with a sign."""

    variable: Variable
    value: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice; its label is unique in the story."""

    label: str
    target: str
    condition: Condition | None = None
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage; one without choices is an ending."""

    name: str
    text: str
    choices: tuple[Choice, ...] = ()
    conditional_text: tuple[Condition, str] | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """A story; it starts at its first passage."""

    name: str
    variables: tuple[Variable, ...]
    passages: tuple[Passage, ...]


Values = tuple[int | str, ...]
"""The values of a story's variables, in their order; a yes/no is 0 or 1."""


def initial_values(variables: Iterable[Variable]) -> Values:
    """Returns the values at the start."""
    return tuple(variable.values[0] if variable.values else 0 for variable in variables)


def is_satisfied(condition: Condition | None, variables: tuple[Variable, ...], values: Values) -> bool:
    """Returns True if a condition is satisfied; None always is."""
    if condition is None:
        return True
    results = (_is_clause_satisfied(clause, values[variables.index(clause.variable)]) for clause in condition.clauses)
    return all(results) if condition.operator == "and" else any(results)


def _is_clause_satisfied(clause: Clause, value: int | str) -> bool:
    match clause.operator:
        case "==":
            return value == clause.value
        case "<":
            return int(value) < int(clause.value)
        case ">=":
            return int(value) >= int(clause.value)
        case _:
            return bool(value) is (clause.operator == "is")


def apply_effects(effects: Iterable[Effect], variables: tuple[Variable, ...], values: Values) -> Values:
    """Returns the values after effects."""
    values_after = list(values)
    for effect in effects:
        index = variables.index(effect.variable)
        if effect.value[0] in "+-":
            values_after[index] = min(max(int(values_after[index]) + int(effect.value), 0), effect.variable.high)
        else:
            values_after[index] = effect.value if effect.variable.values else int(effect.value == "true")
    return tuple(values_after)


class RandomPlayModel:
    """The probability that a random play reaches each state and takes each choice.

    Passages are added in story order, each after all its predecessors.
    """

    def __init__(self, variables: tuple[Variable, ...], start: str) -> None:
        self.variables = variables
        self.state_probabilities: defaultdict[str, defaultdict[Values, float]] = defaultdict(lambda: defaultdict(float))
        self.state_probabilities[start][initial_values(variables)] = 1.0
        self.choice_probabilities: dict[str, float] = {}
        """By label, the probability that a play takes the choice."""

    def add_passage(self, passage: Passage) -> None:
        """Distributes the probabilities of a passage among its open choices."""
        variables = self.variables
        for choice in passage.choices:
            self.choice_probabilities[choice.label] = 0.0
        for values, probability in self.state_probabilities[passage.name].items():
            open_choices = [choice for choice in passage.choices if is_satisfied(choice.condition, variables, values)]
            for choice in open_choices:
                self.choice_probabilities[choice.label] += probability / len(open_choices)
                values_after = apply_effects(choice.effects, variables, values)
                self.state_probabilities[choice.target][values_after] += probability / len(open_choices)

    @property
    def state_count(self) -> int:
        """The number of states of the passages added and their successors."""
        return sum(len(values) for values in self.state_probabilities.values())


def build_random_play_model(story: Story) -> RandomPlayModel:
    """Returns the model of a whole story."""
    model = RandomPlayModel(story.variables, story.passages[0].name)
    for passage in story.passages:
        model.add_passage(passage)
    return model


def compute_expected_plays(story: Story, labels: list[str]) -> float:
    """Returns the expected number of random plays until each of these choices was taken, computed exactly."""
    bits = {label: 1 << number for number, label in enumerate(labels)}
    state_probabilities: defaultdict[str, defaultdict[tuple[Values, int], float]] = defaultdict(
        lambda: defaultdict(float)
    )
    state_probabilities[story.passages[0].name][initial_values(story.variables), 0] = 1.0
    mask_probabilities: defaultdict[int, float] = defaultdict(float)
    for passage in story.passages:
        for (values, mask), probability in state_probabilities.pop(passage.name, {}).items():
            open_choices = [
                choice for choice in passage.choices if is_satisfied(choice.condition, story.variables, values)
            ]
            for choice in open_choices:
                key = apply_effects(choice.effects, story.variables, values), mask | bits.get(choice.label, 0)
                state_probabilities[choice.target][key] += probability / len(open_choices)
            if not open_choices:
                mask_probabilities[mask] += probability
    expectation = 0.0
    for subset in range(1, 1 << len(labels)):  # the maximum of several waiting times, by inclusion-exclusion
        subset_probability = sum(probability for mask, probability in mask_probabilities.items() if mask & subset)
        expectation += (1 if subset.bit_count() % 2 else -1) / subset_probability
    return expectation
