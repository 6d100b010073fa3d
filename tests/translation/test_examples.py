"""Every finding's PASS example passes, and its FAIL example gets its MESSAGE, word for word."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from party_card.content.pack import read_pack
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.rule import Rule
from party_card.translation import findings
from party_card.translation.check import FINDINGS, check_translation
from party_card.translation.files import list_translations
from party_card.translation.interface import check_interface
from tests.pack_files import write_texts
from tests.rules.checking import render_without_summary
from tests.rules.examples import read_examples

every_finding = pytest.mark.parametrize("rule", FINDINGS, ids=lambda rule: rule.code)
FOLDER = Path(findings.__file__).parent


def check_files(folder: Path, files: dict[str, bytes], code: str, monkeypatch: pytest.MonkeyPatch) -> list[Diagnostic]:
    """Returns the diagnostics of one code; others stand in most examples, which do not translate everything."""
    write_texts(folder, {name: data.decode() for name, data in files.items()})
    monkeypatch.chdir(folder)
    if not any(folder.glob("scenes/*.yaml")):
        write_texts(folder, {"scenes/example.yaml": "scene: example\ntitle: A\npassages: {one: {text: B}}\n"})
    pack, _ = read_pack(folder, Path())
    found = [item for path in list_translations(Path()) for item in check_translation(pack, path)]
    found += [item for path in Path().glob("languages/*/*.po") for item in check_interface(path)]
    return [diagnostic for diagnostic in found if diagnostic.code == code]


@every_finding
def test_right_example_passes(rule: Rule[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_files(tmp_path, read_examples(rule).passing, rule.code, monkeypatch) == []


@every_finding
def test_wrong_example_is_told(rule: Rule[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    examples = read_examples(rule)
    found = check_files(tmp_path, examples.failing, rule.code, monkeypatch)
    assert render_without_summary(found) == examples.message
    assert {diagnostic.severity for diagnostic in found} == {rule.severity}


@every_finding
def test_documentation_is_whole(rule: Rule[Any]) -> None:
    module = FOLDER / f"{rule.code.replace('-', '_')}.py"
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")), clean=False)
    assert rule.docstring == docstring
    assert rule.title.endswith(".")
    assert len(rule.title) <= 110
    assert len(rule.help.split()) >= 12


def test_codes_differ_and_every_module_is_listed() -> None:
    codes = [rule.code for rule in FINDINGS]
    assert codes == sorted(set(codes))
    files = {path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("_")}
    assert files == {code.replace("-", "_") for code in codes}
