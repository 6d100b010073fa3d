"""Builds HTML documents to print: transcript, gamebook, and the papers for a lesson.

Invariant: complete in itself, without script and network; the content security policy allows the document's style only.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable
from hashlib import sha256

from party_card.content.models import Grade
from party_card.engine.grades import GRADES
from party_card.engine.page import Attestation, Bar, Chart, Line, SourceComparison, Statement
from party_card.engine.source_words import (
    CONCLUSION,
    INTEREST,
    KNOWLEDGE,
    describe_gap,
    describe_knowledge,
    name_stance,
)
from party_card.frontends.shared.html import Html, element, join_html
from party_card.localization import current_language, gettext
from party_card.localization.languages import text_direction

ANSWER_LINES = 4
"""Lines to write on under a question without an answer."""


def build_printable(title: str, style: str, *content: str, language: str = "") -> str:
    """Returns an HTML document with its style inside; `content` is its main part.

    `language` is that of its texts, by default that of the interface.
    """
    code = language or current_language()
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        Html(f"<style>{style}</style>"),
    )
    root = element(
        "html",
        head,
        element("body", element("main", *content)),
        lang=code,
        **({"dir": "rtl"} if text_direction(code) == "rtl" else {}),
    )
    return f"<!doctype html>\n{root}\n"


def forward_arrow() -> str:
    """Returns the arrow that points where the present language is read to."""
    return "←" if text_direction(current_language()) == "rtl" else "→"


def ruled_lines(count: int, **attributes: str) -> Html:
    """Returns `count` empty lines to write on."""
    return element("div", *(element("p", "", class_="rule") for _ in range(count)), class_="lines", **attributes)


def line_to_html(line: Line, note_mark: Callable[[int, str], Html]) -> Html:
    """Converts a line of prose. `note_mark` gets the number of a note, and the class "next" behind another mark."""
    fragments: list[str] = []
    is_after_note = False
    for run in line:
        if run.note is not None:
            fragments.append(note_mark(run.note, "next" if is_after_note else ""))
        else:
            markup: str = element("em", run.text) if run.italic else run.text
            fragments.append(element("strong", markup) if run.bold else markup)
        is_after_note = run.note is not None
    return join_html(*fragments)


def grade_tags(grades: Iterable[Grade]) -> Html:
    """Returns grades as tags with sign and word."""
    tags = (element("span", name_grade(grade), class_="grade") for grade in grades)
    return join_html(*(join_html(" ", tag) for tag in tags))


def name_grade(grade: Grade) -> str:
    """Returns the sign and the word of a grade."""
    return f"{GRADES[grade].sign} {gettext(GRADES[grade].word)}"


def chart_table(chart: Chart, note_mark: Callable[[int, str], Html], remark_class: str) -> Html:
    """Returns a chart as a table with caption and remark; of an estimate, a further cell says whose it is."""
    rows = (
        element("tr", element("th", bar.label, scope="row"), element("td", bar.text), _estimate_cell(bar, note_mark))
        for bar in chart.bars
    )
    mark = note_mark(chart.note, "") if chart.note else ""
    caption = element("caption", f"{chart.title}, {chart.unit}", mark)
    remark = element("p", chart.remark, class_=remark_class) if chart.remark else ""
    return element("div", element("table", caption, element("tbody", *rows)), remark, class_="figure")


def _estimate_cell(bar: Bar, note_mark: Callable[[int, str], Html]) -> str:
    if not bar.by:
        return ""
    return element("td", line_to_html(bar.by, note_mark), grade_tags((bar.grade,) if bar.grade else ()), class_="by")


def statement(block: Statement, note_mark: Callable[[int, str], Html]) -> Html:
    """Returns a line with a label before it."""
    text = element("p", line_to_html(block.line, note_mark), grade_tags(block.grades))
    return element("div", element("p", block.label, class_="date"), text, class_="told")


def source_comparison(block: SourceComparison, note_mark: Callable[[int, str], Html]) -> Html:
    """Returns what several sources say of a fact, side by side where there is room."""
    claim = element("p", line_to_html(block.line, note_mark), grade_tags(block.grades))
    sources = (_source(attestation, note_mark) for attestation in block.attestations)
    gap = element("p", describe_gap(block), class_="about") if block.gap else ""
    label = element("b", f"{gettext(CONCLUSION)}. ")
    conclusion = element("p", label, block.conclusion, class_="follows") if block.conclusion else ""
    return element("div", claim, element("div", *sources, class_="voices"), gap, conclusion, class_="compared")


def _labelled(label: str, text: str) -> str:
    return element("p", element("b", f"{gettext(label)}. "), text) if text else ""


def _source(attestation: Attestation, note_mark: Callable[[int, str], Html]) -> Html:
    stance = element("p", name_stance(attestation), class_="date")
    value = element("p", attestation.value, class_="value") if attestation.value else ""
    says = element("p", attestation.says) if attestation.says else ""
    knowledge = describe_knowledge(attestation)
    known = _labelled(KNOWLEDGE, " · ".join(knowledge))
    interest = (
        element("p", element("b", f"{gettext(INTEREST)}. "), attestation.interest) if attestation.interest else ""
    )
    citation = element("p", line_to_html(attestation.citation, note_mark), class_="about")
    return element("div", stance, value, says, known, interest, citation)
