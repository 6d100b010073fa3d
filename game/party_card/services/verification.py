"""What a pack comes to: reading, rules and proof, scene by scene, in this process or in several.

Law: a verdict is plain data that can cross to another process. `party-card prove` and the pytest plugin show the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from party_card.content.models import SceneId
from party_card.content.overlay import overlay
from party_card.content.pack import FOLDERS, Pack, builtin, read_pack
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.source import SourceFile
from party_card.diagnostics.words import counted
from party_card.engine.compiled import CompiledScene, InvalidSceneError, compile_scene
from party_card.modelcheck import Coverage, Proof, prove_scene
from party_card.rules import check_pack


@dataclass(frozen=True, slots=True)
class CheckedPack:
    """A pack with everything that reading and the rules found in it, apart from what lies beneath it."""

    pack: Pack
    reading: tuple[Diagnostic, ...]
    rules: tuple[Diagnostic, ...]

    def about(self, path: Path | None) -> tuple[Diagnostic, ...]:
        """What was found in the files at `path`: one file, a folder, or (None) the whole pack."""
        return tuple(problem for problem in (*self.reading, *self.rules) if _at(problem.primary.source, path))

    def files(self, path: Path | None) -> tuple[SourceFile, ...]:
        """The files at `path`."""
        return tuple(file for file in self.pack.files if _at(file, path))

    def scenes(self, path: Path | None) -> tuple[SceneId, ...]:
        """The scenes whose files are at `path`, without those that lie beneath the pack."""
        files = {file.name for file in self.files(path)}
        return tuple(name for name, scene in self.pack.scenes.items() if scene.location.file.name in files)

    def compile(self, scene: SceneId) -> CompiledScene:
        """The scene made ready; raises SceneHasMistakes."""
        return compile_scene(self.pack, self.pack.scenes[scene])


@dataclass(frozen=True, slots=True)
class SceneReport:
    """What one scene comes to. `proof` and both coverages are None where a scene with mistakes cannot be proved."""

    scene: SceneId
    source: SourceFile
    diagnostics: tuple[Diagnostic, ...]
    proof: dict[str, Any] | None
    coverage: Coverage | None
    tested: Coverage | None


def _at(file: SourceFile, path: Path | None) -> bool:
    return path is None or Path(file.name) == path or path in Path(file.name).parents


def root_of(path: Path) -> Path:
    """The root of the pack that a folder or file belongs to."""
    folder = path if path.is_dir() else path.parent
    return folder.parent if folder.name in FOLDERS else folder


def read_library(root: Path | None, shown: Path | None = None) -> CheckedPack:
    """The pack in `root`, resting on the game's own; None is the game's own. Raises OSError as `read_pack` does."""
    if root is None:
        pack, reading = read_pack(builtin(), Path() if shown is None else shown)
    else:
        pack, reading = read_pack(root, shown)
        if root.resolve() != builtin().resolve():
            pack = overlay(pack, read_pack(builtin())[0])
    own = {*(file.name for file in pack.files), *pack.own_pictures()}
    rules = [problem for problem in check_pack(pack) if problem.primary.source.name in own]
    return CheckedPack(pack, reading, tuple(rules))


def verify_scene(checked: CheckedPack, scene: SceneId, limit: int | None = None) -> SceneReport:
    """Proves one scene."""
    source = checked.pack.scenes[scene].location.file
    try:
        proof = prove_scene(checked.compile(scene), limit=limit)
    except InvalidSceneError as mistakes:
        return SceneReport(scene, source, mistakes.diagnostics, None, None, None)
    return SceneReport(scene, source, proof.diagnostics, proof.data(), proof.coverage, proof.tested)


def verify_scenes(
    root: Path | None, scenes: Iterable[SceneId], limit: int | None = None, executor: Executor | None = None
) -> Iterator[SceneReport]:
    """Proves scenes, in order; with an executor in other processes, each of which reads the pack once."""
    if executor is None:
        for scene in scenes:
            yield verify_scene(_library(root), scene, limit)
        return
    waiting = [executor.submit(_judge, root, scene, limit) for scene in scenes]
    for future in waiting:
        yield future.result()


def _judge(root: Path | None, scene: SceneId, limit: int | None) -> SceneReport:
    return verify_scene(_library(root), scene, limit)


@lru_cache(maxsize=2)
def _library(root: Path | None) -> CheckedPack:
    return read_library(root)


def summary(verdict: SceneReport) -> str:
    """One verdict in a few lines: how many positions, what the tests came to, how long it takes to read."""
    if verdict.proof is None:
        return f"{verdict.scene}: not proved; it has mistakes"
    proof = verdict.proof
    tests = proof["tests"]
    passed = sum(test["passed"] for test in tests)
    lines = [
        f"{verdict.scene}: {_positions(proof)}; "
        + (f"{passed} of {counted(len(tests), 'story test')} pass" if tests else "no story tests")
    ]
    reading = [f"{kind} {_read(proof['reading'][kind])}" for kind in ("shortest", "longest") if proof["reading"][kind]]
    if reading:
        lines.append("  reading: " + ", ".join(reading))
    return "\n".join(lines)


def _positions(proof: dict[str, Any]) -> str:
    if proof["positions"] is None:
        return "too many positions to visit them all"
    held = "every path holds" if proof["holds"] else "not every path holds"
    return f"{counted(proof['positions'], 'position')}, {counted(proof['moves'], 'move')}, {held}"


def _read(reading: dict[str, Any]) -> str:
    about = "" if reading["exact"] else "about "
    return f"{about}{reading['words']:,} words ({reading['minutes']:.0f} min)"


__all__ = ["CheckedPack", "Proof", "SceneReport", "read_library", "root_of", "summary", "verify_scene", "verify_scenes"]
