"""Syntax of the condition language: text to Python's syntax tree, or diagnostics.

Invariant: Python's `ast` parses, and no text of an author is ever run. Which nodes have a meaning, `parse_condition`
decides.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection

from party_card.content.yaml_nodes import NodeRef
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity

MAX_CONDITION_CHARACTERS = 1_000
MAX_DEPTH = 40
"""More deeply nested conditions are refused."""

_FOREIGN_CHARACTER = r"[^A-Za-z0-9_\s()<>=!,+\-\"'.\[\]]"
_FOREIGN = re.compile(rf"&&|\|\||{_FOREIGN_CHARACTER}")
_FOREIGN_OPERATORS = {"&&": "and", "||": "or", "&": "and", "|": "or"}
_HYPHENATED_NAME = re.compile(r"[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)+")
_MARK = re.compile(r"\b(?:visited|chose)\s*\(\s*([A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*)\s*\)")


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


def parse_syntax(source: ConditionSource, value_names: Collection[str]) -> ast.expr:
    """Parses a condition; hyphenated words are names if they are in `value_names`. Raises ReportedError."""
    text = source.text
    if not text:
        raise source.report("condition-syntax", "this condition is empty", 0, 1, Help("write one, or delete it"))
    if len(text) > MAX_CONDITION_CHARACTERS:
        message = f"this condition has {len(text):,} characters; at most {MAX_CONDITION_CHARACTERS:,} are read"
        raise source.report("condition-too-deep", message, 0, 1, Help("remember part of it in a variable"))
    if match := _FOREIGN.search(text):
        raise _report_foreign(source, match)
    if match := re.search(r"\b[0-9]+[A-Za-z_]", text):
        message = "a number runs into a word here"
        raise source.report("condition-syntax", message, *match.span(), Help("put a space between"))
    try:
        return ast.parse(_mask_hyphenated_names(text, value_names), mode="eval").body
    except SyntaxError as error:
        raise _report_syntax_error(source, error) from None
    except (RecursionError, MemoryError):
        raise source.report_depth() from None


def _mask_hyphenated_names(text: str, value_names: Collection[str]) -> str:
    """Replaces hyphenated names, which Python would read as subtractions, by underscores of the same length."""
    text = re.sub(r"\s", " ", text)
    text = _MARK.sub(
        lambda mark: text[mark.start() : mark.start(1)] + "_" * len(mark[1]) + text[mark.end(1) : mark.end()], text
    )
    return _HYPHENATED_NAME.sub(lambda name: "_" * len(name[0]) if name[0] in value_names else name[0], text)


def _report_foreign(source: ConditionSource, match: re.Match[str]) -> ReportedError:
    if operator := _FOREIGN_OPERATORS.get(match[0]):
        fix = Help(f"write `{operator}`", operator)
    else:
        fix = Help("conditions know `and`, `or`, `not`, `==`, `!=`, `<`, `<=`, `>`, `>=`, `in`, `+` and `-`")
    return source.report("condition-syntax", f"`{match[0]}` has no meaning in a condition", *match.span(), fix)


def _report_syntax_error(source: ConditionSource, error: SyntaxError) -> ReportedError:
    text = source.text
    if match := re.search(r"(?<![=!<>])=(?!=)", text):
        message, fix = "`=` has no meaning in a condition", Help("to compare, write `==`", "==")
        return source.report("condition-syntax", message, *match.span(), fix)
    if match := re.search(r"!(?!=)", text):
        message, fix = "`!` has no meaning in a condition", Help("write `not`", "not")
        return source.report("condition-syntax", message, *match.span(), fix)
    if "nested" in (error.msg or ""):
        return source.report_depth()
    index = min(max((error.offset or 1) - 1, 0), len(text) - 1)
    message, fix = (
        "this condition breaks off or has a word too many here",
        Help("write it like `read_it and attention >= 2`"),
    )
    return source.report("condition-syntax", message, index, index + 1, fix)
