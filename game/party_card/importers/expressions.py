"""Parser of conditions in Twee and ink, into one expression tree.

Invariant: a condition that is not understood completely is refused; half of it would change the story.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

Value = bool | int | str


class UnsupportedSyntaxError(ValueError):
    """A scene cannot express this; the message is the reason, for authors."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Compares a variable with a value."""

    variable: str
    operator: str
    value: Value


@dataclass(frozen=True, slots=True)
class Visited:
    """Holds if a node has been visited."""

    node: str


@dataclass(frozen=True, slots=True)
class Not:
    """Negation of an expression."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class BoolOp:
    """Conjunction or disjunction of expressions."""

    operator: Literal["and", "or"]
    operands: tuple[Expression, ...]


Expression = Comparison | Visited | Not | BoolOp

MAX_TOKENS = 100
"""Longer conditions are refused; the parser recurses into each parenthesis."""
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<number>-?\d+(?!\.\d)) | (?P<text>"[^"]*"|'[^']*')
  | (?P<visited>(?:visited|hasVisited|seen)\s*\(\s*(?:"[^"]*"|'[^']*')\s*\))
  | (?P<name>[$_]?[A-Za-z]\w*(?:\.\w+)?) | (?P<operator>===|!==|==|!=|>=|<=|&&|\|\||[()<>!])
    )""",
    re.VERBOSE,
)
_OPERATOR_ALIASES = {
    "eq": "==", "is": "==", "===": "==", "neq": "!=", "isnot": "!=", "!==": "!=", "gt": ">", "gte": ">=", "lt": "<",
    "lte": "<=", "&&": "and", "||": "or", "!": "not",
}  # fmt: skip
_COMPARISON_OPERATORS = {"==", "!=", "<", "<=", ">", ">="}
_MIRRORED_OPERATORS = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_TOO_COMPLEX = "this condition is more than the format has"


def parse_expression(text: str, is_node_name: Callable[[str], bool] = lambda _name: False) -> Expression:
    """Parses a condition; a bare name of a node asks if it has been visited. Raises UnsupportedSyntaxError."""
    tokens = list(_tokenize(text))
    if len(tokens) > MAX_TOKENS:
        raise UnsupportedSyntaxError("this condition is longer than anybody reads")
    return _Parser(tokens, is_node_name).parse()


def parse_literal(text: str) -> Value:
    """Parses a yes/no, whole number or text. Raises UnsupportedSyntaxError."""
    text = text.strip()
    if text in ("true", "false"):
        return text == "true"
    if re.fullmatch(r"[-+]?\d{1,6}", text):
        return int(text)
    if re.fullmatch(r"\"[^\"]*\"|'[^']*'", text):
        return text[1:-1]
    raise UnsupportedSyntaxError("only yes/no, whole numbers and texts can be remembered")


def negate(expression: Expression) -> Expression:
    """Returns the negation of an expression."""
    return expression.operand if isinstance(expression, Not) else Not(expression)


def conjoin(left: Expression | None, right: Expression | None) -> Expression | None:
    """Returns the conjunction of two expressions; None always holds."""
    if left is None or right is None:
        return left or right
    return BoolOp("and", (left, right))


def iter_leaves(expression: Expression | None) -> Iterator[Comparison | Visited]:
    """Yields the comparisons and visit tests of an expression, from left to right."""
    pending = [expression]
    while pending:
        match pending.pop():
            case Not(operand):
                pending.append(operand)
            case BoolOp(operands=operands):
                pending += reversed(operands)
            case Comparison() | Visited() as leaf:
                yield leaf


def _tokenize(text: str) -> Iterator[tuple[str, str]]:
    """Yields the kind and the text of each token."""
    position = 0
    while text[position:].strip():
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            raise UnsupportedSyntaxError(_TOO_COMPLEX)
        position = match.end()
        word = match[match.lastgroup]
        yield ("operator", _OPERATOR_ALIASES[word]) if word in _OPERATOR_ALIASES else (match.lastgroup, word)


class _Parser:
    """Recursive-descent parser: `or` of `and` of `not` of comparisons."""

    def __init__(self, tokens: list[tuple[str, str]], is_node_name: Callable[[str], bool]) -> None:
        self._tokens = tokens
        self._is_node_name = is_node_name

    def parse(self) -> Expression:
        expression = self._parse_or()
        if self._tokens:
            raise UnsupportedSyntaxError(_TOO_COMPLEX)
        return expression

    def _parse_or(self) -> Expression:
        operands = [self._parse_and()]
        while self._accept("or"):
            operands.append(self._parse_and())
        return operands[0] if len(operands) == 1 else BoolOp("or", tuple(operands))

    def _parse_and(self) -> Expression:
        operands = [self._parse_not()]
        while self._accept("and"):
            operands.append(self._parse_not())
        return operands[0] if len(operands) == 1 else BoolOp("and", tuple(operands))

    def _parse_not(self) -> Expression:
        if self._accept("not"):
            return negate(self._parse_not())
        if self._accept("("):
            expression = self._parse_or()
            if not self._accept(")"):
                raise UnsupportedSyntaxError("a parenthesis is not closed")
            return expression
        return self._parse_comparison()

    def _parse_comparison(self) -> Expression:
        kind, word = self._next_token()
        if kind == "visited":
            return Visited(re.sub(r"^\w+\s*\(\s*['\"]|['\"]\s*\)$", "", word))
        if kind in ("number", "text"):  # `3 < $x`
            operator = self._parse_operator()
            _, name = self._next_token()
            return Comparison(_parse_variable(name), _MIRRORED_OPERATORS.get(operator, operator), parse_literal(word))
        if kind != "name" or word in ("true", "false"):
            raise UnsupportedSyntaxError(_TOO_COMPLEX)
        if self._is_node_name(word):
            return self._parse_visit_count(word)
        variable = _parse_variable(word)
        if not self._is_at_operator():
            return Comparison(variable, "==", True)
        operator = self._parse_operator()
        kind, word = self._next_token()
        if word == "not" and operator == "==":
            operator, (kind, word) = "!=", self._next_token()
        if kind == "name" and word not in ("true", "false"):
            raise UnsupportedSyntaxError("two variables cannot be compared with each other")
        return Comparison(variable, operator, parse_literal(word))

    def _parse_visit_count(self, node: str) -> Expression:
        """Parses ink's read count, which is the bare name of a node; a scene only knows if it is above zero."""
        comparison = self._parse_operator() + self._next_token()[1] if self._is_at_operator() else ">0"
        if comparison in (">0", ">=1", "!=0"):
            return Visited(node)
        if comparison in ("==0", "<1"):
            return Not(Visited(node))
        raise UnsupportedSyntaxError("how often a moment was visited is not counted")

    def _is_at_operator(self) -> bool:
        return bool(self._tokens) and self._tokens[0][1] in _COMPARISON_OPERATORS

    def _parse_operator(self) -> str:
        _, word = self._next_token()
        if word not in _COMPARISON_OPERATORS:
            raise UnsupportedSyntaxError(_TOO_COMPLEX)
        return word

    def _next_token(self) -> tuple[str, str]:
        if not self._tokens:
            raise UnsupportedSyntaxError("this condition breaks off")
        return self._tokens.pop(0)

    def _accept(self, word: str) -> bool:
        """Consumes the next token if it is `word`; returns True if it was."""
        if self._tokens and self._tokens[0][1] == word and self._tokens[0][0] in ("name", "operator"):
            self._tokens.pop(0)
            return True
        return False


def _parse_variable(word: str) -> str:
    if "." in word:
        raise UnsupportedSyntaxError("parts of a variable cannot be remembered by themselves")
    return word.lstrip("$_")
