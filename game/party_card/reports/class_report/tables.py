"""Lists the rows of the class report's tables, and writes them as one CSV.

Invariant: no cell can be a formula, whatever a student has written: text beginning with a sign that starts one gets an
apostrophe. Control characters are left out. Rows of the kind "answer" are in the order of `list_answers`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence

from party_card.localization import gettext, gettext_noop, pgettext, pgettext_noop
from party_card.reports.class_report import words
from party_card.reports.class_report.certainty_words import name_certainty
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
    gettext_noop("Nickname"),
    gettext_noop("Scene"),
    gettext_noop("Day"),
    gettext_noop("Kind"),
    gettext_noop("Number"),
    gettext_noop("Question"),
    gettext_noop("Answer"),
    gettext_noop("As in the record"),
    gettext_noop("Seconds"),
    gettext_noop("Mark"),
    gettext_noop("Votes"),
    gettext_noop("Papers allow"),
)


KIND_COLUMN, MARK_COLUMN = COLUMNS.index("Kind"), COLUMNS.index("Mark")
_KINDS: Mapping[str, str] = {
    "answer": pgettext_noop("kind of a row", "answer"),
    "decision": pgettext_noop("kind of a row", "decision"),
    "decision of the class": pgettext_noop("kind of a row", "decision of the class"),
    "ending": pgettext_noop("kind of a row", "ending"),
    "judgement": pgettext_noop("kind of a row", "judgement"),
    "vote": pgettext_noop("kind of a row", "vote"),
}


def write_csv(report: ClassReport) -> bytes:
    """Returns all choices, answers and judgements as CSV, in UTF-8 with a mark by which Excel knows the encoding."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(map(gettext, COLUMNS))
    for row in list_rows(report):
        cells = name_kinds(row)
        writer.writerow([_escape_formula(cell) if isinstance(cell, str) else cell for cell in cells])
    return stream.getvalue().encode("utf-8-sig")


def name_kind(kind: str) -> str:
    """Returns the word for the kind of a row in the present language."""
    return pgettext("kind of a row", _KINDS[kind])


def name_kinds(row: Row) -> Row:
    """Returns a row of `list_rows` with its kind in the present language."""
    return (*row[:KIND_COLUMN], name_kind(str(row[KIND_COLUMN])), *row[KIND_COLUMN + 1 :])


def name_answer(is_true: bool) -> str:
    """Returns yes or no."""
    return pgettext("in a table", "yes") if is_true else pgettext("in a table", "no")


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
                in_record = name_answer(choice.is_in_record)
                numbers = (None, None, count)
                yield ("", scene.title, "", "vote", decision.number, decision.title, choice.text, in_record, *numbers)


def _list_lesson_rows(scene: SceneReport) -> Iterator[Row]:
    """Yields a row for each decision of a class on a projector, and for its ending."""
    for decision in scene.decisions:
        for vote in decision.votes:
            choice = next(choice for choice in decision.choices if choice.id == vote.decided)
            in_record = name_answer(choice.is_in_record)
            cells = (decision.number, decision.title, choice.text, in_record, None, None, _count_votes(vote, choice))
            yield ("", scene.title, "", "decision of the class", *cells)
    ending = scene.class_ending or gettext(words.NOT_FINISHED)
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
        in_record = name_answer(choice.is_in_record)
        kind = "decision of the class" if decision.votes else "decision"
        yield kind, decision.number, decision.title, choice.text, in_record, made.seconds, None
    yield (
        "ending",
        None,
        "",
        scene.find_ending_title(playthrough) or gettext(words.NOT_FINISHED),
        "",
        playthrough.seconds,
        None,
    )
    for question in scene.questions:
        for answer in question.answers:
            if answer.student == playthrough.student:
                yield "answer", question.number, question.text, answer.text, "", None, answer.mark
    for number, statement in enumerate(scene.statements, 1):
        for judgement in statement.judgements:
            if judgement.student == playthrough.student:
                given, allowed = map(name_certainty, (judgement.given, judgement.allowed))
                yield "judgement", number, statement.text, given, "", None, None, None, allowed


def _escape_formula(text: str) -> str:
    text = UNPRINTABLE.sub("", text)
    return f"'{text}" if text.startswith(_FORMULA_BEGINNINGS) else text
