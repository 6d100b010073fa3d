"""Parses the expressions of Chapbook: JavaScript in which every name is a variable of the story.

Invariant: an expression that is not understood completely is refused; half of it would change the story.
"""

from __future__ import annotations

import re

from party_card.importers.conditions import TRUE, Condition, Test, collect_variables, visits_of
from party_card.importers.javascript_values import is_truthy
from party_card.importers.knowledge import Assignment, Choose, Knowledge
from party_card.importers.sugarcube_expressions import ExpressionParser
from party_card.importers.sugarcube_operands import Operand, Truth, Variable, to_condition
from party_card.importers.sugarcube_tokens import TOO_COMPLEX, Token, UnknownExpressionError

MAX_TOKENS = 300
NAME = re.compile(r"[^\W\d][\w$]*|\$[\w$]*")
RESERVED_NAMES = frozenset({"browser", "config", "engine", "now", "passage", "random", "story", "trail", "window"})
"""Names that Chapbook keeps for itself."""
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<number>\d+(?:\.\d+)?(?![\w.]))
  | (?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')
  | (?P<word>(?:[^\W\d]|\$)[\w$]*(?:\.[\w$]+)*)
  | (?P<operator>===|!==|==|!=|>=|<=|&&|\|\||[-+()<>!])
    )""",
    re.VERBOSE | re.DOTALL,
)
_NO_LOOKUP = {
    "random": "a scene leaves nothing to chance",
    "now": "a scene knows no time of day",
    "browser": "a scene knows nothing of the screen",
}


def parse_condition(text: str, passage: str, knowledge: Knowledge) -> Condition:
    """Parses a condition as it is asked in `passage`. Raises UnknownExpressionError."""
    parser = _ChapbookParser(_tokenize(text, passage), passage, knowledge)
    condition = to_condition(parser.parse_or())
    parser.expect_end()
    return condition


def parse_assignment(name: str, text: str, passage: str, knowledge: Knowledge) -> Assignment:
    """Parses what a variable is set to. Raises UnknownExpressionError."""
    tokens = _tokenize(text, passage)
    if len(tokens) == 1 and tokens[0][0] == "variable" and not knowledge.is_yes_no(tokens[0][1][1:]):
        return _copy(name, tokens[0][1][1:], knowledge)
    parser = _ChapbookParser(tokens, passage, knowledge)
    assigned = parser.parse_assigned(name)
    parser.expect_end()
    if assigned.update is not None:
        return Assignment(name, assigned.update)
    options = ((assigned.condition, True), (TRUE, False))
    return Assignment(name, Choose(options), collect_variables(assigned.condition))


def _copy(name: str, other: str, knowledge: Knowledge) -> Assignment:
    values = knowledge.values_of(other)
    if values is None:
        raise UnknownExpressionError("what is assigned is computed from another variable")
    return Assignment(name, Choose.copy(other, values), frozenset({other}))


class _ChapbookParser(ExpressionParser):
    """Parser in which a variable that is only ever yes or no counts as a yes/no that was computed."""

    def __init__(self, tokens: list[Token], passage: str, knowledge: Knowledge) -> None:
        super().__init__(tokens, passage)
        self._knowledge = knowledge

    def parse_primary(self) -> Operand:
        """Parses a value, a variable, or an expression in parentheses."""
        operand = super().parse_primary()
        if isinstance(operand, Variable) and self._knowledge.is_yes_no(operand.name):
            return Truth(Test(operand.name, is_truthy, (0,)))
        return operand


def _tokenize(text: str, passage: str) -> list[Token]:
    """Returns the tokens of an expression. Raises UnknownExpressionError."""
    tokens: list[Token] = []
    position = 0
    end = len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            raise UnknownExpressionError(TOO_COMPLEX)
        position = match.end()
        kind, word = match.lastgroup, match[match.lastgroup]
        tokens.append(_name_token(word, text[position:].lstrip()[:1], passage) if kind == "word" else (kind, word))
        if len(tokens) > MAX_TOKENS:
            raise UnknownExpressionError("it is longer than anybody reads")
    if not tokens:
        raise UnknownExpressionError("nothing is in it")
    return tokens


def _name_token(word: str, following: str, passage: str) -> Token:
    """Returns the token of a name. Raises UnknownExpressionError if it is none of a variable."""
    if word in ("true", "false", "undefined"):
        return ("word", word)
    if word == "passage.visits":
        return ("variable", f"${visits_of(passage)}")
    if word == "passage.name":
        return ("text", '"' + re.sub(r'([\\"])', r"\\\1", passage) + '"')
    first = word.partition(".")[0]
    if first in _NO_LOOKUP:
        raise UnknownExpressionError(_NO_LOOKUP[first])
    if following in ("(", "[") or "." in word or first in RESERVED_NAMES:
        raise UnknownExpressionError(f"a scene has nothing like `{word}`")
    return ("variable", f"${word}")
