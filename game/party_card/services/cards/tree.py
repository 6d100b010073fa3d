"""The tree of a YAML file with its text: finds nodes, and the lines at which they begin.

Invariant: a tree never changes; a file that is changed has another tree.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from party_card.content.yaml_loader import compose_yaml
from party_card.content.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from party_card.diagnostics.source import SourceFile
from party_card.localization import gettext
from party_card.services.cards.errors import CardError
from party_card.services.cards.layout import find_dash, find_end, is_blank_line, line_end, line_start, list_comments
from party_card.services.cards.values import Path, read_value


class FoundNode(NamedTuple):
    """A node; its key, if it is the value of a mapping; its position there; and True if it stands within brackets."""

    node: Node
    key: Node | None
    position: int
    is_flow: bool


class YamlTree:
    """The text of a file, and its root. Raises CardError if it cannot be read."""

    def __init__(self, text: str) -> None:
        root, diagnostics = compose_yaml(SourceFile("", text))
        if not isinstance(root, MappingNode):
            reason = diagnostics[0].message if diagnostics else gettext("it is a list")
            raise CardError(
                gettext("The text cannot be read at the moment ({reason}). Mend it first.").format(reason=reason)
            )
        self.text = text
        self.root: MappingNode = root
        self.value = read_value(root)

    @cached_property
    def comments(self) -> list[tuple[int, str]]:
        """The comments of the file, each with its index."""
        return list_comments(self.text, self.root)

    def find(self, path: Path) -> FoundNode | None:
        """Returns the node at a path; None if there is none."""
        found = FoundNode(self.root, None, 0, is_in_brackets(self.root))
        for step in path:
            owner, is_flow = found.node, found.is_flow or is_in_brackets(found.node)
            if isinstance(owner, MappingNode):
                position = next((index for index, (key, _) in enumerate(owner.value) if key.value == step), None)
                if position is None:
                    return None
                key, node = owner.value[position]
                found = FoundNode(node, key, position, is_flow)
            elif isinstance(owner, SequenceNode) and isinstance(step, int) and 0 <= step < len(owner.value):
                found = FoundNode(owner.value[step], None, step, is_flow)
            else:
                return None
        return found

    def require(self, path: Path) -> FoundNode:
        """Returns the node at a path. Raises CardError if there is none, since the text has changed meanwhile."""
        found = self.find(path)
        if found is None:
            raise CardError(gettext("This part of the scene is not there any more."))
        return found

    def count(self, path: Path) -> int:
        """Returns the number of keys or items at a path; 0 if nothing is there."""
        found = self.find(path)
        return len(found.node.value) if found is not None and not isinstance(found.node, ScalarNode) else 0

    def find_line_of(self, found: FoundNode, owner: FoundNode) -> int | None:
        """Returns the start of the line that a key or an item begins; None if something stands before it."""
        if found.key is None:
            dash = find_dash(self.text, owner.node, found.position) if isinstance(owner.node, SequenceNode) else None
            return None if dash is None else line_start(self.text, dash)
        start = line_start(self.text, found.key.start_mark.index)
        return None if self.text[start : found.key.start_mark.index].strip(" ") else start

    def has_gaps(self, owner: Node) -> bool:
        """Returns True if the keys or items of a block are parted by empty lines, or a single one has one above it."""
        starts = [(node if key is None else key).start_mark.index for key, node in list_children(owner)]
        if len(starts) < 2:
            start = line_start(self.text, owner.start_mark.index)
            return start > 0 and is_blank_line(self.text, line_start(self.text, start - 1))
        end = find_end(self.text, list_children(owner)[0][1])
        between = self.text[line_end(self.text, end) : line_start(self.text, starts[1])]
        return any(not line.strip() for line in between.split("\n")[:-1])


def is_in_brackets(node: Node) -> bool:
    """Returns True for a list or a mapping that is written within brackets."""
    return isinstance(node, MappingNode | SequenceNode) and bool(node.flow_style)


def list_children(owner: Node) -> list[tuple[Node | None, Node]]:
    """Returns the values of a mapping, each with its key, or the items of a list, each with None."""
    if isinstance(owner, MappingNode):
        return list(owner.value)
    return [(None, item) for item in owner.value] if isinstance(owner, SequenceNode) else []
