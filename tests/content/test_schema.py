"""Tests of the JSON schema: it accepts and rejects the same shapes as the decoder."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from party_card.cli import main
from party_card.content.file_reader import read_model
from party_card.content.pack import read_pack
from party_card.content.plain_data import to_plain_data
from party_card.content.schema import MODEL_BY_FILE_KIND, build_schema
from party_card.content.yaml_loader import compose_yaml
from party_card.diagnostics.source import SourceFile
from party_card.rules import RULES
from tests import ROOT
from tests.rules.examples import read_examples
from tests.rules.test_broken_files import BROKEN, PACK

SHAPE_CODES = {"unknown-key", "missing-key", "wrong-type", "bad-id", "boolean-trap"}
"""Codes that only the decoder reports and a schema can express."""
NO_SHAPE = ("no goto in the last passage",)
"""Broken files whose mistake depends on their order, which no schema knows."""
FILE_KIND_BY_KEY = {"scene": "scene", "dossier": "dossier", "campaign": "campaign", "references": "sources"}
SHIPPED = sorted(path for folder in ("scenes", "seeds") for path in (ROOT / folder).rglob("*.yaml"))


@cache
def make_validator(kind: str) -> Any:
    import jsonschema

    schema = build_schema(kind)
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def is_valid(text: str) -> bool | None:
    """Returns True if the schema accepts a file; None if there is no schema for it."""
    node, _ = compose_yaml(SourceFile("test.yaml", text))
    if node is None:
        return None
    data = to_plain_data(node)
    keys = [*data] if isinstance(data, dict) else []
    kind = next((FILE_KIND_BY_KEY[key] for key in keys if key in FILE_KIND_BY_KEY), None)
    if kind is None and len(keys) == 1 and keys[0] == "people":
        kind = "people"  # beside other keys it is a section of a dossier
    if kind is None and "places" in keys:
        kind = "places"
    if kind is None and "beats" in keys:
        kind = "prologue"
    return None if kind is None else bool(make_validator(kind).is_valid(data))


def decode_codes(text: str) -> set[str]:
    """Returns the codes of the decoder's diagnostics."""
    return {diagnostic.code for diagnostic in read_model(SourceFile("test.yaml", text))[1]}


def collect_texts() -> list[tuple[str, str]]:
    """Returns every file of the rules' examples and every broken file, each with a description."""
    examples = [
        (f"{rule.code} {path}", text)
        for rule in RULES
        for files in (read_examples(rule).passing, read_examples(rule).failing)
        for path, text in files.items()
    ]
    broken_files = [(description, text) for description, _, text, *_ in BROKEN]
    valid = [(name, text.encode()) for name, text in PACK.items()]
    texts = []
    for description, data in (*examples, *broken_files, *valid):
        try:
            texts.append((description, data.decode()))
        except UnicodeDecodeError:
            continue  # no text, so neither decoder nor schema applies
    return texts


@pytest.mark.oracle
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_shipped_file_is_accepted(path: Path) -> None:
    valid = is_valid(path.read_text(encoding="utf-8"))
    assert valid or (valid is None and path.name.endswith(".index.yaml"))


@pytest.mark.oracle
def test_what_the_decoder_takes_the_schema_takes_and_what_one_refuses_for_its_shape_the_other_does() -> None:
    invalid_count = 0
    for description, text in collect_texts():
        codes, valid = decode_codes(text), is_valid(text)
        if valid is None or not codes <= SHAPE_CODES or description in NO_SHAPE:
            continue  # no YAML, no kind of ours, or a mistake that no schema can express: a duplicate key
        assert valid == (not codes), f"{description}: {codes}"
        invalid_count += not valid
    assert invalid_count > 30


@pytest.mark.oracle
def test_the_names_of_a_pack_are_offered_and_never_demanded() -> None:
    import jsonschema

    pack = read_pack(ROOT)[0]
    validator = jsonschema.Draft7Validator(build_schema("scene", pack))
    scene = {"scene": "a", "title": "A", "dossiers": ["written-just-now"], "passages": {}}
    assert validator.is_valid(scene)
    options = build_schema("scene", pack)["properties"]["dossiers"]["items"]["anyOf"][0]
    assert "ryutin-affair" in options["enum"]
    assert options["enumDescriptions"][options["enum"].index("ryutin-affair")] == "The Ryutin affair"


@pytest.mark.parametrize("kind", MODEL_BY_FILE_KIND)
def test_it_is_printed_as_json(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", kind]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema == build_schema(kind)
    assert all(property_.get("description") for property_ in schema["properties"].values())


def test_all_of_them_are_written_to_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--to", str(tmp_path / "schema"), "--pack", str(ROOT)]) == 0
    capsys.readouterr()
    assert sorted(path.name for path in (tmp_path / "schema").iterdir()) == sorted(
        f"{kind}.json" for kind in MODEL_BY_FILE_KIND
    )
    schema = json.loads((tmp_path / "schema" / "scene.json").read_text(encoding="utf-8"))
    options = schema["properties"]["dossiers"]["items"]["anyOf"][0]["enum"]
    assert options == sorted(read_pack(ROOT)[0].dossiers)


def test_asked_for_nothing_it_says_what_to_ask_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 2
    assert "say which one (scene, dossier, campaign, sources, places, people, prologue)" in capsys.readouterr().err
