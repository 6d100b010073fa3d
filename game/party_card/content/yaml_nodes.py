"""Located YAML nodes: references from models back to the lines they were read from.

Invariant: this module and `yaml_loader` are the only ones that import PyYAML.
"""

from __future__ import annotations

from typing import ClassVar

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from party_card.diagnostics.diagnostic import Label
from party_card.diagnostics.source import SourceFile, Span

__all__ = [
    "MappingNode", "Node", "NodeRef", "RawScalar", "ScalarNode", "SequenceNode",
    "describe_node", "has_braces", "has_tag", "is_empty_scalar", "span_of",
]  # fmt: skip


class NodeRef:
    """A node and its file; diagnostics point at it. Spans are computed on demand, so loading costs nothing for them."""

    __slots__ = ("file", "node")
    UNLOCATED: ClassVar[NodeRef]

    def __init__(self, file: SourceFile, node: Node) -> None:
        self.file = file
        self.node = node

    @property
    def span(self) -> Span:
        """The first line of the node."""
        return span_of(self.node)

    def key_span(self, name: str) -> Span:
        """Returns the span of the key `name` of this mapping; of the mapping if it has no such key."""
        pair = self._find_pair(name)
        return span_of(pair[0]) if pair else self.span

    def lacks_key(self, name: str) -> bool:
        """Returns True if this is a mapping in a file without the key `name`."""
        return isinstance(self.node, MappingNode) and self._find_pair(name) is None

    def value(self, name: str) -> NodeRef:
        """Returns the value under the key `name`; this node itself if there is no such key."""
        if isinstance(self.node, MappingNode):  # rules call it thousands of times after each keystroke
            for key, value in self.node.value:
                if key.value == name:
                    return NodeRef(self.file, value)
        return self

    def item(self, index: int) -> NodeRef:
        """Returns the item `index` of this list; this node itself if it is no list or too short."""
        items = self.node.value
        if isinstance(self.node, SequenceNode) and index < len(items):
            return NodeRef(self.file, items[index])
        return self

    def find(self, text: str, nth: int = 0) -> Span:
        """Returns the span of occurrence `nth` of `text` in the node's source; the node's span if there is none."""
        index, end = self.node.start_mark.index - 1, self.node.end_mark.index
        for _ in range(nth + 1):
            index = self.file.text.find(text, index + 1, end)
            if index < 0:
                return self.span
        return self.file.span(index, index + len(text))

    def label(self, span: Span | None = None, message: str = "") -> Label:
        """Returns a diagnostic's label for this node, or for `span` of the same file."""
        return Label(self.file, span or self.span, message)

    def key_label(self, name: str, message: str = "") -> Label:
        """Returns a diagnostic's label for the key `name` of this mapping; for the mapping if it has no such key."""
        return self.label(self.key_span(name), message)

    def _find_pair(self, name: str) -> tuple[Node, Node] | None:
        if isinstance(self.node, MappingNode):
            for key, value in self.node.value:
                if key.value == name:
                    return key, value
        return None


class RawScalar:
    """A scalar whose meaning is decided later: its `text`, and `is_plain` (False if it was quoted)."""

    __slots__ = ("is_plain", "location", "text")

    def __init__(self, text: str, is_plain: bool = True, location: NodeRef | None = None) -> None:
        self.text = text
        self.is_plain = is_plain
        self.location = location or NodeRef.UNLOCATED

    def __repr__(self) -> str:
        return f"RawScalar({self.text!r}, is_plain={self.is_plain})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RawScalar) and (self.text, self.is_plain) == (other.text, other.is_plain)

    def __hash__(self) -> int:
        return hash((self.text, self.is_plain))


_NO_MARK = yaml.Mark("", 0, 0, 0, None, 0)
NodeRef.UNLOCATED = NodeRef(SourceFile("", ""), ScalarNode("", "", _NO_MARK, _NO_MARK))


def span_of(node: Node) -> Span:
    """Returns the span of a node's first line."""
    start, end = node.start_mark, node.end_mark
    stop = end.column if end.line == start.line else start.column + 1
    return Span(start.line + 1, start.column + 1, max(stop + 1, start.column + 2))


def describe_node(node: Node) -> str:
    """Returns the text of a scalar; for a list or mapping, its name in messages."""
    if isinstance(node, ScalarNode):
        return str(node.value)
    return "a list" if isinstance(node, SequenceNode) else "a list of `key: value` lines"


def has_tag(node: Node) -> bool:
    """Returns True if the author wrote a YAML tag (`!word`) before the node."""
    tag: object = node.tag
    return isinstance(tag, str)


def has_braces(node: Node) -> bool:
    """Returns True for a mapping that is written in braces."""
    return isinstance(node, MappingNode) and bool(node.flow_style)


def is_empty_scalar(node: Node) -> bool:
    """Returns True if nothing was written here, not even quotation marks."""
    return type(node) is ScalarNode and not node.value and not node.style
