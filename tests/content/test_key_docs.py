"""Tests of the documentation of keys: every key has a description, and its examples can be decoded."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from party_card.content import models
from party_card.content.decode import DecodeContext, decoder_of
from party_card.content.models.value_types import extra_field
from party_card.content.plain_data import to_plain_data
from party_card.content.schema import Key, list_keys
from party_card.content.yaml_loader import compose_yaml
from party_card.diagnostics.source import SourceFile

WRITTEN_BY_PROGRAMS = (models.Index, models.IndexedParagraph)
MODELS: list[Any] = [
    model
    for model in (getattr(models, name) for name in models.__all__)
    if is_dataclass(model) and model not in WRITTEN_BY_PROGRAMS
]
KEYS = [pytest.param(key, id=f"{model.__name__}.{key.name}") for model in MODELS for key in list_keys(model)]


@pytest.mark.parametrize("model", MODELS)
def test_the_keys_are_the_fields(model: Any) -> None:
    assert len(list_keys(model)) == len(fields(model)) - 1 - (extra_field(model) is not None)


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_described_in_a_sentence(key: Key) -> None:
    assert key.description.endswith("."), key.description


@pytest.mark.parametrize("key", KEYS)
def test_every_example_of_a_key_is_read_without_a_problem(key: Key) -> None:
    annotation = str(key.value_type)
    assert key.examples or "Literal" in annotation or key.value_type is bool
    for example in key.examples:
        file = SourceFile("example", example)
        node, diagnostics = compose_yaml(file)
        assert node is not None and not diagnostics, example
        context = DecodeContext(file)
        decoder_of(key.value_type).decode(node, context, key.name)
        assert not context.diagnostics, context.diagnostics[0].message


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [("1932", 1932), ("+1", 1), ("4.76", 4.76), ("true", True), ("~", None), ("1932-08", "1932-08"), ('"1"', "1"),
     ("no", "no"), ("[1, a]", [1, "a"]), ("{a: 1}", {"a": 1})],
)  # fmt: skip
def test_other_programs_take_a_piece_of_yaml_so(yaml: str, expected: Any) -> None:
    node, _ = compose_yaml(SourceFile("example", yaml))
    assert node is not None
    assert to_plain_data(node) == expected
