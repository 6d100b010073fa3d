"""The student's worksheet: room for all that is asked, and no answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from party_card.content.models import Debrief, Prose
from party_card.content.prose import strip_markup
from party_card.frontends.print.lesson import LessonData
from party_card.frontends.print.sheet import PAPERS
from party_card.frontends.print.worksheet import MAX_DECISION_ROWS, write_worksheet
from tests.frontends.print.papers import sample, shipped
from tests.frontends.shared.transcript.test_transcript_html import Reader


def test_it_asks_for_what_a_student_does() -> None:
    text = Reader(write_worksheet(sample())).text
    for part in ("Name", "Class", "You are: A clerk", "What does reading cost?", "What I chose", "Afterwards", "dacha",
                 "How it ended for me", "August", "September 1932", "1Who could know what?"):  # fmt: skip
        assert part in text, part


@pytest.mark.parametrize("scene", ["paper", "ten-cattle"])
def test_it_gives_no_answer_away(scene: str) -> None:
    lesson = sample() if scene == "paper" else shipped(scene)
    text = Reader(write_worksheet(lesson)).text
    told = [strip_markup(block.text or block.unknown or "") for block in lesson.scene.record]
    told += [strip_markup(passage.record) for passage in lesson.scene.passages.values() if passage.record]
    told += [question.draws_on for question in lesson.scene.debrief]
    told += [choice.text for passage in lesson.scene.passages.values() for choice in passage.choices]
    told += [entry.text for entry in lesson.glossary_entries(with_record=True)]
    told += [spot.ending for spot in lesson.endings]
    for answer in filter(None, told):
        assert answer not in text, answer


def test_words_of_the_record_alone_are_not_listed() -> None:
    lesson = shipped("ten-cattle")
    asked = {entry.name for entry in lesson.glossary_entries(with_record=False) if entry.kind == "term"}
    assert asked < {entry.name for entry in lesson.glossary_entries(with_record=True) if entry.kind == "term"}


def test_there_is_a_row_for_every_decision_of_the_longest_way() -> None:
    assert shipped("ten-cattle").max_decisions == MAX_DECISION_ROWS == 9
    assert write_worksheet(shipped("ten-cattle")).count("<tr>") == 1 + 9 + 1 + 4
    assert sample().max_decisions == 2


def test_every_question_has_lines_to_write_on() -> None:
    for paper in PAPERS:
        lesson = shipped("ten-cattle")
        page = write_worksheet(lesson, paper)
        asked = page[page.index("Questions to think over") :].split('class="question"')[1:]
        assert len(asked) == len(lesson.scene.debrief)
        assert all(one.count('class="rule"') >= 2 for one in asked)


def test_it_shows_no_number_of_a_note() -> None:
    proof = sample().proof
    asked = (Debrief(ask=Prose("Who had read it? [@read]"), skill="sourcing"),)
    compiled = replace(proof.compiled, scene=replace(sample().scene, debrief=asked))
    page = write_worksheet(LessonData(replace(proof, compiled=compiled), sample().states))
    assert "Who had read it?" in page
    assert "note-" not in page
