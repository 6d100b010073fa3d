"""Every finding's PASS example passes, and its FAIL example is answered with its MESSAGE, word for word."""

from __future__ import annotations

import ast
from pathlib import Path
from unittest.mock import patch

import pytest

from party_card.content.models import SceneId
from party_card.content.pack import read_pack
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.render import full
from party_card.diagnostics.rule import Rule
from party_card.engine.compiled import compile_scene
from party_card.modelcheck import FINDINGS, explore_scene, findings, prove_scene
from party_card.modelcheck.explore import MAX_BITSET_BITS
from party_card.modelcheck.findings import run_findings
from party_card.modelcheck.liveness import compute_live_slots
from party_card.modelcheck.model import Model
from party_card.modelcheck.state_space import ReachableStates
from party_card.rules import RULES, check_pack
from tests.modelcheck.scenes import compile_scene_text, scene_texts
from tests.random_examples import random_examples
from tests.rules.examples import read_examples
from tests.shipped import load_shipped_scene

every_finding = pytest.mark.parametrize("finding", FINDINGS, ids=lambda finding: finding.code)
MAX_STATES = 1_000
FINDINGS_FOLDER = Path(findings.__file__).parent


def prove_files(folder: Path, files: dict[str, bytes]) -> list[Diagnostic]:
    """Returns the diagnostics of a proof of a pack with these files, in which loading and rules must find nothing."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    pack, loading_diagnostics = read_pack(folder, Path())
    unexpected = [
        diagnostic
        for diagnostic in (*loading_diagnostics, *check_pack(pack))
        if diagnostic.severity is not Severity.INFO
    ]
    assert full.render(unexpected) == ""
    return [
        diagnostic
        for scene in pack.scenes.values()
        for diagnostic in prove_scene(compile_scene(pack, scene), max_states=MAX_STATES).diagnostics
    ]


@every_finding
def test_right_example_passes(finding: Rule[ReachableStates], tmp_path: Path) -> None:
    assert full.render(prove_files(tmp_path, read_examples(finding).passing)) == ""


@every_finding
def test_wrong_example_is_told(finding: Rule[ReachableStates], tmp_path: Path) -> None:
    examples = read_examples(finding)
    diagnostics = prove_files(tmp_path, examples.failing)
    assert full.render(diagnostics).rsplit("\n\n", 1)[0] + "\n" == examples.message
    assert {diagnostic.code for diagnostic in diagnostics} == {finding.code}
    assert {diagnostic.severity for diagnostic in diagnostics} == {finding.severity}


@every_finding
def test_documentation_is_whole(finding: Rule[ReachableStates]) -> None:
    module = FINDINGS_FOLDER / f"{finding.code.replace('-', '_')}.py"
    assert finding.docstring == ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")), clean=False)
    assert finding.title.endswith(".")
    assert len(finding.title) <= 110
    assert len(finding.help.split()) >= 12


def test_codes_differ_from_each_other_and_from_the_rules() -> None:
    codes = [finding.code for finding in FINDINGS]
    assert codes == sorted(set(codes))
    assert not set(codes) & {rule.code for rule in RULES}
    files = {path.stem for path in FINDINGS_FOLDER.glob("*.py")} - {"__init__", "messages", "unreached"}
    assert files == {code.replace("-", "_") for code in codes}


def list_codes_and_locations(diagnostics: list[Diagnostic]) -> list[tuple[str, int, int]]:
    """Returns the parts that must not depend on the representation; messages name states and paths, and there may be
    several.
    """
    return [
        (diagnostic.code, diagnostic.primary.span.line, diagnostic.primary.span.column) for diagnostic in diagnostics
    ]


def list_all_slots(model: Model) -> tuple[int, ...]:
    """Returns masks of live slots by which no slot is ever dead."""
    return tuple((1 << len(model.domain_sizes)) - 1 for _ in model.transitions)


@random_examples(scene_texts(), everyday=40, long=120)
def test_neither_dropping_nor_packing_changes_what_is_found(text: str) -> None:
    compiled = compile_scene_text(text)
    expected_findings = list_codes_and_locations(run_findings(explore_scene(compiled)))
    for find_live_slots in (compute_live_slots, list_all_slots):
        for max_bits in (0, MAX_BITSET_BITS):
            with patch("party_card.modelcheck.explore.compute_live_slots", find_live_slots):
                states = explore_scene(compiled, max_bits=max_bits)
            assert list_codes_and_locations(run_findings(states)) == expected_findings


@pytest.mark.parametrize("name", ["loose-tongues", "the-plenum-to-order"])  # `.ci/run` proves them all
def test_shipped_scenes_are_proved(name: SceneId) -> None:
    proof = prove_scene(load_shipped_scene(name))
    assert full.render(proof.diagnostics) == ""
    assert proof.is_proved
