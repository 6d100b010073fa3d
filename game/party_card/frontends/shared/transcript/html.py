"""Writes a playthrough as one HTML file, to be read in a browser, printed, and handed in.

Invariant: self-contained, without script and network; equal playthroughs, answers, names and dates give equal bytes.
It prints without colour: certainty has a word and a sign, a choice has a rule, and a missing answer leaves lines to
write on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files

from party_card.content.models import Cite, FactId, Grade
from party_card.engine import page as pages
from party_card.engine.grades import GRADES
from party_card.engine.page import Block, Line, Note, Page, Run
from party_card.engine.playthrough import Playthrough
from party_card.evidence.cite import format_notes
from party_card.frontends.shared.html import Html, element, join_html
from party_card.frontends.shared.printable import (
    ANSWER_LINES,
    build_printable,
    chart_table,
    grade_tags,
    line_to_html,
    ruled_lines,
)
from party_card.frontends.shared.transcript.steps import TranscriptStep, replay_pages
from party_card.frontends.shared.transcript.text import capitalize_first


def to_html(playthrough: Playthrough, answers: Sequence[str] = (), *, name: str = "", date: str = "") -> str:
    """Returns the playthrough as an HTML document; a missing `name` or `date` leaves a line to write it on."""
    return _Writer(playthrough, answers).document(name, date)


class _Writer:
    """Writes one playthrough; notes are numbered throughout."""

    def __init__(self, playthrough: Playthrough, answers: Sequence[str]) -> None:
        self._playthrough, self._answers = playthrough, answers
        self._notes: dict[str, tuple[int, Note]] = {}
        self._page_facts: dict[int, str] = {}  # of the present page, by number of the note

    def document(self, name: str, date: str) -> str:
        steps = list(replay_pages(self._playthrough))
        briefing = steps[0].page
        style = files("party_card.frontends.shared.transcript").joinpath("transcript.css").read_text("utf-8")
        title = " – ".join(filter(None, (briefing.title, name)))
        return build_printable(
            title, style, self._header(briefing, name, date), *self._sections(steps), *self._sources()
        )

    def _header(self, page: Page, name: str, date: str) -> Html:
        about = " · ".join(filter(None, (page.dates, page.place, page.role)))
        fields = (
            element("span", element("b", label), element("span", value, class_="given" if value else "blank"))
            for label, value in (("Name", name), ("Date", date), ("Class", ""))
        )
        return element(
            "header",
            element("p", "Party Card", class_="mark"),
            element("h1", page.title),
            element("p", about, class_="about") if about else "",
            element("p", *fields, class_="fields"),
        )

    # ------------------------------------------------------------------------------------------------- pages

    def _sections(self, steps: Sequence[TranscriptStep]) -> Iterator[Html]:
        first_passage = next((step for step in steps if step.page.kind == "passage"), None)
        for step in steps:
            page = step.page
            self._page_facts = {note.number: note.fact for note in page.notes}
            for note in page.notes:
                self._notes.setdefault(note.fact, (len(self._notes) + 1, note))
            match page.kind:
                case "passage":
                    if step is first_passage:
                        yield element("h2", "Your path")
                    yield self._passage(step)
                case "finished":
                    pass
                case "briefing":
                    yield element("section", *self._blocks(page), class_="briefing")
                case _:
                    yield element("section", element("h2", page.heading), *self._blocks(page), class_=page.kind)

    def _passage(self, step: TranscriptStep) -> Html:
        page, choice = step.page, step.choice
        about = " · ".join(filter(None, (page.dates, page.place, page.basis)))
        parts = [
            element("h3", element("span", str(page.step), class_="number"), element("span", about, class_="about")),
            *self._blocks(page),
        ]
        if page.ending:
            parts.append(element("p", element("b", "Ending: "), page.ending, class_="choice"))
        elif choice is not None:
            remark = " (your own hypothesis)" if choice.is_hypothesis else ""
            parts.append(element("p", element("b", "You chose: "), self._line(choice.line), remark, class_="choice"))
            other_lines = [self._line(offer.line) for offer in page.offers if offer.is_open and offer.id != choice.id]
            closed_lines = [
                join_html(self._line(offer.line), " (", self._line(offer.reason), ")")
                for offer in page.offers if not offer.is_open
            ]  # fmt: skip
            for label, lines in (("Also on offer", other_lines), ("Closed", closed_lines)):
                if lines:
                    texts = join_html(*(join_html(" · " if index else "", line) for index, line in enumerate(lines)))
                    parts.append(element("p", element("b", f"{label}: "), texts, class_="others"))
        return element("section", *parts, class_="step")

    def _blocks(self, page: Page) -> Iterator[Html]:
        number = 0
        for block in page.blocks:
            number += isinstance(block, pages.Question)
            yield self._block(block, number)

    def _block(self, block: Block, number: int) -> Html:
        match block:
            case pages.Heading(text):
                return element("h3", text)
            case pages.Paragraph(line):
                return element("p", self._line(line))
            case pages.Document(lines):
                return element("div", *(element("p", self._line(line)) for line in lines), class_="paper")
            case pages.ContentNote(topics):
                return element("p", f"Content note: {', '.join(topics)}.", class_="about")
            case pages.Comparison(player_line, date, record_line, grades, matches):
                remark = element("p", "✓ as in the record", class_="about") if matches else ""
                player = element("div", element("h4", "What you did"), element("p", self._line(player_line)), remark)
                record = element("div", element("h4", "What was done"), self._account(record_line, grades))
                heading = element("p", capitalize_first(date), class_="date")
                return element("div", heading, player, record, class_="beside")
            case pages.RecordParagraph(date, line, grades):
                label = capitalize_first(date)
                return element("div", element("p", label, class_="date"), self._account(line, grades), class_="told")
            case pages.Link(word, date, line, grades):
                label = f"{capitalize_first(word)}{f', {date}' if date else ''}"
                return element("div", element("p", label, class_="date"), self._account(line, grades), class_="told")
            case pages.Unknown(line):
                return element("p", element("b", "What remains unknown. "), self._line(line), class_="unknown")
            case pages.Chart():
                return chart_table(block, self._note_mark(block.note), "about")
            case pages.Question(line):
                return self._question(line, number)

    def _account(self, line: Line, grades: Sequence[Grade]) -> Html:
        return element("p", self._line(line), grade_tags(grades))

    def _question(self, line: Line, number: int) -> Html:
        answer = self._answers[number - 1].strip() if number <= len(self._answers) else ""
        answer_html = (
            element("div", *(element("p", paragraph) for paragraph in answer.split("\n")), class_="answer")
            if answer
            else ruled_lines(ANSWER_LINES, aria_label="No answer written")
        )
        heading = element("p", element("span", str(number), class_="number"), self._line(line), class_="asked")
        return element("div", heading, answer_html, class_="question")

    # ------------------------------------------------------------------------------------------- text, sources

    def _line(self, line: Line) -> Html:
        return line_to_html(line, self._note_mark)

    def _note_mark(self, number: int, class_: str = "") -> Html:
        if number not in self._page_facts:
            return Html("")
        label = str(self._notes[self._page_facts[number]][0])
        return element("sup", element("a", label, href=f"#note-{label}", aria_label=f"Note {label}"), class_=class_)

    def _sources(self) -> Iterator[Html]:
        if not self._notes:
            return
        rows = []
        for (number, note), citation in zip(self._notes.values(), self._citations(), strict=True):
            grade = element("span", f"{GRADES[note.grade].sign} {GRADES[note.grade].word}.", class_="grade")
            rows.append(
                element("li", grade, " ", note.text, " ", element("cite", self._line(citation)), id=f"note-{number}")
            )
        yield element("section", element("h2", "Notes and sources"), element("ol", *rows), class_="sources")

    def _citations(self) -> list[Line]:
        """Returns the citations in order of the whole playthrough: each source in full at its first note."""
        compiled = self._playthrough.compiled
        figures = {f"figure {figure.title}": figure for figure in compiled.evidence.figures.values()}
        cites: list[Cite] = []
        for name in self._notes:
            item = compiled.evidence.facts.get(FactId(name)) or figures.get(name)
            if item is None:
                return [note.citation for _, note in self._notes.values()]
            cites.append(item.cite)
        notes = format_notes(cites, compiled.evidence.sources, compiled.evidence.indexes)
        return [tuple(Run(part.text, italic=part.italic) for part in citation) for citation in notes]
