"""Verifies scenes in this process or in several, and summarizes the results.

Invariant: a `SceneReport` is plain data that can be sent to another process. `party-card prove` and the pytest plugin
report the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from party_card.content.models import SceneId
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.source import SourceFile
from party_card.diagnostics.words import format_count
from party_card.engine.compiled import InvalidSceneError
from party_card.modelcheck import Coverage, prove_scene
from party_card.services.checked_pack import CheckedPack, read_checked_pack


@dataclass(frozen=True, slots=True)
class SceneReport:
    """The result of verifying one scene; the last three fields are None if the scene has errors."""

    scene: SceneId
    source: SourceFile
    diagnostics: tuple[Diagnostic, ...]
    proof_data: dict[str, Any] | None
    path_coverage: Coverage | None
    test_coverage: Coverage | None


def verify_scene(checked_pack: CheckedPack, scene: SceneId, max_states: int | None = None) -> SceneReport:
    """Proves one scene, visiting at most `max_states` states."""
    source = checked_pack.pack.scenes[scene].location.file
    try:
        proof = prove_scene(checked_pack.compile_scene(scene), max_states=max_states)
    except InvalidSceneError as error:
        return SceneReport(scene, source, error.diagnostics, None, None, None)
    return SceneReport(scene, source, proof.diagnostics, proof.to_data(), proof.coverage, proof.test_coverage)


def verify_scenes(
    root: Path | None, scenes: Iterable[SceneId], max_states: int | None, executor: Executor
) -> Iterator[SceneReport]:
    """Proves scenes of the pack in `root` in other processes, each of which reads the pack once; yields in order."""
    futures = [executor.submit(_verify_in_worker, root, scene, max_states) for scene in scenes]
    for future in futures:
        yield future.result()


def _verify_in_worker(root: Path | None, scene: SceneId, max_states: int | None) -> SceneReport:
    return verify_scene(_read_once(root), scene, max_states)


@lru_cache(maxsize=2)
def _read_once(root: Path | None) -> CheckedPack:
    return read_checked_pack(root)


def summarize_report(report: SceneReport) -> str:
    """Returns a report in a few lines: how many positions, which story tests pass, how long the scene takes to read."""
    if report.proof_data is None:
        return f"{report.scene}: not proved; it has mistakes"
    proof = report.proof_data
    tests = proof["tests"]
    pass_count = sum(test["passed"] for test in tests)
    test_summary = f"{pass_count} of {format_count(len(tests), 'story test')} pass" if tests else "no story tests"
    lines = [f"{report.scene}: {_summarize_positions(proof)}; {test_summary}"]
    lengths = [(kind, proof["reading"][kind]) for kind in ("shortest", "longest")]
    lengths_text = ", ".join(f"{kind} {_format_length(length)}" for kind, length in lengths if length)
    if lengths_text:
        lines.append(f"  reading: {lengths_text}")
    return "\n".join(lines)


def _summarize_positions(proof: dict[str, Any]) -> str:
    if proof["positions"] is None:
        return "too many positions to visit them all"
    verdict = "every path holds" if proof["holds"] else "not every path holds"
    return f"{format_count(proof['positions'], 'position')}, {format_count(proof['moves'], 'move')}, {verdict}"


def _format_length(length: dict[str, Any]) -> str:
    about = "" if length["exact"] else "about "
    return f"{about}{length['words']:,} words ({length['minutes']:.0f} min)"
