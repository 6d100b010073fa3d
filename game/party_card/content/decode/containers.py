"""Decoders of lists, mappings with free keys, and unions."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from party_card.content.decode.context import Decode, DecodeContext, Decoder, replacement_help
from party_card.content.decode.keys import is_usable_key, recover_assignment, report_missing_dash
from party_card.content.decode.scalars import report_invalid_id
from party_card.content.identifiers import IDENTIFIER
from party_card.content.yaml_nodes import MappingNode, Node, RawScalar, ScalarNode, SequenceNode


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
    first = node.value[0][0] if node.value else None
    return type(first) is ScalarNode and first.value in keys


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
        seen: dict[str, Node] = {}
        for key_node, value_node in node.value:
            if not is_usable_key(key_node, seen, node, context):
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
