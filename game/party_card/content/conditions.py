"""Conditions: expression trees over the finite domains of a scene's variables.

Invariant: a condition holds names and indices only, never an author's text. `parse_condition` builds it from text, the
transition system compiles it to a function, the model checker to a bit mask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from math import prod
from typing import Literal

from party_card.content.domains import YES_NO, Domain
from party_card.content.models import VariableId
from party_card.frozen_dataclass import frozen_dataclass

MAX_COMBINATIONS = 20_000
"""A condition over more combinations of values has no computed outcomes."""
ComparisonOperator = Literal["<", "<=", "==", "!=", ">", ">="]


@frozen_dataclass
class Const:
    """Always true, or always false."""

    value: bool


@frozen_dataclass
class InSet:
    """True if the variable or mark `name` has one of these values (indices into its domain)."""

    name: str
    values: frozenset[int]


@frozen_dataclass
class Compare:
    """Compares a linear sum with a constant: Σ factor·variable `operator` constant, in numbers, not indices."""

    terms: tuple[tuple[str, int], ...]
    operator: ComparisonOperator
    constant: int


@frozen_dataclass
class Not:
    """True if the operand is false."""

    operand: Condition


@frozen_dataclass
class And:
    """True if every operand is true."""

    operands: tuple[Condition, ...]


@frozen_dataclass
class Or:
    """True if at least one operand is true."""

    operands: tuple[Condition, ...]


Condition = Const | InSet | Compare | Not | And | Or

COMPARISONS: dict[ComparisonOperator, Callable[[int, int], bool]] = {
    "<": int.__lt__, "<=": int.__le__, "==": int.__eq__, "!=": int.__ne__, ">": int.__gt__, ">=": int.__ge__,
}  # fmt: skip


def collect_names(condition: Condition) -> frozenset[str]:
    """Returns the variables and marks that a condition reads; marks are named `visited(x)` and `chose(x)`."""
    if isinstance(condition, InSet):
        return frozenset((condition.name,))
    if isinstance(condition, Compare):
        return frozenset(name for name, _ in condition.terms)
    if isinstance(condition, Not):
        return collect_names(condition.operand)
    if isinstance(condition, And | Or):
        return frozenset().union(*(collect_names(operand) for operand in condition.operands))
    return frozenset()


def list_compared_values(conditions: Iterable[Condition], name: str) -> list[frozenset[int]]:
    """Returns every set of values that a variable is compared with, in order."""
    return [values for condition in conditions for values in _find_compared_values(condition)[0].get(name, ())]


def rename_values(condition: Condition, name: str, new_values: Sequence[int], new_name: str = "") -> Condition:
    """Returns a condition in which each value of a variable is replaced by `new_values[value]`, under a new name."""
    match condition:
        case InSet(variable, values) if variable == name:
            return InSet(new_name or name, frozenset(new_values[value] for value in values))
        case Not(operand):
            return Not(rename_values(operand, name, new_values, new_name))
        case And(operands):
            return And(tuple(rename_values(operand, name, new_values, new_name) for operand in operands))
        case Or(operands):
            return Or(tuple(rename_values(operand, name, new_values, new_name) for operand in operands))
    return condition


def evaluate_condition(condition: Condition, values: Mapping[str, int], minimums: Mapping[str, int]) -> bool:
    """Returns True if a condition holds for the values (indices) of its names; numbers begin at their minimums."""
    if isinstance(condition, Const):
        return condition.value
    if isinstance(condition, InSet):
        return values[condition.name] in condition.values
    if isinstance(condition, Compare):
        total = sum(factor * (values[name] + minimums[name]) for name, factor in condition.terms)
        return COMPARISONS[condition.operator](total, condition.constant)
    if isinstance(condition, Not):
        return not evaluate_condition(condition.operand, values, minimums)
    if isinstance(condition, And):
        return all(evaluate_condition(part, values, minimums) for part in condition.operands)
    return any(evaluate_condition(part, values, minimums) for part in condition.operands)


def compute_possible_outcomes(condition: Condition, domains: Mapping[VariableId, Domain]) -> set[bool] | None:
    """Returns the results that a condition can have; None if there are too many combinations of values to try."""
    if isinstance(condition, InSet):
        size = domains.get(VariableId(condition.name), YES_NO).size
        return {value in condition.values for value in range(size)}
    value_sets, compared_names = _find_compared_values(condition)
    values_by_name: dict[str, list[int]] = {}
    for name in sorted(collect_names(condition)):
        values = range(domains.get(VariableId(name), YES_NO).size)
        if name in compared_names:
            values_by_name[name] = list(values)
        else:  # of values that every part treats alike, one is enough
            values_by_name[name] = list(
                {tuple(value in value_set for value_set in value_sets[name]): value for value in values}.values()
            )
    if prod(map(len, values_by_name.values())) > MAX_COMBINATIONS:
        return None
    minimums = {name: domains[VariableId(name)].low for name in compared_names}
    outcomes: set[bool] = set()
    for combination in product(*values_by_name.values()):
        outcomes.add(evaluate_condition(condition, dict(zip(values_by_name, combination, strict=True)), minimums))
        if len(outcomes) == 2:
            break
    return outcomes


def _find_compared_values(condition: Condition) -> tuple[dict[str, list[frozenset[int]]], set[str]]:
    """Returns the sets of values that each variable is compared with, and the variables compared as numbers."""
    value_sets: dict[str, list[frozenset[int]]] = {}
    compared_names: set[str] = set()
    parts = [condition]
    while parts:
        part = parts.pop()
        if isinstance(part, InSet):
            value_sets.setdefault(part.name, []).append(part.values)
        elif isinstance(part, Compare):
            compared_names.update(name for name, _ in part.terms)
        elif isinstance(part, Not):
            parts.append(part.operand)
        elif isinstance(part, And | Or):
            parts.extend(part.operands)
    return value_sets, compared_names
