"""A scene is proved from every combination of what can be carried into it, and a path says with what it begins."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from party_card.diagnostics.render import full
from party_card.engine.phases import BEGIN
from party_card.engine.playthrough import Playthrough
from party_card.modelcheck import explore, prove_scene, run_tests
from party_card.modelcheck.random_play import play_at_random
from party_card.modelcheck.state_space import MOST_BITS
from party_card.modelcheck.texts import trace_regions
from tests.modelcheck.scenes import compiled, scene_texts, search

DOOR = """\
scene: door
title: The Door
variables:
  knows: {carried: saw-the-key}
  trusted: {carried: kept-silent}
  open: false
passages:
  hall:
    text:
      - text: The door is shut.
      - {text: You know where the key is., if: knows}
    choices:
      - {id: take, text: Take the key, if: knows and trusted, set: {open: true}, goto: room}
      - {id: wait, text: Wait, goto: room}
  room:
    text:
      - text: Somebody comes.
      - {text: The door stands open., if: open}
    ending: {id: done, title: Done}
leaves:
  - {id: went-in, kind: witnessed, text: You went in., if: open}
  - {id: waited, kind: silent, text: You waited.}
"""


def everything(text: str, *, most_bits: int = MOST_BITS) -> str:
    atlas = explore(compiled(text), most_bits=most_bits)
    return full.render(list(prove_scene(compiled(text)).diagnostics)) + repr([*atlas.walk()])


def test_what_only_a_carried_start_reaches_is_reached() -> None:
    proof = prove_scene(compiled(DOOR))
    assert full.render(proof.diagnostics) == ""
    assert proof.states is not None
    assert proof.states.positions == 4 + 2, "four beginnings; later only the open door matters"


@pytest.mark.parametrize("most_bits", [0, MOST_BITS])
def test_a_path_says_with_what_it_begins_and_carries_no_more_than_it_must(most_bits: int) -> None:
    atlas = explore(compiled(DOOR), most_bits=most_bits)
    room = atlas.compiled.system.passages.index("room")
    there = atlas.shortest_path({room: atlas.states_where(room, "open")})  # type: ignore[arg-type]
    assert (there.choices, there.carried) == (("take",), ("saw-the-key", "kept-silent"))
    assert atlas.values_along(there)["open"] == "true"
    anyhow = atlas.shortest_path({room: atlas.states_where_not(room, "open")})  # type: ignore[arg-type]
    assert (anyhow.choices, anyhow.carried) == (("wait",), ())


def test_a_mistake_behind_a_carried_start_is_told_with_the_command_that_leads_there() -> None:
    (found,) = prove_scene(compiled(DOOR + "never: [open]\n")).diagnostics
    assert found.code == "broken-invariant"
    assert (
        found.helps[-1].message == "`party-card play door --carried saw-the-key,kept-silent --choices take` leads there"
    )


def test_a_carried_variable_that_no_path_asks_for_is_told() -> None:
    text = DOOR.replace("if: knows and trusted", "if: knows").replace(
        "ending: {id: done, title: Done}\nleaves",
        "ending: {id: done, title: Done}\n  attic: {text: [{text: Dust., if: trusted}], ending: {id: up, title: Up}}\nleaves",
    )
    found = {problem.code: problem.message for problem in prove_scene(compiled(text)).diagnostics}
    assert found["idle-variable"] == "`trusted` makes no difference: no path meets a condition that asks for it"


def test_a_trace_that_is_always_left_needs_no_condition() -> None:
    always = DOOR.replace("text: You waited.}", 'text: You waited., if: "not open or knows"}')
    (found,) = prove_scene(compiled(always)).diagnostics
    assert (found.code, found.message) == (
        "condition-never-false", "this condition is true at every ending: `waited` is always left"
    )  # fmt: skip


def test_what_a_trace_asks_for_matters_up_to_the_ending() -> None:
    text = DOOR.replace("      - {text: The door stands open., if: open}\n", "").replace(
        "if: open}", "if: chose(take)}"
    )
    story = compiled(text)
    assert full.render(prove_scene(story).diagnostics) == ""
    regions = {str(trace.id): found for trace, found in trace_regions(explore(story))}
    (went,) = regions["went-in"].values()
    (all_,) = regions["waited"].values()
    assert went
    assert went != all_


def test_random_plays_begin_with_everything_there_is_and_are_shortened_to_what_they_need() -> None:
    found = play_at_random(compiled(DOOR + "never: [open]\n"), plays=200, seed=1).failure
    assert found is not None
    assert (found.choices, found.carried) == (("take",), ("saw-the-key", "kept-silent"))
    assert "--carried saw-the-key,kept-silent" in found.diagnostic.helps[-1].message
    text = DOOR.replace("if: knows and trusted", "if: knows or not knows") + "never: [open]\n"
    found = play_at_random(compiled(text), plays=200, seed=1).failure
    assert found is not None
    assert found.carried == ()


TESTS = """\
tests:
  - {name: inside, carried: [kept-silent, saw-the-key], play: [take], expect: {ending: done, left: [went-in, waited]}}
  - {name: outside, play: [wait], expect: {ending: done, left: [waited], variables: {knows: false}}}
  - {name: nothing yet, carried: [saw-the-key], play: [], expect: {left: [], offers: [wait], text: where the key is}}
"""


def test_a_story_test_begins_with_what_it_says_and_sees_what_is_left() -> None:
    runs = run_tests(compiled(DOOR + TESTS))
    assert [problem.message for run in runs for problem in run.diagnostics] == []
    runs = run_tests(compiled(DOOR + TESTS.replace("carried: [kept-silent, saw-the-key], ", "")))
    assert [problem.message for run in runs for problem in run.diagnostics] == [
        "“inside” stops: choice 1, `take`, is not on offer in `hall`"
    ]
    runs = run_tests(compiled(DOOR + TESTS.replace("left: [waited]", "left: []")))
    assert [problem.message for run in runs for problem in run.diagnostics] == [
        "“outside” expected nothing to be left and found `waited`"
    ]


def test_coverage_counts_what_is_left_and_what_is_not() -> None:
    proof = prove_scene(compiled(DOOR + TESTS))
    assert proof.coverage is not None
    assert [proof.coverage.of(kind).share for kind in ("conditions", "texts")] == [1.0, 1.0]
    alone = prove_scene(compiled(DOOR + TESTS.split("  - {name: outside", maxsplit=1)[0])).tested
    assert "open false" in [part.name for part in alone.of("conditions").missing]


@given(scene_texts())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_an_atlas_says_is_left_is_what_a_walk_leaves(text: str) -> None:
    story = compiled(text)
    for most_bits in (0, MOST_BITS):
        atlas = explore(story, most_bits=most_bits)
        for trace, regions in trace_regions(atlas):
            for passage, region in regions.items():
                for part, expected in (
                    (region, True),
                    (atlas.space.difference(atlas.reachable[passage], region), False),
                ):
                    if part:
                        path = atlas.shortest_path({passage: part})
                        walk, _ = Playthrough.resume(story, [BEGIN, *path.choices], path.carried)
                        assert walk.state == atlas.model.name(passage)
                        assert (trace in walk.exported_traces()) is expected


@given(scene_texts())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_carried_is_one_of_the_starts_and_the_first(text: str) -> None:
    story = compiled(text)
    kernel = story.system
    assert next(iter(kernel.initial_states.items())) == ((), kernel.start)
    assert set(kernel.initial_states.values()) <= search(story).keys()
    assert {kernel.initial_state([*carried, "unheard-of"]) for carried in kernel.initial_states} == set(
        kernel.initial_states.values()
    )
