"""The class report in other languages: every text is looked up, and the marks are found in the tables all the same."""

from __future__ import annotations

import csv
import io
import re
from functools import cache

import pytest

from party_card.content.models import SceneId
from party_card.localization import use_language
from party_card.localization.languages import ACCENTED, MIRRORED
from party_card.publishing.class_report import write_class_report_page
from party_card.reports.class_report.build import build_class_report
from party_card.reports.class_report.model import ClassReport
from party_card.reports.class_report.tables import KIND_COLUMN, MARK_COLUMN, write_csv
from party_card.reports.class_report.transcripts import UncountedFile
from party_card.reports.class_report.workbook import has_workbooks, write_workbook
from tests.frontends.html.disguised import disguise_scene
from tests.frontends.shown_texts import find_faults
from tests.reports.class_report.students import NICKNAMES, play_class
from tests.shipped import load_shipped_pack

SCENES = (SceneId("two-notes"), SceneId("ten-cattle"))
NAMES = (*NICKNAMES, "tulip", "Larkk", "x.jpg", "CSV", "Excel")


@cache
def accented_report() -> ClassReport:
    pack = load_shipped_pack()
    for scene in SCENES:
        pack = disguise_scene(pack, scene)
    with use_language(ACCENTED):
        return build_class_report(
            pack, play_class(NICKNAMES[:5], SCENES), [*NICKNAMES[:4], "tulip"], [UncountedFile("x.jpg", "[…]")]
        )


def test_every_text_of_the_page_is_looked_up_and_none_is_glued() -> None:
    with use_language(ACCENTED):
        page = write_class_report_page(accented_report()).decode()
    assert '<html lang="en-XA">' in page
    assert find_faults(page, ("cite", "answer"), NAMES) == []


def test_a_page_from_right_to_left_says_so() -> None:
    with use_language(MIRRORED):
        assert '<html lang="ar-XB" dir="rtl">' in write_class_report_page(accented_report()).decode()


def test_the_table_has_its_columns_and_kinds_in_the_language_and_the_page_says_which_are_answers() -> None:
    with use_language(ACCENTED):
        page, table = write_class_report_page(accented_report()).decode(), write_csv(accented_report())
    columns, *rows = csv.reader(io.StringIO(table.decode("utf-8-sig")))
    assert all(column.startswith("[") for column in columns)
    assert all(row[KIND_COLUMN].startswith("[") for row in rows)
    data = re.search(r'data-fill="csv" data-kind="(\d+)" data-mark="(\d+)" data-answer="([^"]+)"', page)
    assert data is not None
    assert (int(data[1]), int(data[2])) == (KIND_COLUMN, MARK_COLUMN)
    assert sum(row[KIND_COLUMN] == data[3] for row in rows) == page.count('class="answer"')


@pytest.mark.skipif(not has_workbooks(), reason="openpyxl is not installed")
def test_the_workbook_has_its_sheets_and_columns_in_the_language() -> None:
    from openpyxl import load_workbook

    with use_language(ACCENTED):
        workbook = load_workbook(io.BytesIO(write_workbook(accented_report())))
    assert "Ṁààŕķš" in workbook.sheetnames
    for sheet in workbook:
        assert all("[" in str(cell.value) for cell in next(iter(sheet.rows))), sheet.title
        assert sheet.freeze_panes in ("A2", "B2")
    assert workbook.worksheets[0].freeze_panes == "B2"
