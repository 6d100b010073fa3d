"""Conditions of other programs: read into one small tree, written as ours.

Law: what is not understood whole is not understood: half a condition would be another story.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

Value = bool | int | str


class UnsupportedSyntaxError(ValueError):  # it carries the reason
    """This cannot be held; the message says why."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A variable compared with a value."""

    variable: str
    sign: str
    value: Value


@dataclass(frozen=True, slots=True)
class Visited:
    """Whether a moment has been visited."""

    moment: str


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary."""

    of: Expression


@dataclass(frozen=True, slots=True)
class BoolOp:
    """Several, all or any of which must hold."""

    by: Literal["and", "or"]
    of: tuple[Expression, ...]


Expression = Comparison | Visited | Not | BoolOp

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<number>-?\d+(?!\.\d)) | (?P<text>"[^"]*"|'[^']*')
  | (?P<been>(?:visited|hasVisited|seen)\s*\(\s*(?:"[^"]*"|'[^']*')\s*\))
  | (?P<name>[$_]?[A-Za-z]\w*(?:\.\w+)?) | (?P<sign>===|!==|==|!=|>=|<=|&&|\|\||[()<>!])
    )""",
    re.VERBOSE,
)
_MOST = 100
"""A condition of more signs and words is refused; the parser goes down into each parenthesis."""
_WORDS = {
    "eq": "==", "is": "==", "===": "==", "neq": "!=", "isnot": "!=", "!==": "!=", "gt": ">", "gte": ">=", "lt": "<",
    "lte": "<=", "&&": "and", "||": "or", "!": "not",
}  # fmt: skip
_SIGNS = {"==", "!=", "<", "<=", ">", ">="}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def parse(text: str, moments: Callable[[str], bool] = lambda _name: False) -> Expression:
    """A condition; a bare name that `moments` knows asks whether it has been visited. Raises NotUnderstood."""
    tokens = list(_tokens(text))
    if len(tokens) > _MOST:
        raise UnsupportedSyntaxError("this condition is longer than anybody reads")
    return _Parser(tokens, moments).whole()


def literal(text: str) -> Value:
    """A yes/no, whole number or text as it is written. Raises NotUnderstood."""
    text = text.strip()
    if text in ("true", "false"):
        return text == "true"
    if re.fullmatch(r"[-+]?\d{1,6}", text):
        return int(text)
    if re.fullmatch(r"\"[^\"]*\"|'[^']*'", text):
        return text[1:-1]
    raise UnsupportedSyntaxError("only yes/no, whole numbers and texts can be remembered")


def negated(expression: Expression) -> Expression:
    """The contrary of a condition."""
    return expression.of if isinstance(expression, Not) else Not(expression)


def both(one: Expression | None, other: Expression | None) -> Expression | None:
    """Both of two conditions; None holds always."""
    if one is None or other is None:
        return one or other
    return BoolOp("and", (one, other))


def compared(expression: Expression | None) -> Iterator[Comparison]:
    """Every comparison in a condition."""
    if isinstance(expression, Comparison):
        yield expression
    elif isinstance(expression, Not):
        yield from compared(expression.of)
    elif isinstance(expression, BoolOp):
        for one in expression.of:
            yield from compared(one)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while text[at:].strip():
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            raise UnsupportedSyntaxError("this condition is more than the format has")
        at = found.end()
        word = found[found.lastgroup]
        yield ("sign", _WORDS[word]) if word in _WORDS else (found.lastgroup, word)


class _Parser:
    """Reads `or` of `and` of `not` of comparisons."""

    def __init__(self, tokens: list[tuple[str, str]], moments: Callable[[str], bool]) -> None:
        self._tokens = tokens
        self._moments = moments

    def whole(self) -> Expression:
        found = self._or()
        if self._tokens:
            raise UnsupportedSyntaxError("this condition is more than the format has")
        return found

    def _or(self) -> Expression:
        parts = [self._and()]
        while self._take("or"):
            parts.append(self._and())
        return parts[0] if len(parts) == 1 else BoolOp("or", tuple(parts))

    def _and(self) -> Expression:
        parts = [self._not()]
        while self._take("and"):
            parts.append(self._not())
        return parts[0] if len(parts) == 1 else BoolOp("and", tuple(parts))

    def _not(self) -> Expression:
        if self._take("not"):
            return negated(self._not())
        if self._take("("):
            found = self._or()
            if not self._take(")"):
                raise UnsupportedSyntaxError("a parenthesis is not closed")
            return found
        return self._comparison()

    def _comparison(self) -> Expression:
        kind, word = self._next()
        if kind == "been":
            return Visited(re.sub(r"^\w+\s*\(\s*['\"]|['\"]\s*\)$", "", word))
        if kind in ("number", "text"):  # `3 < $x`
            sign = self._sign()
            _, name = self._next()
            return Comparison(_variable(name), _TURNED.get(sign, sign), literal(word))
        if kind != "name" or word in ("true", "false"):
            raise UnsupportedSyntaxError("this condition is more than the format has")
        if self._moments(word):
            return self._been(word)
        name = _variable(word)
        if not self._tokens or self._tokens[0][1] not in _SIGNS:
            return Comparison(name, "==", True)
        sign = self._sign()
        kind, word = self._next()
        if word == "not" and sign == "==":
            sign, (kind, word) = "!=", self._next()
        if kind == "name" and word not in ("true", "false"):
            raise UnsupportedSyntaxError("two variables cannot be compared with each other")
        return Comparison(name, sign, literal(word))

    def _been(self, moment: str) -> Expression:
        """A moment by its bare name, which counts how often it was visited: here it is only whether."""
        if not self._tokens or self._tokens[0][1] not in _SIGNS:
            return Visited(moment)
        asked = self._sign() + self._next()[1]
        if asked in (">0", ">=1", "!=0"):
            return Visited(moment)
        if asked in ("==0", "<1"):
            return Not(Visited(moment))
        raise UnsupportedSyntaxError("how often a moment was visited is not counted")

    def _sign(self) -> str:
        _, word = self._next()
        if word not in _SIGNS:
            raise UnsupportedSyntaxError("this condition is more than the format has")
        return word

    def _next(self) -> tuple[str, str]:
        if not self._tokens:
            raise UnsupportedSyntaxError("this condition breaks off")
        return self._tokens.pop(0)

    def _take(self, word: str) -> bool:
        if self._tokens and self._tokens[0][1] == word and self._tokens[0][0] in ("name", "sign"):
            self._tokens.pop(0)
            return True
        return False


def _variable(word: str) -> str:
    if "." in word:
        raise UnsupportedSyntaxError("parts of a variable cannot be remembered by themselves")
    return word.lstrip("$_")
