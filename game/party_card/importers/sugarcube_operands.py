"""Operands of expressions of SugarCube, and their comparison."""

from __future__ import annotations

import math
from collections.abc import Callable

from party_card.frozen_dataclass import frozen_dataclass
from party_card.importers.conditions import (
    FALSE,
    TRUE,
    ComparePair,
    Condition,
    PairOperator,
    Test,
    Update,
    Value,
    is_number,
    negate,
)
from party_card.importers.javascript_values import is_truthy, js_compare, to_number
from party_card.importers.sugarcube_tokens import (
    TOO_COMPLEX,
    UnknownExpressionError,
)

_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
MAX_NUMBER = 1_000_000


@frozen_dataclass
class Literal:
    """A value that is written out; a number may have decimals in a comparison."""

    value: Value | float


@frozen_dataclass
class Variable:
    """The value of a variable."""

    name: str


@frozen_dataclass
class Truth:
    """A yes/no that is computed; not `is_boolean` if JavaScript would give one of the operands instead."""

    condition: Condition
    is_boolean: bool = True


Operand = Literal | Variable | Truth


@frozen_dataclass
class Assignment:
    """An assignment: an update, or for a computed yes/no the condition for `true`."""

    variable: str
    update: Update | None
    condition: Condition = TRUE


def to_condition(operand: Operand) -> Condition:
    """Returns the question if an operand counts as true."""
    if isinstance(operand, Truth):
        return operand.condition
    if isinstance(operand, Variable):
        return Test(operand.name, is_truthy, (0,))
    return TRUE if is_truthy(operand.value) else FALSE


def join(left: Operand, right: Operand, combine: Callable[[Condition, Condition], Condition]) -> Truth:
    """Joins two operands by `and` or `or`."""
    is_boolean = all(isinstance(side, Truth) and side.is_boolean for side in (left, right))
    return Truth(combine(to_condition(left), to_condition(right)), is_boolean)


def compare(left: Operand, operator: str, right: Operand) -> Operand:
    """Compares two operands. Raises UnknownExpressionError if that is more than a scene can ask."""
    if isinstance(left, Literal) and not isinstance(right, Literal):
        return compare(right, _MIRRORED.get(operator, operator), left)
    if isinstance(left, Literal) and isinstance(right, Literal):
        return Literal(js_compare(left.value, operator, right.value))
    if isinstance(right, Literal):
        value = right.value
        if isinstance(left, Variable):
            return Truth(Test(left.name, lambda other: js_compare(other, operator, value), _near(value)))
        assert isinstance(left, Truth)  # noqa: S101  # literals are dealt with above
        if not left.is_boolean:
            raise UnknownExpressionError(TOO_COMPLEX)
        if_true, if_false = (js_compare(truth, operator, value) for truth in (True, False))
        if if_true == if_false:
            return Literal(if_true)
        return Truth(left.condition if if_true else negate(left.condition))
    if isinstance(left, Variable) and isinstance(right, Variable):
        pair_operator = _PAIR_OPERATORS[operator]
        return Truth(ComparePair(left.name, pair_operator, right.name, 0, lambda a, b: js_compare(a, operator, b)))
    raise UnknownExpressionError(TOO_COMPLEX)


_PAIR_OPERATORS: dict[str, PairOperator] = {
    "===": "==", "!==": "!=", "==": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=",
}  # fmt: skip


def _near(value: Value | float) -> tuple[Value, ...]:
    """Returns the values that a comparison with `value` has to tell apart."""
    number = to_number(value)
    if is_number(value) or math.isnan(number):
        return () if isinstance(value, float) else (value,)
    bounds = (math.floor(number), math.ceil(number)) if math.isfinite(number) and abs(number) <= MAX_NUMBER else ()
    return (*bounds,) if isinstance(value, float) else (value, *bounds)
