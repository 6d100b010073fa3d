"""Decoders of models: YAML mappings with known keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field
from typing import Any

from party_card.content.decode.context import DecodeContext, Decoder, shorten
from party_card.content.decode.keys import report_missing_dash, report_missing_key, report_unusable_key
from party_card.content.models.value_types import authored_fields, yaml_key
from party_card.content.yaml_nodes import MappingNode, Node, NodeRef, ScalarNode
from party_card.diagnostics.diagnostic import Help


def model_decoder(model: type[Any], field_decoders: Mapping[str, Decoder]) -> Decoder:
    """Returns the decoder of a dataclass, from the decoders of its fields."""
    fields = authored_fields(model)
    blanks = {field.name: _blank_of(field, field_decoders[field.name]) for field in fields}
    required = [yaml_key(field) for field in fields if _is_required(field)]
    owner = model.__name__.lower()
    # The constructor of a frozen dataclass is slow; filling the slots directly takes half the time.
    setters = {field.name: getattr(model, field.name).__set__ for field in fields}
    blank_setters = [(setters[name], blank) for name, blank in blanks.items()]
    set_location = model.location.__set__
    by_key = {yaml_key(field): (field_decoders[field.name].decode, setters[field.name]) for field in fields}

    def decode(node: Node, context: DecodeContext, key: str) -> Any:
        instance = object.__new__(model)
        for set_field, blank in blank_setters:
            set_field(instance, blank)
        set_location(instance, NodeRef(context.file, node))
        if type(node) is not MappingNode or type(node.tag) is str:
            _report_no_mapping(node, key, required, next(iter(by_key)), context)
            return instance
        seen: set[str] = set()
        for key_node, value_node in node.value:
            field = by_key.get(key_node.value) if type(key_node) is ScalarNode else None
            if field is not None and key_node.value not in seen:
                seen.add(key_node.value)
                decode_field, set_field = field
                set_field(instance, decode_field(value_node, context, key_node.value))
            elif field is not None and key_node.value == node.value[0][0].value and _has_several_duplicates(node):
                report_missing_dash(key_node, owner, "a second", context, node.value[0][0])
                break
            else:
                report_unusable_key(key_node, node, by_key, owner, context)
        for required_key in required:
            if required_key not in seen:
                report_missing_key(required_key, node, owner, context)
        return instance

    return Decoder(decode, model(**blanks), f"a {owner}")


def _report_no_mapping(node: Node, key: str, required: list[str], first_key: str, context: DecodeContext) -> None:
    keys = ", ".join(f"`{name}:`" for name in required)
    helps: tuple[Help, ...] = ()
    if type(node) is ScalarNode and node.value and not required:
        helps = (Help(f"write `{first_key}: {shorten(node.value)}`"),)
    context.type_mismatch(node, key, f"`key: value` lines ({keys or f'such as `{first_key}:`'})", *helps)


def _has_several_duplicates(node: MappingNode) -> bool:
    """Returns True if so many keys are duplicates that a second model must have begun."""
    names = [key.value for key, _ in node.value if type(key) is ScalarNode]
    return len(names) - len(set(names)) > 1


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _blank_of(field: Field[Any], decoder: Decoder) -> Any:
    """Returns the value of a field whose key is missing."""
    if field.default is not MISSING:
        return field.default
    if field.default_factory is not MISSING:
        return field.default_factory()  # shared by all instances: they are frozen, and so is what they hold
    return decoder.blank
