"""Lists the rows of the class report's tables, and writes them as one CSV.

Invariant: no cell can be a formula, whatever a student has written: text beginning with a sign that starts one gets an
apostrophe. Control characters are left out. Rows of the kind "answer" are in the order of `list_answers`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from party_card.reports.class_report import words
from party_card.reports.class_report.model import (
    Answer,
    ChoiceCount,
    ClassReport,
    DecisionCount,
    QuestionAnswers,
    SceneReport,
    StudentPlaythrough,
)
from party_card.reports.class_report.votes import ClassVote

Cell = str | int | None
Row = Sequence[Cell]
_FORMULA_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
COLUMNS = (
    "Nickname",
    "Scene",
    "Day",
    "Kind",
    "Number",
    "Question",
    "Answer",
    "As in the record",
    "Seconds",
    "Mark",
    "Votes",
    "Papers allow",
)


def write_csv(report: ClassReport) -> bytes:
    """Returns all choices, answers and judgements as CSV, in UTF-8 with a mark by which Excel knows the encoding."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for row in list_rows(report):
        writer.writerow([_escape_formula(cell) if isinstance(cell, str) else cell for cell in row])
    return stream.getvalue().encode("utf-8-sig")


# -------------------------------------------------------------------------------------------------------------- rows


def list_answers(report: ClassReport) -> Iterator[tuple[SceneReport, QuestionAnswers, Answer]]:
    """Yields the answers in the order in which they stand in the tables."""
    for scene in report.scenes:
        for playthrough in scene.playthroughs:
            for question in scene.questions:
                for answer in question.answers:
                    if answer.student == playthrough.student:
                        yield scene, question, answer


def list_rows(report: ClassReport) -> Iterator[Row]:
    """Yields a row for each choice, ending, answer and judgement of the playthroughs that count, and for each vote."""
    for row in _list_filled_cells(report):
        yield (*row, *(None for _ in range(len(COLUMNS) - len(row))))


def _list_filled_cells(report: ClassReport) -> Iterator[Row]:
    """Yields the rows without the empty cells at their ends."""
    for scene in report.scenes:
        for playthrough in scene.playthroughs:
            day = playthrough.begun.isoformat() if playthrough.begun else ""
            for kind, *cells in _list_cells(scene, playthrough):
                yield (playthrough.student, scene.title, day, kind, *cells)
        if scene.lesson is not None:
            yield from _list_lesson_rows(scene)
        for decision in scene.decisions:
            for choice, count in _list_votes(decision):
                in_record = "yes" if choice.is_in_record else "no"
                numbers = (None, None, count)
                yield ("", scene.title, "", "vote", decision.number, decision.title, choice.text, in_record, *numbers)


def _list_lesson_rows(scene: SceneReport) -> Iterator[Row]:
    """Yields a row for each decision of a class on a projector, and for its ending."""
    for decision in scene.decisions:
        for vote in decision.votes:
            choice = next(choice for choice in decision.choices if choice.id == vote.decided)
            in_record = "yes" if choice.is_in_record else "no"
            cells = (decision.number, decision.title, choice.text, in_record, None, None, _count_votes(vote, choice))
            yield ("", scene.title, "", "decision of the class", *cells)
    ending = scene.class_ending or words.NOT_FINISHED
    yield "", scene.title, "", "ending", None, "", ending, "", None, None, None


def _list_votes(decision: DecisionCount) -> Iterator[tuple[ChoiceCount, int | None]]:
    """Yields the choices of a decision that the class voted on, with their votes; a later vote follows the first."""
    for vote in decision.votes:
        for choice in decision.choices:
            yield choice, _count_votes(vote, choice)


def _count_votes(vote: ClassVote, choice: ChoiceCount) -> int | None:
    return vote.count(choice.id) if vote.is_counted else None


def _list_cells(scene: SceneReport, playthrough: StudentPlaythrough) -> Iterator[tuple[Cell, ...]]:
    decisions = {decision.passage: decision for decision in scene.decisions}
    for made in playthrough.choices:
        decision = decisions[made.passage]
        choice = next(choice for choice in decision.choices if choice.id == made.choice)
        in_record = "yes" if choice.is_in_record else "no"
        kind = "decision of the class" if decision.votes else "decision"
        yield kind, decision.number, decision.title, choice.text, in_record, made.seconds, None
    yield "ending", None, "", scene.find_ending_title(playthrough) or words.NOT_FINISHED, "", playthrough.seconds, None
    for question in scene.questions:
        for answer in question.answers:
            if answer.student == playthrough.student:
                yield "answer", question.number, question.text, answer.text, "", None, answer.mark
    for number, statement in enumerate(scene.statements, 1):
        for judgement in statement.judgements:
            if judgement.student == playthrough.student:
                yield "judgement", number, statement.text, judgement.given, "", None, None, None, judgement.allowed


def _escape_formula(text: str) -> str:
    text = UNPRINTABLE.sub("", text)
    return f"'{text}" if text.startswith(_FORMULA_BEGINNINGS) else text
