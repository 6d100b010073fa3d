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
    hidden_texts = [strip_markup(block.text or block.unknown or "") for block in lesson.scene.record]
    hidden_texts += [strip_markup(passage.record) for passage in lesson.scene.passages.values() if passage.record]
    hidden_texts += [question.draws_on for question in lesson.scene.debrief]
    hidden_texts += [choice.text for passage in lesson.scene.passages.values() for choice in passage.choices]
    hidden_texts += [entry.text for entry in lesson.glossary_entries(with_record=True)]
    hidden_texts += [spot.ending for spot in lesson.endings]
    for answer in filter(None, hidden_texts):
        assert answer not in text, answer


def test_words_of_the_record_alone_are_not_listed() -> None:
    lesson = shipped("ten-cattle")
    questions = {entry.name for entry in lesson.glossary_entries(with_record=False) if entry.kind == "term"}
    assert questions < {entry.name for entry in lesson.glossary_entries(with_record=True) if entry.kind == "term"}


def test_there_is_a_row_for_every_decision_of_the_longest_way() -> None:
    assert shipped("ten-cattle").max_decisions == MAX_DECISION_ROWS == 9
    assert write_worksheet(shipped("ten-cattle")).count("<tr>") == 1 + 9 + 1 + 4
    assert sample().max_decisions == 2


def test_every_question_has_lines_to_write_on() -> None:
    for paper in PAPERS:
        lesson = shipped("ten-cattle")
        page = write_worksheet(lesson, paper)
        questions = page[page.index("Questions to think over") :].split('class="question"')[1:]
        assert len(questions) == len(lesson.scene.debrief)
        assert all(playthrough.count('class="rule"') >= 2 for playthrough in questions)


def test_it_shows_no_number_of_a_note() -> None:
    proof = sample().proof
    questions = (Debrief(ask=Prose("Who had read it? [@read]"), skill="sourcing"),)
    compiled = replace(proof.compiled, scene=replace(sample().scene, debrief=questions))
    page = write_worksheet(LessonData(replace(proof, compiled=compiled), sample().states))
    assert "Who had read it?" in page
    assert "note-" not in page
