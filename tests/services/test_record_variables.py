"""Variables that only record the choice of a passage are replaced by asking for it; all others stay."""

from __future__ import annotations

import pytest

from party_card.content.file_reader import read_model
from party_card.content.models import Scene
from party_card.diagnostics.source import SourceFile
from party_card.services.migrate import migrate_text
from party_card.services.play_comparison import are_alike_in_play
from tests.modelcheck.scenes import scene_texts
from tests.random_examples import random_examples

MILL = """\
scene: mill
title: Mill
variables:
  flour:        # what is in the sack
    values: [none, rye, chaff]
    start: none
  lit: false
  seen: {start: false, label: You were seen}
  steps: {range: [0, 3], start: 0}
passages:
  sack:
    text: A sack.
    choices:
      - id: rye
        text: Rye
        set: {flour: rye, lit: true}
      - id: chaff
        text: Chaff
        set: {flour: chaff}
        add: {steps: 1}
      - {id: nothing, text: Nothing}
      - {id: more-rye, text: More, set: {flour: rye}}
  yard:
    text:
      - text: A yard.
      - {if: flour == rye, text: It is heavy.}
      - {if: flour != none and lit, text: The lamp is on.}
      - {if: not lit, text: It is dark.}
      - {if: "flour in (none, chaff)", text: It is light.}
    choices:
      - {id: run, text: Run, if: flour == chaff, locked: Not with that, set: {seen: true}}
      - {id: walk, text: Walk}
  gate:
    text: [{text: The gate., if: seen}, {text: Steps., if: steps > 0}]
    ending: {id: out, title: Out}
never: ["seen and flour == rye"]
tests:
  - {name: rye, play: [rye, walk], expect: {variables: {flour: rye, steps: 0}}}
  - name: chaff
    play: [chaff, run]
    expect:
      passage: gate
      variables: {seen: true}
"""


def read(text: str) -> Scene:
    scene, diagnostics = read_model(SourceFile("scenes/a.yaml", text))
    assert not diagnostics
    assert isinstance(scene, Scene)
    return scene


def test_conditions_ask_for_the_choice_and_the_variable_goes_from_wherever_it_stands() -> None:
    light = migrate_text(MILL)
    assert "flour" not in light
    assert list(read(light).variables) == ["steps"]
    for line in (
        "  steps: {range: [0, 3], start: 0}",
        '      - {if: "sack in (rye, more-rye)", text: It is heavy.}',
        "      - {if: sack != nothing and sack == rye, text: The lamp is on.}",
        "      - {if: sack != rye, text: It is dark.}",
        '      - {if: "sack in (chaff, nothing)", text: It is light.}',
        "      - {id: run, text: Run, if: sack == chaff, locked: Not with that}",
        "    text: [{text: The gate., if: yard == run}, {text: Steps., if: steps > 0}]",
        'never: ["yard == run and sack in (rye, more-rye)"]',
        "  - {name: rye, play: [rye, walk], expect: {variables: {steps: 0}}}",
    ):
        assert f"\n{line}\n" in light, line
    assert light.endswith("    expect:\n      passage: gate\n")
    assert are_alike_in_play(read(MILL), read(light))
    assert migrate_text(light) == light


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- {id: walk, text: Walk}", "- {id: walk, text: Walk, set: {flour: none}}"),  # two passages set it
        ("- {id: walk, text: Walk}", "- {id: walk, text: Walk, goto: sack}"),  # the sack is met again
        ("  steps: {range", "  sack: false\n  steps: {range"),  # a variable has the passage's name
        (
            "      - {if: not lit,",
            "      - if: >-\n          flour == rye\n          and not lit\n        text: Both.\n      - {if: not lit,",
        ),
        ("{flour: rye, lit: true}", "{flour: rye,\n          lit: true}"),  # in braces over two lines
    ],
)
def test_a_variable_that_says_more_or_cannot_be_replaced_stays(old: str, new: str) -> None:
    text = MILL.replace(old, new)
    assert text != MILL
    assert "flour" in read(migrate_text(text)).variables


def test_scenes_that_differ_in_play_are_told_apart() -> None:
    assert not are_alike_in_play(read(MILL), read(MILL.replace("if: not lit", "if: lit")))
    assert not are_alike_in_play(read(MILL), read(MILL.replace("if: flour == chaff,", "if: flour == rye,")))
    assert not are_alike_in_play(read(MILL), read(MILL.replace('"seen and flour', '"not seen and flour')))


@random_examples(scene_texts(), everyday=20, long=40)
def test_any_scene_plays_the_same_without_them(text: str) -> None:
    assert are_alike_in_play(read(text), read(migrate_text(text)))
