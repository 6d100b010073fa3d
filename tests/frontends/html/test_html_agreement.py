"""The twin agrees with the game at every position, and one that does not is caught."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from party_card.content.pack import Pack, builtin, read_pack
from party_card.engine.campaign_pages import CompiledCampaign, compile_campaign
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.frontends.html.decode import Json
from party_card.frontends.html.encode.scene import write_data
from party_card.frontends.html.verify.campaign import compare_course
from party_card.frontends.html.verify.fixture import SceneUnderTest
from party_card.frontends.html.verify.intermissions import between, winter
from party_card.frontends.html.verify.positions import MismatchError, compare
from party_card.frontends.html.verify.reference_player import ReferencePlayer
from party_card.frontends.html.verify.walks import compare_walks
from party_card.modelcheck.state_space import ReachableStates, explore
from tests.engine.sample import sample_scene
from tests.modelcheck.scenes import compiled, scene_texts
from tests.storage.campaign import write_campaign

SHIPPED = read_pack(builtin())[0]
ATLASES = {str(name): explore(compile_scene(SHIPPED, scene)) for name, scene in sorted(SHIPPED.scenes.items())}
MANY = 3_000
"""With more positions than these, the everyday run looks along walks through a share of the scenes, and `pytest -m long`
at each position of each."""
LARGE = [name for name, atlas in ATLASES.items() if atlas.positions > MANY]
SMALL = [name for name in ATLASES if name not in LARGE]


def data_of(*scenes: CompiledScene) -> Json:
    data: Json = json.loads(json.dumps(write_data(scenes)))
    return data


def everywhere(states: ReachableStates) -> None:
    assert compare(ReferencePlayer(data_of(states.compiled)), 0, states) == states.positions


@pytest.mark.parametrize("name", SMALL)
def test_every_position_of_the_small_scenes_that_come_with_the_game(name: str) -> None:
    everywhere(ATLASES[name])


@pytest.mark.long
@pytest.mark.parametrize("name", LARGE)
def test_every_position_of_the_large_scenes_that_come_with_the_game(name: str) -> None:
    everywhere(ATLASES[name])


@pytest.mark.parametrize("name", LARGE[::3])
def test_walks_to_every_ending_and_at_random_through_large_scenes(name: str) -> None:
    compare_walks(SceneUnderTest(ReferencePlayer(data_of(ATLASES[name].compiled)), 0, ATLASES[name]))


@settings(max_examples=25, deadline=None)
@given(scene_texts())
def test_every_position_of_random_scenes(text: str) -> None:
    everywhere(explore(compiled(text)))


@pytest.mark.parametrize("head", ["", "reveal: each\n"])
def test_every_kind_of_block_and_offer(head: str) -> None:
    everywhere(explore(sample_scene(head=head)))


@pytest.fixture
def year(tmp_path: Path) -> Pack:
    return write_campaign(tmp_path)


def test_several_scenes_share_their_lines_and_what_is_carried_begins_each(year: Pack) -> None:
    scenes = [compile_scene(year, year.scenes[name]) for name in year.order()]
    data = data_of(*scenes)
    assert [scene["id"] for scene in data["scenes"]] == list(year.order())
    assert any(scene["carried"] for scene in data["scenes"])
    for number, scene in enumerate(scenes):
        compare(ReferencePlayer(data), number, explore(scene))


def told_between(pack: Pack) -> tuple[Json, CompiledCampaign, list[CompiledScene]]:
    assert pack.campaign is not None
    scenes = [compile_scene(pack, pack.scenes[name]) for name in pack.order()]
    campaign = compile_campaign(pack, pack.campaign)
    return json.loads(json.dumps(write_data(scenes, campaign=campaign))), campaign, scenes


@pytest.mark.parametrize("shipped", [True, False])
def test_what_is_told_between_scenes_and_at_the_end(year: Pack, shipped: bool) -> None:
    data, campaign, scenes = told_between(SHIPPED if shipped else year)
    compare_course(ReferencePlayer(data), campaign, scenes)
    assert between(data, len(scenes), {}) is None


def test_a_file_that_holds_no_campaign_tells_nothing_between() -> None:
    data = data_of(sample_scene())
    assert between(data, 0, {}) is None
    assert winter(data, {}) is None


# --------------------------------------------------------------------------------------------- made wrong


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths to all numbers and texts."""
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(part, (*path, key))
    elif value is not None:
        yield path


def seen(data: Json) -> Iterator[tuple[Any, ...]]:
    """What some page of the sample shows or some choice does: all but ids, sizes that count nothing, and the like."""
    for path in leaves(data["scenes"][0]):
        match path:
            case ("id" | "minutes" | "question" | "topics" | "shape" | "sizes" | "start", *_):
                continue
            case ("passages", _, 5, 0) | ("passages", _, 3, _, 4):
                continue
        yield ("scenes", 0, *path)
    for part in ("lines", "entries", "forms", "said"):
        yield from ((part, *path) for path in leaves(data[part]))
    for path in leaves(data["cited"]):
        if path[1] != 7:
            yield ("cited", *path)


def spoilt(data: Json, path: tuple[Any, ...]) -> Json:
    """The data with one number or text changed; a condition's table becomes one that never holds."""
    copy: Any = json.loads(json.dumps(data))
    never = next((n for n, table in enumerate(copy["scenes"][0]["tables"]) if table == [[], "0"]), 99)
    *way, last = path
    inner = copy
    for key in way:
        inner = inner[key]
    match path[2:], inner[last]:
        case ((("briefing" | "record" | "debrief", _, 1) | ("passages", _, 2, _, 1) | ("passages", _, 3, _, 3)), _):
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
    scene = sample_scene()
    atlas = explore(scene)
    data = data_of(scene)
    missed = []
    for path in seen(data):
        try:
            compare(ReferencePlayer(spoilt(data, path)), 0, atlas)
        except (MismatchError, LookupError, ValueError, TypeError):
            continue
        missed.append(path)
    assert missed == []


def test_a_campaign_that_was_spoilt_anywhere_is_caught(year: Pack) -> None:
    data, campaign, scenes = told_between(year)
    missed = []
    for path in leaves(data["course"]):
        match path:  # a table is never looked up here, and no earlier scene ends later
            case ("chain", _, 1) | (_, _, "day", _, 1) | ("spans", "said", 1 | 2, _):
                continue
        try:
            compare_course(ReferencePlayer(spoilt(data, ("course", *path))), campaign, scenes)
        except (MismatchError, LookupError, ValueError, TypeError, RuntimeError):
            continue
        missed.append(path)
    assert missed == []


def test_a_disagreement_names_the_scene_the_choices_and_what_differs() -> None:
    scene = sample_scene()
    data = data_of(scene)
    line = data["lines"].index("You know what it says.")
    data["lines"][line] = "You forgot what it says."
    with pytest.raises(MismatchError) as caught:
        compare(ReferencePlayer(data), 0, explore(scene))
    assert str(caught.value).startswith("paper, after read (later): blocks 2 differs; the game: ")
    assert "You know what it says." in str(caught.value)
    assert "You forgot what it says." in str(caught.value)
