"""YAML loader: text to a tree of located nodes.

Invariant: libyaml parses and composes; nothing is resolved (a plain `no` stays "no"), nothing is constructed, and every
node keeps its marks. Size, nesting and aliases are limited before a tree is built.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator

import yaml
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from party_card.content.file_text import MAX_CHARACTERS
from party_card.content.quoting import quote_text
from party_card.content.yaml_errors import YamlMark, explain_yaml_error, find_tab_indents
from party_card.content.yaml_nodes import MappingNode, Node, ScalarNode, is_empty_scalar
from party_card.diagnostics.diagnostic import Diagnostic, Edit, Help, Label, Severity
from party_card.diagnostics.source import SourceFile, Span

MAX_DEPTH = 40
"""Deeper nesting is refused; the formats need 8 levels."""
_MAX_BRACKETS = 500
"""A file with more opening brackets is checked for depth before it is composed."""
_ANCHOR = re.compile(r"(?m)(?:^|[\s,\[{:-])&[^\s,\[\]{}]")
_DEEP_INDENT = re.compile(r"[ \-?]{200}")
_DEEP_INDENT_LINE = re.compile(r"\n[ \-?]{200}")
_ODD_LINE_END = re.compile("[\x85\u2028\u2029]")
_OPEN_QUOTATION = re.compile(r"(?m)[:,\[{-][ ]++[\"'][^\"'\n]*+$")
"""A quotation that goes on beyond its line; most files have none."""
_LEAD = re.compile(r"[ ]*+(?:-[ ]++)*+")
_KEY_OR_ITEM = re.compile(r"[ ]*+(?:-[ ]|[\w-]++:(?:[ ]|$))")
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
        parser = _Composer(_hide_odd_line_ends(text))
        try:
            root = parser.get_single_node()
        finally:
            parser.dispose()
    except yaml.MarkedYAMLError as error:
        return None, find_tab_indents(file) or [_find_slip(file, error) or _explain_error(file, error)]
    except yaml.reader.ReaderError as error:
        return None, [_unreadable_character(file, _count_characters(text, error.position))]
    except UnicodeEncodeError as error:
        return None, [_unreadable_character(file, error.start)]
    if root is not None and _OPEN_QUOTATION.search(text) and (diagnostic := _find_swallowing_quotation(file, root)):
        return None, [diagnostic]
    if root is None or is_empty_scalar(root):
        fix = "a scene begins with `scene: its-name`"
        return None, [_error(file, "empty-file", "there is nothing in this file", _FILE_START, fix)]
    return root, []


def _count_characters(text: str, position: object) -> int:
    """Returns how many characters of a text stand before libyaml's `position`, which counts bytes."""
    read_bytes = _hide_odd_line_ends(text).encode()
    return len(read_bytes[: position if isinstance(position, int) else 0].decode(errors="ignore"))


def _hide_odd_line_ends(text: str) -> str:
    """Returns the text with blanks for the characters that libyaml takes for line ends, but editors do not."""
    return _ODD_LINE_END.sub(" ", text) if any(sign in text for sign in "\x85\u2028\u2029") else text


def _may_nest_or_repeat(text: str) -> bool:
    """Returns True if a text could nest deeply or contain aliases; a cheap test that is False for ordinary scenes."""
    # The bracket of a citation opens no list: no value can begin with `@`.
    bracket_count = text.count("[") + text.count("{") - text.count("[@")
    if bracket_count > _MAX_BRACKETS or _DEEP_INDENT.match(text) or _DEEP_INDENT_LINE.search(text):
        return True
    return "&" in text and _ANCHOR.search(text) is not None


def _check_depth_and_aliases(file: SourceFile) -> list[Diagnostic]:
    """Reports aliases and the first node that is nested too deeply, from the event stream, which needs no stack."""
    diagnostics: list[Diagnostic] = []
    anchors: list[Diagnostic] = []
    parser = CParser(_hide_odd_line_ends(file.text))
    depth = 0
    try:
        while (event := parser.get_event()) is not None:
            if isinstance(event, AliasEvent):
                span = _event_span(event, len(event.anchor or "") + 1)
                message = f"`*{event.anchor}` repeats another part of the file; repetitions are not read"
                diagnostics.append(_error(file, "yaml-alias", message, span, "write the part out here"))
                continue
            if anchor := getattr(event, "anchor", None):
                anchors.append(_report_anchor(file, event, anchor))
            if isinstance(event, MappingStartEvent | SequenceStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    message = f"this is nested more than {MAX_DEPTH} levels deep"
                    fix = "close the brackets opened before"
                    return [*diagnostics, _error(file, "yaml-syntax", message, _event_span(event), fix)]
            elif isinstance(event, MappingEndEvent | SequenceEndEvent):
                depth -= 1
    finally:
        parser.dispose()
    return diagnostics or anchors[:1]


def _report_anchor(file: SourceFile, event: yaml.Event, anchor: str) -> Diagnostic:
    """Reports a text whose first word YAML takes for the name of a part of the file, so that nobody would see it."""
    span = _event_span(event, len(anchor) + 1)
    line = file.line(span.line)
    value = line[span.column - 1 :].rstrip()
    message = f"`&{anchor}` names a part of the file in YAML, so this word would not be shown"
    end = event.end_mark
    is_text = isinstance(event, ScalarEvent) and not event.style and end and end.column == len(line.rstrip())
    edits = (Edit(Span(span.line, span.column, len(line) + 1), quote_text(value)),) if is_text else ()
    help_ = Help("put the whole text in quotation marks, or delete the word", edits=edits)
    return Diagnostic("yaml-alias", Severity.ERROR, message, Label(file, span), helps=(help_,))


def _find_slip(file: SourceFile, error: yaml.MarkedYAMLError) -> Diagnostic | None:
    """Returns the diagnostic of the slip behind an error, if there is a known one."""
    from party_card.content.yaml_repair import find_slip  # noqa: PLC0415  # a file that can be read does not need it

    mark, context_mark = error.problem_mark or error.context_mark, error.context_mark
    if mark is None:
        return None
    return find_slip(file, mark.line, mark.column, context_mark.line if context_mark else None, _find_error)


def _find_error(text: str) -> int | None:
    """Returns the index of the first syntax error in a text, None if there is none."""
    parser = CParser(_hide_odd_line_ends(text))
    try:
        while (event := parser.get_event()) is not None:
            if isinstance(event, AliasEvent):
                return event.start_mark.index if event.start_mark else 0
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return mark.index if mark else 0
    except (yaml.reader.ReaderError, UnicodeEncodeError):
        return 0
    finally:
        parser.dispose()
    return None


def _explain_error(file: SourceFile, error: yaml.MarkedYAMLError) -> Diagnostic:
    problem_mark, context_mark = error.problem_mark or error.context_mark, error.context_mark
    mark = YamlMark(problem_mark.line, problem_mark.column) if problem_mark else YamlMark(0, 0)
    begin = YamlMark(context_mark.line, context_mark.column) if context_mark else None
    return explain_yaml_error(file, error.problem or "this cannot be read", error.context or "", mark, begin)


def _event_span(event: yaml.Event, length: int = 1) -> Span:
    mark = event.start_mark
    assert mark is not None  # noqa: S101  # libyaml marks every event
    return Span(mark.line + 1, mark.column + 1, mark.column + 1 + length)


def _find_swallowing_quotation(file: SourceFile, root: Node) -> Diagnostic | None:
    """Returns the diagnostic of an unclosed quotation that a later quotation mark closes by accident.

    Between the two marks stand lines that look like keys or items and are indented no deeper than where it began.
    """
    lines = file.lines
    for node in _iter_quotations(root):
        first, last = node.start_mark.line, node.end_mark.line
        lead = _LEAD.match(lines[first])
        depth = lead.end() if lead else 0
        for line in lines[first + 1 : last + 1]:
            if _KEY_OR_ITEM.match(line) and len(line) - len(line.lstrip(" ")) <= depth:
                column = node.start_mark.column + 1
                span = Span(first + 1, column, max(len(lines[first].rstrip()), column) + 1)
                fix = f"end it with `{node.style}`, the mark it began with"
                return _error(file, "yaml-syntax", "a quotation is not closed", span, fix)
    return None


def _iter_quotations(root: Node) -> Iterator[ScalarNode]:
    """Yields the quoted scalars of several lines, in the order of the file."""
    pending = [root]
    while pending:
        node = pending.pop()
        if isinstance(node, ScalarNode):
            if node.style in ("'", '"') and node.end_mark.line > node.start_mark.line:
                yield node
        elif isinstance(node, MappingNode):
            pending += [part for pair in reversed(node.value) for part in reversed(pair)]
        else:
            pending += reversed(node.value)


def _error(file: SourceFile, code: str, message: str, span: Span, fix: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, Label(file, span), helps=(Help(fix),))


def _unreadable_character(file: SourceFile, index: int) -> Diagnostic:
    character = file.text[index] if index < len(file.text) else ""
    message = f"the character U+{ord(character):04X} cannot stand in a file" if character else "this file breaks off"
    return _error(file, "yaml-syntax", message, file.span(index, index + 1), "delete this character")
