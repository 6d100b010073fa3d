"""Conditions as rows of a form, and what their menus offer."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st

from party_card.services.cards.condition_menus import list_menu, read_condition
from party_card.services.cards.condition_rows import read_rows, write_rows
from party_card.services.cards.errors import CardError
from party_card.services.cards.operation import scene_of
from party_card.services.cards.tree import YamlTree
from tests.random_examples import random_examples

NAMES = {"tell-stations", "say-trains", "table", "two words", "rear-door"}
YES_NO = {"read", "told"}
YES_NO_ROWS = st.builds(
    lambda variable, value: {"variable": variable, "comparison": "==", "value": value},
    st.sampled_from(["read", "told", "visited(rear-door)", "chose(say-trains)"]),
    st.sampled_from(["true", "false"]),
)
WORD_ROWS = st.builds(
    lambda comparison, value: {"variable": "table", "comparison": comparison, "value": value},
    st.sampled_from(["==", "!="]),
    st.sampled_from(["tell-stations", "say-trains", "two words"]),
)
NUMBER_ROWS = st.builds(
    lambda comparison, value: {"variable": "mood", "comparison": comparison, "value": str(value)},
    st.sampled_from(["==", "!=", "<", "<=", ">", ">="]),
    st.integers(-5, 5),
)
LIST_ROWS = st.builds(
    lambda comparison, value: {"variable": "table", "comparison": comparison, "value": value},
    st.sampled_from(["in", "not in"]),
    st.lists(st.sampled_from(["tell-stations", "say-trains", "two words"]), min_size=2, max_size=3),
)
ROWS = st.lists(st.one_of(YES_NO_ROWS, WORD_ROWS, NUMBER_ROWS, LIST_ROWS), min_size=2, max_size=4)

SCENE = """\
scene: a
variables: {read: false, mood: {range: [0, 2], label: Mood}, kept: {values: [page, none]}}
passages:
  desk: {text: x, choices: [{id: open, text: x}, {id: wait, text: x, goto: attic}]}
  night: {text: x, choices: [{id: burn, text: x, goto: end}, {id: again, text: x, goto: desk}]}
  attic: {text: x, ending: {id: e, title: E}}
  end: {text: x, ending: {id: f, title: F}}
"""


@random_examples(ROWS, st.sampled_from(["and", "or"]), everyday=60, long=800)
def test_rows_that_are_written_are_read_again_as_they_were(rows: list[dict[str, Any]], join: str) -> None:
    read = read_rows(write_rows(rows, join, YES_NO), NAMES)
    assert read is not None
    assert (read[0], [row.to_data() for row in read[1]]) == (join, rows)


@pytest.mark.parametrize(
    "text",
    [
        "read and (told or mood > 1)", "not (read and told)", "mood + 1 > 2", "1 < mood", "0 < mood < 2", "read and",
        "mood == other + 1", "true", "not true", "mood in ()", "“read”", "((((", "chose()", "left(x)", "a = b", "x if y else z",
    ],
)  # fmt: skip
def test_a_condition_of_another_shape_stays_a_text(text: str) -> None:
    answer = read_condition(scene_of(YamlTree(SCENE)), text)
    assert (answer["isText"], answer["text"], answer["rows"]) == (True, text, [])


def test_a_single_comparison_and_none_are_rows_too() -> None:
    root = scene_of(YamlTree(SCENE))
    assert read_condition(root, "not visited( night )")["rows"] == [
        {"variable": "visited(night)", "comparison": "==", "value": "false"}
    ]
    assert read_condition(root, "mood >= -1")["rows"] == [{"variable": "mood", "comparison": ">=", "value": "-1"}]
    assert read_condition(root, "")["rows"] == []
    one_value = {"variable": "kept", "comparison": "in", "value": ["page"]}
    assert write_rows([one_value], "and", set()) == "kept == page"


def test_a_row_that_is_not_complete_is_refused() -> None:
    for row, sentence in (
        ({"variable": "", "comparison": "==", "value": "x"}, "Choose what the condition asks for."),
        ({"variable": "mood", "comparison": "==", "value": ""}, "Choose a value for every row of the condition."),
        ({"variable": "mood", "comparison": "~", "value": "1"}, "Choose how the value is compared."),
        ({"variable": "kept", "comparison": "==", "value": 'a"b'}, 'The value “a"b” cannot stand in a condition.'),
    ):
        with pytest.raises(CardError) as caught:
            write_rows([row], "and", set())
        assert str(caught.value) == sentence


def test_the_menu_offers_what_lies_before_the_passage_and_what_the_proof_leaves_possible() -> None:
    menu = list_menu(scene_of(YamlTree(SCENE)), "end", {"mood": ["1", "2"]})
    offered = {entry["variable"]: entry["values"] for entry in menu}
    assert offered == {
        "read": ["false", "true"], "mood": ["1", "2"], "kept": ["page", "none"],
        "desk": ["open"], "visited(desk)": ["true", "false"], "chose(open)": ["true", "false"],
        "night": ["burn", "again"], "visited(night)": ["true", "false"], "chose(burn)": ["true", "false"],
        "chose(again)": ["true", "false"],
    }  # fmt: skip
    assert [entry["variable"] for entry in menu if entry["isProved"]] == ["mood"]
    assert [entry["label"] for entry in menu][:2] == ["read", "Mood"]
    attic = {entry["variable"] for entry in list_menu(scene_of(YamlTree(SCENE)), "attic", None)}
    assert "chose(wait)" in attic
    assert "chose(burn)" not in attic
