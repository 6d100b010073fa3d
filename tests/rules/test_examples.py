"""Every rule's PASS example passes, and its FAIL example gets its MESSAGE, word for word."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from party_card import rules
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Rule
from party_card.rules import RULES
from tests.rules.checking import check_files, render_without_summary
from tests.rules.examples import read_examples

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
FOLDER = Path(rules.__file__).parent


@every_rule
def test_right_example_passes(rule: Rule[Pack], tmp_path: Path) -> None:
    found = check_files(tmp_path, read_examples(rule).passing, with_remarks=rule.severity is Severity.INFO)
    assert render_without_summary(found) == ""


@every_rule
def test_wrong_example_is_told(rule: Rule[Pack], tmp_path: Path) -> None:
    examples = read_examples(rule)
    found = check_files(tmp_path, examples.failing, with_remarks=rule.severity is Severity.INFO)
    assert render_without_summary(found) == examples.message
    assert {diagnostic.code for diagnostic in found} == {rule.code}
    assert {diagnostic.severity for diagnostic in found} == {rule.severity}


@every_rule
def test_documentation_is_whole(rule: Rule[Pack]) -> None:
    module = FOLDER / f"{rule.code.replace('-', '_')}.py"
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")), clean=False)
    assert rule.docstring == docstring
    assert rule.title.endswith(".")
    assert len(rule.title) <= 110
    assert len(rule.help.split()) >= 12
    assert "PASS:" not in rule.help


def test_codes_differ_and_every_module_is_listed() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    files = {path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("_")}
    assert files == {code.replace("-", "_") for code in codes}
