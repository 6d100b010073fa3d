"""The exported record in layers agrees with the engine's, and an error in its data is found."""

from __future__ import annotations

from pathlib import Path

from party_card.frontends.html.verify.mismatch import MismatchError
from party_card.frontends.html.verify.positions import compare_scene
from party_card.frontends.html.verify.reference_player import ReferencePlayer
from party_card.modelcheck.explore import explore_scene
from tests.consequence import LAYERED, SCENE, compile_ferry
from tests.frontends.html.test_verify import corrupt, encode, observable_paths


def test_layers_agree_with_the_engine_on_every_path(tmp_path: Path) -> None:
    compiled = compile_ferry(tmp_path, LAYERED)
    assert compare_scene(ReferencePlayer(encode(compiled)), 0, explore_scene(compiled)) > 0


def test_layers_that_were_spoilt_anywhere_are_caught(tmp_path: Path) -> None:
    states = explore_scene(compile_ferry(tmp_path, LAYERED))
    data = encode(states.compiled)
    missed, count = [], 0
    for path in observable_paths(data):
        if path[2:3] not in (("essentials",), ("record",)) and path[0] != "said":
            continue
        count += 1
        try:
            compare_scene(ReferencePlayer(corrupt(data, path)), 0, states)
        except (MismatchError, LookupError, ValueError, TypeError):
            continue
        missed.append(path)
    # Nobody is met in this scene, no note is “Ibid.”, and the page of layers has a heading of its own.
    assert missed == [("said", "fates"), ("said", "record"), ("said", "ibid")]
    assert count > 30


def test_a_page_without_layers_carries_no_words_for_them(tmp_path: Path) -> None:
    assert "layered" not in encode(compile_ferry(tmp_path, SCENE))["said"]
