"""A proof run reads and checks each pack once."""

from __future__ import annotations

import gc
import shutil
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from weakref import ref

import pytest

from party_card.content.models import Scene
from party_card.engine.compiled import CompiledScene
from party_card.modelcheck.proof import Proof, prove_scene
from party_card.services import checked_pack, verification
from party_card.services.checked_pack import read_checked_pack
from party_card.services.errors import UsageError
from party_card.services.prove import ProofRun
from party_card.services.verification import verify_scenes
from tests.test_cli import GOOD


def test_a_pack_is_read_and_checked_once(write_pack: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_pack({"scenes/a.yaml": GOOD, "scenes/b.yaml": GOOD.replace("scene: a", "scene: b")})
    read_roots: list[Path | None] = []
    read_checked_pack = checked_pack.read_checked_pack

    def record(root: Path | None, *arguments: Any, **options: Any) -> checked_pack.CheckedPack:
        read_roots.append(root)
        return read_checked_pack(root, *arguments, **options)

    monkeypatch.setattr(checked_pack, "read_checked_pack", record)
    proof_run = ProofRun([root])
    assert len(list(proof_run.run())) == len(proof_run.reports) == 2
    assert read_roots == [root]


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


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere processes begin with nothing")
def test_processes_that_prove_scenes_read_the_pack_no_more(
    write_pack: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_pack({"scenes/a.yaml": GOOD, "scenes/b.yaml": GOOD.replace("scene: a", "scene: b")})
    monkeypatch.setattr(verification, "read_pack_over_builtin", None)
    alone, together = ProofRun([root]), ProofRun([root])
    assert list(alone.run()) == list(together.run(jobs=2))
    assert [report.proof_data for report in alone.reports] == [report.proof_data for report in together.reports]


def test_a_process_that_begins_with_nothing_reads_the_pack_itself(write_pack: Callable[..., Path]) -> None:
    root = write_pack({"scenes/a.yaml": GOOD})
    alone = ProofRun([root])
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        executor.submit(len, ()).result()  # now it runs
        pack = read_checked_pack(root)
        reports = list(verify_scenes(pack, root, list(pack.pack.scenes), None, executor))
    list(alone.run())
    assert [report.proof_data for report in reports] == [report.proof_data for report in alone.reports]


LONGER = """scene: a
title: A
passages:
  zero: {text: T., choices: [{id: go, text: Go, goto: one}]}
  one: {text: T., ending: {id: e, title: E}}
"""


def count_packs_in_worker() -> int:
    """Returns how many packs a worker holds; runs there."""
    return len(verification._packs)


def test_a_worker_that_lives_on_proves_the_files_as_they_are_and_keeps_one_pack(
    write_pack: Callable[..., Path], tmp_path: Path
) -> None:
    root = write_pack({"scenes/a.yaml": GOOD})
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        executor.submit(len, ()).result()  # now it runs

        def verify(root: Path) -> list[Any]:
            pack = read_checked_pack(root)
            reports = verify_scenes(pack, root, list(pack.pack.scenes), None, executor)
            return [report.proof_data["positions"] for report in reports if report.proof_data]

        assert verify(root) == [1]
        (root / "scenes" / "a.yaml").write_text(LONGER)
        assert verify(root) == [2]
        other = tmp_path / "other"
        (other / "scenes").mkdir(parents=True)
        (other / "scenes" / "a.yaml").write_text(GOOD)
        assert verify(other) == [1]
        assert executor.submit(count_packs_in_worker).result() == 1


def test_a_worker_with_other_files_than_those_that_were_checked_proves_nothing(write_pack: Callable[..., Path]) -> None:
    root = write_pack({"scenes/a.yaml": GOOD})
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        executor.submit(len, ()).result()  # now it runs
        pack = read_checked_pack(root)
        file = root / "scenes" / "a.yaml"
        file.write_text(GOOD + "# changed\n")
        with pytest.raises(UsageError) as changed:
            list(verify_scenes(pack, root, list(pack.pack.scenes), None, executor))
        assert str(changed.value) == (
            f"a worker finds other files in {root}, or is of another version; nothing is proved"
        )
        shutil.rmtree(root)
        with pytest.raises(UsageError) as missing:
            list(verify_scenes(pack, root, list(pack.pack.scenes), None, executor))
        assert str(missing.value) == f"a worker cannot read {root}: all workers need the same folder"
