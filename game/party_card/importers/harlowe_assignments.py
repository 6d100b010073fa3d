"""Parses what (set:) and (put:) of Harlowe store.

Invariant: a change that is not understood completely is refused, and the variable that it would change is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from party_card.importers.conditions import TRUE, SetTo, Step, collect_variables, is_number
from party_card.importers.harlowe_expressions import COMPUTED, ExpressionParser
from party_card.importers.harlowe_operands import HistoryOperand, LiteralOperand, Result, VariableOperand
from party_card.importers.harlowe_tokens import name_variable, split_at_commas
from party_card.importers.knowledge import Assignment, Choose, Knowledge, UnsupportedExpressionError

_TYPED_VARIABLE = re.compile(
    r"(?<!\s)\s*+(?:num(?:ber)?|str(?:ing)?|bool(?:ean)?|any|int(?:eger)?|const)-type(?=\s+[$_])", re.IGNORECASE
)
_ANY_VARIABLE = re.compile(r"((?:\$|(?<!_)_)(?!\d)[\d_]*+[^\W\d_]\w*)")
_INTO = re.compile(r"\binto\b", re.IGNORECASE)


def parse_assignments(
    text: str, macro: str, passage: str, knowledge: Knowledge
) -> Iterator[tuple[str, Assignment | UnsupportedExpressionError]]:
    """Yields the variable and the change of each part of (set:) or (put:), or why it is not understood.

    All values are computed before any is stored, so a part that reads what an earlier part changes is refused.
    """
    changed: set[str] = set()
    for part in split_at_commas(text):
        match = _ANY_VARIABLE.search(part) if macro == "set" else _find_target_of_put(part)
        variable = name_variable(match[1]) if match else ""
        try:
            assignment = _parse_assignment(part, macro, passage, knowledge)
            if assignment.reads & changed:
                raise UnsupportedExpressionError("it reads a variable that the same macro changes")
            variable = assignment.variable
            yield variable, assignment
        except UnsupportedExpressionError as error:
            yield variable, error
        changed.add(variable)


def _find_target_of_put(text: str) -> re.Match[str] | None:
    """Returns the variable behind the first `into` that has one: the next with a `$`, or else the last with a `_`."""
    position = 0
    while into := _INTO.search(text, position):
        end = text.find("$", into.end())
        if end >= 0 and (match := _ANY_VARIABLE.match(text, end)):
            return match
        temporary_variables = list(_ANY_VARIABLE.finditer(text, into.end(), end if end >= 0 else len(text)))
        if temporary_variables:
            return temporary_variables[-1]
        if end < 0:
            return None
        position = end + 1  # a further `into` before that `$` sees less than this one
    return None


def _parse_assignment(text: str, macro: str, passage: str, knowledge: Knowledge) -> Assignment:
    if macro == "set":
        parser = ExpressionParser(_TYPED_VARIABLE.sub("", text, count=1), passage, knowledge)
        target = parser.take_variable()
        operator = parser.take_one_of("to", "=", "+=", "-=")
        parser.it = target
        result = parser.parse_logic()
        if operator in ("+=", "-="):
            if not isinstance(result, LiteralOperand) or not is_number(result.value):
                raise UnsupportedExpressionError(COMPUTED)
            amount = int(result.value)
            result = VariableOperand(target, amount if operator == "+=" else -amount)
    else:
        last = _find_target_of_put(text)
        parser = ExpressionParser(text, passage, knowledge)
        parser.it = name_variable(last[1]) if last else ""
        result = parser.parse_logic()
        parser.take_one_of("into")
        target = parser.take_variable()
    parser.expect_end()
    return _make_assignment(target, result, parser, knowledge)


def _make_assignment(target: str, result: Result, parser: ExpressionParser, knowledge: Knowledge) -> Assignment:
    if isinstance(result, LiteralOperand):
        return Assignment(target, SetTo(result.value))
    if isinstance(result, VariableOperand) and result.name == target:
        return Assignment(target, Step(result.offset))
    if isinstance(result, VariableOperand):
        values = None if result.offset else knowledge.values_of(result.name)
        if values is None:
            raise UnsupportedExpressionError(COMPUTED)
        return Assignment(target, Choose.copy(result.name, values), frozenset({result.name}))
    if isinstance(result, HistoryOperand):
        raise UnsupportedExpressionError("a list cannot be remembered")
    condition = parser.as_condition(result)
    return Assignment(target, Choose(((condition, True), (TRUE, False))), collect_variables(condition) - {target})
