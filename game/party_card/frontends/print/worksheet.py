"""The student's worksheet: two pages to write on while playing and after.

Law: it gives nothing away: no record, no explanation, no name of an ending, and no choice. Decisions are counted, words
are listed, dates are the scene's first and last.
"""

from __future__ import annotations

from collections.abc import Sequence

from party_card.content.prose import plain, smart_quotes
from party_card.engine.date_format import format_date
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.page import Line
from party_card.frontends.print import sheet
from party_card.frontends.print.lesson import LessonData
from party_card.frontends.print.sheet import Paper, rules, section, table, top
from party_card.frontends.shared.html import Html, element
from party_card.frontends.transcript.html import SIGNS, WORDS

MARK = "Worksheet"
MOST_ROWS, MOST_WORDS, MARKS = 9, 4, 5
"""So many decisions and words at most, that two pages suffice; and so many places on the line of time."""
_HEIGHTS: dict[Paper, float] = {"a4": 262, "letter": 244}
"""How many millimetres of a page can be written on, and some of them kept in reserve."""
_ABOVE, _BESIDE, _WORD, _LINE = 130.0, 90.0, 8.0, 7.2
"""What else is on the first page and on the second; the height of a word's row, and of a ruled line."""
_LETTERS, _SET = 92, 4.8
"""About so many letters are on a line of print, which is so many millimetres high."""


def worksheet(lesson: LessonData, paper: Paper = "a4") -> str:
    """The worksheet as an HTML document."""
    scene = lesson.scene
    title, question = smart_quotes(scene.title), plain(scene.question)
    fields = (
        element("span", element("b", label), element("span", "", class_="blank")) for label in ("Name", "Date", "Class")
    )
    when = format_date(scene.span) if scene.span else ""
    role = f"You are: {smart_quotes(scene.role.name)}" if scene.role else ""
    first = [
        top(MARK, title, (when, smart_quotes(scene.place), role), element("p", *fields, class_="fields")),
        element("p", question, class_="central") if question else "",
        section("Before you begin", element("p", "What would you need to know to answer this?"), rules(2)),
    ]
    terms = [smart_quotes(entry.name) for entry in lesson.named(record=False) if entry.kind == "term"][:MOST_WORDS]
    count = min(lesson.most_decisions, MOST_ROWS)
    used = _ABOVE + _WORD * MOST_WORDS + 6 * (len(question) // 75) + 7 * (len(title) // 45)
    used += 5 * (len(" · ".join((when, scene.place, role))) // 95)
    height = min((_HEIGHTS[paper] - used) / max(count, 1), 16)
    asked = [_unnoted(one.ask, lesson) for one in scene.debrief]
    printed = sum(_SET * (1 + sum(len(run.text) for run in line) // _LETTERS) + 3 for line in asked)
    room = (_HEIGHTS[paper] - _BESIDE - printed) / max(len(asked), 1)
    lines = max(int(room / _LINE), 2)
    ruled = f".question .rule {{ height: {min(room / lines, 10):.1f}mm; }}"
    return sheet.document(
        title,
        MARK,
        paper,
        element("div", *first, _decisions(count, lesson.most_decisions > MOST_ROWS), _words(terms), class_="work"),
        element("div", _time(when), _record(), _debrief(asked, lines), class_="work second"),
        more=f".decided td {{ height: {height:.1f}mm; }}\n{ruled}\n",
    )


def _decisions(count: int, more: bool) -> Html:
    rows = [(str(number), "", "", "") for number in range(1, count + 1)]
    heads = ("", "What I chose", "Why: what I knew then", "Afterwards: what was done")
    prompts = "While you play, fill in the first two columns; the last one when you have read the record."
    prompts += " There are more decisions than rows: keep those that mattered to you." if more else ""
    ending = element("p", element("b", "How it ended for me"), element("span", "", class_="blank"), class_="fields")
    return section("My decisions", element("p", prompts), table(heads, rows, class_="grid decided"), ending)


def _words(terms: Sequence[str]) -> Html:
    rows = [(term, "") for term in (*terms, *("",) * MOST_WORDS)][:MOST_WORDS]
    return section("Words, in my own words", table(("Word", "What it means here"), rows, class_="grid vocabulary"))


def _time(when: str) -> Html:
    first, dash, last = when.partition("–")
    ends = (first.strip(), last.strip()) if dash else (when, "")
    places = (element("span", "", class_="place") for _ in range(MARKS))
    bar = element(
        "div", element("b", ends[0]), *places, element("b", ends[1]), class_="timeline"
    )  # fmt: skip
    prompt = f"From the record: {MARKS} things that happened, with their dates, in their order."
    return section("In time", element("p", prompt), bar)


def _record() -> Html:
    signs = " ".join(f"{SIGNS[grade]}\u00a0{WORDS[grade]}" for grade in SIGNS)
    prompt = f"One line of the record that surprised me, its source, and how sure the source is ({signs})."
    open_ = "One thing that stays unknown, and where one might look."
    return section("The record", element("p", prompt), rules(2), element("p", open_), rules(1))


def _debrief(asked: Sequence[Line], lines: int) -> Html:
    questions = (
        element(
            "div", element("p", element("span", str(number), class_="number"), sheet.line(line)), rules(lines),
            class_="question",
        )
        for number, line in enumerate(asked, 1)
    )  # fmt: skip
    return section("Questions to think over", *questions)


def _unnoted(text: str, lesson: LessonData) -> Line:
    """A text without its notes, which are the record's."""
    return tuple(run for run in FootnoteCollector(lesson.proof.compiled).add_line(text) if run.note is None)
