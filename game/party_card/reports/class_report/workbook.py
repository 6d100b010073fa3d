"""Writes the class report as a workbook for Excel and LibreOffice.

Invariant: no cell can be a formula, whatever a student has written: all text is stored as text. The sheets with marks
are parts of the archive that the page's script can fill in.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from zipfile import ZIP_DEFLATED, ZipFile

from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext, gettext_noop
from party_card.reports.class_report import descriptions, words
from party_card.reports.class_report.certainty_words import name_certainty
from party_card.reports.class_report.marks import (
    ANSWER_COLUMNS,
    NICKNAME,
    list_answer_rows,
    list_mark_columns,
    list_marks,
)
from party_card.reports.class_report.model import ClassReport, SceneReport, StudentPlaythrough
from party_card.reports.class_report.tables import (
    COLUMNS,
    KIND_COLUMN,
    UNPRINTABLE,
    Cell,
    Row,
    list_rows,
    name_answer,
    name_kinds,
)

MARKS_PART = "xl/worksheets/sheet1.xml"
ANSWERS_PART = "xl/worksheets/sheet2.xml"
"""Where the sheets of marks and answers are in the archive; they stand first."""
_MAX_CELL_CHARS = 32_767
"""What Excel takes."""
_MAX_TITLE_CHARS = 31
_REFUSED_SIGNS = re.compile(r"[\[\]:*?/\\]")
"""What Excel refuses in the title of a sheet."""
_VOTE_COLUMNS = (
    gettext_noop("Scene"),
    gettext_noop("Number"),
    gettext_noop("Decision"),
    gettext_noop("Choice"),
    gettext_noop("On devices"),
    gettext_noop("By hand"),
    gettext_noop("Votes"),
    gettext_noop("As in the record"),
    gettext_noop("Decided"),
)
_JUDGEMENT_COLUMNS = (
    gettext_noop("Nickname"),
    gettext_noop("Scene"),
    gettext_noop("Statement"),
    gettext_noop("Judged"),
    gettext_noop("Papers allow"),
    gettext_noop("As the papers allow"),
    gettext_noop("Why"),
)
_COUNT_COLUMNS = (
    gettext_noop("Scene"),
    gettext_noop("Number"),
    gettext_noop("Decision"),
    gettext_noop("Choice"),
    gettext_noop("Students"),
    gettext_noop("Of"),
    gettext_noop("As in the record"),
)
_CHOICE_COLUMNS = COLUMNS[:9]
_OTHER_KINDS = frozenset({"answer", "judgement", "vote"})
"""Rows that stand in other sheets."""
_LESSON_COLUMNS = (gettext_noop("File"), gettext_noop("Scene"), gettext_noop("Ending"), gettext_noop("Remarks"))
_FILE_COLUMNS = (gettext_noop("File"), gettext_noop("Why"))
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
    yield Sheet(gettext("Marks"), list_mark_columns(report), list_marks(report))
    yield Sheet(gettext("Answers"), _name_columns(ANSWER_COLUMNS), list_answer_rows(report))
    yield Sheet(gettext("Judgements"), _name_columns(_JUDGEMENT_COLUMNS), _list_judgements(report))
    yield Sheet(gettext("Students"), _list_student_columns(report), _list_students(report))
    yield Sheet(gettext("Counts"), _name_columns(_COUNT_COLUMNS), _list_counts(report))
    rows = (row for row in list_rows(report) if row[KIND_COLUMN] not in _OTHER_KINDS)
    choices = (name_kinds(row)[: len(_CHOICE_COLUMNS)] for row in rows)
    yield Sheet(gettext("Choices and endings"), _name_columns(_CHOICE_COLUMNS), choices)
    if any(decision.votes for scene in report.scenes for decision in scene.decisions):
        yield Sheet(gettext("Votes"), _name_columns(_VOTE_COLUMNS), _list_vote_counts(report))
    if report.lesson_scenes:
        yield Sheet(gettext(words.LESSONS), _name_columns(_LESSON_COLUMNS), _list_lessons(report))
    if report.uncounted:
        files = ((file.name, file.reason) for file in report.uncounted)
        yield Sheet(gettext("Not counted"), _name_columns(_FILE_COLUMNS), files)


def _name_columns(columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(gettext, columns))


def _add_sheet(workbook: object, content: Sheet) -> None:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    sheet = workbook.create_sheet(_REFUSED_SIGNS.sub("", content.title)[:_MAX_TITLE_CHARS])  # type: ignore[attr-defined]
    sheet.freeze_panes = "B2" if content.columns[0] == gettext(NICKNAME) else "A2"
    wide_columns = set(map(gettext, _WIDE_COLUMNS))
    for number, column in enumerate(content.columns, 1):
        width = 50 if column in wide_columns else 18
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
                is_right = name_answer(item.is_right)
                given, allowed = map(name_certainty, (item.given, item.allowed))
                yield item.student, scene.title, statement.text, given, allowed, is_right, item.reason


def _list_student_columns(report: ClassReport) -> tuple[str, ...]:
    labels = [gettext(label) for label in words.SHEET]
    return (
        gettext(NICKNAME),
        *(label.format(scene=scene.title) for scene in report.student_scenes for label in labels),
    )


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
    title = scene.find_ending_title(playthrough) or gettext(words.NOT_FINISHED)
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
            remarks = " ".join(
                filter(None, (descriptions.describe_lesson(scene), descriptions.describe_versions(scene)))
            )
            yield scene.lesson.file, scene.title, scene.class_ending or gettext(words.NOT_FINISHED), remarks


def _list_counts(report: ClassReport) -> Iterator[Row]:
    for scene in report.student_scenes:
        for decision in scene.decisions:
            for choice in () if decision.votes else decision.choices:
                in_record = name_answer(choice.is_in_record)
                numbers = (choice.count, decision.reached_count)
                yield (scene.title, decision.number, decision.title, choice.text, *numbers, in_record)
        for ending in scene.endings:
            yield scene.title, None, gettext(words.ENDINGS), ending.title, ending.count, len(scene.playthroughs), ""


def _list_vote_counts(report: ClassReport) -> Iterator[Row]:
    for scene in report.scenes:
        for decision in scene.decisions:
            for vote in decision.votes:
                for choice in decision.choices:
                    counts = (vote.by_device.get(choice.id, 0), vote.by_hand.get(choice.id, 0), vote.count(choice.id))
                    numbers = counts if vote.is_counted else (None, None, None)
                    in_record = name_answer(choice.is_in_record)
                    decided = name_answer(choice.id == vote.decided)
                    yield (scene.title, decision.number, decision.title, choice.text, *numbers, in_record, decided)
