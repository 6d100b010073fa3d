"""The operands of Harlowe's expressions, and how they are compared with each other.

Invariant: a comparison finds what Harlowe finds; where Harlowe reports an error, nothing holds.
"""

from __future__ import annotations

from collections.abc import Callable

from party_card.frozen_dataclass import frozen_dataclass
from party_card.importers.conditions import (
    FALSE,
    TRUE,
    ComparePair,
    Condition,
    PairOperator,
    Test,
    Value,
    ask_equal,
    conjoin,
    disjoin,
    is_number,
    negate,
    passage_of_visits,
    typed,
    visits_of,
)
from party_card.importers.harlowe_tokens import TOO_COMPLEX
from party_card.importers.knowledge import Knowledge, UnsupportedExpressionError


@frozen_dataclass
class VariableOperand:
    """The value of a variable, and a number that is added to it."""

    name: str
    offset: int = 0


@frozen_dataclass
class HistoryOperand:
    """The names of the passages that were visited before."""


@frozen_dataclass
class LiteralOperand:
    """A value that is written out."""

    value: Value


@frozen_dataclass
class Comparison:
    """Two operands and the operator that compares them."""

    left: Operand
    operator: str
    right: Operand
    condition: Condition


@frozen_dataclass
class Logic:
    """A condition; of a chain of `and` or `or` also its first comparing operator, and what it compares last (`it`)."""

    condition: Condition
    connector: str = ""
    operator: str = ""
    it: Operand | None = None


Operand = VariableOperand | HistoryOperand | LiteralOperand | Logic
Result = Operand | Comparison
MIRRORED = {
    "<": ">", "<=": ">=", ">": "<", ">=": "<=", "contains": "is in", "is in": "contains",
    "does not contain": "is not in", "is not in": "does not contain",
}  # fmt: skip
NEGATED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_PAIR_OPERATORS: dict[str, PairOperator] = {"is": "==", "is not": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_COMPARE_NUMBERS: dict[str, Callable[[int, int], bool]] = {
    "<": int.__lt__, "<=": int.__le__, ">": int.__gt__, ">=": int.__ge__,
}  # fmt: skip
_POSITIVE = {"does not contain": "contains", "is not in": "is in"}
WORD_OPERATORS = frozenset({"is", "is not", "contains", "does not contain", "is in", "is not in"})


class Comparer:
    """Compares operands as they are asked for in `passage`."""

    def __init__(self, passage: str, knowledge: Knowledge) -> None:
        self._passage = passage
        self._knowledge = knowledge

    def ask_visited(self, passage: str) -> Condition:
        """Returns the question if a passage was visited before now."""
        if passage not in self._knowledge.passages:
            return FALSE
        least = 2 if passage == self._passage else 1  # the present visit is no past one
        return Test(visits_of(passage), lambda count: is_number(count) and int(count) >= least, (least,))

    def compare(self, left: Operand, operator: str, right: Operand) -> Condition:
        """Returns the question that a comparison is. Raises UnsupportedExpressionError."""
        if operator in ("is not", "does not contain", "is not in"):
            return negate(self.compare(left, {"is not": "is"}.get(operator, _POSITIVE.get(operator, operator)), right))
        if operator == "is in":
            return self.compare(right, "contains", left)
        match left, right:
            case LiteralOperand(), LiteralOperand():
                return as_constant(_holds(left.value, operator, right.value))
            case HistoryOperand(), LiteralOperand(value) if operator == "contains" and isinstance(value, str):
                return self.ask_visited(value)
            case VariableOperand(), LiteralOperand():
                return _test(left, operator, right.value)
            case LiteralOperand(), VariableOperand():
                if operator == "contains":
                    return Test(right.name, lambda value: _holds(left.value, "contains", value))
                return _test(right, MIRRORED.get(operator, operator), left.value)
            case VariableOperand(), VariableOperand():
                return self._compare_variables(left, operator, right)
            case Logic(condition), LiteralOperand(value) if operator == "is" and isinstance(value, bool):
                return condition if value else negate(condition)
            case LiteralOperand(value), Logic(condition) if operator == "is" and isinstance(value, bool):
                return condition if value else negate(condition)
        raise UnsupportedExpressionError(TOO_COMPLEX)

    def _compare_variables(self, left: VariableOperand, operator: str, right: VariableOperand) -> Condition:
        both_numbers = all(
            passage_of_visits(variable.name) is not None or self._knowledge.is_number(variable.name)
            for variable in (left, right)
        )
        if both_numbers and operator in _PAIR_OPERATORS:
            return ComparePair(left.name, _PAIR_OPERATORS[operator], right.name, right.offset - left.offset)
        values = self._knowledge.values_of(right.name)
        if operator != "is" or values is None or left.offset or right.offset:
            raise UnsupportedExpressionError("these two variables cannot be compared with each other")
        condition: Condition = FALSE
        for value in values:
            both = conjoin(ask_equal(left.name, value), ask_equal(right.name, value))
            condition = disjoin(condition, both)
        return condition


def find_comparison(result: Result, connector: str) -> tuple[str, Operand | None]:
    """Returns the operator that an operand compares with, and what it compares; of a chain, that of its connector."""
    if isinstance(result, Comparison):
        return result.operator, result.left
    if isinstance(result, Logic) and result.connector == connector and result.operator:
        return result.operator, result.it
    return "", None


def as_constant(value: Value) -> Condition:
    """Returns the condition that always or never holds."""
    return TRUE if value is True else FALSE


def add_operands(left: Operand, sign: int, right: Operand) -> Operand:
    """Returns the sum of two operands. Raises UnsupportedExpressionError."""
    match left, right:
        case LiteralOperand(first), LiteralOperand(second) if is_number(first) and is_number(second):
            return LiteralOperand(int(first) + sign * int(second))
        case LiteralOperand(str(first)), LiteralOperand(str(second)) if sign == 1:
            return LiteralOperand(first + second)
        case VariableOperand(name, offset), LiteralOperand(second) if is_number(second):
            return VariableOperand(name, offset + sign * int(second))
        case LiteralOperand(first), VariableOperand(name, offset) if is_number(first) and sign == 1:
            return VariableOperand(name, offset + int(first))
    raise UnsupportedExpressionError("this is computed")


def _test(variable: VariableOperand, operator: str, value: Value) -> Condition:
    """Returns the question that compares a variable with a value of the story."""
    if operator == "is" and not variable.offset:
        return ask_equal(variable.name, value)
    offset = variable.offset
    values = (int(value) - offset,) if is_number(value) else ()
    return Test(
        variable.name,
        lambda other: _holds(int(other) + offset if is_number(other) else other, operator, value),
        values,
    )


def _holds(left: Value, operator: str, right: Value) -> bool:
    """Returns what Harlowe finds of two values; where it finds an error, nothing holds."""
    if operator == "is":
        return typed(left) == typed(right)
    if operator == "contains":
        return isinstance(left, str) and isinstance(right, str) and right in left
    return is_number(left) and is_number(right) and _COMPARE_NUMBERS[operator](int(left), int(right))
