"""YAML text to a located tree. The only module that knows PyYAML.

Law: libyaml parses and composes; nothing is resolved (a plain `no` stays "no"), nothing is constructed, and every
node keeps its place. Size, nesting and aliases are capped before anything is built.
"""

from __future__ import annotations

import operator
import re
from typing import ClassVar

import yaml
from yaml._yaml import CParser
from yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, SequenceEndEvent, SequenceStartEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from party_card.content.yaml_errors import Mark, explain_yaml_error, tabs
from party_card.diagnostics.diagnostic import Diagnostic, Help, Label, Severity
from party_card.diagnostics.source import SourceFile, Span

__all__ = [
    "MappingNode",
    "Node",
    "NodeRef",
    "RawScalar",
    "ScalarNode",
    "SequenceNode",
    "compose",
    "span_of",
    "text_of",
]

MAX_CHARACTERS = 1_000_000
"""A longer file is refused: the longest scene we know has 60,000."""
MAX_DEPTH = 40
"""Deeper nesting is refused: the formats need 8."""


class _Composer(CParser):
    """libyaml's composer with a resolver that does nothing: a node's tag is whatever was implied, unless written."""

    def resolve(self, _kind: object, _value: object, implicit: object) -> object:
        return implicit

    # called for every node: functions of C cost least, and what they return is not looked at
    descend_resolver = staticmethod(operator.is_)
    ascend_resolver = bool


class NodeRef:
    """A node in its file; what diagnostics point at. Found lazily: reading pays nothing for it."""

    __slots__ = ("file", "node")
    NOWHERE: ClassVar[NodeRef]

    def __init__(self, file: SourceFile, node: Node) -> None:
        self.file = file
        self.node = node

    @property
    def span(self) -> Span:
        """Where the node begins, to the end of its first line or its own end."""
        return span_of(self.node)

    def key_span(self, name: str) -> Span:
        """The span of the key `name` of this mapping; of the mapping itself where there is no such key."""
        pair = self._pair(name)
        return span_of(pair[0]) if pair else self.span

    def value(self, name: str) -> NodeRef:
        """The place of the value of key `name`; this place itself where there is no such key."""
        pair = self._pair(name)
        return NodeRef(self.file, pair[1]) if pair else self

    def item(self, index: int) -> NodeRef:
        """The place of the element `index` of this list; this place itself where it is no list or too short."""
        value = self.node.value
        if isinstance(self.node, SequenceNode) and index < len(value):
            return NodeRef(self.file, value[index])
        return self

    def find(self, needle: str, nth: int = 0) -> Span:
        """The span of occurrence `nth` of `needle` in the value as written; the whole value where it is not found."""
        start, end = self.node.start_mark.index, self.node.end_mark.index
        at = start - 1
        for _ in range(nth + 1):
            at = self.file.text.find(needle, at + 1, end)
            if at < 0:
                return self.span
        return self.file.span(at, at + len(needle))

    def label(self, span: Span | None = None, message: str = "") -> Label:
        """A diagnostic's label here, or at `span` of the same file."""
        return Label(self.file, span or self.span, message)

    def _pair(self, name: str) -> tuple[Node, Node] | None:
        if isinstance(self.node, MappingNode):
            for key, value in self.node.value:
                if key.value == name:
                    return key, value
        return None


class RawScalar:
    """A scalar as written: `text`, and `plain` (False where it was quoted). The meaning is the reader's affair."""

    __slots__ = ("location", "plain", "text")

    def __init__(self, text: str, plain: bool = True, location: NodeRef | None = None) -> None:
        self.text = text
        self.plain = plain
        self.location = location or NodeRef.NOWHERE

    def __repr__(self) -> str:
        return f"RawScalar({self.text!r}, plain={self.plain})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RawScalar) and (self.text, self.plain) == (other.text, other.plain)

    def __hash__(self) -> int:
        return hash((self.text, self.plain))


_MARK = yaml.Mark("", 0, 0, 0, None, 0)
NodeRef.NOWHERE = NodeRef(SourceFile("", ""), ScalarNode("", "", _MARK, _MARK))


def span_of(node: Node) -> Span:
    """The first line of a node, as a span."""
    start, end = node.start_mark, node.end_mark
    stop = end.column if end.line == start.line else start.column + 1
    return Span(start.line + 1, start.column + 1, max(stop + 1, start.column + 2))


def text_of(node: Node) -> str:
    """A scalar's text; a list or mapping in a word, for messages."""
    if isinstance(node, ScalarNode):
        return str(node.value)
    return "a list" if isinstance(node, SequenceNode) else "a list of `key: value` lines"


def is_tagged(node: Node) -> bool:
    """Whether the author wrote a YAML tag (`!word`) before the node."""
    tag: object = node.tag
    return isinstance(tag, str)


_ANCHOR = re.compile(r"(?m)(?:^|[\s,\[{:-])&[^\s,\[\]{}]")
_DEEP = re.compile(r"[ \-?]{200}")
_DEEP_LINE = re.compile(r"\n[ \-?]{200}")
_MANY_BRACKETS = 500


def compose(file: SourceFile) -> tuple[Node | None, list[Diagnostic]]:
    """The root node of a file, or None with the reasons why there is none."""
    text = file.text
    if len(text) > MAX_CHARACTERS:
        message = f"this file has {len(text):,} characters; at most {MAX_CHARACTERS:,} are read"
        return None, [_diagnostic(file, "file-too-large", message, _TOP, "split it into several files")]
    try:
        # libyaml composes by recursion and would overrun the stack: look before where depth is possible at all.
        if _suspect(text) and (refused := _survey(file)):
            return None, refused
        parser = _Composer(text)
        try:
            root = parser.get_single_node()
        finally:
            parser.dispose()
    except yaml.MarkedYAMLError as error:
        return None, tabs(file) or [_stumble(file, error)]
    except yaml.reader.ReaderError as error:
        at = error.position if isinstance(error.position, int) else 0
        return None, [_unreadable(file, at)]
    except UnicodeEncodeError as error:
        return None, [_unreadable(file, error.start)]
    if root is None or (isinstance(root, ScalarNode) and not root.value and not root.style):
        mend = "a scene begins with `scene: its-name`"
        return None, [_diagnostic(file, "empty-file", "there is nothing in this file", _TOP, mend)]
    return root, []


_TOP = Span(1, 1, 2)


def _suspect(text: str) -> bool:
    """Whether a text could nest deeply or repeat a part of itself; a quick look that no ordinary scene fails."""
    if text.count("[") + text.count("{") > _MANY_BRACKETS or _DEEP.match(text) or _DEEP_LINE.search(text):
        return True
    return "&" in text and _ANCHOR.search(text) is not None


def _survey(file: SourceFile) -> list[Diagnostic]:
    """What is nested too deeply or repeated by an alias, found from the stream of events, which needs no stack."""
    found: list[Diagnostic] = []
    parser = CParser(file.text)
    depth = 0
    try:
        while (event := parser.get_event()) is not None:
            kind = type(event)
            if isinstance(event, AliasEvent):
                span = _event_span(event, len(event.anchor or "") + 1)
                message = f"`*{event.anchor}` repeats another part of the file; repetitions are not read"
                found.append(_diagnostic(file, "yaml-alias", message, span, "write the part out here"))
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                depth += 1
                if depth > MAX_DEPTH:
                    span = _event_span(event)
                    message = f"this is nested more than {MAX_DEPTH} levels deep"
                    return [
                        *found,
                        _diagnostic(file, "yaml-syntax", message, span, "close the brackets opened before"),
                    ]
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                depth -= 1
    finally:
        parser.dispose()
    return found


def _stumble(file: SourceFile, error: yaml.MarkedYAMLError) -> Diagnostic:
    mark, began = error.problem_mark or error.context_mark, error.context_mark
    at = Mark(mark.line, mark.column) if mark else Mark(0, 0)
    before = Mark(began.line, began.column) if began else None
    return explain_yaml_error(file, error.problem or "this cannot be read", error.context or "", at, before)


def _event_span(event: yaml.Event, length: int = 1) -> Span:
    mark = event.start_mark
    assert mark is not None  # noqa: S101  # libyaml marks every event
    return Span(mark.line + 1, mark.column + 1, mark.column + 1 + length)


def _diagnostic(file: SourceFile, code: str, message: str, span: Span, mend: str, note: str = "") -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, Label(file, span, note), helps=(Help(mend),))


def _unreadable(file: SourceFile, at: int) -> Diagnostic:
    character = file.text[at] if at < len(file.text) else ""
    message = f"the character U+{ord(character):04X} cannot stand in a file" if character else "this file breaks off"
    return _diagnostic(file, "yaml-syntax", message, file.span(at, at + 1), "delete this character")
