"""Writes the worksheet: two pages to write on while playing and after.

Invariant: it gives nothing away: no record, no explanation, no name of an ending, and no choice. Decisions are
counted, words are listed, dates are the scene's first and last.
"""

from __future__ import annotations

from collections.abc import Sequence

from party_card.content.edtf import format_date
from party_card.content.prose import smart_quotes, strip_markup
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.grades import GRADES
from party_card.engine.page import Line
from party_card.engine.place_map import PlaceMap
from party_card.engine.place_words import HEADING, list_place_sentences
from party_card.engine.record_words import WHAT_HAPPENED
from party_card.frontends.print import sheet
from party_card.frontends.print.lesson import LessonData
from party_card.frontends.print.sheet import PaperSize, header, section, table
from party_card.frontends.shared.html import Html, element
from party_card.frontends.shared.printable import ruled_lines
from party_card.localization import gettext, gettext_noop, ngettext, pgettext

PAPER_NAME = gettext_noop("Worksheet")
MAX_DECISION_ROWS, MAX_WORDS, TIMELINE_MARKS = 9, 4, 5
"""Rows for decisions and for words, so that two pages suffice; marks on the line of time."""
_PAGE_HEIGHTS_MM: dict[PaperSize, float] = {"a4": 262, "letter": 244}
"""Height of a page that can be written on, less a reserve."""
_FIRST_PAGE_USED_MM, _SECOND_PAGE_USED_MM, _WORD_ROW_MM, _RULED_LINE_MM = 130.0, 90.0, 8.0, 7.2
"""Space that other content takes on each page; heights of a word's row and of a ruled line."""
_MAP_MM, _LINES_BESIDE_MAP = 25.0, 4
"""Space that the map takes beyond that of the lines beside it, and the number of these."""
_LETTERS_PER_LINE, _PRINTED_LINE_MM = 92, 4.8
"""Approximate letters on a printed line, and its height."""


def write_worksheet(lesson: LessonData, paper: PaperSize = "a4") -> str:
    """Returns the worksheet as an HTML document."""
    scene = lesson.scene
    title, question = smart_quotes(scene.title), strip_markup(scene.question)
    labels = (gettext("Name"), gettext("Date"), pgettext("of a school", "Class"))
    fields = (element("span", element("b", label), element("span", "", class_="blank")) for label in labels)
    dates = format_date(scene.span) if scene.span else ""
    role = gettext("You are: {name}").format(name=smart_quotes(scene.role.name)) if scene.role else ""
    first_page = [
        header(
            gettext(PAPER_NAME),
            title,
            (dates, smart_quotes(scene.place), role),
            element("p", *fields, class_="fields"),
        ),
        element("p", question, class_="central") if question else "",
        _preparation(lesson.briefing_places),
    ]
    terms = [
        smart_quotes(subject.content.name)
        for subject in lesson.glossary_subjects(with_record=False)
        if subject.kind == "term"
    ]
    count = min(lesson.max_decisions, MAX_DECISION_ROWS)
    occupied_mm = _FIRST_PAGE_USED_MM + _WORD_ROW_MM * MAX_WORDS + 6 * (len(question) // 75) + 7 * (len(title) // 45)
    occupied_mm += 5 * (len(" · ".join((dates, scene.place, role))) // 95)
    occupied_mm += _MAP_MM if lesson.briefing_places is not None else 0
    row_mm = min((_PAGE_HEIGHTS_MM[paper] - occupied_mm) / max(count, 1), 16)
    questions = [_without_notes(question.ask, lesson) for question in scene.debrief]
    printed_mm = sum(
        _PRINTED_LINE_MM * (1 + sum(len(run.text) for run in line) // _LETTERS_PER_LINE) + 3 for line in questions
    )
    room_mm = (_PAGE_HEIGHTS_MM[paper] - _SECOND_PAGE_USED_MM - printed_mm) / max(len(questions), 1)
    lines = max(int(room_mm / _RULED_LINE_MM), 2)
    rule_style = f".question .rule {{ height: {min(room_mm / lines, 10):.1f}mm; }}"
    first_page += [_decisions(count, lesson.max_decisions > MAX_DECISION_ROWS), _vocabulary(terms)]
    pages = (
        element("div", *first_page, class_="work"),
        element("div", _timeline(dates), _record(), _debrief(questions, lines), class_="work second"),
    )
    extra_style = f".decided td {{ height: {row_mm:.1f}mm; }}\n{rule_style}\n"
    return sheet.document(title, gettext(PAPER_NAME), paper, *pages, extra_style=extra_style)


def _preparation(places: PlaceMap | None) -> Html:
    """Builds the question to begin with, beside it the map of where the player is."""
    prompt = element("p", gettext("What would you need to know to answer this?"))
    if places is None:
        return section(gettext("Before you begin"), prompt, ruled_lines(2))
    where = [sheet.place_map(places)]
    if places.here is not None:
        where.append(element("p", list_place_sentences(places)[0], class_="small"))
    return element(
        "div",
        section(gettext("Before you begin"), prompt, ruled_lines(_LINES_BESIDE_MAP)),
        section(gettext(HEADING), *where),
        class_="beside",
    )


def _decisions(count: int, has_more: bool) -> Html:
    rows = [(str(number), "", "", "") for number in range(1, count + 1)]
    headers = ("", gettext("What I chose"), gettext("Why: what I knew then"), gettext(WHAT_HAPPENED))
    prompts = [gettext("While you play, fill in the first two columns; the last one when you have read the record.")]
    if has_more:
        prompts.append(gettext("There are more decisions than rows: keep those that mattered to you."))
    label = element("b", gettext("How it ended for me"))
    ending = element("p", label, element("span", "", class_="blank"), class_="fields")
    grid = table(headers, rows, class_="grid decided")
    return section(gettext("My decisions"), element("p", " ".join(prompts)), grid, ending)


def _vocabulary(terms: Sequence[str]) -> Html:
    rows = [(term, "") for term in (*terms, *("",) * MAX_WORDS)][:MAX_WORDS]
    headers = (gettext("Word"), gettext("What it means here"))
    return section(gettext("Words, in my own words"), table(headers, rows, class_="grid vocabulary"))


def _timeline(dates: str) -> Html:
    first_date, dash, last_date = dates.partition("–")
    dates_at_ends = (first_date.strip(), last_date.strip()) if dash else (dates, "")
    marks = (element("span", "", class_="place") for _ in range(TIMELINE_MARKS))
    bar = element("div", element("b", dates_at_ends[0]), *marks, element("b", dates_at_ends[1]), class_="timeline")
    prompt = ngettext(
        "From the record: {count} thing that happened, with its date.",
        "From the record: {count} things that happened, with their dates, in their order.",
        TIMELINE_MARKS,
    )
    return section(gettext("In time"), element("p", prompt.format(count=TIMELINE_MARKS)), bar)


def _record() -> Html:
    grades = " ".join(f"{GRADES[grade].sign}\u00a0{gettext(GRADES[grade].word)}" for grade in GRADES)
    # TRANSLATORS: {grades} are signs, each with its word: “● documented ◐ reported”.
    prompt = gettext("One line of the record that surprised me, its source, and how sure the source is ({grades}).")
    first = element("p", prompt.format(grades=grades))
    second = element("p", gettext("One thing that stays unknown, and where one might look."))
    return section(gettext("The record"), first, ruled_lines(2), second, ruled_lines(1))


def _debrief(questions: Sequence[Line], lines: int) -> Html:
    items = []
    for number, line in enumerate(questions, 1):
        question = element("p", element("span", str(number), class_="number"), sheet.inline_html(line))
        items.append(element("div", question, ruled_lines(lines), class_="question"))
    return section(gettext("Questions to think over"), *items)


def _without_notes(text: str, lesson: LessonData) -> Line:
    """Returns a text without its notes, which belong to the record."""
    return tuple(run for run in FootnoteCollector(lesson.proof.compiled.evidence).add_line(text) if run.note is None)
