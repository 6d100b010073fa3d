"""The student's worksheet: two pages to write on while playing and after.

Law: it gives nothing away: no record, no explanation, no name of an ending, and no choice. Decisions are counted, words
are listed, dates are the scene's first and last.
"""

from __future__ import annotations

from game.content.prose import plain, typographic
from game.frontends.markup import Html, element
from game.frontends.print import sheet
from game.frontends.print.lesson import Lesson
from game.frontends.print.sheet import Paper, rules, section, table, top
from game.frontends.transcript_html import SIGNS, WORDS
from game.play.footnotes import Footnotes
from game.play.when import readable

MARK = "Worksheet"
MOST_ROWS, MOST_WORDS, MARKS = 9, 5, 5
"""So many decisions and words at most, that two pages suffice; and so many places on the line of time."""
_LINES = {1: 9, 2: 7, 3: 5, 4: 3}
"""Lines beneath each question of the debrief, by how many there are."""


def worksheet(lesson: Lesson, paper: Paper = "a4") -> str:
    """The worksheet as an HTML document."""
    scene = lesson.scene
    fields = (
        element("span", element("b", label), element("span", "", class_="blank")) for label in ("Name", "Date", "Class")
    )
    when = readable(scene.span) if scene.span else ""
    role = f"You are: {typographic(scene.role.name)}" if scene.role else ""
    about = (when, typographic(scene.place), role)
    parts = [
        top(MARK, typographic(scene.title), about, element("p", *fields, class_="fields")),
        *([element("p", plain(scene.question), class_="central")] if scene.question else []),
        section("Before you begin", element("p", "What would you need to know to answer this?"), rules(2)),
        _decisions(lesson),
        _words(lesson),
        _time(when),
        _record(),
        _debrief(lesson),
    ]
    return sheet.sheet(typographic(scene.title), MARK, paper, element("div", *parts, class_="work"))


def _decisions(lesson: Lesson) -> Html:
    rows = [(str(number), "", "", "") for number in range(1, min(lesson.most_decisions, MOST_ROWS) + 1)]
    heads = ("", "What I chose", "Why: what I knew then", "Afterwards: what was done")
    prompts = "While you play, fill in the first two columns; the last one when you have read the record."
    ending = element("p", element("b", "How it ended for me"), element("span", "", class_="blank"), class_="fields")
    return section("My decisions", element("p", prompts), table(heads, rows, class_="grid"), ending)


def _words(lesson: Lesson) -> Html:
    terms = [entry.name for entry in lesson.named(record=False) if entry.kind == "term"][:MOST_WORDS]
    rows = [(typographic(term), "") for term in terms] or [("", "") for _ in range(MOST_WORDS)]
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


def _debrief(lesson: Lesson) -> Html:
    asked = lesson.scene.debrief
    notes = Footnotes(lesson.proof.compiled)
    lines = _LINES.get(len(asked), 2)
    questions = (
        element(
            "div",
            element("p", element("span", str(number), class_="number"), sheet.line(_unnoted(notes, question.ask))),
            rules(lines),
            class_="question",
        )
        for number, question in enumerate(asked, 1)
    )
    return section("Questions to think over", *questions)


def _unnoted(notes: Footnotes, text: str) -> tuple[sheet.Run, ...]:
    return tuple(run for run in notes.line(text) if run.note is None)
