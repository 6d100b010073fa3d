"""Decoders of lists, mappings with free keys, and unions."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from party_card.content.decode.context import Decode, DecodeContext, Decoder, replacement_help
from party_card.content.decode.keys import (
    is_usable_key,
    recover_assignment,
    report_missing_dash,
)
from party_card.content.decode.moved_keys import read_bounds
from party_card.content.decode.scalars import find_meant_id, report_invalid_id
from party_card.content.decode.shapes import (
    bracket,
    explain_dashes,
    explain_named_items,
    explain_text,
    has_first_key_in,
)
from party_card.content.decode.whole_numbers import read_number
from party_card.content.identifiers import IDENTIFIER
from party_card.content.misleading_characters import find_dash
from party_card.content.node_ref import RawScalar, span_of
from party_card.content.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from party_card.diagnostics.diagnostic import Edit, Help
from party_card.diagnostics.words import shorten

_CHANGE_KEYS = ("set", "add")
"""Keys of changes, which stand beside one another."""


def list_decoder(item: Decoder, item_keys: Set[str]) -> Decoder:
    """Returns the decoder of lists; `item_keys` are the keys of an item that is a model."""

    def decode(node: Node, context: DecodeContext, key: str) -> tuple[Any, ...]:
        if type(node) is SequenceNode and type(node.tag) is not str:
            if item.blank == () and node.value and all(type(child) is ScalarNode for child in node.value):
                _report_flat_list(node, key, context)
                return (tuple(child.value for child in node.value),)
            count = len(context.diagnostics)
            items = tuple([item.decode(child, context, key) for child in node.value])
            if item.blank == 0 and len(context.diagnostics) > count + 1:
                _merge_number_errors(node, key, count, context)
            return items
        if type(node) is MappingNode and item_keys and has_first_key_in(node, item_keys):
            if node.flow_style and node.start_mark.line == node.end_mark.line:
                return _decode_only_item(node, key, item, context)
            report_missing_dash(node.value[0][0], item.description, "the first", context)
            return ()
        if type(node) is MappingNode and key == "range" and (bounds := read_bounds(node)):
            context.type_mismatch(node, key, "a list", Help(f"write `[{bounds[0]}, {bounds[1]}]`"))
            return bounds
        if type(node) is MappingNode and item_keys and (help_text := explain_named_items(node, item_keys)):
            context.type_mismatch(node, key, "a list", Help(help_text))
            return ()
        if type(node) is ScalarNode and not node.style and (dash := find_dash(node.value)):
            context.report_dash(node, dash)
            return ()
        if type(node) is ScalarNode and node.value and not node.style:
            words = node.value.split()
            are_names = item.description.startswith("the name of") and all(map(IDENTIFIER.match, words))
            text = ", ".join(words) if are_names else node.value
            if are_names and node.value in ("true", "false"):
                context.type_mismatch(node, key, "a list", Help(f"write {item.description} in brackets, or `[]`"))
                return ()
            replacement = bracket(text, key)
            help_text = f"write `{replacement}`"
            if key == "values" and "," not in text:
                replacement, help_text = "", f"write all its values in brackets: `[{shorten(node.value)}, …]`"
            fix = replacement_help(help_text, node, replacement) if replacement else Help(help_text)
            context.type_mismatch(node, key, "a list", fix)
            # The text is taken for its only item, so that nothing else is reported because the item is missing.
            parts = [ScalarNode(node.tag, part, node.start_mark, node.end_mark) for part in text.split(", ")]
            return tuple(item.decode(part, context, key) for part in parts) if item.blank == "" else ()
        context.type_mismatch(node, key, "a list")
        return ()

    return Decoder(decode, (), f"a list, each of it {item.description}")


def _decode_only_item(node: MappingNode, key: str, item: Decoder, context: DecodeContext) -> tuple[Any, ...]:
    """Reports an item in braces that stands in place of a list, and returns it as one, if it is without mistake."""
    written = context.file.text[node.start_mark.index : node.end_mark.index]
    fix = Help(f"write `[{shorten(written)}]`", edits=(Edit(span_of(node), f"[{written}]"),))
    context.report("missing-dash", f"`{key}` wants a list; here is one item without its brackets", node, (fix,))
    count = len(context.diagnostics)
    value = item.decode(node, context, key)
    has_mistake = len(context.diagnostics) > count
    del context.diagnostics[count:]  # they may be of something else that was meant
    return () if has_mistake else (value,)


def _merge_number_errors(node: SequenceNode, key: str, count: int, context: DecodeContext) -> None:
    """Replaces the errors of the numbers of a list, those from `count` on, by one for the list."""
    numbers = [read_number(child) for child in node.value]
    help_text = "write whole numbers" if None in numbers else f"write `[{', '.join(map(str, numbers))}]`"
    written = shorten(context.file.text[node.start_mark.index : node.end_mark.index].strip())
    del context.diagnostics[count:]
    context.report("wrong-type", f"`{key}` wants whole numbers; here is `{written}`", node, (Help(help_text),))


def _report_flat_list(node: SequenceNode, key: str, context: DecodeContext) -> None:
    """Reports a list in place of a list of lists."""
    written = context.file.text[node.start_mark.index : node.end_mark.index]
    replacement = f"[{written}]" if node.flow_style and node.start_mark.line == node.end_mark.line else ""
    help_text = f"write `{shorten(replacement)}`" if replacement else "write it in two pairs of brackets"
    fix = Help(help_text, edits=(Edit(span_of(node), replacement),) if replacement else ())
    context.report("wrong-type", f"`{key}` wants a list of lists; here is one list", node, (fix,))


def mapping_decoder(value: Decoder, defines_ids: bool, has_raw_values: bool) -> Decoder:
    """Returns the decoder of mappings with free keys.

    `defines_ids` if the keys must be valid identifiers, `has_raw_values` if the values are raw scalars.
    """

    def decode(node: Node, context: DecodeContext, key: str) -> dict[str, Any]:
        if type(node) is not MappingNode or type(node.tag) is str:
            if has_raw_values and (name := recover_assignment(node, None, key, context)):
                return {name: RawScalar("")}
            help_text = explain_dashes(node) or (explain_text(node) if has_raw_values else "")
            context.type_mismatch(node, key, "`name: value` lines", *([Help(help_text)] if help_text else []))
            return {}
        entries: dict[str, Any] = {}
        nodes_by_key: dict[str, Node] = {}
        for key_node, value_node in node.value:
            if not is_usable_key(key_node, nodes_by_key, node, context):
                continue
            name = key_node.value
            if key in _CHANGE_KEYS and name in _CHANGE_KEYS and type(value_node) is MappingNode:
                message = f"`{name}` stands beneath `{key}`"
                fix = Help(f"write `{name}:` beside `{key}:`, not beneath it")
                context.report("unknown-key", message, key_node, (fix,))
                entries |= {inner.value: RawScalar("") for inner, _ in value_node.value if type(inner) is ScalarNode}
                continue
            if has_raw_values and (variable := recover_assignment(key_node, value_node, key, context)):
                entries[variable] = RawScalar("")
                continue
            if not name.isascii() and (defines_ids or has_raw_values) and (meant := find_meant_id(key_node, context)):
                name = meant
            elif defines_ids and not IDENTIFIER.match(name):
                report_invalid_id(key_node, context, separator="_" if key == "variables" else "-")
            entries[name] = value.decode(value_node, context, name)
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
