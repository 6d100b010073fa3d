"""YAML loader: text to a tree of located nodes.

Invariant: libyaml parses and composes; nothing is resolved (a plain `no` stays "no"), nothing is constructed, and every
node keeps its marks. Size, nesting and aliases are limited before a tree is built.
"""

from __future__ import annotations

import operator
import re

import yaml
from yaml._yaml import CParser
from yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, SequenceEndEvent, SequenceStartEvent

from party_card.content.yaml_errors import YamlMark, explain_yaml_error, find_tab_indents
from party_card.content.yaml_nodes import Node, is_empty_scalar
from party_card.diagnostics.diagnostic import Diagnostic, Help, Label, Severity
from party_card.diagnostics.source import SourceFile, Span

MAX_CHARACTERS = 1_000_000
"""A longer file is refused; the longest known scene has 60,000 characters."""
MAX_DEPTH = 40
"""Deeper nesting is refused; the formats need 8 levels."""
_MAX_BRACKETS = 500
"""A file with more opening brackets is checked for depth before it is composed."""
_ANCHOR = re.compile(r"(?m)(?:^|[\s,\[{:-])&[^\s,\[\]{}]")
_DEEP_INDENT = re.compile(r"[ \-?]{200}")
_DEEP_INDENT_LINE = re.compile(r"\n[ \-?]{200}")
_FILE_START = Span(1, 1, 2)


class _Composer(CParser):
    """libyaml's composer without a resolver: a node's tag is `implicit` (a tuple) unless a tag was written (a str)."""

    def resolve(self, _kind: object, _value: object, implicit: object) -> object:
        return implicit

    # Called for every node, and their results are ignored: functions written in C cost least.
    descend_resolver = staticmethod(operator.is_)
    ascend_resolver = bool


def compose_yaml(file: SourceFile) -> tuple[Node | None, list[Diagnostic]]:
    """Composes a file. Returns its root node, or None and the reasons why there is none."""
    text = file.text
    if len(text) > MAX_CHARACTERS:
        message = f"this file has {len(text):,} characters; at most {MAX_CHARACTERS:,} are read"
        return None, [_error(file, "file-too-large", message, _FILE_START, "split it into several files")]
    try:
        # libyaml composes by recursion and would overflow the stack, so depth is checked first if it is possible.
        if _may_nest_or_repeat(text) and (diagnostics := _check_depth_and_aliases(file)):
            return None, diagnostics
        parser = _Composer(text)
        try:
            root = parser.get_single_node()
        finally:
            parser.dispose()
    except yaml.MarkedYAMLError as error:
        return None, find_tab_indents(file) or [_explain_error(file, error)]
    except yaml.reader.ReaderError as error:
        return None, [_unreadable_character(file, error.position if isinstance(error.position, int) else 0)]
    except UnicodeEncodeError as error:
        return None, [_unreadable_character(file, error.start)]
    if root is None or is_empty_scalar(root):
        fix = "a scene begins with `scene: its-name`"
        return None, [_error(file, "empty-file", "there is nothing in this file", _FILE_START, fix)]
    return root, []


def _may_nest_or_repeat(text: str) -> bool:
    """Returns True if a text could nest deeply or contain aliases; a cheap test that is False for ordinary scenes."""
    if text.count("[") + text.count("{") > _MAX_BRACKETS or _DEEP_INDENT.match(text) or _DEEP_INDENT_LINE.search(text):
        return True
    return "&" in text and _ANCHOR.search(text) is not None


def _check_depth_and_aliases(file: SourceFile) -> list[Diagnostic]:
    """Reports aliases and the first node that is nested too deeply, from the event stream, which needs no stack."""
    diagnostics: list[Diagnostic] = []
    parser = CParser(file.text)
    depth = 0
    try:
        while (event := parser.get_event()) is not None:
            if isinstance(event, AliasEvent):
                span = _event_span(event, len(event.anchor or "") + 1)
                message = f"`*{event.anchor}` repeats another part of the file; repetitions are not read"
                diagnostics.append(_error(file, "yaml-alias", message, span, "write the part out here"))
            elif isinstance(event, MappingStartEvent | SequenceStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    message = f"this is nested more than {MAX_DEPTH} levels deep"
                    fix = "close the brackets opened before"
                    return [*diagnostics, _error(file, "yaml-syntax", message, _event_span(event), fix)]
            elif isinstance(event, MappingEndEvent | SequenceEndEvent):
                depth -= 1
    finally:
        parser.dispose()
    return diagnostics


def _explain_error(file: SourceFile, error: yaml.MarkedYAMLError) -> Diagnostic:
    problem_mark, context_mark = error.problem_mark or error.context_mark, error.context_mark
    mark = YamlMark(problem_mark.line, problem_mark.column) if problem_mark else YamlMark(0, 0)
    begin = YamlMark(context_mark.line, context_mark.column) if context_mark else None
    return explain_yaml_error(file, error.problem or "this cannot be read", error.context or "", mark, begin)


def _event_span(event: yaml.Event, length: int = 1) -> Span:
    mark = event.start_mark
    assert mark is not None  # noqa: S101  # libyaml marks every event
    return Span(mark.line + 1, mark.column + 1, mark.column + 1 + length)


def _error(file: SourceFile, code: str, message: str, span: Span, fix: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, Label(file, span), helps=(Help(fix),))


def _unreadable_character(file: SourceFile, index: int) -> Diagnostic:
    character = file.text[index] if index < len(file.text) else ""
    message = f"the character U+{ord(character):04X} cannot stand in a file" if character else "this file breaks off"
    return _error(file, "yaml-syntax", message, file.span(index, index + 1), "delete this character")
