"""Decoders of scalars: texts, identifiers, numbers, booleans, and words from a closed list."""

from __future__ import annotations

import re
from typing import TypeGuard

from party_card.content.decode.context import DecodeContext, Decoder, replacement_help, shorten
from party_card.content.identifiers import ID_DEFINING_KEYS, IDENTIFIER
from party_card.content.yaml_errors import BOOLEAN_TRAPS, make_boolean_trap_diagnostic
from party_card.content.yaml_nodes import Node, NodeRef, RawScalar, ScalarNode, describe_node, is_empty_scalar
from party_card.diagnostics.diagnostic import Help
from party_card.diagnostics.suggest import suggest_names

_WHOLE_NUMBER = re.compile(r"[-+]?[0-9]{1,12}\Z")
_BOOLEANS = {"true": True, "false": False}


def _is_untagged_scalar(node: Node) -> TypeGuard[ScalarNode]:
    return type(node) is ScalarNode and type(node.tag) is not str


def _decode_raw(node: Node, context: DecodeContext, key: str) -> RawScalar:
    if _is_untagged_scalar(node):
        return RawScalar(node.value, not node.style, NodeRef(context.file, node))
    context.type_mismatch(node, key, "a single value")
    return RawScalar("", False)


def _decode_whole_number(node: Node, context: DecodeContext, key: str) -> int:
    description = WHOLE_NUMBER.description
    if not _is_untagged_scalar(node) or not _WHOLE_NUMBER.match(node.value):
        context.type_mismatch(node, key, description)
    elif node.style:
        fix = replacement_help(f"delete the quotation marks: `{node.value}`", node, node.value)
        context.type_mismatch(node, key, description, fix)
    else:
        return int(node.value)
    return 0


def _decode_boolean(node: Node, context: DecodeContext, key: str) -> bool:
    if _is_untagged_scalar(node) and not node.style:
        if node.value in _BOOLEANS:
            return _BOOLEANS[node.value]
        if boolean := BOOLEAN_TRAPS.get(node.value.lower()):
            context.diagnostics.append(make_boolean_trap_diagnostic(node.value, context.label(node)))
            return boolean == "true"
    context.type_mismatch(node, key, BOOLEAN.description)
    return False


RAW_SCALAR = Decoder(_decode_raw, RawScalar(""), "a value")
WHOLE_NUMBER = Decoder(_decode_whole_number, 0, "a whole number")
BOOLEAN = Decoder(_decode_boolean, False, "`true` or `false`")


def text_decoder(description: str, is_id: bool = False) -> Decoder:
    """Returns the decoder of texts; those with `is_id` must be valid identifiers if the key defines an id."""

    def decode(node: Node, context: DecodeContext, key: str) -> str:
        if not _is_untagged_scalar(node) or is_empty_scalar(node):
            context.type_mismatch(node, key, description)
            return ""
        text: str = node.value
        if is_id and key in ID_DEFINING_KEYS and not IDENTIFIER.match(text):
            report_invalid_id(node, context)
        return text

    return Decoder(decode, "", description)


def report_invalid_id(node: Node, context: DecodeContext) -> None:
    """Reports that a text cannot be an identifier."""
    text = describe_node(node)
    replacement = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    fix = Help(f"write `{replacement}`", replacement) if replacement else Help("write a name such as `first-letter`")
    message = f"`{shorten(text)}` cannot be a name: names are small letters and digits, joined by hyphens"
    context.report("bad-id", message, node, (fix,))


def literal_decoder(options: tuple[str, ...]) -> Decoder:
    """Returns the decoder of a closed list of words."""
    description = ", ".join(f"`{option}`" for option in options[:-1]) + f" or `{options[-1]}`"

    def decode(node: Node, context: DecodeContext, key: str) -> str:
        if _is_untagged_scalar(node) and node.value in options:
            return str(node.value)
        helps = suggest_names(node.value, options) if type(node) is ScalarNode and len(options) > 2 else ()
        context.type_mismatch(node, key, description, *(help_ for help_ in helps if help_.replacement))
        return options[0]

    return Decoder(decode, options[0], description)
