"""Cuts the expressions of Harlowe 3 into tokens.

Invariant: every expression is read in linear time; one with anything that is no token is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from party_card.importers.knowledge import UnsupportedExpressionError

MAX_TOKENS = 200
"""Longer expressions are refused."""
_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>\d+(?:\.\d+)?(?![\w.]))
    | (?P<text>"[^"\\]*(?:\\.[^"\\]*)*"|'(?!s\s)[^'\\]*(?:\\.[^'\\]*)*')
    | (?P<variable>[$_](?!\d)[\d_]*+[^\W\d_]\w*)(?!'s\s)
    | \((?P<macro>[\w-]+):\s*
    | (?P<word>does\s+not\s+contain|contains|is\s+not\s+in|is\s+in
        |is\s+not(?=\s+[<>])|is(?=\s+[<>])|is\s+not(?!\s+an?\b)|is(?!\s+an?\b)
        |and|or|not|true|false|visits?|it|to|into)\b
    | (?P<symbol><=|>=|<|>|\+=|-=|[-+*/%(),=])
    )""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_BRACKET_OR_TEXT = re.compile(
    r"""[(),]|"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|'(?!s\s)[^'\\]*+(?:\\.[^'\\]*+)*+(?:'|\\?\Z)""", re.DOTALL
)
"""A bracket, a comma, or a text; one that is not closed goes on to the end."""
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
TOO_COMPLEX = "this is more than a scene can ask for"


def tokenize(text: str) -> Iterator[tuple[str, str]]:
    """Yields the kind and the text of each token. Raises UnsupportedExpressionError."""
    text = text.strip()
    position = count = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        count += 1
        if match is None or match.lastgroup is None or count > MAX_TOKENS:
            raise UnsupportedExpressionError(TOO_COMPLEX if match is None else "it is longer than anybody reads")
        position = match.end()
        word = match[match.lastgroup]
        if match.lastgroup == "variable":
            word = name_variable(word)
        yield match.lastgroup, " ".join(word.lower().split()) if match.lastgroup == "word" else word
        while position < len(text) and text[position].isspace():
            position += 1


def name_variable(word: str) -> str:
    """Returns the name of a variable that is written with its sigil; that of a temporary one begins with `_`."""
    return word[1:] if word.startswith("$") and not word.startswith("$_") else word


def split_at_commas(text: str) -> list[str]:
    """Returns the parts of arguments between commas that stand in no bracket and no text."""
    parts: list[str] = []
    depth = start = 0
    for match in _BRACKET_OR_TEXT.finditer(text):
        mark = match[0]
        depth += (mark == "(") - (mark == ")")
        if mark == "," and not depth:
            parts.append(text[start : match.start()])
            start = match.end()
    parts.append(text[start:])
    return [part for part in parts if part.strip()]


def parse_text(token: str) -> str:
    """Returns the text that a token in quotation marks stands for."""
    return _ESCAPE.sub(lambda match: {"n": "\n", "t": "\t"}.get(match[1], match[1]), token[1:-1])


def parse_number(text: str) -> int:
    """Returns a whole number. Raises UnsupportedExpressionError if it is none."""
    if "." in text or len(text) > 9:  # more digits are no number that a story counts to
        raise UnsupportedExpressionError("only whole numbers can be remembered")
    return int(text)
