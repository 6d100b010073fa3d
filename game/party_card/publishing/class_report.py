"""Writes the report on a class as a page or a table, by the extension of the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from party_card.reports.class_report.model import ClassReport
from party_card.reports.class_report.page import write_class_page
from party_card.reports.class_report.tables import write_csv
from party_card.reports.class_report.workbook import has_workbooks, write_workbook
from party_card.services.errors import UsageError

WORKBOOKS_NEED_PACKAGE = "a workbook needs one more package: python -m pip install 'party-card[class]'"


def write_class_report_page(report: ClassReport) -> bytes:
    """Returns the page, with the tables that it offers; the workbook only if it can be written."""
    return write_class_page(report, write_csv(report), write_workbook(report) if has_workbooks() else None)


def write_class_report_workbook(report: ClassReport) -> bytes:
    """Returns the workbook. Raises UsageError if its package is not installed."""
    if not has_workbooks():
        raise UsageError(WORKBOOKS_NEED_PACKAGE)
    return write_workbook(report)


CLASS_REPORT_WRITERS: Mapping[str, Callable[[ClassReport], bytes]] = {
    "html": write_class_report_page,
    "csv": write_csv,
    "xlsx": write_class_report_workbook,
}
"""Writers of the report, by extension."""
