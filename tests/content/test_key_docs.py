"""What is said of the keys of the formats: every key has a description, and its examples are read as they stand."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from party_card.content import models
from party_card.content.decode import DecodeContext, _reader
from party_card.content.key_docs import Key, keys_of, to_plain_data
from party_card.content.yaml_loader import compose
from party_card.diagnostics.source import SourceFile

WRITTEN_BY_PROGRAMS = (models.Index, models.IndexedParagraph)
MODELS: list[Any] = [
    kind
    for kind in (getattr(models, name) for name in models.__all__)
    if is_dataclass(kind) and kind not in WRITTEN_BY_PROGRAMS
]
KEYS = [pytest.param(key, id=f"{model.__name__}.{key.name}") for model in MODELS for key in keys_of(model)]


@pytest.mark.parametrize("model", MODELS)
def test_the_keys_are_the_fields(model: Any) -> None:
    assert len(keys_of(model)) == len(fields(model)) - 1


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_described_in_a_sentence(key: Key) -> None:
    assert key.about.endswith("."), key.about


@pytest.mark.parametrize("key", KEYS)
def test_every_example_of_a_key_is_read_without_a_problem(key: Key) -> None:
    told = str(key.kind)
    assert key.examples or "Literal" in told or key.kind is bool
    for example in key.examples:
        file = SourceFile("example", example)
        node, problems = compose(file)
        assert node is not None and not problems, example
        reading = DecodeContext(file)
        _reader(key.kind)[0](node, reading, key.name)
        assert not reading.diagnostics, reading.diagnostics[0].message


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1932", 1932), ("+1", 1), ("4.76", 4.76), ("true", True), ("~", None), ("1932-08", "1932-08"), ('"1"', "1"),
     ("no", "no"), ("[1, a]", [1, "a"]), ("{a: 1}", {"a": 1})],
)  # fmt: skip
def test_other_programs_take_a_piece_of_yaml_so(written: str, meant: Any) -> None:
    node, _ = compose(SourceFile("example", written))
    assert node is not None
    assert to_plain_data(node) == meant
