"""Conditions, as small trees over finite domains.

Law: a condition holds names and indices only; no text of an author is in it. `parse_condition` makes one from text,
the kernel makes a function of it, the proof a mask.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Order = Literal["<", "<=", "==", "!=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Const:
    """Always true, or always false."""

    value: bool


@dataclass(frozen=True, slots=True)
class InSet:
    """The variable or mark `name` has one of these values (indices)."""

    name: str
    values: frozenset[int]


@dataclass(frozen=True, slots=True)
class Compare:
    """A sum of number variables against a constant: Σ factor·value `order` constant, values as numbers, not indices."""

    terms: tuple[tuple[str, int], ...]
    order: Order
    constant: int


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


@dataclass(frozen=True, slots=True)
class And:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds."""

    parts: tuple[Condition, ...]


Condition = Const | InSet | Compare | Not | And | Or


def names_read(condition: Condition) -> frozenset[str]:
    """The variables and marks that a condition reads; marks are written `visited(x)` and `chose(x)`."""
    if isinstance(condition, InSet):
        return frozenset((condition.name,))
    if isinstance(condition, Compare):
        return frozenset(name for name, _ in condition.terms)
    if isinstance(condition, Not):
        return names_read(condition.part)
    if isinstance(condition, And | Or):
        return frozenset().union(*(names_read(part) for part in condition.parts))
    return frozenset()


_TESTS: dict[Order, Callable[[int, int], bool]] = {
    "<": int.__lt__, "<=": int.__le__, "==": int.__eq__, "!=": int.__ne__, ">": int.__gt__, ">=": int.__ge__,
}  # fmt: skip


def holds(order: Order, left: int, right: int) -> bool:
    """Whether `left order right` holds."""
    return _TESTS[order](left, right)
