"""Lays out the table of marks, and says where the mark of an answer stands in each table that the page offers.

Invariant: the page writes marks into the tables by these places, so all of them follow from one order, that of
`list_answers`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from party_card.content.models import SceneId
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext, gettext_noop
from party_card.reports.class_report.model import ClassReport
from party_card.reports.class_report.tables import Row, list_answers

NICKNAME = gettext_noop("Nickname")
SUM = gettext_noop("Sum")
MARKED = gettext_noop("Answers marked")
NOT_ANSWERED = gettext_noop("no answer")
ANSWER_COLUMNS = (
    gettext_noop("Nickname"),
    gettext_noop("Scene"),
    gettext_noop("Number"),
    gettext_noop("Skill"),
    gettext_noop("Question"),
    gettext_noop("Answer"),
    gettext_noop("Mark"),
)
QUESTION_COLUMN = gettext_noop("{scene}, question {number}")


@frozen_dataclass
class MarkPlace:
    """Where the mark of an answer stands.

    `number` is that of the answer among all, from 1; `row` and `column` are those of the table of marks, from 1, with
    its heading as the first row.
    """

    number: int
    row: int
    column: int


MarkPlaces = Mapping[tuple[SceneId, int, str], MarkPlace]
"""Places by scene, number of the question and student."""


def find_mark_places(report: ClassReport) -> MarkPlaces:
    """Returns where the mark of each answer stands."""
    rows = {student: row for row, student in enumerate(_list_names(report), 2)}
    columns = {question: column for column, question in enumerate(_list_questions(report), 2)}
    return {
        (scene.scene, question.number, answer.student): MarkPlace(
            number, rows[answer.student], columns[scene.scene, question.number]
        )
        for number, (scene, question, answer) in enumerate(list_answers(report), 1)
    }


def list_mark_columns(report: ClassReport) -> tuple[str, ...]:
    """Returns the headings of the table of marks."""
    questions = (
        gettext(QUESTION_COLUMN).format(scene=scene.title, number=question.number)
        for scene in report.student_scenes
        for question in scene.questions
    )
    return (gettext(NICKNAME), *questions, gettext(SUM), gettext(MARKED))


def list_marks(report: ClassReport) -> Iterator[Row]:
    """Yields the table of marks: a row a student, a column a question, with the sum and how many are marked."""
    marks = {
        (scene.scene, question.number, answer.student): answer.mark for scene, question, answer in list_answers(report)
    }
    for student in _list_names(report):
        keys = [(*question, student) for question in _list_questions(report)]
        given = [mark for key in keys if (mark := marks.get(key)) is not None]
        cells = (marks.get(key, gettext(NOT_ANSWERED)) for key in keys)
        yield (student, *cells, sum(given), len(given))


def list_answer_rows(report: ClassReport) -> Iterator[Row]:
    """Yields the table of answers, with the mark in its last column."""
    for scene, question, answer in list_answers(report):
        yield answer.student, scene.title, question.number, question.skill, question.text, answer.text, answer.mark


def _list_names(report: ClassReport) -> list[str]:
    return sorted((*report.students, *report.missing), key=str.casefold)


def _list_questions(report: ClassReport) -> list[tuple[SceneId, int]]:
    return [(scene.scene, question.number) for scene in report.student_scenes for question in scene.questions]
