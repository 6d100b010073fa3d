"""Decoder of models: mappings with known keys, which become dataclasses."""

from __future__ import annotations

import re
from collections.abc import Callable, KeysView, Mapping, Set
from dataclasses import MISSING, Field, replace
from types import MappingProxyType
from typing import Any

from party_card.content.decode.context import Decode, DecodeContext, Decoder, OtherKeys
from party_card.content.decode.keys import (
    OWNER_NAMES,
    is_foreign_key,
    recover_key,
    report_missing_dash,
    report_missing_first_key,
    report_missing_key,
)
from party_card.content.decode.moved_keys import move_keys, rename_keys
from party_card.content.decode.shapes import explain_superfluous_list, has_first_key_in
from party_card.content.models.value_types import authored_fields, yaml_key, yaml_keys
from party_card.content.node_ref import NodeRef
from party_card.content.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from party_card.diagnostics.diagnostic import Help
from party_card.diagnostics.words import add_article, shorten


def model_decoder(
    model: type[Any],
    field_decoders: Mapping[str, Decoder],
    other_keys: OtherKeys | None = None,
    nested_models: Mapping[str, type[Any]] = MappingProxyType({}),
) -> Decoder:
    """Returns the decoder of a dataclass, from the decoders of its fields and of the other keys that it collects.

    `nested_models` are the dataclasses of the fields that have one, by field.
    """
    fields = authored_fields(model)
    blanks = {field.name: _blank_of(field, field_decoders[field.name]) for field in fields}
    required_keys = required_keys_of(model)
    owner = OWNER_NAMES.get(model.__name__) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).lower()
    # The constructor of a frozen dataclass is slow; filling the slots directly takes half the time.
    setters = {field.name: getattr(model, field.name).__set__ for field in fields}
    blank_setters = [(setters[name], blank) for name, blank in blanks.items()]
    set_location = model.location.__set__
    by_key = {yaml_key(field): (field_decoders[field.name].decode, setters[field.name]) for field in fields}
    if other_keys is not None:
        by_key |= {alias: by_key[name] for alias, name in other_keys.aliases.items()}
        for name, decoder in other_keys.decoders.items():
            by_key[name] = decoder.decode, _item_setter(other_keys.field_name, name)
        blank_others = getattr(model, other_keys.field_name).__set__
    nested_keys = {
        yaml_key(field): (yaml_keys(nested_models[field.name]), required_keys_of(nested_models[field.name]))
        for field in fields
        if field.name in nested_models
    }
    ignores_unknown_keys = getattr(model, "IGNORES_UNKNOWN_KEYS", False)

    def decode(node: Node, context: DecodeContext, key: str) -> Any:
        instance = object.__new__(model)
        for set_field, blank in blank_setters:
            set_field(instance, blank)
        if other_keys is not None:
            blank_others(instance, {})
        set_location(instance, NodeRef(context.file, node))
        if type(node) is not MappingNode or type(node.tag) is str:
            _report_no_mapping(node, key, model, context)
            return instance
        if (nested_keys or "range" in by_key) and _has_other_keys(node, by_key.keys()):
            node = move_keys(node, by_key.keys(), required_keys, nested_keys, owner, context)
            set_location(instance, NodeRef(context.file, node))
        keys_present: set[str] = set()
        recovered_keys: dict[int, tuple[str, Node]] = {}
        for key_node, value_node in node.value:
            field = by_key.get(key_node.value) if type(key_node) is ScalarNode else None
            if field is not None and key_node.value not in keys_present:
                keys_present.add(key_node.value)
                decode_field, set_field = field
                set_field(instance, decode_field(value_node, context, key_node.value))
            elif field is not None and key_node.value == node.value[0][0].value and _has_several_duplicates(node):
                report_missing_dash(key_node, owner, "a second", context, node.value[0][0])
                break
            elif ignores_unknown_keys and is_foreign_key(key_node, value_node, by_key.keys()):
                continue  # the rule unused-field names them all once
            elif field is not None and _has_several_duplicates(node) and has_first_key_in(node, required_keys):
                report_missing_first_key(key_node, owner, node.value[0][0], context)
                break
            elif meant := recover_key(key_node, value_node, node, by_key.keys(), required_keys, context, owner):
                keys_present.add(meant[0])
                recovered_keys[id(key_node)] = meant
                decode_field, set_field = by_key[meant[0]]
                set_field(instance, _decode_recovered(*meant, decode_field, context))
        for required_key in required_keys:
            if required_key not in keys_present:
                report_missing_key(required_key, node, owner, context)
        if recovered_keys:
            set_location(instance, NodeRef(context.file, rename_keys(node, recovered_keys)))
        return instance

    return Decoder(decode, model(**blanks), add_article(owner))


def _decode_recovered(key: str, value: Node, decode: Decode, context: DecodeContext) -> Any:
    """Returns the value under a key that was meant; an error of the value itself is told in the help for the key."""
    count = len(context.diagnostics)
    decoded = decode(value, context, key)
    value_errors = [error for error in context.diagnostics[count:] if error.primary == context.label(value)]
    if value_errors:
        del context.diagnostics[count:]  # it may have been meant otherwise
        _add_value_to_help(key, value_errors[0].helps, context)
    return decoded


def _add_value_to_help(key: str, value_helps: tuple[Help, ...], context: DecodeContext) -> None:
    """Says in the help for a misspelt key how its value is to be written, too."""
    error = context.diagnostics[-1]
    if value_helps and value_helps[0].replacement and error.code == "unknown-key":
        fix = Help(f"write `{key}: {shorten(value_helps[0].replacement)}`")
        context.diagnostics[-1] = replace(error, helps=(fix,))


def _item_setter(field_name: str, key: str) -> Callable[[Any, Any], None]:
    """Returns a function that adds a value under a key to the mapping in a field of a model."""

    def set_item(instance: Any, value: Any) -> None:
        getattr(instance, field_name)[key] = value

    return set_item


def _report_no_mapping(node: Node, key: str, model: type[Any], context: DecodeContext) -> None:
    """Reports a scalar or a list where the keys of a model are wanted."""
    required_keys = required_keys_of(model)
    usual_keys = getattr(model, "USUAL_KEYS", (yaml_key(authored_fields(model)[0]),))
    keys = ", ".join(f"`{name}:`" for name in required_keys)
    helps: tuple[Help, ...] = ()
    if type(node) is ScalarNode and node.value and not required_keys:
        helps = (Help("write " + " or ".join(f"`{name}: {shorten(node.value)}`" for name in usual_keys)),)
    elif type(node) is SequenceNode and node.value and all(type(item) is MappingNode for item in node.value):
        helps = (Help(explain_superfluous_list(node)),)
    description = f"`key: value` lines ({keys or f'such as `{usual_keys[0]}:`'})"
    context.type_mismatch(node, key, description, *helps)


def _has_several_duplicates(node: MappingNode) -> bool:
    """Returns True if so many keys are duplicates that a second model must have begun."""
    names = [key.value for key, _ in node.value if type(key) is ScalarNode]
    return len(names) - len(set(names)) > 1


def required_keys_of(model: type[Any]) -> KeysView[str]:
    """Returns the keys that a mapping must have to be read as `model`, in their order."""
    return dict.fromkeys(yaml_key(field) for field in authored_fields(model) if _is_required(field)).keys()


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _blank_of(field: Field[Any], decoder: Decoder) -> Any:
    if field.default is not MISSING:
        return field.default
    if field.default_factory is not MISSING:
        return field.default_factory()  # shared by all instances: they are frozen, and so are their values
    return decoder.blank


def _has_other_keys(mapping: MappingNode, known_keys: Set[str]) -> bool:
    return not known_keys >= {name.value for name, _ in mapping.value if type(name) is ScalarNode}
