"""The nodes of YAML, and what they are in messages.

Invariant: this module and `yaml_loader` are the only ones that import PyYAML.
"""

from __future__ import annotations

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

__all__ = [
    "MappingNode", "Node", "ScalarNode", "SequenceNode",
    "describe_node", "has_braces", "has_tag", "is_empty_scalar",
]  # fmt: skip


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
