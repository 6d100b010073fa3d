"""Scenes are proved from every combination of imported traces, and witnesses name the traces they start with."""

from __future__ import annotations

import pytest

from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.render import full
from party_card.engine.endings import number_endings
from party_card.engine.phases import BEGIN
from party_card.engine.playthrough import Playthrough
from party_card.modelcheck import explore_scene, prove_scene, run_story_tests
from party_card.modelcheck.explore import MAX_BITSET_BITS
from party_card.modelcheck.findings import ending_needs_trace
from party_card.modelcheck.random_play import play_randomly
from tests.modelcheck.scenes import compile_scene_text, explore_plainly, scene_texts
from tests.random_examples import random_examples

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


def test_what_only_a_carried_start_reaches_is_reached() -> None:
    proof = prove_scene(compile_scene_text(DOOR))
    assert full.render(proof.diagnostics) == ""
    assert proof.states is not None
    assert proof.states.state_count == 4 + 2, "four beginnings; later only the open door matters"


@pytest.mark.parametrize("max_bits", [0, MAX_BITSET_BITS])
def test_a_path_says_with_what_it_begins_and_carries_no_more_than_it_must(max_bits: int) -> None:
    states = explore_scene(compile_scene_text(DOOR), max_bits=max_bits)
    room = states.compiled.system.passages.index("room")
    witness = states.shortest_path({room: states.states_satisfying(room, "open")})  # type: ignore[arg-type]
    assert (witness.choices, witness.imported_traces) == (("take",), ("saw-the-key", "kept-silent"))
    assert states.values_after(witness)["open"] == "true"
    direct_witness = states.shortest_path({room: states.states_violating(room, "open")})  # type: ignore[arg-type]
    assert (direct_witness.choices, direct_witness.imported_traces) == (("wait",), ())


def test_a_mistake_behind_a_carried_start_is_told_with_the_command_that_leads_there() -> None:
    (diagnostic,) = prove_scene(compile_scene_text(DOOR + "never: [open]\n")).diagnostics
    assert diagnostic.code == "broken-invariant"
    assert (
        diagnostic.helps[-1].message
        == "`party-card play door --carried saw-the-key,kept-silent --choices take` leads there"
    )


def test_a_carried_variable_that_no_path_asks_for_is_told() -> None:
    text = DOOR.replace("if: knows and trusted", "if: knows").replace(
        "ending: {id: done, title: Done}\nleaves",
        "ending: {id: done, title: Done}\n  attic: {text: [{text: Dust., if: trusted}], ending: {id: up, title: Up}}\nleaves",
    )
    messages = {diagnostic.code: diagnostic.message for diagnostic in prove_scene(compile_scene_text(text)).diagnostics}
    assert messages["idle-variable"] == "`trusted` makes no difference: no path meets a condition that asks for it"


def test_a_trace_that_is_always_left_needs_no_condition() -> None:
    text = DOOR.replace("text: You waited.}", 'text: You waited., if: "not open or knows"}')
    (diagnostic,) = prove_scene(compile_scene_text(text)).diagnostics
    assert (diagnostic.code, diagnostic.message) == (
        "condition-never-false", "this condition is true at every ending: `waited` is always left"
    )  # fmt: skip


def test_what_a_trace_asks_for_matters_up_to_the_ending() -> None:
    text = DOOR.replace("      - {text: The door stands open., if: open}\n", "").replace(
        "if: open}", "if: chose(take)}"
    )
    compiled = compile_scene_text(text)
    assert full.render(prove_scene(compiled).diagnostics) == ""
    states = explore_scene(compiled)
    exported_at = {str(trace.id): states.states_at_endings(trace.if_) for trace in compiled.scene.leaves}
    (left_by_open_door,) = exported_at["went-in"].values()
    (all_states,) = exported_at["waited"].values()
    assert left_by_open_door
    assert left_by_open_door != all_states


def test_random_plays_begin_with_everything_there_is_and_are_shortened_to_what_they_need() -> None:
    failure = play_randomly(compile_scene_text(DOOR + "never: [open]\n"), plays=200, seed=1).failure
    assert failure is not None
    assert (failure.choices, failure.imported_traces) == (("take",), ("saw-the-key", "kept-silent"))
    assert "--carried saw-the-key,kept-silent" in failure.diagnostic.helps[-1].message
    text = DOOR.replace("if: knows and trusted", "if: knows or not knows") + "never: [open]\n"
    failure = play_randomly(compile_scene_text(text), plays=200, seed=1).failure
    assert failure is not None
    assert failure.imported_traces == ()


TESTS = """\
tests:
  - {name: inside, carried: [kept-silent, saw-the-key], play: [take], expect: {ending: done, left: [went-in, waited]}}
  - {name: outside, play: [wait], expect: {ending: done, left: [waited], variables: {knows: false}}}
  - {name: nothing yet, carried: [saw-the-key], play: [], expect: {left: [], offers: [wait], text: where the key is}}
"""


def test_a_story_test_begins_with_what_it_says_and_sees_what_is_left() -> None:
    results = run_story_tests(compile_scene_text(DOOR + TESTS))
    assert [diagnostic.message for result in results for diagnostic in result.diagnostics] == []
    results = run_story_tests(compile_scene_text(DOOR + TESTS.replace("carried: [kept-silent, saw-the-key], ", "")))
    assert [diagnostic.message for result in results for diagnostic in result.diagnostics] == [
        "“inside” stops: choice 1, `take`, is not on offer in `hall`"
    ]
    results = run_story_tests(compile_scene_text(DOOR + TESTS.replace("left: [waited]", "left: []")))
    assert [diagnostic.message for result in results for diagnostic in result.diagnostics] == [
        "“outside” expected nothing to be left and found `waited`"
    ]


def test_coverage_counts_what_is_left_and_what_is_not() -> None:
    proof = prove_scene(compile_scene_text(DOOR + TESTS))
    assert proof.coverage is not None
    assert [proof.coverage.count_of(kind).share for kind in ("conditions", "texts")] == [1.0, 1.0]
    coverage = prove_scene(compile_scene_text(DOOR + TESTS.split("  - {name: outside", maxsplit=1)[0])).test_coverage
    assert "open false" in [item.name for item in coverage.count_of("conditions").missing_items]


@random_examples(scene_texts(), everyday=20, long=60)
def test_traces_exported_by_the_state_space_are_those_of_a_playthrough(text: str) -> None:
    compiled = compile_scene_text(text)
    for max_bits in (0, MAX_BITSET_BITS):
        states = explore_scene(compiled, max_bits=max_bits)
        for trace in compiled.scene.leaves:
            for passage, state_set in states.states_at_endings(trace.if_).items():
                for subset, expected_traces in (
                    (state_set, True),
                    (states.algebra.difference(states.state_sets[passage], state_set), False),
                ):
                    if subset:
                        witness = states.shortest_path({passage: subset})
                        playthrough, _ = Playthrough.resume(
                            compiled, [BEGIN, *witness.choices], witness.imported_traces
                        )
                        assert playthrough.state == states.model.passage_id(passage)
                        assert (trace in playthrough.exported_traces()) is expected_traces


@random_examples(scene_texts(), everyday=20, long=60)
def test_nothing_carried_is_one_of_the_starts_and_the_first(text: str) -> None:
    compiled = compile_scene_text(text)
    system = compiled.system
    assert next(iter(system.initial_states.items())) == ((), system.initial_position)
    assert set(system.initial_states.values()) <= explore_plainly(compiled).keys()
    assert {system.initial_state([*traces, "unheard-of"]) for traces in system.initial_states} == set(
        system.initial_states.values()
    )


CELLAR = """\
scene: cellar
title: The Cellar
variables:
  knows: {carried: saw-the-key}
  warned: {carried: heard-of-it}
passages:
  stairs:
    text:
      - text: It smells of earth.
      - {text: They know you., if: knows or warned}
    choices:
      - {id: in, text: Go in, if: knows, goto: store}
      - {id: down, text: Go down, if: knows and warned, goto: yard}
      - {id: up, text: Go up, goto: yard}
  store: {text: Shelves., choices: [{id: on, text: Go on, if: warned, goto: passage}, {id: look, text: Look, goto: shelf}]}
  passage: {text: It is long., choices: [{id: end, text: Go to its end, goto: vault}]}
  vault: {text: It is dark., ending: {id: found, title: Found}}
  shelf: {text: It is empty., ending: {id: found, title: Found}}
  yard: {text: It is light., ending: {id: out, title: Out}}
"""


def find_endings_that_need_traces(text: str, max_bits: int = MAX_BITSET_BITS) -> list[Diagnostic]:
    return list(ending_needs_trace.find(explore_scene(compile_scene_text(text), max_bits=max_bits)))


@pytest.mark.parametrize("max_bits", [0, MAX_BITSET_BITS])
def test_an_ending_of_several_passages_that_all_need_a_trace_is_told_once_with_the_shortest_way(max_bits: int) -> None:
    (diagnostic,) = find_endings_that_need_traces(CELLAR, max_bits)
    assert diagnostic.message == "the ending `found` in `shelf` is reached only with what an earlier scene has left"
    assert (
        diagnostic.helps[-1].message == "`party-card play cellar --carried saw-the-key --choices in,look` leads to it"
    )


def test_one_way_without_a_trace_is_enough_for_an_ending_of_several_passages() -> None:
    assert (
        find_endings_that_need_traces(CELLAR.replace("{id: in, text: Go in, if: knows,", "{id: in, text: Go in,")) == []
    )


def test_a_trace_that_closes_every_way_to_an_ending_is_no_fault() -> None:
    text = CELLAR.replace("if: knows, goto", "if: not knows, goto")
    assert find_endings_that_need_traces(text) == []


@random_examples(scene_texts(), everyday=30, long=400)
def test_the_endings_that_need_a_trace_are_those_that_players_are_not_told_of(text: str) -> None:
    compiled = compile_scene_text(text)
    states = explore_scene(compiled)
    reached = {states.model.passage(passage).ending.id for passage in states.endings}  # type: ignore[union-attr]
    unnumbered = {item.id for item in number_endings(compiled.scene, compiled.system) if not item.number}
    assert len(list(ending_needs_trace.find(states))) == len(reached & unnumbered)
