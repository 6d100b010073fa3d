"""What the benchmarks rest on: the pack of 0.1, the comparison of ratios, the figures of their README."""

from __future__ import annotations

from pathlib import Path

from party_card.content.pack import read_pack
from party_card.diagnostics.diagnostic import Severity
from party_card.engine.compiled import compile_scene
from party_card.modelcheck import prove_scene
from party_card.rules import check_pack
from tests.benchmarks.corpus import unpack_corpus


def test_the_pack_of_0_1_is_read_and_proved_by_today_s_program(tmp_path: Path) -> None:
    pack, diagnostics = read_pack(unpack_corpus(tmp_path))
    assert len(pack.scenes) == 13
    assert {d.code for d in (*diagnostics, *check_pack(pack)) if d.severity is not Severity.INFO} == set()
    assert all(prove_scene(compile_scene(pack, scene)).is_proved for scene in pack.scenes.values())
