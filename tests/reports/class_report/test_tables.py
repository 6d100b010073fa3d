"""The tables: all that was chosen and answered, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from party_card.engine.file_words import MOTIVE, MOTIVE_REASON
from party_card.reports.class_report.build import build_class_report
from party_card.reports.class_report.marks import NOT_ANSWERED
from party_card.reports.class_report.model import ClassReport, StudentPlaythrough
from party_card.reports.class_report.tables import list_rows, write_csv
from party_card.reports.class_report.transcripts import HandedInTranscript, UncountedFile
from party_card.reports.class_report.workbook import write_workbook
from tests.reports.class_report.students import NICKNAMES, SCENES, play_class
from tests.shipped import load_shipped_pack

HOSTILE = ["=1+1", "+SUM(A1)", "-2", "@cmd", "\t=1", "a\x07b", "\ud800", "x" * 40_000, "two\nlines", "' = 1"]


def report_on_answer(answer: str, nickname: str = "heron") -> ClassReport:
    transcript = next(item for item in play_class(NICKNAMES[:3], SCENES[2:]) if item.data.answers)
    answers = dict.fromkeys(transcript.data.answers, answer)
    data = replace(transcript.data, nickname=nickname, answers=answers)
    return build_class_report(load_shipped_pack(), [HandedInTranscript(data)])


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_cell_is_a_formula(text: str) -> None:
    report = report_on_answer(text, text[:20])
    for row in read_csv(write_csv(report)):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    workbook = load_workbook(io.BytesIO(write_workbook(report)))
    assert {cell.data_type for sheet in workbook for row in sheet for cell in row} <= {"s", "n", "inlineStr"}


@settings(max_examples=8)
@given(st.text(max_size=12), st.text(max_size=12))
def test_any_text_is_a_cell(title: str, reason: str) -> None:
    report = ClassReport((), (), uncounted=(UncountedFile(title, reason),))
    sheet = load_workbook(io.BytesIO(write_workbook(report)))["Not counted"]
    assert sheet.max_row == 2


def test_each_choice_and_answer_has_its_row() -> None:
    report = build_class_report(load_shipped_pack(), play_class(NICKNAMES[:4], SCENES[2:]))
    playthroughs: tuple[StudentPlaythrough, ...] = report.scenes[0].playthroughs
    rows = list(list_rows(report))
    assert sum(row[3] == "decision" for row in rows) == sum(len(item.choices) for item in playthroughs)
    assert sum(row[3] == "answer" for row in rows) == sum(len(item.answers) for item in playthroughs)
    assert sum(row[3] == "ending" for row in rows) == len(playthroughs)
    assert len(read_csv(write_csv(report))) == len(rows) + 1
    workbook = load_workbook(io.BytesIO(write_workbook(report)))
    assert workbook.sheetnames == ["Marks", "Answers", "Judgements", "Students", "Counts", "Choices and endings"]
    numbers = {kind: sum(row[3] == kind for row in rows) for kind in ("answer", "judgement", "decision", "ending")}
    assert workbook["Answers"].max_row == numbers["answer"] + 1
    assert workbook["Judgements"].max_row == numbers["judgement"] + 1
    assert workbook["Choices and endings"].max_row == numbers["decision"] + numbers["ending"] + 1


def test_marks_that_were_given_already_are_in_the_table() -> None:
    transcript = next(item for item in play_class(NICKNAMES[:3], SCENES[2:]) if item.data.answers)
    question = next(iter(transcript.data.answers))
    report = build_class_report(load_shipped_pack(), [replace(transcript, marks={question: 2})])
    assert [row[9] for row in list_rows(report) if row[3] == "answer" and row[5] == question] == [2]


def test_the_marks_have_a_row_for_each_student_and_a_column_for_each_question() -> None:
    transcripts = list(play_class(NICKNAMES[:3], SCENES))
    marked = next(item for item in transcripts if len(item.data.answers) > 1 and item.data.nickname == "lark")
    first, second = list(marked.data.answers)[:2]
    transcripts = [replace(item, marks={first: 2, second: 3}) if item is marked else item for item in transcripts]
    report = build_class_report(load_shipped_pack(), transcripts, [*NICKNAMES[:3], "tulip"])
    head, *rows = [
        [cell.value for cell in row] for row in load_workbook(io.BytesIO(write_workbook(report)))["Marks"].rows
    ]
    assert len(head) == 1 + sum(len(scene.questions) for scene in report.scenes) + 2
    assert [row[0] for row in rows] == sorted([*NICKNAMES[:3], "tulip"])
    by_name = {str(row[0]): row for row in rows}
    assert by_name["lark"][-2:] == [5, 2]
    assert sorted(cell for cell in by_name["lark"][1:-2] if isinstance(cell, int)) == [2, 3]
    assert set(by_name["tulip"][1:-2]) == {NOT_ANSWERED}


def test_a_judgement_stands_beside_what_the_papers_allow() -> None:
    report = build_class_report(load_shipped_pack(), play_class(NICKNAMES[:4], SCENES[2:]))
    sheet = load_workbook(io.BytesIO(write_workbook(report)))["Judgements"]
    rows = [dict(zip([cell.value for cell in sheet[1]], [cell.value for cell in row], strict=True)) for row in sheet]
    motives = [row for row in rows if row["Statement"] == MOTIVE]
    assert {row["Papers allow"] for row in motives} == {"not recorded"}
    assert {row["Why"] for row in motives} == {MOTIVE_REASON}
    assert all((row["As the papers allow"] == "yes") == (row["Judged"] == "not recorded") for row in motives)
    in_csv = [row for row in read_csv(write_csv(report)) if row[3] == "judgement" and row[5] == MOTIVE]
    assert sorted((row[0], row[6], row[11]) for row in in_csv) == sorted(
        (row["Nickname"], row["Judged"], row["Papers allow"]) for row in motives
    )


def test_the_students_are_listed_with_minutes_answers_and_right_judgements() -> None:
    report = build_class_report(load_shipped_pack(), play_class(NICKNAMES[:4], SCENES[2:]), ["tulip"])
    (scene,) = report.scenes
    rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(write_workbook(report)))["Students"].rows]
    heron = next(row for row in rows if row[0] == "heron")
    playthrough = next(item for item in scene.playthroughs if item.student == "heron")
    right = sum(
        item.is_right for statement in scene.statements for item in statement.judgements if item.student == "heron"
    )
    assert heron[1:] == [
        scene.find_ending_title(playthrough), round((playthrough.seconds or 0) / 60),
        scene.count_answers(playthrough), right,
    ]  # fmt: skip
    assert [row[1:] for row in rows if row[0] == "tulip"] == [[None] * 4]
