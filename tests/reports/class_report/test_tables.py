"""The tables: all that was chosen and answered, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from party_card.reports.class_report.build import build_class_report
from party_card.reports.class_report.model import ClassReport, StudentPlaythrough
from party_card.reports.class_report.tables import list_rows, write_csv, write_workbook
from party_card.reports.class_report.transcripts import HandedInTranscript, UncountedFile
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
    assert workbook.sheetnames == ["Students", "Counts", "Choices and answers"]
    assert workbook["Choices and answers"].max_row == len(rows) + 1


def test_marks_that_were_given_already_are_in_the_table() -> None:
    transcript = next(item for item in play_class(NICKNAMES[:3], SCENES[2:]) if item.data.answers)
    question = next(iter(transcript.data.answers))
    report = build_class_report(load_shipped_pack(), [replace(transcript, marks={question: 2})])
    assert [row[9] for row in list_rows(report) if row[3] == "answer" and row[5] == question] == [2]
