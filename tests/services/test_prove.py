"""A proof run reads and checks each pack once."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any
from weakref import ref

import pytest

from party_card.content.models import Scene
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.engine.compiled import CompiledScene
from party_card.modelcheck.proof import Proof, prove_scene
from party_card.rules import check_own_files
from party_card.services import checked_pack, verification
from party_card.services.load import read_pack_over_builtin
from party_card.services.prove import ProofRun
from tests.test_cli import GOOD


def test_a_pack_is_read_and_checked_once(write_pack: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_pack({"scenes/a.yaml": GOOD, "scenes/b.yaml": GOOD.replace("scene: a", "scene: b")})
    read_roots: list[Path | None] = []
    checked_roots: list[Path] = []

    def record_reading(root: Path | None) -> tuple[Pack, tuple[Diagnostic, ...]]:
        read_roots.append(root)
        return read_pack_over_builtin(root)

    def record_check(pack: Pack) -> list[Diagnostic]:
        checked_roots.append(pack.root)
        return check_own_files(pack)

    monkeypatch.setattr(checked_pack, "read_pack_over_builtin", record_reading)
    monkeypatch.setattr(checked_pack, "check_own_files", record_check)
    proof_run = ProofRun([root, root / "scenes" / "a.yaml"])
    assert len(list(proof_run.run())) == len(proof_run.reports) == 2
    assert read_roots == checked_roots == [root]


def test_a_scene_with_notes_of_its_author_is_proved_and_fails(write_pack: Callable[..., Path]) -> None:
    root = write_pack({"scenes/a.yaml": GOOD.replace("title:", "todo: Name the street.\ntitle:", 1)})
    proof_run = ProofRun([root])
    assert "every path holds" in "\n".join(proof_run.run())
    assert [diagnostic.code for diagnostic in proof_run.diagnostics] == ["todo"]


def test_a_scene_that_is_proved_is_let_go_and_what_was_seen_of_it_if_nobody_asks(
    write_pack: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_pack({f"scenes/{name}.yaml": GOOD.replace("scene: a", f"scene: {name}") for name in "abc"})
    scenes: list[ref[Scene]] = []

    def record(compiled: CompiledScene, **options: Any) -> Proof:
        assert not [scene() for scene in scenes[:-1] if scene() is not None], "the one before is let go afterwards"
        scenes.append(ref(compiled.scene))
        return prove_scene(compiled, **options)

    monkeypatch.setattr(verification, "prove_scene", record)
    gc.disable()  # nothing waits for the garbage collector
    try:
        proof_run = ProofRun([root], keeps_coverage=False)
        lines = list(proof_run.run())
    finally:
        gc.enable()
    assert len(scenes) == len(lines) == 3
    assert [report.test_coverage for report in proof_run.reports] == [None] * 3
    proof_run = ProofRun([root, root / "scenes" / "a.yaml"])
    assert list(proof_run.run()) == lines, "a path named twice is proved once"
    assert all(report.test_coverage is not None for report in proof_run.reports)
