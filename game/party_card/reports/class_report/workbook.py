"""Writes the class report as a workbook for Excel and LibreOffice.

Invariant: no cell can be a formula, whatever a student has written: all text is stored as text. The sheets with marks
are parts of the archive that the page's script can fill in.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from zipfile import ZIP_DEFLATED, ZipFile

from party_card.frozen_dataclass import frozen_dataclass
from party_card.reports.class_report import words
from party_card.reports.class_report.marks import ANSWER_COLUMNS, list_answer_rows, list_mark_columns, list_marks
from party_card.reports.class_report.model import ClassReport, SceneReport, StudentPlaythrough
from party_card.reports.class_report.tables import COLUMNS, UNPRINTABLE, Cell, Row, list_rows

MARKS_PART = "xl/worksheets/sheet1.xml"
ANSWERS_PART = "xl/worksheets/sheet2.xml"
"""Where the sheets of marks and answers are in the archive; they stand first."""
_MAX_CELL_CHARS = 32_767
"""What Excel takes."""
_VOTE_COLUMNS = (
    *("Scene", "Number", "Decision", "Choice", "On devices", "By hand"),
    *("Votes", "As in the record", "Decided"),
)
_JUDGEMENT_COLUMNS = ("Nickname", "Scene", "Statement", "Judged", "Papers allow", "As the papers allow", "Why")
_COUNT_COLUMNS = ("Scene", "Number", "Decision", "Choice", "Students", "Of", "As in the record")
_CHOICE_COLUMNS = COLUMNS[:9]
_OTHER_KINDS = frozenset({"answer", "judgement", "vote"})
"""Rows that stand in other sheets."""
_WIDE_COLUMNS = frozenset({"Question", "Answer", "Decision", "Choice", "Why", "File", "Statement"})


@frozen_dataclass
class Sheet:
    """A sheet of the workbook."""

    title: str
    columns: Sequence[str]
    rows: Iterable[Row]


def has_workbooks() -> bool:
    """Returns True if workbooks can be written."""
    return find_spec("openpyxl") is not None


def write_workbook(report: ClassReport) -> bytes:
    """Returns the workbook. Needs openpyxl (see `has_workbooks`)."""
    from openpyxl import Workbook  # noqa: PLC0415  # not installed with the game alone

    workbook = Workbook(write_only=True)
    for sheet in _list_sheets(report):
        _add_sheet(workbook, sheet)
    stream = io.BytesIO()
    workbook.save(stream)
    return _pack_tightly(stream)


def _list_sheets(report: ClassReport) -> Iterator[Sheet]:
    yield Sheet("Marks", list_mark_columns(report), list_marks(report))
    yield Sheet("Answers", ANSWER_COLUMNS, list_answer_rows(report))
    yield Sheet("Judgements", _JUDGEMENT_COLUMNS, _list_judgements(report))
    yield Sheet("Students", _list_student_columns(report), _list_students(report))
    yield Sheet("Counts", _COUNT_COLUMNS, _list_counts(report))
    choices = (row[: len(_CHOICE_COLUMNS)] for row in list_rows(report) if row[3] not in _OTHER_KINDS)
    yield Sheet("Choices and endings", _CHOICE_COLUMNS, choices)
    if any(decision.votes for scene in report.scenes for decision in scene.decisions):
        yield Sheet("Votes", _VOTE_COLUMNS, _list_vote_counts(report))
    if report.lesson_scenes:
        yield Sheet(words.LESSONS, ("File", "Scene", "Ending", "Remarks"), _list_lessons(report))
    if report.uncounted:
        yield Sheet("Not counted", ("File", "Why"), ((file.name, file.reason) for file in report.uncounted))


def _add_sheet(workbook: object, content: Sheet) -> None:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    sheet = workbook.create_sheet(content.title)  # type: ignore[attr-defined]
    sheet.freeze_panes = "B2" if content.columns[0] == "Nickname" else "A2"
    for number, column in enumerate(content.columns, 1):
        width = 50 if column in _WIDE_COLUMNS else 18
        sheet.column_dimensions[get_column_letter(number)].width = width

    def make_cell(value: Cell, *, is_bold: bool = False) -> object:
        cell = WriteOnlyCell(sheet)
        if isinstance(value, str):
            cell.value = UNPRINTABLE.sub("", value)[:_MAX_CELL_CHARS]
            cell.data_type = "s"
        else:
            cell.value = value
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if is_bold:
            cell.font = Font(bold=True)
        return cell

    sheet.append([make_cell(column, is_bold=True) for column in content.columns])
    count = 1
    for row in content.rows:
        sheet.append([make_cell(cell) for cell in row])
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(content.columns))}{count}"


def _pack_tightly(stream: io.BytesIO) -> bytes:
    """Returns the archive with its parts compressed as far as possible."""
    result = io.BytesIO()
    with ZipFile(stream) as source, ZipFile(result, "w") as target:
        for entry in source.infolist():
            target.writestr(entry.filename, source.read(entry), ZIP_DEFLATED, 9)
    return result.getvalue()


# -------------------------------------------------------------------------------------------------------------- rows


def _list_judgements(report: ClassReport) -> Iterator[Row]:
    for scene in report.student_scenes:
        for statement in scene.statements:
            for item in statement.judgements:
                is_right = "yes" if item.is_right else "no"
                yield item.student, scene.title, statement.text, item.given, item.allowed, is_right, item.reason


def _list_student_columns(report: ClassReport) -> tuple[str, ...]:
    return ("Nickname", *(label.format(scene=scene.title) for scene in report.student_scenes for label in words.SHEET))


def _list_students(report: ClassReport) -> Iterator[Row]:
    scenes = report.student_scenes
    by_scene = [{item.student: item for item in scene.playthroughs} for scene in scenes]
    for student in sorted((*report.students, *report.missing), key=str.casefold):
        cells = (
            cell
            for scene, playthroughs in zip(scenes, by_scene, strict=True)
            for cell in _summarize(scene, playthroughs.get(student))
        )
        yield (student, *cells)


def _summarize(scene: SceneReport, playthrough: StudentPlaythrough | None) -> Row:
    """Returns ending, minutes of reading, number of answers and number of right judgements of a student."""
    if playthrough is None:
        return "", None, None, None
    title = scene.find_ending_title(playthrough) or words.NOT_FINISHED
    minutes = round(playthrough.seconds / 60) if playthrough.seconds is not None else None
    right_count = sum(
        item.is_right and item.student == playthrough.student
        for statement in scene.statements
        for item in statement.judgements
    )
    return title, minutes, scene.count_answers(playthrough), right_count


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
