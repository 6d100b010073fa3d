"""Finds the line of a section that is missing: `passages:` between the variables of a scene and its passages.

Invariant: what stands beneath the missing line is read as if the line were there, so nothing follows from its absence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING
from functools import cache
from typing import Any

from party_card.content.decode import DecodeContext
from party_card.content.models import Document, Dossier, Fact, Figure, Passage, Person, Scene, Term, VariableForm
from party_card.content.models.value_types import authored_fields, yaml_key
from party_card.content.yaml_nodes import MappingNode, Node, ScalarNode
from party_card.diagnostics.diagnostic import Help
from party_card.diagnostics.words import shorten

_ENTRY_MODELS: Mapping[type[Any], Mapping[str, type[Any]]] = {
    Scene: {"variables": VariableForm, "passages": Passage},
    Dossier: {"facts": Fact, "documents": Document, "people": Person, "terms": Term, "figures": Figure},
}
"""The sections of a file that have entries by name, and the model of an entry."""


def restore_section(root: Node, model: type[Any], context: DecodeContext) -> Node:
    """Returns the root of a file with the section whose line is missing, if one is; reports it at its first entry."""
    models = _ENTRY_MODELS.get(model)
    if models is None or not isinstance(root, MappingNode):
        return root
    names = {key.value for key, _ in root.value if isinstance(key, ScalarNode)}
    absent_models = {name: entry for name, entry in models.items() if name not in names}
    for number, (section_key, section) in enumerate(root.value if absent_models else ()):
        own_model = models.get(section_key.value) if isinstance(section_key, ScalarNode) else None
        if own_model is None or not isinstance(section, MappingNode):
            continue
        for index, (key, value) in enumerate(section.value):
            lost = next((name for name, entry in absent_models.items() if _fits(value, entry, own_model)), "")
            if not lost or not isinstance(key, ScalarNode):
                continue
            message = f"a line `{lost}:` is missing above `{shorten(key.value)}`"
            context.report("missing-key", message, key, (Help(f"write `{lost}:` in a line above it"),))
            return _split(root, number, index, lost)
    return root


def _fits(value: Node, model: Any, own_model: Any) -> bool:
    """Returns True if an entry can be one of `model` and not of `own_model`."""
    if not isinstance(value, MappingNode):
        is_text = isinstance(value, ScalarNode) and " " in value.value
        return is_text and model is Term and own_model is not VariableForm
    keys = {key.value for key, _ in value.value if isinstance(key, ScalarNode)}
    own_keys, (known_keys, required_keys) = _list_keys(own_model)[0], _list_keys(model)
    return required_keys <= keys <= known_keys and not keys <= own_keys


@cache
def _list_keys(model: Any) -> tuple[frozenset[str], frozenset[str]]:
    """Returns the keys that a model can have, and those of them that it must have."""
    fields = authored_fields(model)
    required_fields = [field for field in fields if field.default is field.default_factory is MISSING]
    return frozenset(map(yaml_key, fields)), frozenset(map(yaml_key, required_fields))


def _split(root: MappingNode, number: int, index: int, name: str) -> MappingNode:
    """Returns a file in which the entries from `index` on of section `number` stand in a section of their own."""
    section_key, section = root.value[number]
    first_key, _ = section.value[index]
    key = ScalarNode(section_key.tag, name, first_key.start_mark, first_key.end_mark)
    sections = [
        (section_key, _with_entries(section, section.value[:index])),
        (key, _with_entries(section, section.value[index:])),
    ]
    return _with_entries(root, [*root.value[:number], *sections, *root.value[number + 1 :]])


def _with_entries(mapping: MappingNode, entries: list[tuple[Node, Node]]) -> MappingNode:
    return MappingNode(mapping.tag, entries, mapping.start_mark, mapping.end_mark, flow_style=mapping.flow_style)
