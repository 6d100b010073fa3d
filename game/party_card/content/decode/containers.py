"""Decoders of lists, mappings with free keys, models (mappings with known keys), and unions."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import MISSING, Field
from typing import Any

from party_card.content.decode.context import Decode, DecodeContext, Decoder, replacement_help, shorten
from party_card.content.decode.keys import (
    is_usable_key,
    recover_assignment,
    report_missing_dash,
    report_missing_key,
    report_unusable_key,
)
from party_card.content.decode.scalars import report_invalid_id
from party_card.content.identifiers import IDENTIFIER
from party_card.content.models.value_types import authored_fields, yaml_key
from party_card.content.yaml_nodes import MappingNode, Node, NodeRef, RawScalar, ScalarNode, SequenceNode
from party_card.diagnostics.diagnostic import Help


def list_decoder(item: Decoder, item_keys: Set[str]) -> Decoder:
    """Returns the decoder of lists; `item_keys` are the keys of an item that is a model."""

    def decode(node: Node, context: DecodeContext, key: str) -> tuple[Any, ...]:
        if type(node) is SequenceNode and type(node.tag) is not str:
            return tuple([item.decode(child, context, key) for child in node.value])
        if type(node) is MappingNode and item_keys and _has_first_key_in(node, item_keys):
            report_missing_dash(node.value[0][0], item.description, "the first", context)
            return ()
        if type(node) is ScalarNode and node.value and not node.style:
            replacement = f"[{node.value}]"
            context.type_mismatch(node, key, "a list", replacement_help(f"write `{replacement}`", node, replacement))
            # The text is taken for its only item, so that nothing else is reported because the item is missing.
            return (item.decode(node, context, key),) if item.blank == "" else ()
        context.type_mismatch(node, key, "a list")
        return ()

    return Decoder(decode, (), f"a list, each of it {item.description}")


def _has_first_key_in(node: MappingNode, keys: Set[str]) -> bool:
    first_key = node.value[0][0] if node.value else None
    return type(first_key) is ScalarNode and first_key.value in keys


def mapping_decoder(value: Decoder, defines_ids: bool, has_raw_values: bool) -> Decoder:
    """Returns the decoder of mappings with free keys.

    `defines_ids` if the keys must be valid identifiers, `has_raw_values` if the values are raw scalars.
    """

    def decode(node: Node, context: DecodeContext, key: str) -> dict[str, Any]:
        if type(node) is not MappingNode or type(node.tag) is str:
            if has_raw_values and (name := recover_assignment(node, None, key, context)):
                return {name: RawScalar("")}
            context.type_mismatch(node, key, "`name: value` lines")
            return {}
        entries: dict[str, Any] = {}
        nodes_by_key: dict[str, Node] = {}
        for key_node, value_node in node.value:
            if not is_usable_key(key_node, nodes_by_key, node, context):
                continue
            if has_raw_values and (name := recover_assignment(key_node, value_node, key, context)):
                entries[name] = RawScalar("")
                continue
            if defines_ids and not IDENTIFIER.match(key_node.value):
                report_invalid_id(key_node, context)
            entries[key_node.value] = value.decode(value_node, context, key_node.value)
        return entries

    return Decoder(decode, {}, "`name: value` lines")


def union_decoder(by_shape: Mapping[type[Node], Decoder], is_optional: bool) -> Decoder:
    """Returns the decoder of a union; its members differ in the shape of the YAML node: scalar, list or mapping."""
    members = list(by_shape.values())
    blank = None if is_optional else members[0].blank
    description = " or ".join(member.description for member in members)
    if len(members) == 1:
        return Decoder(members[0].decode, blank, description)
    decode_by_shape: dict[type[Node], Decode] = {shape: member.decode for shape, member in by_shape.items()}

    def decode(node: Node, context: DecodeContext, key: str) -> Any:
        decode_member = decode_by_shape.get(type(node))
        if decode_member is None:
            context.type_mismatch(node, key, description)
            return blank
        return decode_member(node, context, key)

    return Decoder(decode, blank, description)


def model_decoder(model: type[Any], field_decoders: Mapping[str, Decoder]) -> Decoder:
    """Returns the decoder of a dataclass, from the decoders of its fields."""
    fields = authored_fields(model)
    blanks = {field.name: _blank_of(field, field_decoders[field.name]) for field in fields}
    required_keys = [yaml_key(field) for field in fields if _is_required(field)]
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
            _report_no_mapping(node, key, required_keys, next(iter(by_key)), context)
            return instance
        keys_present: set[str] = set()
        for key_node, value_node in node.value:
            field = by_key.get(key_node.value) if type(key_node) is ScalarNode else None
            if field is not None and key_node.value not in keys_present:
                keys_present.add(key_node.value)
                decode_field, set_field = field
                set_field(instance, decode_field(value_node, context, key_node.value))
            elif field is not None and key_node.value == node.value[0][0].value and _has_several_duplicates(node):
                report_missing_dash(key_node, owner, "a second", context, node.value[0][0])
                break
            else:
                report_unusable_key(key_node, node, by_key, owner, context)
        for required_key in required_keys:
            if required_key not in keys_present:
                report_missing_key(required_key, node, owner, context)
        return instance

    return Decoder(decode, model(**blanks), f"a {owner}")


def _report_no_mapping(node: Node, key: str, required_keys: list[str], first_key: str, context: DecodeContext) -> None:
    keys = ", ".join(f"`{name}:`" for name in required_keys)
    helps: tuple[Help, ...] = ()
    if type(node) is ScalarNode and node.value and not required_keys:
        helps = (Help(f"write `{first_key}: {shorten(node.value)}`"),)
    context.type_mismatch(node, key, f"`key: value` lines ({keys or f'such as `{first_key}:`'})", *helps)


def _has_several_duplicates(node: MappingNode) -> bool:
    """Returns True if so many keys are duplicates that a second model must have begun."""
    names = [key.value for key, _ in node.value if type(key) is ScalarNode]
    return len(names) - len(set(names)) > 1


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _blank_of(field: Field[Any], decoder: Decoder) -> Any:
    if field.default is not MISSING:
        return field.default
    if field.default_factory is not MISSING:
        return field.default_factory()  # shared by all instances: they are frozen, and so are their values
    return decoder.blank
