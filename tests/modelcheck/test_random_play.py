"""Playing at random: the same seed gives the same plays, and a failure is told with a short path."""

from __future__ import annotations

from party_card.diagnostics.render import full
from party_card.modelcheck.random_play import play_at_random
from tests.modelcheck.scenes import compiled, shipped

LOCK = """\
scene: lock
title: A lock
variables:
  dial: {range: [0, 3], start: 0}
passages:
  door:
    text: Four marks.
    choices:
      - {id: up, text: Turn it up, set: {dial: +1}, goto: door}
      - {id: down, text: Turn it down, set: {dial: -1}, goto: door}
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
    found = play_at_random(compiled(LOCK), plays=1_000, seed=7)
    assert found.failure is not None
    assert found.failure.choices == ("up", "up", "up", "listen")
    assert (
        full.render([found.failure.diagnostic])
        == f"""\
error[every-choice-closed]: in `hall` every choice is closed: there is no way on
  --> scenes/example.yaml:12:3
   |
12 |   hall:
   |   ^^^^
help: found by playing at random, seed 7, after {found.failure.play + 1} plays
help: `party-card play lock --choices up,up,up,listen` leads there

1 error in 1 file
"""
    )


def test_invariants_are_looked_at_on_the_way() -> None:
    found = play_at_random(compiled(LOCK + "never: [visited(hall) and dial == 2]\n"), plays=1_000, seed=1)
    assert found.failure is not None
    assert found.failure.diagnostic.code == "broken-invariant"
    assert len(found.failure.choices) <= 4
    assert {"up", "listen"} <= set(found.failure.choices)


def test_the_same_seed_gives_the_same_plays() -> None:
    for story in shipped():
        once = play_at_random(story, plays=50, seed=3)
        assert once == play_at_random(story, plays=50, seed=3)
        assert once.failure is None
        assert once.ended == once.plays == 50


def test_a_play_without_end_is_left() -> None:
    story = compiled(LOCK.replace("if: dial < 3, goto: street", "goto: door").replace("if: dial < 3, ", ""))
    found = play_at_random(story, plays=3, most_steps=20)
    assert (found.plays, found.steps, found.ended, found.left) == (3, 60, 0, 3)
