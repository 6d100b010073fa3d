"""The student's worksheet: room for all that is asked, and no answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from party_card.content.models import Debrief, Person, Prose
from party_card.content.prose import strip_markup
from party_card.engine.glossary import Subject
from party_card.frontends.print.lesson import LessonData
from party_card.frontends.print.sheet import PAPERS
from party_card.frontends.print.worksheet import MAX_DECISION_ROWS, write_worksheet
from tests.frontends.print.papers import sample, shipped
from tests.frontends.shared.transcript.test_transcript_html import Reader


def explain(subject: Subject) -> str:
    """Returns what the glossary says of a person or a term."""
    content = subject.content
    return strip_markup(content.was if isinstance(content, Person) else content.text)


def test_it_asks_for_what_a_student_does() -> None:
    text = Reader(write_worksheet(sample())).text
    for part in ("Name", "Class", "You are: A clerk", "What does reading cost?", "What I chose", "What really happened", "dacha",
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
    hidden_texts += [explain(subject) for subject in lesson.glossary_subjects(with_record=True)]
    hidden_texts += [spot.ending for spot in lesson.endings]
    for answer in filter(None, hidden_texts):
        assert answer not in text, answer


def test_words_of_the_record_alone_are_not_listed() -> None:
    lesson = shipped("ten-cattle")
    questions = {subject.id for subject in lesson.glossary_subjects(with_record=False) if subject.kind == "term"}
    assert questions < {subject.id for subject in lesson.glossary_subjects(with_record=True) if subject.kind == "term"}


def test_there_is_a_row_for_every_decision_of_the_longest_way_as_far_as_the_page_has_room() -> None:
    few, many = sample(), shipped("ten-cattle")
    assert few.max_decisions == 2
    assert many.max_decisions == 12 > MAX_DECISION_ROWS == 9
    for lesson, rows in ((few, 2), (many, 9)):
        page = write_worksheet(lesson)
        assert page.count("<tr>") == 1 + rows + 1 + 4
        assert ("more decisions than rows" in page) == (lesson is many)


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
