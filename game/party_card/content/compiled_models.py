"""Models as JSON and back: what a file says, in a form that is read in a tenth of the time that YAML takes.

A model is an object with the name of its class under the key "" and the fields that differ from their defaults; any
other object is a mapping, and an array is a tuple. Locations are left out: all models of a file get the same one.

Invariant: decoded models equal those that were encoded; what JSON cannot say without loss is refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any

from party_card.content import conditions, domains, models, scene_logic
from party_card.content.models import csl
from party_card.content.node_ref import NodeRef, RawScalar

_CLASS = ""
"""The key of the name of a class; no identifier is empty."""
_MODULES = (models, csl, conditions, domains, scene_logic)
_LITERALS = (str, bool, int, float, type(None))


class UncompilableError(ValueError):
    """Raised if a value has no exact form in JSON."""


def encode(value: Any) -> str:
    """Returns a model, a mapping or a tuple of them as one line of JSON. Raises UncompilableError."""
    return json.dumps(_to_json(value), ensure_ascii=False, separators=(",", ":"))


def decode(text: str, location: NodeRef) -> Any:
    """Returns the value of a line of JSON, its models at a location. Raises ValueError, KeyError or TypeError."""

    def build(data: dict[str, Any]) -> Any:
        name = data.get(_CLASS)
        if name is None:
            for key, value in data.items():
                if type(value) is list:
                    data[key] = _to_tuple(value)
            return data
        if name == "RawScalar":
            return RawScalar(data["text"], data["is_plain"], location)
        if name == "frozenset":
            return frozenset(data["items"])
        model, setters, set_location = _slots_of(name)
        instance = object.__new__(model)
        for field_name, set_field, default in setters:
            value = data.get(field_name, default)
            set_field(instance, _to_tuple(value) if type(value) is list else value)
        if set_location is not None:
            set_location(instance, location)
        return instance

    value = json.loads(text, object_hook=build)
    return _to_tuple(value) if type(value) is list else value


def _to_tuple(items: list[Any]) -> tuple[Any, ...]:
    return tuple([_to_tuple(item) if type(item) is list else item for item in items])


@cache
def _slots_of(name: str) -> tuple[type[Any], list[tuple[str, Callable[..., None], Any]], Callable[..., None] | None]:
    """Returns a class, its fields, with the functions that fill them and their defaults, and that of its location."""
    model = _find_class(name)
    setters = [
        (field.name, getattr(model, field.name).__set__, _default_of(field))
        for field in fields(model)
        if field.name != "location"
    ]
    location: Any = getattr(model, "location", None)
    return model, setters, location.__set__ if location is not None else None


def _find_class(name: str) -> type[Any]:
    for module in _MODULES:
        found = getattr(module, name, None)
        if isinstance(found, type) and is_dataclass(found):
            return found
    raise KeyError(name)


def _default_of(field: Field[Any]) -> Any:
    """Returns the default of a field, which all instances share: they are frozen."""
    return field.default_factory() if field.default_factory is not MISSING else field.default


def _to_json(value: Any) -> Any:
    if type(value) in _LITERALS:
        return value
    if type(value) is tuple:
        return [_to_json(item) for item in value]
    if isinstance(value, RawScalar):
        return {_CLASS: "RawScalar", "text": value.text, "is_plain": value.is_plain}
    if isinstance(value, frozenset):
        return {_CLASS: "frozenset", "items": sorted(value)}
    if isinstance(value, Mapping):
        if any(type(key) is not str or key == _CLASS for key in value):
            raise UncompilableError("a mapping has a key that is no text")
        return {key: _to_json(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return _model_to_json(value)
    raise UncompilableError(f"{type(value).__name__} has no form in JSON")


def _model_to_json(model: Any) -> dict[str, Any]:
    name = type(model).__name__
    _, setters, _ = _slots_of(name)
    data: dict[str, Any] = {_CLASS: name}
    for field_name, _, default in setters:
        value = getattr(model, field_name)
        if type(value) is not type(default) or value != default:
            data[field_name] = _to_json(value)
    return data
