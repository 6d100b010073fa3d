"""The reference player agrees with the engine at every position, and corrupted data is caught."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from party_card.content.models import SceneId
from party_card.content.pack import Pack, read_pack
from party_card.engine.campaign_pages import CompiledCampaign, compile_campaign
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.frontends.html.bundle import encode_bundle
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.verify.campaign import compare_campaign
from party_card.frontends.html.verify.fixture import SceneUnderTest
from party_card.frontends.html.verify.intermissions import build_campaign_end, build_intermission
from party_card.frontends.html.verify.mismatch import MismatchError
from party_card.frontends.html.verify.playthroughs import compare_playthroughs
from party_card.frontends.html.verify.positions import compare_scene
from party_card.frontends.html.verify.reference_player import ReferencePlayer
from party_card.frontends.shared.scene_data import Json
from party_card.localization import use_language
from party_card.modelcheck.explore import explore_scene
from party_card.modelcheck.state_space import ReachableStates
from tests.engine.sample import sample_scene
from tests.modelcheck.scenes import compile_scene_text, scene_texts
from tests.shipped import (
    each_shipped_translation,
    explore_shipped_scene,
    load_shipped_pack,
    load_translated_pack,
)
from tests.storage.campaign import write_campaign, write_illustrated_campaign

SHIPPED = load_shipped_pack()
SMALL_SCENE = SceneId("two-notes")
"""Every run compares each position of this scene, and playthroughs of some others; `pytest -m long` each position of
all."""
OTHER_SCENES = sorted(name for name in SHIPPED.scenes if name != SMALL_SCENE)


@cache
def explore_shipped(name: SceneId) -> ReachableStates:
    return explore_scene(compile_scene(SHIPPED, SHIPPED.scenes[name]))


def encode(*scenes: CompiledScene) -> Json:
    data: Json = json.loads(json.dumps(encode_scenes(scenes)))
    return data


def compare_everywhere(states: ReachableStates) -> None:
    assert compare_scene(ReferencePlayer(encode(states.compiled)), 0, states) == states.state_count


def test_every_position_of_a_small_scene_that_comes_with_the_game() -> None:
    compare_everywhere(explore_shipped(SMALL_SCENE))


@pytest.mark.release  # the browser's own test goes through the same positions
@pytest.mark.parametrize("name", OTHER_SCENES)
def test_every_position_of_the_large_scenes_that_come_with_the_game(name: SceneId) -> None:
    compare_everywhere(explore_shipped(name))


@pytest.mark.parametrize("name", OTHER_SCENES[::3])
def test_walks_to_every_ending_and_at_random_through_large_scenes(name: SceneId) -> None:
    states = explore_shipped(name)
    compare_playthroughs(SceneUnderTest(ReferencePlayer(encode(states.compiled)), 0, states))


@each_shipped_translation()
def test_walks_to_every_ending_and_at_random_in_every_language(name: SceneId, language: str) -> None:
    pack = load_translated_pack(name, language)
    with use_language(language):
        compiled = compile_scene(pack, pack.scenes[name])
        encoded = encode_bundle(pack, [compiled], language=language)
        assert encoded.data["lang"] == language
        states = explore_shipped_scene(name).transfer_to(compiled)
        compare_playthroughs(SceneUnderTest(ReferencePlayer(json.loads(json.dumps(encoded.data))), 0, states))


@settings(max_examples=25, deadline=None)
@given(scene_texts())
def test_every_position_of_random_scenes(text: str) -> None:
    compare_everywhere(explore_scene(compile_scene_text(text)))


def test_places_below_headings_and_in_columns_are_told_apart(tmp_path: Path) -> None:
    places = ("section: On Frost", "section: line below the signature", "column: 2", "column: 3", "page: 8")
    facts = "".join(
        f"  fact-{number}: {{text: It froze., grade: documented, cite: {{source: diary, {place}}}}}\n"
        for number, place in enumerate(places)
    )
    passages = "\n".join(f"      - text: It froze. [@fact-{number}]" for number in range(len(places)))
    (tmp_path / "sources.yaml").write_text("references:\n  - {id: diary, type: book, title: A Diary}\n")
    (tmp_path / "frost.yaml").write_text(f"dossier: frost\nfacts:\n{facts}")
    (tmp_path / "scene.yaml").write_text(
        f"scene: frozen\ntitle: Frozen\ndossiers: [frost]\npassages:\n  one:\n    text:\n{passages}\n"
        "    ending: {id: done, title: Done}\n"
    )
    pack, diagnostics = read_pack(tmp_path)
    assert not diagnostics
    compare_everywhere(explore_scene(compile_scene(pack, pack.scenes[SceneId("frozen")])))


@pytest.mark.parametrize("head", ["", "reveal: each\n"])
def test_every_kind_of_block_and_offer(head: str) -> None:
    compare_everywhere(explore_scene(sample_scene(head=head)))


@pytest.fixture
def two_scene_campaign(tmp_path: Path) -> Pack:
    return write_campaign(tmp_path)


def test_several_scenes_share_their_lines_and_what_is_carried_begins_each(two_scene_campaign: Pack) -> None:
    scenes = [
        compile_scene(two_scene_campaign, two_scene_campaign.scenes[name]) for name in two_scene_campaign.scene_ids()
    ]
    data = encode(*scenes)
    assert [scene["id"] for scene in data["scenes"]] == list(two_scene_campaign.scene_ids())
    assert any(scene["carried"] for scene in data["scenes"])
    for number, scene in enumerate(scenes):
        compare_scene(ReferencePlayer(data), number, explore_scene(scene))


def encode_campaign_scenes(pack: Pack) -> tuple[Json, CompiledCampaign, list[CompiledScene]]:
    assert pack.campaign is not None
    scenes = [compile_scene(pack, pack.scenes[name]) for name in pack.scene_ids()]
    campaign = compile_campaign(pack, pack.campaign)
    return json.loads(json.dumps(encode_scenes(scenes, campaign=campaign))), campaign, scenes


@pytest.mark.parametrize("write", [lambda _: SHIPPED, write_campaign, write_illustrated_campaign])
def test_what_is_told_between_scenes_and_at_the_end(write: Callable[[Path], Pack], tmp_path: Path) -> None:
    data, campaign, scenes = encode_campaign_scenes(write(tmp_path))
    compare_campaign(ReferencePlayer(data), campaign, scenes)
    assert build_intermission(data, len(scenes), {}) is None


def test_a_file_that_holds_no_campaign_tells_nothing_between() -> None:
    data = encode(sample_scene())
    assert build_intermission(data, 0, {}) is None
    assert build_campaign_end(data, {}) is None


# ------------------------------------------------------------------------------------------- corrupted data


def leaf_paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yields the paths to all numbers and texts."""
    if isinstance(value, dict | list):
        for key, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaf_paths(child, (*path, key))
    elif value is not None:
        yield path


def observable_paths(data: Json) -> Iterator[tuple[Any, ...]]:
    """Yields the paths to data that some page or choice of the sample uses: not to ids and the like."""
    for path in leaf_paths(data["scenes"][0]):
        match path:
            case ("id" | "minutes" | "question" | "topics" | "shape" | "hash" | "sizes" | "start", *_):
                continue
            case ("passages", _, 5, 0) | ("passages", _, 3, _, 4):
                continue
            case ("fates", _, 1):  # it has no condition
                continue
        yield ("scenes", 0, *path)
    for key in ("lines", "entries", "forms", "said"):
        yield from (
            (key, *path) for path in leaf_paths(data[key]) if path != ("after",) or data["scenes"][0]["aftermath"]
        )
    for path in leaf_paths(data["cited"]):
        if path[1] != 7:
            yield ("cited", *path)


def corrupt(data: Json, path: tuple[Any, ...]) -> Json:
    """Returns the data with one number or text changed; a condition's table becomes one that is never true."""
    copy: Any = json.loads(json.dumps(data))
    never = next((n for n, table in enumerate(copy["scenes"][0]["tables"]) if table == [[], "0"]), 99)
    *parents, last = path
    inner = copy
    for key in parents:
        inner = inner[key]
    match path[2:], inner[last]:
        case (
            (
                ("briefing" | "record" | "aftermath" | "debrief", _, 1)
                | ("passages", _, 2, _, 1)
                | ("passages", _, 3, _, 3)
            ),
            _,
        ):
            inner[last] = never
        case ("tables", *_), str(digits):
            inner[last] = "".join("1" if digit == "0" else "0" for digit in digits)
        case _, int() | float():
            inner[last] += 1
        case _:
            inner[last] += "!"
    result: Json = copy
    return result


def test_data_that_was_spoilt_anywhere_is_caught() -> None:
    states = explore_scene(sample_scene())
    data = encode(states.compiled)
    missed = []
    for path in observable_paths(data):
        try:
            compare_scene(ReferencePlayer(corrupt(data, path)), 0, states)
        except (MismatchError, LookupError, ValueError, TypeError):
            continue
        missed.append(path)
    assert missed == []


def test_a_campaign_that_was_spoilt_anywhere_is_caught(two_scene_campaign: Pack) -> None:
    data, campaign, scenes = encode_campaign_scenes(two_scene_campaign)
    missed = []
    for path in leaf_paths(data["course"]):
        match path:  # a table is never looked up here, and no earlier scene ends later
            case ("chain", _, 1) | (_, _, "day", _, 1) | ("spans", "said", 1 | 2, _):
                continue
        try:
            compare_campaign(ReferencePlayer(corrupt(data, ("course", *path))), campaign, scenes)
        except (MismatchError, LookupError, ValueError, TypeError, RuntimeError):
            continue
        missed.append(path)
    assert missed == []


def test_a_disagreement_names_the_scene_the_choices_and_what_differs() -> None:
    scene = sample_scene()
    data = encode(scene)
    data = json.loads(json.dumps(data).replace("You know what it says.", "You forgot what it says."))
    with pytest.raises(MismatchError) as caught:
        compare_scene(ReferencePlayer(data), 0, explore_scene(scene))
    assert str(caught.value).startswith("paper, after read (later): blocks 2 differs; the game: ")
    assert "You know what it says." in str(caught.value)
    assert "You forgot what it says." in str(caught.value)
