"""The shape of a scene is measured as the design defines it: branches exactly, what plays meet by a fixed sample."""

from __future__ import annotations

from itertools import combinations
from random import Random
from statistics import fmean

import pytest

from party_card.content.models import SceneId, TraceId
from party_card.content.prose import split_sentences
from party_card.engine.compiled import CompiledScene
from party_card.modelcheck import explore_scene, prove_scene
from party_card.modelcheck.play_sample import MAX_PLAY_STEPS, MIN_PLAYS, PlaySampler, compute_mean_overlap
from party_card.modelcheck.shape import SEED, measure_shape
from tests.modelcheck.scenes import compile_scene_text
from tests.shipped import explore_shipped_scene, load_shipped_scene, load_shipped_scenes

FORK = """\
scene: fork
title: Fork
variables:
  heard: {carried: heard-it}
  locked_in: {values: [never, once], start: never}
passages:
  pier:
    text:
      - text: "The ferry is late. Nobody knows why."
      - text: "You have heard why."
        if: heard
    choices:
      - {id: ask, text: Ask, goto: pilot}
      - {id: walk, text: Walk, goto: shore}
      - {id: swim, text: Swim, if: locked_in == once, goto: shore}
  pilot:
    text: "The pilot shrugs."
    choices:
      - {id: pay, text: Pay, goto: shore}
      - {id: thank, text: Thank him, goto: shore}
  shore:
    text: "The ferry is late. It is cold."
    choices: [{id: home, text: Go home, goto: bed}]
  bed: {text: You sleep., ending: {id: slept, title: You slept}}
  attic: {text: Nobody comes here., choices: [{id: down, text: Down, goto: bed}, {id: up, text: Up, goto: attic}]}
"""


def measure(text: str) -> dict[str, object]:
    compiled = compile_scene_text(text)
    return measure_shape(compiled, explore_scene(compiled)).to_data()


def test_decisions_are_reachable_passages_with_several_choices_and_branch_if_they_lead_apart() -> None:
    data = measure(FORK)
    assert (data["exact"], data["decisions"], data["branching"]) == (True, 2, 1)
    without_proof = measure_shape(compile_scene_text(FORK), None).to_data()
    assert (without_proof["exact"], without_proof["decisions"], without_proof["branching"]) == (False, 3, 2)


def test_what_is_met_is_counted_once_and_of_reachable_passages_alone() -> None:
    met = measure(FORK)["met"]
    assert isinstance(met, dict)
    assert met["passages"]["all"] == 4
    # Seven words of the pier (without `The ferry is late.` again at the shore), four if heard, three each, and two.
    assert met["words"]["all"] == 4 + 3 + 4 + 3 + 3 + 2
    assert 3 < met["passages"]["mean"] < 4
    assert met["facts"] == {"mean": 0, "all": 0}


def test_each_ending_has_its_share_and_the_number_of_passages_that_lead_to_it() -> None:
    endings = measure(FORK)["endings"]
    assert endings == [{"id": "slept", "title": "You slept", "share": 1.0, "entries": 1}]


def test_each_trace_has_a_sample_of_its_own() -> None:
    compiled = compile_scene_text(FORK)
    shape = measure_shape(compiled, None)
    heard = shape.samples_by_trace[TraceId("heard-it")]
    assert len(heard.plays) == MIN_PLAYS
    assert heard.mean("words") > shape.sample.mean("words")


def test_a_sample_is_the_same_for_the_same_seed_and_begins_like_a_smaller_one() -> None:
    sampler = PlaySampler(load_shipped_scene(SceneId("forbidden-paper")))
    plays = sampler.sample(30, 5).plays
    assert sampler.sample(30, 5).plays == plays
    assert sampler.sample(10, 5).plays == plays[:10]
    assert sampler.sample(30, 6).plays != plays


def test_a_play_that_goes_round_for_ever_is_abandoned_and_a_long_sample_cut_short() -> None:
    endless = """\
scene: round
title: Round
passages:
  one:
    text: Left.
    choices: [{id: right, text: Right, goto: two}, {id: stay, text: Stay, goto: one}]
  two:
    text: Right.
    choices: [{id: left, text: Left, goto: one}]
"""
    sample = PlaySampler(compile_scene_text(endless)).sample(1_000, 0)
    assert len(sample.plays) == MIN_PLAYS == len(sample.unended_plays)
    assert {len(play.choices) for play in sample.plays} == {MAX_PLAY_STEPS}
    assert measure_shape(compile_scene_text(endless), None).to_data()["unended"] == MIN_PLAYS


def test_two_sets_share_their_common_items_by_all_of_them() -> None:
    assert compute_mean_overlap([0b0111, 0b1110]) == pytest.approx(2 / 4)
    assert compute_mean_overlap([0, 0]) == 1
    assert compute_mean_overlap([0b1]) is None


def measure_plainly(compiled: CompiledScene) -> tuple[float, float]:
    """Returns the shares of sentences and of passages that two of 40 random plays have in common."""
    system, random = compiled.system, Random(SEED).random
    passages = list(compiled.scene.passages.values())
    sentence_sets: list[set[str]] = []
    passage_sets: list[set[int]] = []
    for _ in range(MIN_PLAYS):
        position = system.initial_position
        sentence_sets.append(set())
        passage_sets.append(set())
        while True:
            passage_sets[-1].add(position[0])
            for block in passages[position[0]].blocks:
                if system.evaluate(block.if_, position):
                    sentence_sets[-1].update(split_sentences(block.text or block.document or ""))
            if not (enabled := system.enabled_choices(position)):
                break
            position = system.apply(position, enabled[int(random() * len(enabled))])

    def overlap(sets: list[set[str]] | list[set[int]]) -> float:
        return fmean(len(left & right) / len(left | right) for left, right in combinations(sets, 2))  # type: ignore[operator]

    return overlap(sentence_sets), overlap(passage_sets)


def test_shared_sentences_and_passages_are_those_of_a_plain_computation() -> None:
    for compiled in load_shipped_scenes():
        sample = measure_shape(compiled, None).sample
        assert (sample.shared_sentences, sample.shared_passages) == pytest.approx(measure_plainly(compiled))


def test_a_proof_has_the_shape_of_its_scene() -> None:
    compiled = load_shipped_scene(SceneId("two-notes"))
    shape = measure_shape(compiled, explore_shipped_scene(SceneId("two-notes"))).to_data()
    assert prove_scene(compiled).to_data()["shape"] == shape
    assert sum(ending["share"] for ending in shape["endings"]) == pytest.approx(1, abs=1e-3)


def test_a_scene_too_large_to_prove_has_a_shape_all_the_same() -> None:
    proof = prove_scene(load_shipped_scene(SceneId("two-notes")), max_states=10)
    assert proof.states is None
    data = proof.to_data()["shape"]
    assert (data["exact"], data["decisions"]) == (False, 28)
