"""What remains of a person on paper, computed from a finished playthrough."""

from __future__ import annotations

import random

import pytest

from party_card.content.models import SceneId
from party_card.engine.file_blocks import Assessment, FileCard, FileDecision, FilePaper
from party_card.engine.file_page import letter_of, list_assessments
from party_card.engine.file_words import (
    describe_count,
    describe_kind,
    describe_knowledge_of,
    describe_result,
    describe_shown_decisions,
    describe_stamp,
)
from party_card.engine.page import Comparison, Page
from party_card.engine.page_builder import build_page
from party_card.engine.playthrough import Playthrough
from tests.modelcheck.scenes import compile_scene_text
from tests.shipped import load_shipped_scene

SCENE = """\
scene: parcel
title: A Parcel
variables:
  nerve: {range: [0, 2], start: 0}
passages:
  counter:
    text: Somebody lays a parcel on the counter.
    choices:
      - {id: enter, text: Enter it, did: You entered it.}
      - {id: leave-out, text: Leave the line empty, add: {nerve: 1}}
  kitchen:
    text: Your sister asks what is the matter.
    choices:
      - {id: tell, text: Tell her, did: You told her.}
      - {id: hush, text: Say nothing, did: You said nothing.}
      - {id: back, text: Go back once more, did: You went back., goto: counter}
  corridor:
    text: You wait.
    choices: [{id: wait, text: Wait}]
  file:
    text: They ask for the register.
    choices:
      - {id: report, text: Report it, did: You reported it., goto: reported}
      - {id: be-silent, text: Be silent, did: You were silent., goto: silent}
  reported: {text: They thank you., ending: {id: handed-in, title: You handed it in}}
  silent: {text: They write something down., ending: {id: expelled, title: You said nothing}}
file:
  name: Berg, K.
  office: The office of a town
  card:
    - {stamp: taken-away, if: ending == expelled and nerve >= 1}
    - {stamp: never-had-one, if: "ending == expelled and kitchen == hush"}
    - {stamp: kept}
  papers:
    - id: line
      kind: register
      title: Line 113
      if: not (counter == leave-out)
      text:
        - {text: One parcel.}
        - {text: Asked for once more., if: chose(back)}
      kept: In a cellar.
      shows: [counter, file]
    - {id: slip, kind: note, title: A slip, if: file == report, text: In pencil., shows: [file]}
    - {id: list, kind: list, title: A list, text: Names., shows: []}
  unrecorded: {kitchen: {tell: your sister, back: the cook}}
debrief:
  - {ask: How does anyone know?, skill: sourcing}
"""


def open_file(*choices: str) -> Page:
    playthrough = Playthrough(compile_scene_text(SCENE))
    for step in ("begin", *choices, "reveal", "close"):
        playthrough.choose(step)
    return build_page(playthrough)


def papers_of(page: Page) -> list[FilePaper]:
    return [block for block in page.blocks if isinstance(block, FilePaper)]


def decisions_of(page: Page) -> list[FileDecision]:
    return [block for block in page.blocks if isinstance(block, FileDecision)]


def test_the_file_comes_between_record_and_questions() -> None:
    playthrough = Playthrough(compile_scene_text(SCENE))
    kinds = []
    for step in ("begin", "enter", "tell", "wait", "report", "reveal", "close", "close", "close"):
        playthrough.choose(step)
        kinds.append(build_page(playthrough).kind)
    assert kinds[4:] == ["passage", "record", "file", "debrief", "finished"]  # though a passage is called `file`
    playthrough.undo(2)
    assert build_page(playthrough).kind == "file"


def test_a_scene_without_a_file_goes_on_to_its_questions() -> None:
    without_file = SCENE[: SCENE.index("\nfile:\n") + 1] + SCENE[SCENE.index("debrief:") :]
    playthrough = Playthrough(compile_scene_text(without_file))
    for step in ("begin", "enter", "tell", "wait", "report", "reveal", "close"):
        playthrough.choose(step)
    assert build_page(playthrough).kind == "debrief"
    assert list_assessments(playthrough) == []


def test_each_decision_has_the_papers_that_show_it_or_who_knows_of_it() -> None:
    page = open_file("enter", "tell", "wait", "report")
    assert [describe_knowledge_of(decision) for decision in decisions_of(page)] == [
        "A: Line 113", "known to you and your sister", "A: Line 113; B: A slip",
    ]  # fmt: skip
    assert [paper.letter for paper in papers_of(page)] == ["A", "B", "C"]
    assert [describe_shown_decisions(paper) for paper in papers_of(page)] == [
        "Shows decisions 1 and 3.", "Shows decision 3.", "",
    ]  # fmt: skip


def test_without_its_paper_a_decision_is_known_to_whoever_heard_it() -> None:
    page = open_file("leave-out", "tell", "wait", "be-silent")
    assert [describe_knowledge_of(decision) for decision in decisions_of(page)] == [
        "known to nobody but you", "known to you and your sister", "known to nobody but you",
    ]  # fmt: skip
    assert [(paper.letter, paper.title) for paper in papers_of(page)] == [("A", "A list")]


def test_who_knows_of_a_decision_can_depend_on_the_choice() -> None:
    page = open_file("leave-out", "hush", "wait", "be-silent")
    assert describe_knowledge_of(decisions_of(page)[1]) == "known to nobody but you"
    page = open_file("leave-out", "back", "enter", "tell", "wait", "be-silent")
    assert [decision.listener for decision in decisions_of(page)] == ["", "the cook", "", "your sister", ""]


def test_the_last_of_several_decisions_at_a_passage_counts_and_each_is_listed() -> None:
    page = open_file("leave-out", "back", "enter", "tell", "wait", "report")
    assert papers_of(page)[0].title == "Line 113"
    assert ["".join(run.text for run in line) for line in papers_of(page)[0].lines] == [
        "One parcel.", "Asked for once more.",
    ]  # fmt: skip
    assert [decision.papers for decision in decisions_of(page)] == [("A",), (), ("A",), (), ("A", "B")]
    card = page.blocks[0]
    assert isinstance(card, FileCard)
    assert card == FileCard(
        name="Berg, K.", office=card.office, is_office_invented=True, stamp="kept",
        decision_count=5, unrecorded_count=2,
    )  # fmt: skip


def test_the_first_stamp_that_holds_is_on_the_card() -> None:
    sentences = []
    for choices in (
        ("leave-out", "hush", "wait", "be-silent"),
        ("enter", "hush", "wait", "be-silent"),
        ("enter", "hush", "wait", "report"),
    ):
        card = open_file(*choices).blocks[0]
        assert isinstance(card, FileCard)
        sentences.append(f"{describe_stamp(card)} {describe_count(card)}")
    assert sentences == [
        "On the party card stands: taken away. 3 of 3 decisions left no paper.",
        "This person never had a party card. 1 of 3 decisions left no paper.",
        "On the party card stands: kept. 1 of 3 decisions left no paper.",
    ]


def test_every_paper_is_called_invented() -> None:
    for paper in papers_of(open_file("enter", "tell", "wait", "report")):
        assert describe_kind(paper).endswith(", invented")


def test_statements_are_as_certain_as_the_papers_that_show_them() -> None:
    assessments = [
        block for block in open_file("enter", "tell", "wait", "report").blocks if isinstance(block, Assessment)
    ]
    assert [("".join(run.text for run in item.line), item.certainty) for item in assessments] == [
        ("You entered it.", "documented"),
        ("You told her.", "not recorded"),
        ("You reported it.", "corroborated"),
        ("You acted as you did because you were afraid.", "not recorded"),
    ]
    assert describe_result(assessments[0], "documented") == "Yes. “Line 113” shows it."
    assert describe_result(assessments[2], "reported") == (
        "By these papers it is corroborated. “Line 113” and “A slip” show it."
    )
    assert describe_result(assessments[1], "") == ""


def test_what_only_somebody_says_is_reported() -> None:
    scene = SCENE.replace("shows: [counter, file]", "shows: [counter]")
    playthrough = Playthrough(compile_scene_text(scene))
    for step in ("begin", "leave-out", "hush", "wait", "report"):
        playthrough.choose(step)
    assert [item.certainty for item in list_assessments(playthrough)] == [
        "not recorded", "not recorded", "reported", "not recorded",
    ]  # fmt: skip


def test_papers_beyond_z_have_two_letters() -> None:
    assert [letter_of(index) for index in (0, 25, 26, 27, 51, 52)] == ["A", "Z", "AA", "AB", "AZ", "BA"]


@pytest.mark.parametrize("name", [SceneId("two-notes"), SceneId("the-plenum-applauds")])
def test_the_record_counts_decisions_as_the_file_does(name: SceneId) -> None:
    """Not every decision has a record, and every one has a line in the file."""
    rng, is_gap_seen = random.Random(name), False
    for _ in range(5):
        playthrough = Playthrough(load_shipped_scene(name))
        pages = {}
        while offers := playthrough.enabled_triggers():
            page = build_page(playthrough)
            pages[page.kind] = page
            playthrough.choose(rng.choice(offers))
        texts = {block.number: block.line for block in pages["file"].blocks if isinstance(block, FileDecision)}
        comparisons = [block for block in pages["record"].blocks if isinstance(block, Comparison)]
        assert comparisons
        for block in comparisons:
            assert block.player_line == texts[block.number]
        is_gap_seen = is_gap_seen or [block.number for block in comparisons] != list(range(1, len(comparisons) + 1))
    assert is_gap_seen
