"""A proof run reads and checks each pack once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from party_card.services import checked_pack
from party_card.services.prove import ProofRun
from tests.test_cli import GOOD


def test_a_pack_is_read_and_checked_once(write_pack: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_pack({"scenes/a.yaml": GOOD, "scenes/b.yaml": GOOD.replace("scene: a", "scene: b")})
    read_roots: list[Path | None] = []
    read_checked_pack = checked_pack.read_checked_pack

    def record(root: Path | None) -> checked_pack.CheckedPack:
        read_roots.append(root)
        return read_checked_pack(root)

    monkeypatch.setattr(checked_pack, "read_checked_pack", record)
    proof_run = ProofRun([root])
    assert len(list(proof_run.run())) == len(proof_run.reports) == 2
    assert read_roots == [root]


def test_a_scene_with_notes_of_its_author_is_proved_and_fails(write_pack: Callable[..., Path]) -> None:
    root = write_pack({"scenes/a.yaml": GOOD.replace("title:", "todo: Name the street.\ntitle:", 1)})
    proof_run = ProofRun([root])
    assert "every path holds" in "\n".join(proof_run.run())
    assert [diagnostic.code for diagnostic in proof_run.diagnostics] == ["todo"]
