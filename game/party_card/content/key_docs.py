"""The keys of a model with what is said of them, for the schema and the handbooks.

Law: words stand once, beneath the field in `party_card.content.models`; here they are only read, from the modules'
own text.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
import typing
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields
from functools import cache
from itertools import pairwise
from typing import Any

from party_card.content.yaml_loader import MappingNode, Node, ScalarNode, SequenceNode, compose
from party_card.diagnostics.source import SourceFile

_EXAMPLE = re.compile(r"(?m)^Example: (.*)$\n?")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_WHOLE = re.compile(r"[-+]?[0-9]{1,300}\Z")
_BROKEN = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?\Z")


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the format: its type, what holds without it, what it means, and examples as they are written in YAML."""

    name: str
    kind: Any
    needed: bool
    otherwise: Any
    about: str
    examples: tuple[str, ...]


@cache
def keys_of(model: Any) -> tuple[Key, ...]:
    """The keys of a model in the order of its fields."""
    hints = typing.get_type_hints(model)
    said = dict(_said(model))
    return tuple(
        Key(
            name=item.metadata.get("key", item.name.rstrip("_")),
            kind=hints[item.name],
            needed=item.default is MISSING and item.default_factory is MISSING,
            otherwise=None if item.default is MISSING else item.default,
            about=" ".join(_EXAMPLE.sub("", said.get(item.name, "")).split()),
            examples=tuple(_EXAMPLE.findall(said.get(item.name, ""))),
        )
        for item in fields(model)
        if item.name != "location"
    )


def _said(model: Any) -> Iterator[tuple[str, str]]:
    """Each field with the text beneath it."""
    module = ast.parse(inspect.getsource(sys.modules[model.__module__]))
    (body,) = [node.body for node in module.body if isinstance(node, ast.ClassDef) and node.name == model.__name__]
    for field, below in pairwise(body):
        if not isinstance(field, ast.AnnAssign) or not isinstance(field.target, ast.Name):
            continue
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            yield field.target.id, inspect.cleandoc(str(below.value.value))


def value(yaml: str) -> Any:
    """What a piece of YAML is to other programs: text, numbers, true and false, lists, mappings (YAML 1.2, core)."""
    node, problems = compose(SourceFile("example", yaml))
    if node is None:
        raise ValueError(problems[0].message)
    return to_plain_data(node)


def to_plain_data(node: Node) -> Any:
    """The same of a node."""
    if isinstance(node, MappingNode):
        return {str(to_plain_data(name)): to_plain_data(one) for name, one in node.value}
    if isinstance(node, SequenceNode):
        return [to_plain_data(one) for one in node.value]
    assert isinstance(node, ScalarNode)  # noqa: S101  # there is no fourth kind
    text = str(node.value)
    if node.style:
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _WHOLE.match(text):
        return int(text)
    return float(text) if _BROKEN.match(text) else text
