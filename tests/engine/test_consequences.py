"""Which decisions led to an ending: computed from what can be reached, and checked against the model checker."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from party_card.content.models import SceneId
from party_card.engine import ending_reach
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.engine.consequences import describe_causes
from party_card.engine.page_builder import build_page
from party_card.engine.playthrough import Playthrough
from party_card.modelcheck.explore import explore_scene
from party_card.modelcheck.reachability import compute_backward_reachable
from tests.consequence import LAYERED, SCENE, play_ferry
from tests.shipped import load_shipped_pack

COMPARED_SCENES = ("two-notes", "papers", "ten-cattle")


def test_a_decision_that_other_choices_would_not_have_left_open_is_named(tmp_path: Path) -> None:
    assert describe_causes(play_ferry(tmp_path, "open-it", "greet", "tell")) == (
        "You opened the crate.",
        "You told him of the crate.",
    )


def test_a_decision_after_which_no_other_ending_was_left_is_named(tmp_path: Path) -> None:
    assert describe_causes(play_ferry(tmp_path, "leave-it", "look-away", "wait")) == ("You left the crate alone.",)
    assert describe_causes(play_ferry(tmp_path / "home", "go-home")) == ("You went home.",)


def test_a_decision_that_only_closed_other_endings_is_no_cause(tmp_path: Path) -> None:
    scene = """\
scene: ferry
title: The Ferry
passages:
  shore:
    text: You wait.
    choices:
      - {id: call, text: Call, did: You called., goto: boat}
      - {id: walk, text: Walk, did: You walked., goto: bridge}
  boat:
    text: He comes.
    choices:
      - {id: cross, text: Cross, did: You crossed., goto: over}
      - {id: stay, text: Stay, did: You stayed., goto: here}
  bridge:
    text: The bridge is long.
    choices:
      - {id: over-it, text: Go over it, did: You went over it., goto: over}
      - {id: jump, text: Jump, did: You jumped., goto: wet}
  over: {text: Over., ending: {id: over, title: Over}}
  here: {text: Here., ending: {id: here, title: Here}}
  wet: {text: Wet., ending: {id: wet, title: Wet}}
"""
    assert describe_causes(play_ferry(tmp_path, "call", "cross", scene=scene)) == ("You crossed.",)


def test_a_decision_that_changes_nothing_of_the_ending_is_not_named(tmp_path: Path) -> None:
    assert not any("greeted" in cause for cause in describe_causes(play_ferry(tmp_path, "open-it", "greet", "tell")))


def test_what_a_scene_only_tells_of_does_not_count_as_a_cause(tmp_path: Path) -> None:
    told = SCENE.replace(
        "text: The rope breaks.", 'text: [{text: The rope breaks.}, {if: board == greet, text: "Help!"}]'
    )
    assert describe_causes(play_ferry(tmp_path, "leave-it", "greet", "wait", scene=told)) == describe_causes(
        play_ferry(tmp_path / "plain", "leave-it", "greet", "wait")
    )


def test_nothing_is_said_before_the_ending(tmp_path: Path) -> None:
    assert build_page(play_ferry(tmp_path, "open-it", "greet")).causes == ()


def test_the_ending_and_the_record_name_the_four_that_mattered_most(tmp_path: Path) -> None:
    gates = "".join(
        f"  gate-{number}:\n    text: A gate.\n    choices:\n"
        f"      - {{id: pass-{number}, text: Pass gate {number}}}\n"
        f"      - {{id: out-{number}, text: Turn back at {number}, goto: end-{number}}}\n"
        for number in range(1, 6)
    )
    ends = "".join(
        f"  end-{number}: {{text: Out., ending: {{id: out-{number}, title: Out {number}}}}}\n" for number in range(1, 6)
    )
    through = "  through: {text: Through., ending: {id: through, title: Through}}\n"
    scene = f"scene: ferry\ntitle: The Ferry\npassages:\n{gates}{through}{ends}"
    playthrough = play_ferry(tmp_path, *(f"pass-{number}" for number in range(1, 6)), scene=scene)
    ending_page = build_page(playthrough)
    assert [cause.split(".")[0] for cause in ending_page.causes] == [
        "You chose: Pass gate 1", "You chose: Pass gate 2", "You chose: Pass gate 3", "You chose: Pass gate 5",
    ]  # fmt: skip
    playthrough.choose("reveal")
    assert build_page(playthrough).causes == ending_page.causes


def test_loops_do_not_keep_an_ending_from_being_found(tmp_path: Path) -> None:
    scene = """\
scene: ferry
title: The Ferry
variables: {tired: {range: [0, 3]}}
passages:
  shore:
    text: You wait.
    choices:
      - {id: wait, text: Wait, did: You waited., add: {tired: 1}, goto: shore}
      - {id: call, text: Call, did: You called., if: tired < 3, goto: heard}
      - {id: sleep, text: Sleep, did: You slept., if: tired > 0, goto: asleep}
  heard: {text: He comes., ending: {id: heard, title: Heard}}
  asleep: {text: It is day., ending: {id: asleep, title: Asleep}}
"""
    assert describe_causes(play_ferry(tmp_path, "wait", "wait", "wait", "sleep", scene=scene)) == (
        "You waited.",
        "You waited.",
        "You waited.",
    )


def test_too_many_positions_are_passed_over_in_silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ending_reach, "MAX_POSITIONS", 2)
    assert describe_causes(play_ferry(tmp_path, "open-it", "greet", "tell")) == ()


def test_the_layers_have_what_led_to_the_ending_with_the_essentials(tmp_path: Path) -> None:
    page = build_page(play_ferry(tmp_path, "open-it", "greet", "tell", "reveal", scene=LAYERED))
    assert len(page.causes) == 2


@pytest.mark.parametrize("name", COMPARED_SCENES)
def test_the_model_checker_finds_the_same_endings_at_every_step_of_random_plays(name: str) -> None:
    pack = load_shipped_pack()
    compare_with_model_checker(compile_scene(pack, pack.scenes[SceneId(name)]), Random(5), 30)


@pytest.mark.long
def test_so_it_does_in_all_scenes_of_the_game() -> None:
    pack = load_shipped_pack()
    for name in pack.scene_ids():
        compare_with_model_checker(compile_scene(pack, pack.scenes[name]), Random(7), 60)


def compare_with_model_checker(compiled: CompiledScene, random: Random, play_count: int) -> None:
    """Compares the endings that can be reached at each step of random plays with those of a backward search."""
    states, system, reach = explore_scene(compiled), compiled.system, compiled.ending_reach
    endings: dict[str, list[int]] = {}
    for passage in states.endings:
        ending = states.model.passage(passage).ending
        assert ending is not None
        endings.setdefault(ending.id, []).append(passage)
    backward = {
        name: compute_backward_reachable(
            states.algebra,
            states.state_sets,
            [
                state_set if passage in passages else states.algebra.make_empty()
                for passage, state_set in enumerate(states.state_sets)
            ],
        )
        for name, passages in endings.items()
    }
    ids = list(dict.fromkeys(ending.id for ending in compiled.scene.endings))
    for number in range(play_count):
        playthrough = Playthrough(compiled, list(system.initial_states)[number % len(system.initial_states)])
        while (offers := playthrough.enabled_triggers()) and "close" not in offers:
            if playthrough.passages:
                position = playthrough.position
                singleton = states.algebra.singleton(position[0], position[1:])
                expected = {
                    name for name, sets in backward.items() if states.algebra.intersection(sets[position[0]], singleton)
                }
                mask = reach.find_endings(position)
                assert mask is not None
                assert {name for bit, name in enumerate(ids) if mask >> bit & 1} == expected, playthrough.steps
            playthrough.choose(random.choice(offers))
