"""What a passage leaves out is filled in: where its choices lead, and its day, place and kind of prose."""

from __future__ import annotations

import pytest

from party_card.content.file_reader import read_model
from party_card.content.models import PassageId, Scene
from party_card.content.passage_defaults import list_changed_passages
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.source import SourceFile

LIGHT = """\
scene: ferry
title: Ferry
place: Riga
passages:
  quay:
    basis: invented
    date: 1932-03-02
    place: The quay
    text: A bell.
    choices:
      - {id: wait, text: Wait}
      - {id: run, text: Run, goto: deck}
  shed:
    text: Ropes.
    choices: [{id: sit, text: Sit}]
  deck:
    date: 1932-03
    text: Wind.
    ending: {id: off, title: Off}
"""


def read(text: str) -> tuple[Scene, list[Diagnostic]]:
    scene, diagnostics = read_model(SourceFile("scenes/a.yaml", text))
    assert isinstance(scene, Scene)
    return scene, diagnostics


def test_a_choice_without_a_target_leads_to_the_next_passage_of_the_file() -> None:
    scene, diagnostics = read(LIGHT)
    assert not diagnostics
    targets = {choice.id: choice.goto for passage in scene.passages.values() for choice in passage.choices}
    assert targets == {"wait": "shed", "run": "deck", "sit": "deck"}
    implied = [choice.id for passage in scene.passages.values() for choice in passage.choices if choice.is_goto_implied]
    assert implied == ["wait", "sit"]


def test_a_passage_has_the_day_place_and_basis_of_the_one_before_unless_it_says_its_own() -> None:
    passages = read(LIGHT)[0].passages
    shed, deck = passages[PassageId("shed")], passages[PassageId("deck")]
    assert (shed.basis, shed.date, shed.place) == ("invented", "1932-03-02", "The quay")
    assert (deck.basis, deck.date, deck.place) == ("invented", "1932-03", "The quay")


def test_the_first_passage_has_the_place_of_the_scene() -> None:
    passages = read(LIGHT.replace("    place: The quay\n", "").replace("    basis: invented\n", ""))[0].passages
    assert {passage.place for passage in passages.values()} == {""}
    assert {passage.basis for passage in passages.values()} == {"composite"}


@pytest.mark.parametrize("goto", ["", "  "])
def test_a_target_that_is_left_blank_is_reported_and_not_guessed(goto: str) -> None:
    _, diagnostics = read(LIGHT.replace("goto: deck", f"goto: {goto}"))
    assert [diagnostic.primary.span.line for diagnostic in diagnostics] == [12]


def test_a_choice_of_the_last_passage_must_say_where_it_leads() -> None:
    _, diagnostics = read(LIGHT.replace("    ending: {id: off, title: Off}", "    choices: [{id: jump, text: Jump}]"))
    assert [(item.code, item.message, item.primary.span.line) for item in diagnostics] == [
        ("missing-key", "this choice has no `goto`, and no passage follows `deck`", 19)
    ]


def test_what_version_0_1_did_not_inherit_is_listed() -> None:
    assert list(list_changed_passages(read(LIGHT)[0])) == [
        ("shed", "basis"),
        ("shed", "date"),
        ("shed", "place"),
        ("deck", "basis"),
        ("deck", "place"),
    ]
