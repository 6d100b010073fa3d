"""Dispatch: the decoder of a type annotation."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import Field, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from party_card.content.decode.containers import list_decoder, mapping_decoder, union_decoder
from party_card.content.decode.context import DecodeContext, Decoder, OtherKeys
from party_card.content.decode.model_decoder import model_decoder
from party_card.content.decode.names import name_list_decoder
from party_card.content.decode.scalars import (
    BOOLEAN,
    DECIMAL,
    PLAIN_DATA,
    RAW_SCALAR,
    WHOLE_NUMBER,
    literal_decoder,
    text_decoder,
)
from party_card.content.identifiers import IDENTIFIER, SOURCE_IDENTIFIER
from party_card.content.models.csl import Name, PlainData
from party_card.content.models.value_types import SourceId, Step, authored_fields, extra_field, yaml_keys
from party_card.content.node_ref import RawScalar
from party_card.content.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode

M = TypeVar("M")
_SCALARS = {
    RawScalar: RAW_SCALAR,
    Step: RAW_SCALAR,
    int: WHOLE_NUMBER,
    float: DECIMAL,
    bool: BOOLEAN,
    str: text_decoder("a text"),
}
_TEXT_DESCRIPTIONS = {"Prose": "a text", "Date": "a date", "ConditionText": "a condition"}


def decode_model(model: type[M], node: Node, context: DecodeContext) -> M:
    """Decodes `node`, the root of a file, as `model`; diagnostics are added to `context`."""
    annotation: Any = model
    instance: M = decoder_of(annotation).decode(node, context, "this file")
    return instance


@cache
def decoder_of(annotation: Any) -> Decoder:
    """Returns the decoder of a type that the models use."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Union or origin is types.UnionType:
        members = [member for member in arguments if member is not types.NoneType]
        return union_decoder({_shape_of(member): decoder_of(member) for member in members}, types.NoneType in arguments)
    if origin is Literal:
        return literal_decoder(arguments)
    if origin is tuple:
        item: Any = arguments[0]
        items = list_decoder(
            decoder_of(item), yaml_keys(item) if isinstance(item, type) and is_dataclass(item) else set()
        )
        return name_list_decoder(items) if item is Name else items
    if origin is not None and issubclass(origin, Mapping):
        key, value = arguments
        # The keys of `set` and `add` refer to variables, those of a figure's points are any text; others define ids.
        is_change = value in (RawScalar, Step)
        return mapping_decoder(decoder_of(value), key is not str and not is_change, is_change)
    if is_dataclass(annotation) and isinstance(annotation, type):
        hints = typing.get_type_hints(annotation)
        fields, other_keys = authored_fields(annotation), extra_field(annotation)
        return model_decoder(
            annotation,
            {field.name: decoder_of(hints[field.name]) for field in fields},
            _other_keys(other_keys) if other_keys else None,
            {name: nested for name, hint in hints.items() if (nested := _nested_model(hint)) is not None},
        )
    if annotation is PlainData:
        return PLAIN_DATA
    if annotation in _SCALARS:
        return _SCALARS[annotation]
    name = annotation.__name__
    if name in _TEXT_DESCRIPTIONS:
        return text_decoder(_TEXT_DESCRIPTIONS[name])
    id_pattern = SOURCE_IDENTIFIER if annotation is SourceId else IDENTIFIER
    return text_decoder(f"the name of a {name.removesuffix('Id').lower()}", id_pattern)


def _other_keys(field: Field[Any]) -> OtherKeys:
    decoders = {key: decoder_of(annotation) for key, annotation in field.metadata["extra_keys"].items()}
    return OtherKeys(field.name, decoders, field.metadata["aliases"])


def _nested_model(annotation: Any) -> type[Any] | None:
    """Returns the dataclass that a field holds, or may hold beside a list of them; None if it holds something else."""
    members = get_args(annotation) if get_origin(annotation) in (Union, types.UnionType) else (annotation,)
    models = {get_args(member)[0] if get_origin(member) is tuple else member for member in members}
    models -= {types.NoneType}
    model = models.pop() if len(models) == 1 else None
    return model if model in members and isinstance(model, type) and is_dataclass(model) else None


def _shape_of(annotation: Any) -> type[Node]:
    origin = get_origin(annotation)
    if origin is tuple:
        return SequenceNode
    return MappingNode if is_dataclass(annotation) or origin not in (None, Literal) else ScalarNode
