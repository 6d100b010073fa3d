"""Every finding's PASS example passes, and its FAIL example is answered with its MESSAGE, word for word."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings

from party_card.content.pack import read_pack
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.render import full
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.modelcheck import FINDINGS, explore, prove_scene
from party_card.modelcheck.findings import find_all
from party_card.modelcheck.state_space import MOST_BITS
from party_card.rules import RULES, check_pack
from party_card.rules.documentation import documentation
from tests.modelcheck.scenes import compiled, scene_texts, shipped

every_finding = pytest.mark.parametrize("finding", FINDINGS, ids=lambda finding: finding.CODE)
LIMIT = 1_000


def proved(folder: Path, files: dict[str, bytes]) -> list[Diagnostic]:
    """What the proof of a pack of these files tells, after reading and the rules found nothing."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    pack, found = read_pack(folder, Path())
    mistakes = [problem for problem in (*found, *check_pack(pack)) if problem.severity is not Severity.REMARK]
    assert full.render(mistakes) == ""
    return [
        problem
        for scene in pack.scenes.values()
        for problem in prove_scene(compile_scene(pack, scene), limit=LIMIT).diagnostics
    ]


@every_finding
def test_right_example_passes(finding: ModuleType, tmp_path: Path) -> None:
    assert full.render(proved(tmp_path, dict(documentation(finding).right))) == ""


@every_finding
def test_wrong_example_is_told(finding: ModuleType, tmp_path: Path) -> None:
    about = documentation(finding)
    found = proved(tmp_path, dict(about.wrong))
    assert full.render(found).rsplit("\n\n", 1)[0] + "\n" == about.message
    assert {problem.code for problem in found} == {finding.CODE}
    assert {problem.severity for problem in found} == {finding.SEVERITY}


@every_finding
def test_documentation_is_whole(finding: ModuleType) -> None:
    about = documentation(finding).rule
    assert finding.__name__ == "party_card.modelcheck.findings." + about.code.replace("-", "_")
    assert about.title.endswith(".")
    assert len(about.title) <= 110
    assert len(about.help.split()) >= 12


def test_codes_differ_from_each_other_and_from_the_rules() -> None:
    codes = [finding.CODE for finding in FINDINGS]
    assert codes == sorted(set(codes))
    assert not set(codes) & {rule.CODE for rule in RULES}
    folder = Path(str(FINDINGS[0].__file__)).parent
    files = {path.stem for path in folder.glob("*.py")} - {"__init__", "messages", "unreached"}
    assert files == {code.replace("-", "_") for code in codes}


def told(diagnostics: list[Diagnostic]) -> list[tuple[str, int, int]]:
    """Codes with their places; messages name positions and paths, of which there may be several as short."""
    return [(one.code, one.primary.span.line, one.primary.span.column) for one in diagnostics]


@given(scene_texts())
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_neither_dropping_nor_packing_changes_what_is_found(text: str) -> None:
    story = compiled(text)
    expected = told(find_all(explore(story)))
    for dropping in (True, False):
        for most_bits in (0, MOST_BITS):
            assert told(find_all(explore(story, dropping=dropping, most_bits=most_bits))) == expected


@pytest.mark.parametrize("story", shipped(), ids=lambda story: str(story.scene.scene))
def test_shipped_scenes_are_proved(story: CompiledScene) -> None:
    proof = prove_scene(story)
    assert full.render(proof.diagnostics) == ""
    assert proof.holds
