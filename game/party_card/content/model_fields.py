"""YAML keys of the models' dataclass fields."""

from __future__ import annotations

from dataclasses import Field, fields
from typing import Any


def authored_fields(model: type[Any]) -> tuple[Field[Any], ...]:
    """Returns the fields of a model that are keys in YAML: all but `location`."""
    return tuple(field for field in fields(model) if field.name != "location")


def yaml_key(field: Field[Any]) -> str:
    """Returns the YAML key of a field."""
    return str(field.metadata.get("key", field.name.rstrip("_")))


def yaml_keys(model: type[Any]) -> set[str]:
    """Returns the YAML keys of a model."""
    return {yaml_key(field) for field in authored_fields(model)}
