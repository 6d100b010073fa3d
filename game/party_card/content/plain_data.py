"""Converts nodes of YAML to plain values, as other programs read them (YAML 1.2, core schema)."""

from __future__ import annotations

import re
from typing import Any

from party_card.content.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode

_KEYWORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_INTEGER = re.compile(r"[-+]?[0-9]{1,300}\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?\Z")


def to_plain_data(node: Node) -> Any:
    """Converts a node to text, numbers, booleans, None, lists and dicts."""
    if isinstance(node, MappingNode):
        return {str(to_plain_data(key)): to_plain_data(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [to_plain_data(item) for item in node.value]
    assert isinstance(node, ScalarNode)  # noqa: S101  # there is no fourth kind of node
    text = str(node.value)
    if node.style:
        return text
    if text.lower() in _KEYWORDS:
        return _KEYWORDS[text.lower()]
    if _INTEGER.match(text):
        return int(text)
    return float(text) if _FLOAT.match(text) else text
