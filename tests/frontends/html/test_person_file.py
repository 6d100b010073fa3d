"""The file of a person in the browser page: the reference player builds the same page as the engine."""

from __future__ import annotations

import json

import pytest

from party_card.engine.compiled import CompiledScene
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.verify.mismatch import MismatchError
from party_card.frontends.html.verify.positions import compare_scene
from party_card.frontends.html.verify.reference_player import ReferencePlayer
from party_card.frontends.shared.scene_data import Json
from party_card.modelcheck.explore import explore_scene
from tests.engine.test_person_file import SCENE
from tests.modelcheck.scenes import compile_scene_text, scene_texts
from tests.random_examples import random_examples


def encode(compiled: CompiledScene) -> Json:
    data: Json = json.loads(json.dumps(encode_scenes([compiled])))
    return data


def compare(compiled: CompiledScene, data: Json) -> None:
    states = explore_scene(compiled)
    assert compare_scene(ReferencePlayer(data), 0, states) == states.state_count


def test_the_file_is_that_of_the_engine() -> None:
    compiled = compile_scene_text(SCENE)
    compare(compiled, encode(compiled))


@random_examples(scene_texts(with_file=True), everyday=15, long=80)
def test_the_file_of_a_random_scene_is_that_of_the_engine(text: str) -> None:
    compiled = compile_scene_text(text)
    compare(compiled, encode(compiled))


@pytest.mark.parametrize("part", ["stamps", "papers", "decisions", "listeners", "slots", "tables"])
def test_a_file_that_was_written_wrong_is_noticed(part: str) -> None:
    compiled = compile_scene_text(SCENE)
    data = encode(compiled)
    file = data["scenes"][0]["file"]
    file[part] = file[part][1:] if part in ("listeners", "decisions") else [file[part][-1]] * len(file[part])
    with pytest.raises((MismatchError, LookupError)):
        compare(compiled, data)


def test_a_page_of_scenes_without_files_has_none_of_their_words() -> None:
    data = encode(compile_scene_text(SCENE[: SCENE.index("\nfile:\n") + 1]))
    assert (data["filed"], data["scenes"][0]["file"]) == (0, 0)
