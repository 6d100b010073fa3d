"""Random plays of one scene are counted by passage, choice and ending."""

from __future__ import annotations

from party_card.services.random_plays import report_random_plays
from tests.modelcheck.scenes import compile_scene_text

CELLAR = """\
scene: cellar
title: Cellar
variables: {lamp: true}
passages:
  stairs:
    text: It is dark below.
    choices:
      - {id: blow, text: Blow out the lamp, set: {lamp: false}, goto: vault}
      - {id: carry, text: Carry the lamp, goto: vault}
  vault:
    text: There are jars.
    choices: [{id: count, text: Count them, if: lamp, goto: kitchen}]
  kitchen: {text: You are back., ending: {id: counted, title: You counted}}
  loft: {text: Hay., ending: {id: hay, title: Hay}}
"""


def test_counts_add_up_and_passages_that_nobody_met_are_listed() -> None:
    data = report_random_plays(compile_scene_text(CELLAR), 50, 3).to_data()
    passages = {entry["id"]: entry for entry in data["passages"]}
    blown, carried = (choice["made"] for choice in passages["stairs"]["choices"])
    assert blown + carried == 50 == passages["stairs"]["met"] == passages["vault"]["met"]
    assert passages["vault"]["choices"] == [{"id": "count", "made": carried}]
    assert passages["loft"] == {"id": "loft", "met": 0, "choices": []}
    assert len(data["stuck"]) == blown == data["unended"]
    assert data["stuck"][0] == {"passage": "vault", "choices": ["blow"]}
    assert {tuple(play["choices"]): play["ending"] for play in data["playthroughs"]} == {
        ("blow",): None,
        ("carry", "count"): "counted",
    }


def test_people_read_the_counts_and_the_shortest_way_to_where_a_play_got_stuck() -> None:
    lines = report_random_plays(compile_scene_text(CELLAR), 50, 3).describe()
    assert lines[0] == "cellar: 50 random plays of seed 3"
    assert "  loft: 0" in lines
    assert lines[-1].endswith(
        "got stuck where nothing can be chosen; `party-card play cellar --choices blow` leads there"
    )


def test_the_number_of_plays_is_what_was_asked_for() -> None:
    assert len(report_random_plays(compile_scene_text(CELLAR), 30_000, 1).sample.plays) == 30_000
