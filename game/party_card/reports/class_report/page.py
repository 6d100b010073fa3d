"""Writes the class report as one self-contained page.

Invariant: no network, no text of a student or an author as markup or script; style and script are allowed by their
hashes. Without JavaScript everything is there, one part below the other, and the CSV is packed; marks need it.
"""

from __future__ import annotations

import gzip
from base64 import b64encode
from importlib.resources import files

from party_card.frontends.html.document import build_security_policy
from party_card.frontends.html.fonts import build_font_style
from party_card.frontends.shared.html import Html, element, join_html
from party_card.localization import current_language, format_number, gettext, ngettext, pgettext
from party_card.localization.languages import text_direction
from party_card.reports.class_report import descriptions, words
from party_card.reports.class_report.marks import ANSWER_COLUMNS, find_mark_places, list_mark_columns
from party_card.reports.class_report.model import ClassReport
from party_card.reports.class_report.page_answers import marks_template
from party_card.reports.class_report.page_class import class_notes, overview
from party_card.reports.class_report.page_scene import scene_section
from party_card.reports.class_report.tables import KIND_COLUMN, MARK_COLUMN, name_kind
from party_card.reports.class_report.workbook import ANSWERS_PART, MARKS_PART

SCRIPTS = ("build_parts.js", "inflate.js", "class_report.js", "fill_marks.js")
GZIP_TYPE = "application/gzip"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def write_class_page(report: ClassReport, csv: bytes, xlsx: bytes | None = None) -> bytes:
    """Returns the page; the tables are inside it, to be saved from there."""
    style = build_font_style(gettext(words.TITLE)) + _read_asset("class_report.css")
    script = "\n".join(map(_read_asset, SCRIPTS))
    title = " – ".join(filter(None, (gettext(words.TITLE), _name_scenes(report), descriptions.format_days(report))))
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=build_security_policy(script, style)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", title),
        Html(f"<style>{style}</style>"),
    )
    parts = (_header(report, csv, xlsx), _main(report), marks_template() if report.has_names else "")
    body = element("body", *parts, Html(f"<script>{script}</script>"))
    code = current_language()
    direction = {"dir": "rtl"} if text_direction(code) == "rtl" else {}
    text = f"<!doctype html>\n{element('html', head, body, lang=code, **direction)}\n"
    return text.encode(errors="replace")  # names of files can hold what is no text


def _read_asset(name: str) -> str:
    """Returns a style or a script without indentation and lines of comment."""
    text = files("party_card.reports.class_report").joinpath(name).read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _name_scenes(report: ClassReport) -> str:
    if len(report.scenes) == 1:
        return report.scenes[0].title
    count = len({scene.scene for scene in report.scenes})
    return ngettext("{count} scene", "{count} scenes", count).format(count=format_number(count))


def _header(report: ClassReport, csv: bytes, xlsx: bytes | None) -> Html:
    tools = [
        element("button", gettext(words.PROJECTOR), type="button", id="projector", aria_pressed="false"),
        _download("CSV", "class-report.csv.gz", GZIP_TYPE, gzip.compress(csv, mtime=0), **_describe_csv()),
        _download("Excel", "class-report.xlsx", XLSX_TYPE, xlsx, **_describe_workbook(report))
        if xlsx is not None
        else "",
        element("button", pgettext("button", words.PRINT), type="button", id="print"),
    ]
    return element(
        "header",
        element("p", gettext(words.TITLE), class_="mark"),
        element("h1", _name_scenes(report)),
        element("p", descriptions.format_days(report), class_="days"),
        element("nav", *tools, class_="tools", aria_label=gettext("Tools")),
        class_="bar",
    )


def _download(label: str, name: str, media_type: str, content: bytes, **data: str) -> Html:
    address = f"data:{media_type};base64,{b64encode(content).decode()}"
    return element("a", label, href=address, download=name, class_="private", **data)


def _describe_csv() -> dict[str, str]:
    """Returns where the page's script finds the marks in the CSV: columns from 0, and the word of an answer."""
    return {
        "data_fill": "csv",
        "data_kind": str(KIND_COLUMN),
        "data_mark": str(MARK_COLUMN),
        "data_answer": name_kind("answer"),
    }


def _describe_workbook(report: ClassReport) -> dict[str, str]:
    """Returns where the page's script finds the marks in the workbook: parts of the archive, and columns."""
    return {
        "data_fill": "workbook",
        "data_marks": MARKS_PART,
        "data_sum_column": str(len(list_mark_columns(report)) - 1),
        "data_answers": ANSWERS_PART,
        "data_mark_column": str(len(ANSWER_COLUMNS)),
    }


def _main(report: ClassReport) -> Html:
    places = find_mark_places(report)
    if len(report.scenes) == 1:
        return element("main", scene_section(report.scenes[0], report, class_notes(report), places))
    links = [element("a", gettext(words.OVERVIEW), href="#overview")]
    links += [element("a", scene.title, href=f"#scene-{number}") for number, scene in enumerate(report.scenes, 1)]
    sections = (scene_section(scene, report, Html(""), places, number) for number, scene in enumerate(report.scenes, 1))
    return element(
        "main",
        element("nav", *links, class_="tabs scenes", aria_label=gettext("Scenes")),
        overview(report),
        join_html(*sections),
    )
