"""Writes a playthrough as one HTML file, to be read in a browser, printed, and handed in.

Invariant: self-contained, without script and network; equal playthroughs, answers, names and dates give equal bytes.
It prints without colour: certainty has a word and a sign, a choice has a rule, and a missing answer leaves lines to
write on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files

from party_card.content.models import Cite, FactId, Grade, Person
from party_card.engine import page as pages
from party_card.engine.block_builder import ABOUT_HEADING
from party_card.engine.ending_reach import CAUSES_HEADING
from party_card.engine.entries import LATER_LABEL
from party_card.engine.page import Block, Line, Note, Page, Run
from party_card.engine.place_words import list_page_sentences, name_map
from party_card.engine.playthrough import Playthrough
from party_card.engine.record_words import AS_IN_RECORD, NO_RECORD, WHAT_HAPPENED, WHAT_YOU_DID
from party_card.engine.source_words import list_note_details
from party_card.frontends.shared.html import Html, element, join_html, join_with_dots
from party_card.frontends.shared.printable import (
    ANSWER_LINES,
    build_printable,
    chart_table,
    grade_tags,
    line_to_html,
    name_grade,
    ruled_lines,
    source_comparison,
    statement,
)
from party_card.frontends.shared.printable_file import assessment, file_block
from party_card.frontends.shared.transcript.build_data import build_transcript_data
from party_card.frontends.shared.transcript.steps import TranscriptStep, list_people, replay_pages
from party_card.frontends.shared.transcript.text import capitalize_first
from party_card.frontends.shared.transcript.transcript_data import TranscriptData, data_block_to_html
from party_card.localization import gettext, pgettext


def to_html(
    playthrough: Playthrough,
    answers: Sequence[str] = (),
    *,
    file_answers: Sequence[str] = (),
    votes: Mapping[int, str] | None = None,
    name: str = "",
    date: str = "",
    data: TranscriptData | None = None,
) -> str:
    """Returns the playthrough as an HTML document; a missing `name` or `date` leaves a line to write it on.

    `votes` are sentences on the hands of a class, by step. `data` are those of the block at its end; without them it
    holds no nickname and no times.
    """
    block = data_block_to_html(data or build_transcript_data(playthrough, answers, file_answers))
    return _Writer(playthrough, answers, file_answers, votes or {}).document(name, date, block)


class _Writer:
    """Writes one playthrough; notes are numbered throughout."""

    def __init__(
        self, playthrough: Playthrough, answers: Sequence[str], file_answers: Sequence[str], votes: Mapping[int, str]
    ) -> None:
        self._playthrough, self._answers, self._file_answers = playthrough, answers, file_answers
        self._votes = votes
        self._notes: dict[str, tuple[int, Note]] = {}
        self._page_facts: dict[int, str] = {}  # of the present page, by number of the note
        self._facts = dict(playthrough.compiled.evidence.facts)

    def document(self, name: str, date: str, data_block: Html) -> str:
        steps = list(replay_pages(self._playthrough))
        briefing = steps[0].page
        style = files("party_card.frontends.shared.transcript").joinpath("transcript.css").read_text("utf-8")
        title = " – ".join(filter(None, (briefing.title, name)))
        content = (*self._sections(steps), *self._people(steps), *self._sources(), data_block)
        language = self._playthrough.compiled.evidence.language
        return build_printable(title, style, self._header(briefing, name, date), *content, language=language)

    def _header(self, page: Page, name: str, date: str) -> Html:
        about = join_with_dots((page.dates, page.place, page.role))
        values = (
            (gettext("Name"), name, "auto"),
            (gettext("Date"), date, ""),
            (pgettext("of a school", "Class"), "", ""),
        )
        fields = (
            element(
                "span",
                element("b", label),
                element("span", value, class_="given" if value else "blank", dir=direction if value else ""),
            )
            for label, value, direction in values
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
        for number, step in enumerate(steps):
            page = step.page
            self._page_facts = {note.number: note.fact for note in page.notes}
            for note in page.notes:
                self._notes.setdefault(note.fact, (len(self._notes) + 1, note))
            match page.kind:
                case "passage":
                    if step is first_passage:
                        yield element("h2", gettext("Your path"))
                    yield self._passage(step, self._votes.get(number, ""))
                case "finished":
                    pass
                case "briefing":
                    yield element("section", *self._blocks(page), class_="briefing")
                case _:
                    causes = _list_causes(page) if page.kind == "record" else []
                    yield element(
                        "section", element("h2", page.heading), *causes, *self._blocks(page), class_=page.kind
                    )

    def _passage(self, step: TranscriptStep, vote: str) -> Html:
        page, choice = step.page, step.choice
        about = join_with_dots((page.dates, page.place, gettext(page.basis)))
        parts = [
            element("h3", element("span", str(page.step), class_="number"), element("span", about, class_="about")),
            *self._blocks(page),
        ]
        if page.ending:
            parts.append(element("p", element("b", gettext("Ending:"), " "), page.ending, class_="choice"))
            parts += [element("p", page.cost)] if page.cost else []
            parts += _list_causes(page) if choice is None else []  # the record has them all
        elif choice is not None:
            remark = f" ({gettext(NO_RECORD)})" if choice.is_hypothesis else ""
            because = join_html(" ", self._line(choice.reason)) if choice.reason else ""
            line = join_html(self._line(choice.line), remark, because)
            parts.append(element("p", element("b", gettext("You chose:"), " "), line, class_="choice"))
            parts += [element("p", element("b", gettext("Hands:"), " "), vote)] if vote else []
            other_lines = [self._line(offer.line) for offer in page.offers if offer.is_open and offer.id != choice.id]
            closed_lines = [
                join_html(self._line(offer.line), " (", self._line(offer.reason), ")")
                for offer in page.offers if not offer.is_open
            ]  # fmt: skip
            for label, lines in (
                (gettext("Also on offer:"), other_lines),
                (gettext("Closed:"), closed_lines),
            ):
                if lines:
                    texts = join_html(*(join_html(" · " if index else "", line) for index, line in enumerate(lines)))
                    parts.append(element("p", element("b", f"{label} "), texts, class_="others"))
        return element("section", *parts, class_="step")

    def _blocks(self, page: Page) -> Iterator[Html]:
        number = 0
        for block in page.blocks:
            number += isinstance(block, pages.Question | pages.Assessment)
            yield self._block(block, number)
        if sentences := list_page_sentences(page):
            yield element("p", element("b", f"{name_map(page)}: "), " ".join(sentences))

    def _block(self, block: Block, number: int) -> Html:
        match block:
            case pages.Heading(text, level):
                return element("h3", text, class_="below" if level > 1 else "")
            case pages.Paragraph(line):
                return element("p", self._line(line))
            case pages.Hook(line):
                return element("p", self._line(line), class_="hook")
            case pages.About(lines):
                heading = element("h3", gettext(ABOUT_HEADING), class_="below")
                return element("div", heading, *(element("p", self._line(line)) for line in lines))
            case pages.Document(lines):
                return element("div", *(element("p", self._line(line)) for line in lines), class_="paper")
            case pages.ContentNote(topics):
                return element("p", gettext("Content note: {topics}.").format(topics=", ".join(topics)), class_="about")
            case pages.Comparison(player_line, date, record_line, grades, matches):
                remark = element("p", f"✓ {gettext(AS_IN_RECORD)}", class_="about") if matches else ""
                player = element(
                    "div", element("h4", gettext(WHAT_YOU_DID)), element("p", self._line(player_line)), remark
                )
                record = element("div", element("h4", gettext(WHAT_HAPPENED)), self._account(record_line, grades))
                heading = element("p", capitalize_first(date), class_="date")
                return element("div", heading, player, record, class_="beside")
            case pages.RecordParagraph(date, line, grades):
                label = capitalize_first(date)
                return element("div", element("p", label, class_="date"), self._account(line, grades), class_="told")
            case pages.Link(word, date, line, grades):
                label = ", ".join(filter(None, (capitalize_first(gettext(word)), date)))
                return element("div", element("p", label, class_="date"), self._account(line, grades), class_="told")
            case pages.Unknown(line):
                return element(
                    "p", element("b", gettext("What remains unknown."), " "), self._line(line), class_="unknown"
                )
            case pages.Chart():
                return chart_table(block, self._note_mark, "about")
            case pages.Statement():
                return statement(block, self._note_mark)
            case pages.SourceComparison():
                return source_comparison(block, self._note_mark)
            case pages.Question(line):
                return self._question(line, number)
            case (
                pages.FileCard()
                | pages.FilePaper()
                | pages.FileDecision()
                | pages.FileGap()
                | pages.ArchiveFolder()
                | pages.ArchivedThing()
                | pages.ProvenanceStep()
            ):
                return file_block(block, self._note_mark)
            case pages.Assessment():
                answer = self._file_answers[number - 1] if number <= len(self._file_answers) else ""
                return assessment(block, number, answer)

    def _people(self, steps: Sequence[TranscriptStep]) -> Iterator[Html]:
        rows = []
        evidence = self._playthrough.compiled.evidence
        for entry in list_people(self._playthrough, steps):
            subject = evidence.glossary.subjects[entry.kind, entry.id]
            if isinstance(subject.content, Person):
                self._facts = {**evidence.find_facts_about(entry.id, subject.content), **self._facts}
            self._page_facts = {note.number: note.fact for note in entry.notes}
            for note in entry.notes:
                self._notes.setdefault(note.fact, (len(self._notes) + 1, note))
            name = element("b", entry.name)
            years = f" ({entry.years})" if entry.years else ""
            was = element("p", name, years, ": ", self._line(entry.line))
            later = (
                element("p", element("b", f"{gettext(LATER_LABEL)}: "), self._line(entry.later)) if entry.later else ""
            )
            rows.append(element("div", was, later))
        if rows:
            yield element("section", element("h2", gettext("Who’s who")), *rows, class_="people")

    def _account(self, line: Line, grades: Sequence[Grade]) -> Html:
        return element("p", self._line(line), grade_tags(grades))

    def _question(self, line: Line, number: int) -> Html:
        answer = self._answers[number - 1].strip() if number <= len(self._answers) else ""
        answer_html = (
            element("div", *(element("p", paragraph, dir="auto") for paragraph in answer.split("\n")), class_="answer")
            if answer
            else ruled_lines(ANSWER_LINES, aria_label=gettext("No answer written"))
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
        name = gettext("Note {number}").format(number=label)
        return element("sup", element("a", label, href=f"#note-{label}", aria_label=name), class_=class_)

    def _sources(self) -> Iterator[Html]:
        if not self._notes:
            return
        rows = []
        for (number, note), citation in zip(self._notes.values(), self._citations(), strict=True):
            grade = element("span", f"{name_grade(note.grade)}.", class_="grade")
            cite = element("cite", self._line(citation))
            further = [element("div", self._line(line)) for line in list_note_details(note)]
            rows.append(element("li", grade, " ", note.text, " ", cite, *further, id=f"note-{number}"))
        yield element("section", element("h2", gettext("Notes and sources")), element("ol", *rows), class_="sources")

    def _citations(self) -> list[Line]:
        """Returns the citations in order of the whole playthrough: each source in full at its first note."""
        compiled = self._playthrough.compiled
        figures = {f"figure {figure.title}": figure for figure in compiled.evidence.figures.values()}
        citations: list[tuple[Cite, ...]] = []
        for name in self._notes:
            item = self._facts.get(FactId(name)) or figures.get(name) or compiled.evidence.find_fact(FactId(name))
            if item is None:
                return [note.citation for _, note in self._notes.values()]
            citations.append(item.cites)
        notes = compiled.evidence.note_formatter.format_notes(citations)
        return [tuple(Run(part.text, italic=part.italic) for part in citation) for citation in notes]


def _list_causes(page: Page) -> list[Html]:
    """Returns the heading and the list of what led to the ending; nothing if there is nothing to say."""
    causes = [element("li", cause) for cause in page.causes]
    return [element("h3", gettext(CAUSES_HEADING)), element("ul", *causes)] if causes else []
