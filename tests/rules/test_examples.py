"""Every rule's PASS example passes, and its FAIL example is answered with its MESSAGE, word for word."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from party_card.diagnostics.diagnostic import Severity
from party_card.rules import RULES, documented
from party_card.rules.documentation import documentation
from tests.rules.checking import check_files, told

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.CODE)


@every_rule
def test_right_example_passes(rule: ModuleType, tmp_path: Path) -> None:
    advice = rule.SEVERITY is Severity.REMARK
    assert told(check_files(tmp_path, documentation(rule).right, remarks=advice)) == ""


@every_rule
def test_wrong_example_is_told(rule: ModuleType, tmp_path: Path) -> None:
    about = documentation(rule)
    found = check_files(tmp_path, about.wrong, remarks=rule.SEVERITY is Severity.REMARK)
    assert told(found) == about.message
    assert {problem.code for problem in found} == {rule.CODE}
    assert {problem.severity for problem in found} == {rule.SEVERITY}


@every_rule
def test_documentation_is_whole(rule: ModuleType) -> None:
    about = documentation(rule).rule
    assert rule.__name__ == "party_card.rules." + about.code.replace("-", "_")
    assert about.title.endswith(".")
    assert len(about.title) <= 110
    assert len(about.help.split()) >= 12
    assert about.severity in Severity


def test_codes_differ_and_every_module_is_listed() -> None:
    codes = [rule.code for rule in documented()]
    assert len(set(codes)) == len(codes)
    assert codes == sorted(codes)
    folder = Path(str(RULES[0].__file__)).parent
    files = {path.stem for path in folder.glob("*.py")} - {"__init__", "documentation", "_visitor"}
    assert files == {code.replace("-", "_") for code in codes}
