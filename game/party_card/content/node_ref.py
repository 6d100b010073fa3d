"""References from models back to the files, and the lines, that they were read from.

Invariant: PyYAML is not imported here. A model of a compiled pack knows its file alone; its lines are not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from party_card.diagnostics.diagnostic import Label
from party_card.diagnostics.source import SourceFile, Span

if TYPE_CHECKING:
    from yaml.nodes import Node

__all__ = ["NodeRef", "RawScalar", "span_of"]


class NodeRef:
    """A node and its file; diagnostics point at it. Spans are computed on demand, so loading costs nothing for them."""

    __slots__ = ("file", "node")
    UNLOCATED: ClassVar[NodeRef]
    """The location of a model that comes from no file."""

    def __init__(self, file: SourceFile, node: Node) -> None:
        self.file = file
        self.node = node

    @classmethod
    def of_compiled_file(cls, file: SourceFile) -> NodeRef:
        """Returns the location of all models of a file that was compiled, and has no mistakes to point at."""
        return cls(file, _COMPILED_NODE)

    @property
    def is_compiled(self) -> bool:
        """True if this is the location of models of a compiled file."""
        return self.node is _COMPILED_NODE

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
        return self._has_kind("mapping") and self._find_pair(name) is None

    def value(self, name: str) -> NodeRef:
        """Returns the value under the key `name`; this node itself if there is no such key."""
        if self._has_kind("mapping"):  # rules call it thousands of times after each keystroke
            for key, value in self.node.value:
                if key.value == name:
                    return NodeRef(self.file, value)
        return self

    def item(self, index: int) -> NodeRef:
        """Returns the item `index` of this list; this node itself if it is no list or too short."""
        items = self.node.value
        if self._has_kind("sequence") and index < len(items):
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
        if self._has_kind("mapping"):
            for key, value in self.node.value:
                if key.value == name:
                    return key, value
        return None

    def _has_kind(self, kind: str) -> bool:
        """Returns True for a node of this kind, as PyYAML names it; its classes are not imported for that."""
        return self.node.id == kind  # type: ignore[attr-defined,no-any-return]  # every class below Node has one


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


class _Start:
    """The start of a file, with the attributes of a place of PyYAML's."""

    index = line = column = 0


class _NoNode:
    """Stands for the node of a model without one, with the attributes of PyYAML's; it is of no kind."""

    id = "none"
    tag = ""
    value = ""
    style = None
    start_mark = end_mark = _Start()


_COMPILED_NODE = cast("Node", _NoNode())
NodeRef.UNLOCATED = NodeRef(SourceFile("", ""), cast("Node", _NoNode()))


def span_of(node: Node) -> Span:
    """Returns the span of a node's first line."""
    start, end = node.start_mark, node.end_mark
    stop = end.column if end.line == start.line else start.column + 1
    return Span(start.line + 1, start.column + 1, max(stop + 1, start.column + 2))
