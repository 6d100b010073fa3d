"""Parses conditions and assignments of SugarCube: JavaScript with words (`is`, `gt`, `and`, `to`).

Invariant: an expression that is not understood completely is refused; half of it would change the story. Values behave
as in JavaScript: what counts as true, `is` beside `eq`, a text compared with a number, `not` before `is`.
"""

from __future__ import annotations

from party_card.importers.conditions import (
    TRUE,
    UNSET,
    Condition,
    SetTo,
    Step,
    Test,
    conjoin,
    disjoin,
    negate,
    visits_of,
)
from party_card.importers.javascript_values import is_truthy
from party_card.importers.sugarcube_operands import (
    MAX_NUMBER,
    Assignment,
    Literal,
    Operand,
    Truth,
    Variable,
    compare,
    join,
    to_condition,
)
from party_card.importers.sugarcube_tokens import (
    TOO_COMPLEX,
    Token,
    UnknownExpressionError,
    tokenize,
    unquote,
    variable_name,
)

MAX_DEPTH = 30
_EQUALITY = frozenset({"===", "!==", "==", "!="})
_RELATION = frozenset({"<", "<=", ">", ">="})
_DEFINED_WORDS = frozenset({"def", "ndef"})
_COUNTING_FUNCTIONS = frozenset({"visited", "hasVisited"})


def parse_condition(text: str, passage: str) -> Condition:
    """Parses a condition in a passage. Raises UnknownExpressionError."""
    parser = ExpressionParser(tokenize(text), passage)
    condition = to_condition(parser.parse_or())
    parser.expect_end()
    return condition


def parse_operand(text: str, passage: str) -> Operand:
    """Parses an expression that is shown or compared. Raises UnknownExpressionError."""
    parser = ExpressionParser(tokenize(text), passage)
    operand = parser.parse_or()
    parser.expect_end()
    return operand


def parse_assignments(text: str, passage: str) -> list[Assignment]:
    """Parses assignments, which commas or semicolons separate. Raises UnknownExpressionError."""
    parser = ExpressionParser(tokenize(text), passage)
    assignments: list[Assignment] = []
    while not parser.is_at_end:
        assignments.append(parser.parse_assignment())
        if not parser.is_at_end and not (parser.accept(",") or parser.accept(";")):
            raise UnknownExpressionError("what is assigned is computed")
    if not assignments:
        raise UnknownExpressionError("nothing is assigned in it")
    return assignments


class ExpressionParser:
    """Recursive-descent parser with the precedence of JavaScript."""

    def __init__(self, tokens: list[Token], passage: str) -> None:
        self._tokens = tokens
        self._position = 0
        self._passage = passage
        self._depth = 0

    @property
    def is_at_end(self) -> bool:
        """True if every token is read."""
        return self._position >= len(self._tokens)

    def expect_end(self) -> None:
        """Raises UnknownExpressionError unless every token is read."""
        if not self.is_at_end:
            raise UnknownExpressionError(TOO_COMPLEX)

    def accept(self, operator: str) -> bool:
        """Reads the next token if it is this operator; returns True if it was."""
        if self._peek() == ("operator", operator):
            self._position += 1
            return True
        return False

    def parse_assignment(self) -> Assignment:
        """Parses one assignment."""
        is_prefix = self._peek()[1] in ("++", "--")
        operator = self._next()[1] if is_prefix else ""
        kind, word = self._next()
        if kind != "variable":
            raise UnknownExpressionError("what is assigned is computed")
        name = variable_name(word)
        operator = operator or self._next()[1]
        if operator in ("++", "--"):
            return Assignment(name, Step(1 if operator == "++" else -1))
        if operator in ("+=", "-="):
            amount = self._parse_number()
            return Assignment(name, Step(amount if operator == "+=" else -amount))
        if operator != "=":
            raise UnknownExpressionError("what is assigned is computed")
        return self.parse_assigned(name)

    def parse_assigned(self, name: str) -> Assignment:
        """Parses what is assigned to a variable. Raises UnknownExpressionError."""
        token = self._peek()
        if token[0] == "variable" and variable_name(token[1]) == name and self._peek(1)[1] in ("+", "-"):
            self._next()
            sign = 1 if self._next()[1] == "+" else -1
            return Assignment(name, Step(sign * self._parse_number()))
        operand = self.parse_or()
        if isinstance(operand, Literal):
            if isinstance(operand.value, float):
                raise UnknownExpressionError("a scene counts in whole numbers only")
            return Assignment(name, SetTo(operand.value))
        if isinstance(operand, Truth) and operand.is_boolean:
            return Assignment(name, None, operand.condition)
        raise UnknownExpressionError("what is assigned is computed from another variable")

    def _parse_number(self) -> int:
        sign = -1 if self.accept("-") else 1
        kind, word = self._next()
        if kind != "number" or not word.isdigit() or len(word) > 7:
            raise UnknownExpressionError("only a whole number that is written out can be added")
        following = self._peek()
        if following[0] != "end" and following[1] not in (",", ";"):
            raise UnknownExpressionError("what is assigned is computed")
        return sign * int(word)

    def parse_or(self) -> Operand:
        """Parses an expression."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise UnknownExpressionError("parentheses stand too deep in each other")
        operand = self._parse_and()
        while self.accept("||"):
            operand = join(operand, self._parse_and(), disjoin)
        self._depth -= 1
        return operand

    def _parse_and(self) -> Operand:
        operand = self._parse_equality()
        while self.accept("&&"):
            operand = join(operand, self._parse_equality(), conjoin)
        return operand

    def _parse_equality(self) -> Operand:
        operand = self._parse_defined() if self._peek()[1] in _DEFINED_WORDS else self._parse_relation()
        while self._peek()[0] == "operator" and self._peek()[1] in _EQUALITY:
            operator = self._next()[1]
            if self._peek() == ("operator", "!"):
                raise UnknownExpressionError("`is not` asks for `false` in SugarCube; `isnot` was probably meant")
            operand = compare(operand, operator, self._parse_relation())
        return operand

    def _parse_defined(self) -> Operand:
        """Parses `def` or `ndef`, which SugarCube writes out as a comparison with `!==` or `===`."""
        _, word = self._next()
        kind, name = self._next()
        if kind != "variable" or self._peek()[1] in _RELATION:
            raise UnknownExpressionError(TOO_COMPLEX)
        is_unset = Test(variable_name(name), lambda value: value is UNSET, (UNSET,))
        return Truth(is_unset if word == "ndef" else negate(is_unset))

    def _parse_relation(self) -> Operand:
        operand = self._parse_unary()
        while self._peek()[0] == "operator" and self._peek()[1] in _RELATION:
            operator = self._next()[1]
            operand = compare(operand, operator, self._parse_unary())
        return operand

    def _parse_unary(self) -> Operand:
        negations = 0
        while self.accept("!"):
            negations += 1
        operand = self.parse_primary()
        if not negations:
            return operand
        condition = to_condition(operand)
        return Truth(condition if negations % 2 == 0 else negate(condition))

    def parse_primary(self) -> Operand:
        """Parses a value, a variable, or an expression in parentheses."""
        if self.accept("("):
            operand = self.parse_or()
            if not self.accept(")"):
                raise UnknownExpressionError("a parenthesis is not closed")
            return operand
        if self.accept("-"):
            kind, word = self._next()
            if kind != "number":
                raise UnknownExpressionError(TOO_COMPLEX)
            number = _parse_literal_number(word)
            return Literal(-number)
        kind, word = self._next()
        if kind == "number":
            return Literal(_parse_literal_number(word))
        if kind == "text":
            return Literal(unquote(word))
        if kind == "variable":
            return Variable(variable_name(word))
        if kind == "word":
            return self._parse_word(word)
        raise UnknownExpressionError(TOO_COMPLEX)

    def _parse_word(self, word: str) -> Operand:
        if word in ("true", "false"):
            return Literal(word == "true")
        if word == "undefined":
            return Literal(UNSET)
        if word in _DEFINED_WORDS:
            raise UnknownExpressionError(
                f"`{word}` binds weaker than what stands before it, unless it is in parentheses"
            )
        if word in _COUNTING_FUNCTIONS:
            return self._parse_visits(word)
        if self._peek() == ("operator", "("):
            raise UnknownExpressionError(f"a scene has nothing like `{word}()`")
        raise UnknownExpressionError(f"a scene has nothing like `{word}`")

    def _parse_visits(self, function: str) -> Operand:
        if not self.accept("("):
            raise UnknownExpressionError(TOO_COMPLEX)
        names: list[str] = []
        while not self.accept(")"):
            kind, word = self._next()
            if kind != "text" or (self._peek()[1] not in (",", ")")):
                raise UnknownExpressionError("the passage that it asks for is computed")
            names.append(unquote(word).strip())
            self.accept(",")
        if function == "visited" and len(names) <= 1:
            return Variable(visits_of(names[0] if names else self._passage))
        if not names:
            raise UnknownExpressionError("no passage is named")
        if function == "visited":
            raise UnknownExpressionError("the least of several counts is not held")
        condition: Condition = TRUE
        for name in names:
            condition = conjoin(condition, Test(visits_of(name), is_truthy, (0,)))
        return Truth(condition)

    def _peek(self, ahead: int = 0) -> Token:
        index = self._position + ahead
        return self._tokens[index] if index < len(self._tokens) else ("end", "")

    def _next(self) -> Token:
        token = self._peek()
        if token[0] == "end":
            raise UnknownExpressionError("it breaks off")
        self._position += 1
        return token


def _parse_literal_number(word: str) -> int | float:
    if len(word) > 15 or float(word) > MAX_NUMBER:
        raise UnknownExpressionError("the number is larger than a scene can count")
    return int(word) if word.isdigit() else float(word)
