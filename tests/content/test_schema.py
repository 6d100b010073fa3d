"""The schema and the decoder say the same of a file's shape, in both directions."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from party_card.cli import main
from party_card.content.key_docs import to_plain_data
from party_card.content.pack import read_model, read_pack
from party_card.content.schema import KINDS, schema
from party_card.content.yaml_loader import compose
from party_card.diagnostics.source import SourceFile
from party_card.rules import RULES
from party_card.rules.documentation import documentation
from tests import ROOT
from tests.rules.test_broken_files import BROKEN, PACK

SHAPE = {"unknown-key", "missing-key", "wrong-type", "bad-id", "boolean-trap"}
"""What the decoder alone reports, and a schema can say."""
BY_KEY = {"scene": "scene", "dossier": "dossier", "campaign": "campaign", "references": "sources"}
SHIPPED = sorted(path for folder in ("scenes", "seeds") for path in (ROOT / folder).rglob("*.yaml"))


@cache
def validator(kind: str) -> Any:
    import jsonschema

    made = schema(kind)
    jsonschema.Draft7Validator.check_schema(made)
    return jsonschema.Draft7Validator(made)


def accepts(text: str) -> bool | None:
    """Whether the schema takes a file; None where it is of no kind that has one."""
    node, _ = compose(SourceFile("test.yaml", text))
    if node is None:
        return None
    found = to_plain_data(node)
    kind = next((BY_KEY[key] for key in found if key in BY_KEY), None) if isinstance(found, dict) else None
    return None if kind is None else bool(validator(kind).is_valid(found))


def decoded(text: str) -> set[str]:
    """The codes of what the decoder finds."""
    return {problem.code for problem in read_model(SourceFile("test.yaml", text))[1]}


def texts() -> list[tuple[str, str]]:
    """Every file of the rules' examples, and every broken one."""
    examples = [
        (f"{rule.CODE} {path}", text)
        for rule in RULES
        for files in (documentation(rule).right, documentation(rule).wrong)
        for path, text in files.items()
    ]
    broken = [(what, text) for what, _, text, *_ in BROKEN]
    sound = [(name, text.encode()) for name, text in PACK.items()]
    found = []
    for what, data in (*examples, *broken, *sound):
        try:
            found.append((what, data.decode()))
        except UnicodeDecodeError:
            continue  # no text, so neither has anything to say
    return found


@pytest.mark.oracle
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_shipped_file_is_accepted(path: Path) -> None:
    taken = accepts(path.read_text(encoding="utf-8"))
    assert taken or (taken is None and path.name.endswith(".index.yaml"))


@pytest.mark.oracle
def test_what_the_decoder_takes_the_schema_takes_and_what_one_refuses_for_its_shape_the_other_does() -> None:
    refused = 0
    for what, text in texts():
        found, taken = decoded(text), accepts(text)
        if taken is None or not found <= SHAPE:
            continue  # no YAML, no kind of ours, or what no schema can say: a key that stands twice
        assert taken == (not found), f"{what}: {found}"
        refused += not taken
    assert refused > 30


@pytest.mark.oracle
def test_the_names_of_a_pack_are_offered_and_never_demanded() -> None:
    import jsonschema

    pack = read_pack(ROOT)[0]
    made = jsonschema.Draft7Validator(schema("scene", pack))
    scene = {"scene": "a", "title": "A", "dossiers": ["written-just-now"], "passages": {}}
    assert made.is_valid(scene)
    offered = schema("scene", pack)["properties"]["dossiers"]["items"]["anyOf"][0]
    assert "ryutin-affair" in offered["enum"]
    assert offered["enumDescriptions"][offered["enum"].index("ryutin-affair")] == "The Ryutin affair"


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_printed_as_json(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", kind]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made == schema(kind)
    assert all(one.get("description") for one in made["properties"].values())


def test_all_of_them_are_written_to_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--to", str(tmp_path / "schema"), "--pack", str(ROOT)]) == 0
    capsys.readouterr()
    assert sorted(path.name for path in (tmp_path / "schema").iterdir()) == sorted(f"{kind}.json" for kind in KINDS)
    made = json.loads((tmp_path / "schema" / "scene.json").read_text(encoding="utf-8"))
    offered = made["properties"]["dossiers"]["items"]["anyOf"][0]["enum"]
    assert offered == sorted(read_pack(ROOT)[0].dossiers)


def test_asked_for_nothing_it_says_what_to_ask_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 2
    assert "say which one (scene, dossier, campaign, sources)" in capsys.readouterr().err
