"""Diagnostics are read back as they were written, and nothing else is taken for one."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from party_card.content.pack import read_pack
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.render import FORMATS, render
from party_card.diagnostics.source import SourceFile
from party_card.result_cache.diagnostic_codec import (
    DamagedResultError,
    FileFinder,
    decode_diagnostics,
    encode_diagnostics,
)
from party_card.result_cache.pack_contents import PackContents, UnknownContentsError
from party_card.rules import RULES, check_pack
from tests.random_examples import random_examples
from tests.rules.examples import read_examples


def collect_diagnostics(root: Path) -> list[Diagnostic]:
    pack, diagnostics = read_pack(root)
    return [*diagnostics, *check_pack(pack)]


def find_nothing(_name: str) -> SourceFile | None:
    """Knows no file."""
    return None


def describe(diagnostic: Diagnostic) -> tuple[Any, ...]:
    """Everything a diagnostic holds, with the texts of its files: files are equal to themselves alone."""
    labels = [
        (label.source.name, label.source.text, label.span, label.message)
        for label in (diagnostic.primary, *diagnostic.secondary)
    ]
    return diagnostic.code, diagnostic.severity, diagnostic.message, labels, diagnostic.helps


def test_the_diagnostics_of_all_rules_are_read_back(tmp_path: Path) -> None:
    codes = set()
    for rule in RULES:
        root = tmp_path / rule.code
        for name, data in read_examples(rule).failing.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
        diagnostics = collect_diagnostics(root)
        try:
            find_file: FileFinder = PackContents(root, root).find_file
        except UnknownContentsError:
            find_file = find_nothing
        data = json.loads(json.dumps(encode_diagnostics(diagnostics, find_file)))
        decoded = decode_diagnostics(data, find_file)
        assert list(map(describe, decoded)) == list(map(describe, diagnostics))
        codes |= {diagnostic.code for diagnostic in decoded}
    assert codes >= {rule.code for rule in RULES} - {"redefined-id"}  # its example lies over another pack


def test_the_text_of_a_file_of_the_pack_is_not_written_again(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("scene: a\ntitel: A\n# a long text\n", encoding="utf-8")
    diagnostics = collect_diagnostics(tmp_path)
    assert "a long text" not in json.dumps(encode_diagnostics(diagnostics, PackContents(tmp_path, tmp_path).find_file))


@pytest.fixture(scope="module")
def sound_data(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    root = tmp_path_factory.mktemp("sound")
    (root / "a.yaml").write_text("scene: a\ntitel: A\nminutes: no\n", encoding="utf-8")
    return encode_diagnostics(collect_diagnostics(root), find_nothing)


@random_examples(st.integers(0, 10**9), everyday=200, long=20_000)
def test_other_data_is_refused_or_is_a_diagnostic(sound_data: dict[str, Any], seed: int) -> None:
    changed = json.loads(json.dumps(change_anything(sound_data, random.Random(seed))))
    try:
        diagnostics = decode_diagnostics(changed, find_nothing)
    except DamagedResultError:
        return
    assert all(render(diagnostics, name) or not diagnostics for name in FORMATS)


def change_anything(data: Any, rng: random.Random) -> Any:
    """Returns data in which one value, at any depth, is another."""
    children = (
        list(data.items() if isinstance(data, dict) else enumerate(data)) if isinstance(data, dict | list) else []
    )
    if not children or rng.random() < 0.1:
        return rng.choice([None, -1, 0, 10**30, 1.5, "", "\ud800", "text", [], [[]], {}, {"a": 1}, True])
    key, value = rng.choice(children)
    return (
        {**data, key: change_anything(value, rng)}
        if isinstance(data, dict)
        else [change_anything(item, rng) if number == key else item for number, item in children]
    )
