"""Conditions of stories: questions about the values of variables, as the runtime of the story would answer them.

A format reader builds them; `accepts` of a `Test` holds the format's own semantics (what counts as true, how a text
compares with a number), so that nothing after the reader needs to know the format.

Invariant: conditions are compared by identity and share their parts, and every function here walks them without
recursion: a chain of thousands of `elseif` is as deep as it is long.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from enum import Enum
from typing import Final, Literal, TypeGuard, TypeVar

from party_card.frozen_dataclass import frozen_dataclass


class Unset(Enum):
    """The value of a variable that has not been set yet."""

    UNSET = "unset"


UNSET: Final = Unset.UNSET
Value = bool | int | str | Unset
PairOperator = Literal["==", "!=", "<", "<=", ">", ">="]
_VISITS_PREFIX = "visits:"


@frozen_dataclass(eq=False)
class Constant:
    """Always holds, or never."""

    value: bool


@frozen_dataclass(eq=False)
class Test:
    """Asks about the value of one variable.

    `values` are all values that it is compared with. Beyond the largest and below the smallest number among them,
    `accepts` gives the same answer for every number.
    """

    variable: str
    accepts: Callable[[Value], bool]
    values: tuple[Value, ...] = ()


@frozen_dataclass(eq=False)
class ComparePair:
    """Compares two variables: `left operator right + offset`.

    `compare` is how the format compares them where they hold something other than numbers; without it, values are equal
    or not.
    """

    def holds(self, left: Value, right: Value) -> bool:
        """Returns the result for two values."""
        if is_number(left) and is_number(right):
            return _COMPARISONS[self.operator](left, right + self.offset)
        if self.compare is not None:
            return self.compare(left, right + self.offset if is_number(right) else right)
        is_equal = typed(left) == typed(right)
        return is_equal if self.operator == "==" else self.operator == "!=" and not is_equal

    left: str
    operator: PairOperator
    right: str
    offset: int = 0
    compare: Callable[[Value, Value], bool] | None = None


@frozen_dataclass(eq=False)
class Not:
    """Holds if the operand does not."""

    operand: Condition


@frozen_dataclass(eq=False)
class And:
    """Holds if both sides hold."""

    left: Condition
    right: Condition


@frozen_dataclass(eq=False)
class Or:
    """Holds if one of the sides holds."""

    left: Condition
    right: Condition


Leaf = Constant | Test | ComparePair
Condition = Leaf | Not | And | Or
TRUE: Final = Constant(True)
FALSE: Final = Constant(False)
T = TypeVar("T")


@frozen_dataclass
class SetTo:
    """Sets a variable to a value."""

    value: Value


@frozen_dataclass
class Step:
    """Adds a whole number to a variable."""

    amount: int


Update = SetTo | Step


def is_number(value: object) -> TypeGuard[int]:
    """Returns True for a whole number; a yes/no is none, though Python takes it for one."""
    return isinstance(value, int) and not isinstance(value, bool)


def visits_of(passage: str) -> str:
    """Returns the name of the variable that counts how often a passage was entered, the present time included."""
    return f"{_VISITS_PREFIX}{passage}"


def passage_of_visits(variable: str) -> str | None:
    """Returns the passage whose visits a variable counts; None if it is a variable of the story."""
    return variable.removeprefix(_VISITS_PREFIX) if variable.startswith(_VISITS_PREFIX) else None


_COMPARISONS: dict[PairOperator, Callable[[int, int], bool]] = {
    "==": int.__eq__, "!=": int.__ne__, "<": int.__lt__, "<=": int.__le__, ">": int.__gt__, ">=": int.__ge__,
}  # fmt: skip


def negate(condition: Condition) -> Condition:
    """Returns a condition that holds if this one does not."""
    if isinstance(condition, Constant):
        return FALSE if condition.value else TRUE
    return condition.operand if isinstance(condition, Not) else Not(condition)


def conjoin(left: Condition, right: Condition) -> Condition:
    """Returns a condition that holds if both hold."""
    if isinstance(left, Constant):
        return right if left.value else FALSE
    if isinstance(right, Constant):
        return left if right.value else FALSE
    return And(left, right)


def disjoin(left: Condition, right: Condition) -> Condition:
    """Returns a condition that holds if one of them holds."""
    if isinstance(left, Constant):
        return TRUE if left.value else right
    if isinstance(right, Constant):
        return TRUE if right.value else left
    return Or(left, right)


def fold(
    condition: Condition,
    leaf: Callable[[Leaf], T],
    negation: Callable[[T], T],
    conjunction: Callable[[T, T], T],
    disjunction: Callable[[T, T], T],
    memo: dict[Condition, T] | None = None,
) -> T:
    """Computes a result from the leaves of a condition upwards, each shared part once."""
    results: dict[Condition, T] = {} if memo is None else memo
    pending = [condition]
    while pending:
        part = pending[-1]
        if part in results:
            pending.pop()
            continue
        if isinstance(part, Not):
            operands: tuple[Condition, ...] = (part.operand,)
        elif isinstance(part, And | Or):
            operands = (part.left, part.right)
        else:
            operands = ()
        if missing := [operand for operand in operands if operand not in results]:
            pending += missing
            continue
        pending.pop()
        if isinstance(part, Not):
            results[part] = negation(results[part.operand])
        elif isinstance(part, And):
            results[part] = conjunction(results[part.left], results[part.right])
        elif isinstance(part, Or):
            results[part] = disjunction(results[part.left], results[part.right])
        else:
            results[part] = leaf(part)
    return results[condition]


def iter_leaves(*conditions: Condition) -> Iterator[Leaf]:
    """Yields every leaf of some conditions once."""
    seen: set[Condition] = set()
    pending = list(conditions)
    while pending:
        part = pending.pop()
        if part in seen:
            continue
        seen.add(part)
        if isinstance(part, Not):
            pending.append(part.operand)
        elif isinstance(part, And | Or):
            pending += (part.left, part.right)
        else:
            yield part


def collect_variables(*conditions: Condition) -> frozenset[str]:
    """Returns the variables that some conditions read."""
    names: set[str] = set()
    for part in iter_leaves(*conditions):
        if isinstance(part, Test):
            names.add(part.variable)
        elif isinstance(part, ComparePair):
            names.update((part.left, part.right))
    return frozenset(names)


def may_hold(
    condition: Condition, variable: str, value: Value, memo: dict[Condition, bool | None] | None = None
) -> bool:
    """Returns False if a condition cannot hold while a variable has this value, whatever the others are."""
    result = fold(
        condition,
        lambda part: _evaluate_leaf(part, variable, value),
        lambda operand: None if operand is None else not operand,
        lambda left, right: False if left is False or right is False else (None if None in (left, right) else True),
        lambda left, right: True if left is True or right is True else (None if None in (left, right) else False),
        memo,
    )
    return result is not False


def _evaluate_leaf(part: Leaf, variable: str, value: Value) -> bool | None:
    if isinstance(part, Constant):
        return part.value
    if isinstance(part, Test) and part.variable == variable:
        return part.accepts(value)
    return None


def ask_equal(variable: str, value: Value) -> Test:
    """Returns the question if a variable has exactly this value, of the same type."""
    return Test(variable, lambda other: typed(other) == typed(value), (value,))


def typed(value: Value) -> Hashable:
    """Returns a key that tells `true` from 1, which Python takes for equal."""
    return type(value).__name__, value
