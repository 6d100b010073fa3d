"""A table answers as the transition system does, for every combination of values that it reads."""

from __future__ import annotations

import json
from itertools import islice, product

from hypothesis import given, settings

from party_card.frontends.html.encode.decision_tables import DecisionTables
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.verify.reference_player import ReferencePlayer
from party_card.frontends.shared.scene_data import ALWAYS
from tests.modelcheck.scenes import compile_scene_text, scene_texts

BRIDGE = """\
scene: bridge
title: The Bridge
variables:
  count: {range: [-1, 50], start: 0}
  mood: {values: [calm, doubt, fear], start: doubt}
passages:
  one:
    text: You wait.
    choices:
      - {id: wait, text: Wait, if: count < 2, set: {mood: fear}, add: {count: 1}, goto: one}
      - {id: go, text: Go on, if: mood != calm and count > 0, goto: two}
  two:
    text: It is dark.
    ending: {id: done, title: Done}
"""


@settings(max_examples=60, deadline=None)
@given(scene_texts())
def test_a_table_says_what_the_kernel_says_for_every_combination(text: str) -> None:
    scene = compile_scene_text(text)
    system = scene.system
    tables = DecisionTables(scene)
    conditions = {condition: tables.encode_condition(condition) for condition in system.conditions}
    effects = [
        [tables.encode_effects(passage, number, choice) for number, choice in enumerate(choices)]
        for passage, choices in enumerate(system.choices)
    ]
    data = {"scenes": [{"tables": json.loads(json.dumps(tables.list_rows())), "sizes": list(tables.sizes)}]}
    reference = ReferencePlayer(data)
    for values in islice(product(*map(range, tables.sizes)), 500):
        for passage, effects_of_choices in enumerate(effects):
            position = (passage, *values)
            for condition, table in conditions.items():
                assert reference.look_up(0, table, position) == system.conditions[condition](position)
            for number, row in enumerate(effects_of_choices):
                choice = ["", 0, system.passages.index(system.choices[passage][number].goto), 0, -1, row]
                assert reference.next_state(0, position, choice) == system.apply(position, number)


def test_what_has_no_condition_always_holds_and_equal_tables_stand_once() -> None:
    tables = DecisionTables(compile_scene_text(BRIDGE))
    assert tables.encode_condition(None) == ALWAYS
    assert tables.list_rows() == [[[], "1"]]
    number = tables.encode_condition("count < 2")  # type: ignore[arg-type]
    assert tables.encode_condition("count < 2") == number  # type: ignore[arg-type]
    assert len(tables.list_rows()) == 2


def test_values_beyond_the_digits_are_written_as_numbers() -> None:
    scene = encode_scenes([compile_scene_text(BRIDGE)])["scenes"][0]
    wait = scene["passages"][0][3][0]
    (slot, step), (other, fixed) = sorted(zip(wait[5][::2], wait[5][1::2], strict=True))
    assert (slot, other) == (0, 1)
    assert scene["tables"][step] == [[0], [*range(1, 52), 51]]
    assert scene["tables"][fixed] == [[], "2"]
    assert scene["tables"][wait[3]] == [[0], "111" + "0" * 49]
