"""Cuts an expression of SugarCube into tokens."""

from __future__ import annotations

import re

MAX_TOKENS = 500
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<number>(?:\d+\.\d+|\d+|\.\d+)(?![\w.]))
  | (?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')
  | (?P<variable>[$_][A-Za-z$_][\w$]*)
  | (?P<word>[A-Za-z][\w]*)
  | (?P<operator>===|!==|==|!=|>=|<=|&&|\|\||\+\+|--|\+=|-=|[-+=()<>!,;])
    )""",
    re.VERBOSE | re.DOTALL,
)
_WORD_OPERATORS = {
    "is": "===", "isnot": "!==", "eq": "==", "neq": "!=", "gt": ">", "gte": ">=", "lt": "<", "lte": "<=",
    "and": "&&", "or": "||", "not": "!", "to": "=",
}  # fmt: skip
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
TOO_COMPLEX = "it is more than a condition of a scene can say"
Token = tuple[str, str]
"""Its kind and its text."""


class UnknownExpressionError(ValueError):
    """An expression is not understood; the message is the reason, as a clause after "because"."""


def tokenize(text: str) -> list[Token]:
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
        if kind in ("variable", "word") and text[position : position + 1] in (".", "["):
            raise UnknownExpressionError("a scene remembers no lists and no objects, nor parts of them")
        tokens.append(
            ("operator", _WORD_OPERATORS[word]) if kind == "word" and word in _WORD_OPERATORS else (kind, word)
        )
        if len(tokens) > MAX_TOKENS:
            raise UnknownExpressionError("it is longer than anybody reads")
    return tokens


def unquote(text: str) -> str:
    """Returns the text between quotation marks, its escapes resolved."""
    return re.sub(r"\\(.)", lambda match: _ESCAPES.get(match[1], match[1]), text[1:-1], flags=re.DOTALL)


def variable_name(text: str) -> str:
    """Returns the name of a variable: without `$`, but with the `_` of a temporary one.

    A story variable such as `$_x` keeps its `$`, which tells it from the temporary `_x`.
    """
    return text if text.startswith("$_") else text.removeprefix("$")


def find_variables(text: str) -> tuple[str, ...]:
    """Returns the variables that stand in a piece of code, whatever it does with them."""
    return tuple(dict.fromkeys(variable_name(name) for name in re.findall(r"[$_][A-Za-z$_][\w$]*", text)))
