"""What the cards of a scene show."""

from __future__ import annotations

import pytest

from party_card.services.cards.errors import CardError
from party_card.services.cards.reading import read_cards
from party_card.services.cards.tree import YamlTree
from tests.services.cards.hard_scene import HARD_SCENE


def test_cards_show_what_is_inherited_and_what_is_their_own() -> None:
    one, two, three, plain, four = read_cards(YamlTree(HARD_SCENE))["passages"]
    assert (one["date"], two["date"], plain["date"], four["date"]) == ("1932-07", "1932-07", "1932-08", "1932-08")
    assert (one["own"]["date"], two["own"]["date"]) == ("1932-07", None)
    assert one["blocks"][0]["text"] == "A folded text that runs on. And on.\n\nA second paragraph."
    assert [block["kind"] for block in three["blocks"]] == ["text", "document", "text"]
    assert three["blocks"][1]["text"] == "  Indented first line\nsecond line"
    assert three["choices"][1] | {"range": None, "idRange": None} == {
        "path": ["passages", "three", "choices", 1], "id": "l", "text": "y", "did": None, "overlooks": None,
            "goto": "plain",
        "isGotoImplied": True, "condition": None, "locked": None, "hypothesis": False, "changes": [],
        "isEditable": True, "refusal": None, "range": None, "idRange": None,
    }  # fmt: skip
    assert plain["choices"][0]["changes"] == [
        {"variable": "kept", "operation": "set", "value": "page"},
        {"variable": "read_it", "operation": "set", "value": "true"},
    ]
    assert plain["history"] == ["m"]
    assert four["isEnding"]
    assert four["ending"]["title"] == "E"


def test_places_are_those_of_the_text() -> None:
    cards = read_cards(YamlTree(HARD_SCENE))
    one = cards["passages"][0]
    assert HARD_SCENE[slice(*one["idRange"])] == "one"
    assert HARD_SCENE[slice(*one["range"])].startswith("one:   # behind one\n    date:")
    assert HARD_SCENE[slice(*one["range"])].endswith("if: kept == page")
    assert HARD_SCENE[slice(*one["choices"][1]["idRange"])] == "stay"
    assert [HARD_SCENE[slice(*variable["idRange"])] for variable in cards["variables"]] == ["kept", "read_it"]
    assert cards["tests"][1]["expect"] == {"passage": "one"}


def test_variables_are_shown_by_their_kind() -> None:
    text = """\
scene: a
variables:
  yes: true
  mood: {range: [-1, 2], label: Mood}
  wide: {range: [0, 5000], start: 7}
  kept: {values: [page, none]}
  trace: {carried: read-it}
  broken: {range: many}
passages: {one: {text: x}}
"""
    variables = {item["id"]: item for item in read_cards(YamlTree(text))["variables"]}
    shown = {id_: (item["kind"], item["start"], item["range"], item["values"]) for id_, item in variables.items()}
    assert shown == {
        "yes": ("yes-no", "true", None, ["false", "true"]),
        "mood": ("number", "-1", [-1, 2], ["-1", "0", "1", "2"]),
        "wide": ("number", "7", [0, 5000], []),
        "kept": ("words", "page", None, ["page", "none"]),
        "trace": ("yes-no", "false", None, ["false", "true"]),
        "broken": ("number", "0", [0, 0], ["0"]),
    }
    assert variables["trace"]["carried"] == "read-it"


def test_a_scene_with_parts_of_other_forms_is_shown_as_far_as_it_goes() -> None:
    text = """\
scene: a
title: [x]
role: nobody
passages:
  one: {text: {a: b}, choices: [go, {id: g, goto: nowhere, set: [x]}], history: g, ending: e}
  two: null
  three: {text: [x, {if: y}], choices: none}
  four: {text: !tag x}
tests: none
"""
    cards = read_cards(YamlTree(text))
    one, two, three, four = cards["passages"]
    assert not one["blocks"][0]["isEditable"]
    assert one["choices"][0]["refusal"] == one["blocks"][0]["refusal"] != None  # noqa: E711
    assert one["choices"][1]["goto"] == "nowhere"
    assert (two["blocks"], two["choices"]) == ([], [])
    assert [block["isEditable"] for block in three["blocks"]] == [False, False]
    assert four["blocks"][0]["refusal"].startswith("This text begins with a mark of YAML")
    assert cards["tests"] == []


@pytest.mark.parametrize("text", ["scene: [", "- a\n- b\n", "", "a: 1\na: 2\n", "[a]: 1\n"])
def test_a_text_that_is_no_scene_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(CardError, match=r"\.$"):
        YamlTree(text)


def test_the_parts_around_the_passages_are_shown_with_their_texts() -> None:
    text = """\
scene: a
passages: {one: {text: x}}
record:
  - text: |
      What was
      done. [@a]
    if: visited(one)
  - chart: grain
  - {unknown: [x]}
debrief: [{ask: Why?, skill: sourcing}]
"""
    sections = read_cards(YamlTree(text))["sections"]
    assert [item["fields"] for item in sections["record"]] == [
        {"text": "What was done. [@a]", "if": "visited(one)"},
        {"chart": "grain"},
        {"unknown": None},
    ]
    assert [item["isEditable"] for item in sections["record"]] == [True, True, False]
    assert sections["debrief"][0]["path"] == ["debrief", 0]
    assert sections["essentials"] == []


def test_facts_are_listed_once_in_the_order_in_which_they_are_cited() -> None:
    text = 'scene: a\npassages:\n  one: {text: "b [@b] a [@a; @b]", record: "c [@c]"}\n'
    assert read_cards(YamlTree(text))["passages"][0]["facts"] == ["b", "a", "c"]
