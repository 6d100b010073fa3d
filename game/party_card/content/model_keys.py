"""The keys of all models, and what kind of value stands under each: for finding slips where no model is known yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from party_card.content import models
from party_card.content.models.value_types import Located, authored_fields, yaml_key

_NAMES = frozenset({"campaign", "fingerprint", "picture", "values"})
"""Keys of texts that are names."""
_TEXT = re.compile(r"\b(?:Prose|str)\b")


def _iter_keys() -> Iterator[tuple[str, str]]:
    """Yields the key and the annotation of every field of every model."""
    for name in models.__all__:
        model = getattr(models, name)
        if isinstance(model, type) and issubclass(model, Located):
            yield from ((yaml_key(field), str(field.type)) for field in authored_fields(model))


@cache
def known_keys() -> frozenset[str]:
    """Returns the keys of all models."""
    return frozenset(key for key, _ in _iter_keys())


@cache
def text_keys() -> frozenset[str]:
    """Returns the keys under which a text for readers stands in some model, not an id, a date or a condition."""
    keys = frozenset(key for key, annotation in _iter_keys() if _TEXT.search(annotation.partition("Mapping")[0]))
    return keys - _NAMES


@cache
def condition_keys() -> frozenset[str]:
    """Returns the keys under which conditions stand."""
    return frozenset(key for key, annotation in _iter_keys() if "ConditionText" in annotation)


@cache
def group_keys() -> frozenset[str]:
    """Returns the keys under which `key: value` pairs stand, in some model."""
    return frozenset(key for key, annotation in _iter_keys() if "Mapping" in annotation or _is_model(annotation))


def _is_model(annotation: str) -> bool:
    name = annotation.partition(" ")[0]
    model = getattr(models, name, None)
    return isinstance(model, type) and issubclass(model, Located)
