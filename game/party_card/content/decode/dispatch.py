"""Dispatch: the decoder of a type annotation."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from party_card.content.decode.containers import list_decoder, mapping_decoder, model_decoder, union_decoder
from party_card.content.decode.context import DecodeContext, Decoder
from party_card.content.decode.scalars import BOOLEAN, RAW_SCALAR, WHOLE_NUMBER, literal_decoder, text_decoder
from party_card.content.models.value_types import authored_fields, yaml_keys
from party_card.content.yaml_nodes import MappingNode, Node, RawScalar, ScalarNode, SequenceNode

M = TypeVar("M")
_SCALARS = {RawScalar: RAW_SCALAR, int: WHOLE_NUMBER, bool: BOOLEAN, str: text_decoder("a text")}
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
        return list_decoder(
            decoder_of(item), yaml_keys(item) if isinstance(item, type) and is_dataclass(item) else set()
        )
    if origin is not None and issubclass(origin, Mapping):
        key, value = arguments
        # The keys of `set` refer to variables, those of a figure's points are any text; all others define ids.
        return mapping_decoder(decoder_of(value), key is not str and value is not RawScalar, value is RawScalar)
    if is_dataclass(annotation) and isinstance(annotation, type):
        hints = typing.get_type_hints(annotation)
        fields = authored_fields(annotation)
        return model_decoder(annotation, {field.name: decoder_of(hints[field.name]) for field in fields})
    if annotation in _SCALARS:
        return _SCALARS[annotation]
    name = annotation.__name__
    if name in _TEXT_DESCRIPTIONS:
        return text_decoder(_TEXT_DESCRIPTIONS[name])
    return text_decoder(f"the name of a {name.removesuffix('Id').lower()}", is_id=True)


def _shape_of(annotation: Any) -> type[Node]:
    origin = get_origin(annotation)
    if origin is tuple:
        return SequenceNode
    return MappingNode if is_dataclass(annotation) or origin not in (None, Literal) else ScalarNode
