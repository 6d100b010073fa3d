"""Syntax of the condition language: text to Python's syntax tree, or diagnostics.

Invariant: Python's `ast` parses, and no text of an author is ever run. Which nodes have a meaning, `parse_condition`
decides.
"""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Collection

from party_card.content.misleading_characters import describe_character, find_misleading, latinize
from party_card.content.node_ref import NodeRef
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity

MAX_CONDITION_CHARACTERS = 1_000
MAX_DEPTH = 40
"""More deeply nested conditions are refused."""

_FOREIGN_CHARACTER = r"[^A-Za-z0-9_\s()<>=!,+\-\"'.\[\]]"
_NUMBER = re.compile(r"(?<![\w.-])[0-9][\w.]*")
"""A number, perhaps in a notation that is none of ours: `1_000`, `0x1F`, `5.0`."""
_FOREIGN = re.compile(rf"&&|\|\||<>|=<|=>|\b(?:AND|OR|NOT|IN)\b|{_FOREIGN_CHARACTER}")
_FOREIGN_OPERATORS = {
    "&&": "and", "||": "or", "&": "and", "|": "or", "<>": "!=", "≠": "!=", "=<": "<=", "≤": "<=", "=>": ">=", "≥": ">=",
    "AND": "and", "OR": "or", "NOT": "not", "IN": "in", "–": "-", "−": "-", "¬": "not ", "∧": "and", "∨": "or",
}  # fmt: skip
_WORD = re.compile(r"[^\s()<>=!,+\"'.\[\]]+")
HYPHENATED_NAME = re.compile(r"(?<![A-Za-z0-9_])[A-Za-z0-9_]++(?:-[A-Za-z0-9_]++)+")
_CONDITION_WORDS = {"and", "or", "not", "in", "is", "if", "else"}
_PYTHON_WORD = re.compile(rf"(?<![\w\"'-])(?:{'|'.join(sorted({*keyword.kwlist} - _CONDITION_WORDS))})(?![\w\"'-])")
"""A word that has a meaning in Python and none in conditions, so that it can be the name of a choice or a passage."""
_MARK = re.compile(r"\b(?:visited|chose|left)\s*\(\s*([A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*)\s*\)")

_WORDED_FORMS = (
    (
        re.compile(r"\b(visited|chose) +([A-Za-z0-9][A-Za-z0-9-]*)"),
        r"`\2` stands here without brackets",
        r"write `\1(\2)`",
    ),
    (
        re.compile(r"\bvisited *\(( *[^() ]+ [^()]*)\)"),
        r"`\1` is no name of a passage",
        "write the name of a passage as it stands under `passages:`",
    ),
    (
        re.compile(r"\bchose *\(( *[^() ]+ [^()]*)\)"),
        r"`\1` is no name of a choice",
        "write the name of a choice as it stands after `id:`",
    ),
    (re.compile(r"(?:is )?(?:\bnot less than|\bat least)\b"), r"`\g<0>` has no meaning in a condition", "write `>=`"),
    (re.compile(r"(?:is )?(?:\bnot more than|\bat most)\b"), r"`\g<0>` has no meaning in a condition", "write `<=`"),
    (
        re.compile(r"(?:is )?\b(?:more|greater|larger|bigger|higher) than\b"),
        r"`\g<0>` has no meaning in a condition",
        "write `>`",
    ),
    (
        re.compile(r"(?:is )?\b(?:less|fewer|smaller|lower) than\b"),
        r"`\g<0>` has no meaning in a condition",
        "write `<`",
    ),
    (
        re.compile(r"(?<=\w )(?:has|have|contains?|includes?|holds)(?= \w)"),
        r"`\g<0>` has no meaning in a condition",
        "write `==`",
    ),
    (
        re.compile(r"\b(\w{1,60}) ?(?:==|!=|<=?|>=?) ?[\w-]{1,60} (and|or) ?((?:==|!=|<=?|>=?) ?[\w-]{1,60})"),
        r"behind `\2` the name is missing: both sides of `\2` are whole comparisons",
        r"write `\2 \1 \3`",
    ),
    (re.compile(r"(?:is )?\bequals?(?: to)?\b"), r"`\g<0>` has no meaning in a condition", "write `==`"),
)
"""What people write in words: a pattern, the message, and what to write instead; linear, for a text of any length."""


class ReportedError(Exception):
    """Abandons a part of a condition after its diagnostic has been added."""


class ConditionSource:
    """The text of a condition, its location, and the diagnostics found so far."""

    def __init__(self, text: str, location: NodeRef) -> None:
        self.text = text.strip()
        self.location = location
        self.diagnostics: list[Diagnostic] = []

    def report(self, code: str, message: str, start: int, end: int, *helps: Help) -> ReportedError:
        """Adds an error at the characters from `start` up to `end`; returns the exception to raise."""
        file, node = self.location.file, self.location.node
        offset = file.text.find(self.text, node.start_mark.index, node.end_mark.index + 1)
        span = file.span(offset + start, offset + max(end, start + 1)) if offset >= 0 else self.location.span
        self.diagnostics.append(Diagnostic(code, Severity.ERROR, message, self.location.label(span), helps=helps))
        return ReportedError()

    def report_node(self, node: ast.expr, code: str, message: str, *helps: Help) -> ReportedError:
        """Adds an error at `node`; returns the exception to raise."""
        return self.report(code, message, node.col_offset, node.end_col_offset or node.col_offset + 1, *helps)

    def report_depth(self) -> ReportedError:
        """Adds the error that the condition is nested too deeply; returns the exception to raise."""
        message = f"this condition is nested more than {MAX_DEPTH} levels deep"
        return self.report("condition-too-deep", message, 0, 1, Help("remember part of it in a variable"))

    def text_of(self, node: ast.expr) -> str:
        """Returns the author's text of `node`."""
        return self.text[node.col_offset : node.end_col_offset]


def parse_syntax(source: ConditionSource, names: Collection[str], numbers: Collection[str] = ()) -> ast.expr:
    """Parses a condition; hyphenated words and words of Python are names if they are in `names`. Raises ReportedError.

    A hyphenated word is a subtraction if its parts are in `numbers`, the variables that can be subtracted.
    """
    text = source.text
    if not text:
        raise source.report("condition-syntax", "this condition is empty", 0, 1, Help("write one, or delete it"))
    if len(text) > MAX_CONDITION_CHARACTERS:
        message = f"this condition has {len(text):,} characters; at most {MAX_CONDITION_CHARACTERS:,} are read"
        raise source.report("condition-too-deep", message, 0, 1, Help("remember part of it in a variable"))
    if match := _FOREIGN.search(text):
        raise _report_foreign(source, match)
    for match in _NUMBER.finditer(text):
        from party_card.content.decode.whole_numbers import interpret_number  # noqa: PLC0415  # for a mistake alone

        if (number := interpret_number(match[0])) is not None:
            fix = Help(f"write `{number}`", str(number))
            raise source.report("condition-syntax", f"`{match[0]}` is no whole number", *match.span(), fix)
    if match := re.search(r"\b[0-9]+[A-Za-z_]", text):
        message = "a number runs into a word here"
        raise source.report("condition-syntax", message, *match.span(), Help("put a space between"))
    try:
        return ast.parse(_mask_names(text, names, numbers), mode="eval").body
    except SyntaxError as error:
        raise _report_syntax_error(source, error, names) from None
    except (RecursionError, MemoryError):
        raise source.report_depth() from None


def _mask_names(text: str, names: Collection[str], numbers: Collection[str]) -> str:
    """Replaces names that Python would read as subtractions or words of its own by underscores of the same length."""
    text = re.sub(r"\s", " ", text)
    text = _MARK.sub(
        lambda mark: text[mark.start() : mark.start(1)] + "_" * len(mark[1]) + text[mark.end(1) : mark.end()], text
    )

    def mask(match: re.Match[str]) -> str:
        name = match[0]
        is_subtraction = all(part in numbers or part.isdecimal() for part in name.split("-"))
        return "_" * len(name) if name in names and not is_subtraction else name

    text = HYPHENATED_NAME.sub(mask, text)
    return _PYTHON_WORD.sub(lambda word: "_" * len(word[0]) if word[0] in names else word[0], text)


def _report_foreign(source: ConditionSource, match: re.Match[str]) -> ReportedError:
    if operator := _FOREIGN_OPERATORS.get(match[0]):
        fix = Help(f"write `{operator.strip()}`", operator, match[0])
    elif match[0] in "“”„«»‘’‚`":
        message = f"`{match[0]}` is a typographic quotation mark, which has no meaning in a condition"
        fix = Help("write the value without quotation marks")
        return source.report("condition-syntax", message, *match.span(), fix)
    elif not match[0].isascii() and (word := _find_word(source.text, match.start())) != latinize(word):
        message = f"`{word}` holds {describe_character(find_misleading(word))}"
        start = source.text.index(word)
        fix = Help(f"write `{latinize(word)}` in Latin letters", latinize(word), word)
        return source.report("condition-syntax", message, start, start + len(word), fix)
    else:
        fix = Help("conditions know `and`, `or`, `not`, `==`, `!=`, `<`, `<=`, `>`, `>=`, `in`, `+` and `-`")
    return source.report("condition-syntax", f"`{match[0]}` has no meaning in a condition", *match.span(), fix)


def _find_word(text: str, index: int) -> str:
    """Returns the word of a condition in which the character at `index` stands."""
    return next((match[0] for match in _WORD.finditer(text) if match.start() <= index < match.end()), text[index])


def _report_syntax_error(source: ConditionSource, error: SyntaxError, value_names: Collection[str]) -> ReportedError:
    text = source.text
    if match := re.search(r"(?<![=!<>])=(?!=)", text):
        message, fix = "`=` has no meaning in a condition", Help("to compare, write `==`", "==", "=")
        return source.report("condition-syntax", message, *match.span(), fix)
    if match := re.search(r"!(?!=)", text):
        message, fix = "`!` has no meaning in a condition", Help("write `not`", "not ", "!")
        return source.report("condition-syntax", message, *match.span(), fix)
    if "nested" in (error.msg or ""):
        return source.report_depth()
    for value in sorted(value_names):
        if " " in value and (match := re.search(rf"(?<![\"'\w]){re.escape(value)}(?![\"'\w])", text)):
            message = f"`{value}` is a value of more than one word"
            fix = Help(f'write `"{value}"`, in quotation marks')
            return source.report("condition-syntax", message, *match.span(), fix)
    for pattern, template, help_template in _WORDED_FORMS:
        if match := pattern.search(text):
            fix = Help(match.expand(help_template))
            return source.report("condition-syntax", match.expand(template), *match.span(), fix)
    index = min(max((error.offset or 1) - 1, 0), len(text) - 1)
    message, fix = (
        "this condition breaks off or has a word too many here",
        Help("write it like `read_it and attention >= 2`"),
    )
    return source.report("condition-syntax", message, index, index + 1, fix)
