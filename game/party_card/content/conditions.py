"""Conditions: expression trees over the finite domains of a scene's variables.

Invariant: a condition holds names and indices only, never an author's text. `parse_condition` builds it from text, the
transition system compiles it to a function, the model checker to a bit mask.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

ComparisonOperator = Literal["<", "<=", "==", "!=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Const:
    """Always true, or always false."""

    value: bool


@dataclass(frozen=True, slots=True)
class InSet:
    """True if the variable or mark `name` has one of these values (indices into its domain)."""

    name: str
    values: frozenset[int]


@dataclass(frozen=True, slots=True)
class Compare:
    """Compares a linear sum with a constant: Σ factor·variable `operator` constant, in numbers, not indices."""

    terms: tuple[tuple[str, int], ...]
    operator: ComparisonOperator
    constant: int


@dataclass(frozen=True, slots=True)
class Not:
    """True if the operand is false."""

    operand: Condition


@dataclass(frozen=True, slots=True)
class And:
    """True if every operand is true."""

    operands: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
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
