"""Random play is reproducible, and reports failures with short paths."""

from __future__ import annotations

from party_card.diagnostics.render import full
from party_card.modelcheck.random_play import play_randomly
from tests.modelcheck.scenes import compile_scene_text
from tests.shipped import load_shipped_scenes

LOCK = """\
scene: lock
title: A lock
variables:
  dial: {range: [0, 3], start: 0}
passages:
  door:
    text: Four marks.
    choices:
      - {id: up, text: Turn it up, add: {dial: 1}, goto: door}
      - {id: down, text: Turn it down, add: {dial: -1}, goto: door}
      - {id: listen, text: Listen, goto: hall}
  hall:
    text: Somebody breathes.
    choices:
      - {id: back, text: Go back, if: dial < 3, goto: door}
      - {id: leave, text: Leave, if: dial < 3, goto: street}
  street:
    text: It rains.
    ending: {id: out, title: Out}
"""


def test_a_failure_is_told_with_its_seed_and_a_short_path() -> None:
    result = play_randomly(compile_scene_text(LOCK), plays=1_000, seed=7)
    assert result.failure is not None
    assert result.failure.choices == ("up", "up", "up", "listen")
    assert (
        full.render([result.failure.diagnostic])
        == f"""\
error[every-choice-closed]: in `hall` every choice is closed: there is no way on
  --> scenes/example.yaml:12:3
   |
12 |   hall:
   |   ^^^^
help: found by playing at random, seed 7, after {result.failure.play + 1} plays
help: `party-card play lock --choices up,up,up,listen` leads there

1 error in 1 file
"""
    )


def test_invariants_are_looked_at_on_the_way() -> None:
    result = play_randomly(compile_scene_text(LOCK + "never: [visited(hall) and dial == 2]\n"), plays=1_000, seed=1)
    assert result.failure is not None
    assert result.failure.diagnostic.code == "broken-invariant"
    assert len(result.failure.choices) <= 4
    assert {"up", "listen"} <= set(result.failure.choices)


def test_the_same_seed_gives_the_same_plays() -> None:
    for compiled in load_shipped_scenes():
        result = play_randomly(compiled, plays=50, seed=3)
        assert result == play_randomly(compiled, plays=50, seed=3)
        assert result.failure is None
        assert result.ended_plays == result.plays == 50


def test_a_play_without_end_is_left() -> None:
    compiled = compile_scene_text(
        LOCK.replace("if: dial < 3, goto: street", "goto: door").replace("if: dial < 3, ", "")
    )
    result = play_randomly(compiled, plays=3, max_steps=20)
    assert (result.plays, result.steps, result.ended_plays) == (3, 60, 0)
