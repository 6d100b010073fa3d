"""Writes the class report as tables: one CSV, or a workbook for Excel and LibreOffice.

Invariant: no cell can be a formula, whatever a student has written: text beginning with a sign that starts one gets an
apostrophe in the CSV, and is stored as text in the workbook. Control characters are left out.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from importlib.util import find_spec

from party_card.reports.class_report import words
from party_card.reports.class_report.model import (
    ChoiceCount,
    ClassReport,
    DecisionCount,
    SceneReport,
    StudentPlaythrough,
)
from party_card.reports.class_report.votes import ClassVote

Cell = str | int | None
Row = Sequence[Cell]
_FORMULA_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_MAX_CELL_CHARS = 32_767
"""What Excel takes."""
_COLUMNS = (
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
)
_VOTE_COLUMNS = (
    *("Scene", "Number", "Decision", "Choice", "On devices", "By hand"),
    *("Votes", "As in the record", "Decided"),
)


def has_workbooks() -> bool:
    """Returns True if workbooks can be written."""
    return find_spec("openpyxl") is not None


def write_csv(report: ClassReport) -> bytes:
    """Returns all choices and answers, one a row, as CSV in UTF-8 with a mark by which Excel knows the encoding."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(_COLUMNS)
    for row in list_rows(report):
        writer.writerow([_escape_formula(cell) if isinstance(cell, str) else cell for cell in row])
    return stream.getvalue().encode("utf-8-sig")


def write_workbook(report: ClassReport) -> bytes:
    """Returns a workbook: students, counts of each decision, choices and answers, and the files that do not count.

    Needs openpyxl (see `has_workbooks`).
    """
    from openpyxl import Workbook  # noqa: PLC0415  # not installed with the game alone

    workbook = Workbook(write_only=True)
    sheets: list[tuple[str, Sequence[str], Iterator[Row]]] = [
        ("Students", ("Nickname", *(scene.title for scene in report.student_scenes)), _list_students(report)),
        (
            "Counts",
            ("Scene", "Number", "Decision", "Choice", "Students", "Of", "As in the record"),
            _list_counts(report),
        ),
        ("Choices and answers", _COLUMNS, list_rows(report)),
    ]
    if any(decision.votes for scene in report.scenes for decision in scene.decisions):
        sheets.append(("Votes", _VOTE_COLUMNS, _list_vote_counts(report)))
    if report.lesson_scenes:
        sheets.append((words.LESSONS, ("File", "Scene", "Ending", "Remarks"), _list_lessons(report)))
    if report.uncounted:
        sheets.append(("Not counted", ("File", "Why"), ((file.name, file.reason) for file in report.uncounted)))
    for title, columns, rows in sheets:
        _add_sheet(workbook, title, columns, rows)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _add_sheet(workbook: object, title: str, columns: Sequence[str], rows: Iterator[Row]) -> None:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    sheet = workbook.create_sheet(title)  # type: ignore[attr-defined]
    sheet.freeze_panes = "A2"
    for index, column in enumerate(columns):
        is_wide = column in ("Question", "Answer", "Decision", "Choice", "Why", "File")
        sheet.column_dimensions[chr(ord("A") + index % 26)].width = 50 if is_wide else 18

    def make_cell(value: Cell, *, is_bold: bool = False) -> object:
        cell = WriteOnlyCell(sheet)
        if isinstance(value, str):
            cell.value = _UNPRINTABLE.sub("", value)[:_MAX_CELL_CHARS]
            cell.data_type = "s"
        else:
            cell.value = value
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if is_bold:
            cell.font = Font(bold=True)
        return cell

    sheet.append([make_cell(column, is_bold=True) for column in columns])
    for row in rows:
        sheet.append([make_cell(cell) for cell in row])


# -------------------------------------------------------------------------------------------------------------- rows


def list_rows(report: ClassReport) -> Iterator[Row]:
    """Yields a row for each choice, ending, answer and assessment of the playthroughs that count."""
    for scene in report.scenes:
        for playthrough in scene.playthroughs:
            day = playthrough.begun.isoformat() if playthrough.begun else ""
            for kind, *cells in _list_cells(scene, playthrough):
                yield (playthrough.student, scene.title, day, kind, *cells, None)
        if scene.lesson is not None:
            yield from _list_lesson_rows(scene)
        for decision in scene.decisions:
            for choice, count in _list_votes(decision):
                in_record = "yes" if choice.is_in_record else "no"
                yield (
                    "",
                    scene.title,
                    "",
                    "vote",
                    decision.number,
                    decision.title,
                    choice.text,
                    in_record,
                    None,
                    None,
                    count,
                )


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


def _list_students(report: ClassReport) -> Iterator[Row]:
    scenes = report.student_scenes
    by_scene = [{item.student: item for item in scene.playthroughs} for scene in scenes]
    for student in sorted((*report.students, *report.missing), key=str.casefold):
        yield (
            student,
            *(
                scene.find_ending_title(playthroughs[student]) or words.NOT_FINISHED if student in playthroughs else ""
                for scene, playthroughs in zip(scenes, by_scene, strict=True)
            ),
        )


def _list_lessons(report: ClassReport) -> Iterator[Row]:
    for scene in report.lesson_scenes:
        if scene.lesson is not None:
            remarks = " ".join(filter(None, (words.describe_lesson(scene), words.describe_versions(scene))))
            yield scene.lesson.file, scene.title, scene.class_ending or words.NOT_FINISHED, remarks


def _list_counts(report: ClassReport) -> Iterator[Row]:
    for scene in report.student_scenes:
        for decision in scene.decisions:
            for choice in () if decision.votes else decision.choices:
                in_record = "yes" if choice.is_in_record else "no"
                numbers = (choice.count, decision.reached_count)
                yield (scene.title, decision.number, decision.title, choice.text, *numbers, in_record)
        for ending in scene.endings:
            yield scene.title, None, words.ENDINGS, ending.title, ending.count, len(scene.playthroughs), ""


def _list_vote_counts(report: ClassReport) -> Iterator[Row]:
    for scene in report.scenes:
        for decision in scene.decisions:
            for vote in decision.votes:
                for choice in decision.choices:
                    counts = (vote.by_device.get(choice.id, 0), vote.by_hand.get(choice.id, 0), vote.count(choice.id))
                    numbers = counts if vote.is_counted else (None, None, None)
                    in_record = "yes" if choice.is_in_record else "no"
                    decided = "yes" if choice.id == vote.decided else "no"
                    yield (scene.title, decision.number, decision.title, choice.text, *numbers, in_record, decided)


def _escape_formula(text: str) -> str:
    text = _UNPRINTABLE.sub("", text)
    return f"'{text}" if text.startswith(_FORMULA_BEGINNINGS) else text
