"""Documentation of the YAML keys, for the JSON schema and the handbooks.

Invariant: the texts exist once, below the fields in `party_card.content.models`; here they are read from the source.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
import typing
from collections.abc import Iterator
from dataclasses import MISSING, dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from party_card.content.models.value_types import authored_fields, yaml_key
from party_card.content.yaml_loader import compose_yaml
from party_card.content.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from party_card.diagnostics.source import SourceFile

_EXAMPLE = re.compile(r"(?m)^Example: (.*)$\n?")
_KEYWORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_INTEGER = re.compile(r"[-+]?[0-9]{1,300}\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?\Z")


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a format: its type annotation, default and description, and examples in YAML."""

    name: str
    value_type: Any
    is_required: bool
    default: Any
    description: str
    examples: tuple[str, ...]


@cache
def list_keys(model: Any) -> tuple[Key, ...]:
    """Returns the keys of a model in the order of its fields."""
    hints = typing.get_type_hints(model)
    docs = dict(_iter_field_docs(model))
    return tuple(
        Key(
            name=yaml_key(field),
            value_type=hints[field.name],
            is_required=field.default is MISSING and field.default_factory is MISSING,
            default=None if field.default is MISSING else field.default,
            description=" ".join(_EXAMPLE.sub("", docs.get(field.name, "")).split()),
            examples=tuple(_EXAMPLE.findall(docs.get(field.name, ""))),
        )
        for field in authored_fields(model)
    )


def _iter_field_docs(model: Any) -> Iterator[tuple[str, str]]:
    """Yields the name of each field and the string below it."""
    module = ast.parse(inspect.getsource(sys.modules[model.__module__]))
    (body,) = [node.body for node in module.body if isinstance(node, ast.ClassDef) and node.name == model.__name__]
    for field, below in pairwise(body):
        if not isinstance(field, ast.AnnAssign) or not isinstance(field.target, ast.Name):
            continue
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            yield field.target.id, inspect.cleandoc(str(below.value.value))


def parse_yaml_value(yaml: str) -> Any:
    """Returns what other programs read a piece of YAML as (YAML 1.2, core schema)."""
    node, diagnostics = compose_yaml(SourceFile("example", yaml))
    if node is None:
        raise ValueError(diagnostics[0].message)
    return to_plain_data(node)


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
