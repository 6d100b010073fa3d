"""A walk as one HTML file: to be read in a browser, printed, and handed in.

Law: complete in itself, without script and network; the same walk, answers, name and date give the same bytes. On
paper it needs no colour: certainty has word and sign, a choice has a rule, and whoever wrote no answer finds lines.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from importlib.resources import files

from party_card.content.models import Cite, FactId, Grade
from party_card.engine.page import (
    Block,
    Chart,
    Comparison,
    ContentNote,
    Document,
    Heading,
    Line,
    Link,
    Note,
    Page,
    Paragraph,
    Question,
    RecordParagraph,
    Run,
    Unknown,
)
from party_card.engine.playthrough import Playthrough
from party_card.evidence.cite import notes_in_order
from party_card.frontends.shared.html import Html, element, joined
from party_card.frontends.transcript.markdown import TranscriptStep, replay_pages

SIGNS: dict[Grade, str] = {
    "documented": "●", "reported": "◐", "rumoured": "○", "contested": "◇", "judgement": "■",
}  # fmt: skip
WORDS: dict[Grade, str] = {
    "documented": "documented", "reported": "reported", "rumoured": "rumoured", "contested": "contested",
    "judgement": "the author’s judgement",
}  # fmt: skip
LINES = 4
"""How many lines are ruled beneath a question without an answer."""


def html(playthrough: Playthrough, answers: Sequence[str] = (), *, name: str = "", date: str = "") -> str:
    """The walk as an HTML document; without `name` or `date` there is a line to write them on."""
    return _Writer(playthrough, answers).document(name, date)


class _Writer:
    """Writes one walk; notes are numbered through the whole of it."""

    def __init__(self, playthrough: Playthrough, answers: Sequence[str]) -> None:
        self._playthrough, self._answers = playthrough, answers
        self._notes: dict[str, tuple[int, Note]] = {}
        self._here: dict[int, str] = {}

    def document(self, name: str, date: str) -> str:
        walk = list(replay_pages(self._playthrough))
        first = walk[0].page
        style = files("party_card.frontends.transcript").joinpath("transcript.css").read_text("utf-8")
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        policy = f"default-src 'none'; style-src 'sha256-{digest}'"
        head = element(
            "head",
            element("meta", charset="utf-8"),
            element("meta", http_equiv="Content-Security-Policy", content=policy),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("title", " – ".join(filter(None, (first.title, name)))),
            Html(f"<style>{style}</style>"),
        )
        main = element("main", self._top(first, name, date), *self._parts(walk), *self._sources())
        return f'<!doctype html>\n<html lang="en">{head}{element("body", main)}</html>\n'

    def _top(self, page: Page, name: str, date: str) -> Html:
        about = " · ".join(filter(None, (page.when, page.where, page.who)))
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

    def _parts(self, walk: Sequence[TranscriptStep]) -> Iterator[Html]:
        steps = [stop for stop in walk if stop.page.kind == "passage"]
        for stop in walk:
            page = stop.page
            self._here = {note.number: note.fact for note in page.notes}
            for note in page.notes:
                self._notes.setdefault(note.fact, (len(self._notes) + 1, note))
            match page.kind:
                case "passage":
                    if stop is steps[0]:
                        yield element("h2", "Your path")
                    yield self._step(stop)
                case "finished":
                    pass
                case "briefing":
                    yield element("section", *self._blocks(page), class_="briefing")
                case _:
                    yield element("section", element("h2", page.heading), *self._blocks(page), class_=page.kind)

    def _step(self, stop: TranscriptStep) -> Html:
        page, taken = stop.page, stop.taken
        about = " · ".join(filter(None, (page.when, page.where, page.basis)))
        parts = [
            element("h3", element("span", str(page.step), class_="number"), element("span", about, class_="about")),
            *self._blocks(page),
        ]
        if page.ending:
            parts.append(element("p", element("b", "Ending: "), page.ending, class_="choice"))
        elif taken is not None:
            remark = " (your own hypothesis)" if taken.hypothesis else ""
            parts.append(element("p", element("b", "You chose: "), self._line(taken.line), remark, class_="choice"))
            others = [self._line(offer.line) for offer in page.offers if offer.open and offer.id != taken.id]
            closed = [
                joined(self._line(offer.line), " (", self._line(offer.reason), ")")
                for offer in page.offers if not offer.open
            ]  # fmt: skip
            for label, lines in (("Also on offer", others), ("Closed", closed)):
                if lines:
                    listed = joined(*(joined(" · " if n else "", line) for n, line in enumerate(lines)))
                    parts.append(element("p", element("b", f"{label}: "), listed, class_="others"))
        return element("section", *parts, class_="step")

    def _blocks(self, page: Page) -> Iterator[Html]:
        number = 0
        for block in page.blocks:
            number += isinstance(block, Question)
            yield self._block(block, number)

    def _block(self, block: Block, number: int) -> Html:
        match block:
            case Heading(text):
                return element("h3", text)
            case Paragraph(line):
                return element("p", self._line(line))
            case Document(lines):
                return element("div", *(element("p", self._line(line)) for line in lines), class_="paper")
            case ContentNote(topics):
                return element("p", f"Content note: {', '.join(topics)}.", class_="about")
            case Comparison(did, date, was_done, grades, matches):
                same = element("p", "✓ as in the record", class_="about") if matches else ""
                you = element("div", element("h4", "What you did"), element("p", self._line(did)), same)
                they = element("div", element("h4", "What was done"), self._told(was_done, grades))
                return element("div", element("p", _capital(date), class_="date"), you, they, class_="beside")
            case RecordParagraph(date, line, grades):
                return element(
                    "div", element("p", _capital(date), class_="date"), self._told(line, grades), class_="told"
                )
            case Link(word, date, line, grades):
                when = f"{_capital(word)}{f', {date}' if date else ''}"
                return element("div", element("p", when, class_="date"), self._told(line, grades), class_="told")
            case Unknown(line):
                return element("p", element("b", "What remains unknown. "), self._line(line), class_="unknown")
            case Chart():
                return self._chart(block)
            case Question(line):
                return self._question(line, number)

    def _told(self, line: Line, grades: Sequence[Grade]) -> Html:
        tags = [element("span", f"{SIGNS[grade]} {WORDS[grade]}", class_="grade") for grade in grades]
        return element("p", self._line(line), *(joined(" ", tag) for tag in tags))

    def _chart(self, chart: Chart) -> Html:
        rows = (element("tr", element("th", bar.label, scope="row"), element("td", bar.shown)) for bar in chart.bars)
        caption = element("caption", f"{chart.title}, {chart.unit}", self._mark(chart.note))
        remark = element("p", chart.remark, class_="about") if chart.remark else ""
        return element("div", element("table", caption, element("tbody", *rows)), remark, class_="figure")

    def _question(self, line: Line, number: int) -> Html:
        answer = self._answers[number - 1].strip() if number <= len(self._answers) else ""
        written = (
            element("div", *(element("p", part) for part in answer.split("\n")), class_="answer")
            if answer
            else element(
                "div",
                *(element("p", "", class_="rule") for _ in range(LINES)),
                class_="lines",
                aria_label="No answer written",
            )
        )
        asked = element("p", element("span", str(number), class_="number"), self._line(line), class_="asked")
        return element("div", asked, written, class_="question")

    # ------------------------------------------------------------------------------------------- text, sources

    def _line(self, line: Line) -> Html:
        parts: list[str] = []
        after_note = False
        for run in line:
            if run.note is not None:
                parts.append(self._mark(run.note, "next" if after_note else ""))
                after_note = True
                continue
            after_note = False
            text = run.text
            styled: str = element("em", text) if run.italic else text
            parts.append(element("strong", styled) if run.bold else styled)
        return joined(*parts)

    def _mark(self, number: int, class_: str = "") -> Html:
        if number not in self._here:
            return Html("")
        whole = str(self._notes[self._here[number]][0])
        return element("sup", element("a", whole, href=f"#note-{whole}", aria_label=f"Note {whole}"), class_=class_)

    def _sources(self) -> Iterator[Html]:
        if not self._notes:
            return
        rows = []
        for (number, note), citation in zip(self._notes.values(), self._citations(), strict=True):
            said = element("span", f"{SIGNS[note.grade]} {WORDS[note.grade]}.", class_="grade")
            rows.append(
                element("li", said, " ", note.text, " ", element("cite", self._line(citation)), id=f"note-{number}")
            )
        yield element("section", element("h2", "Notes and sources"), element("ol", *rows), class_="sources")

    def _citations(self) -> list[Line]:
        """Each in its order through the whole walk: the work in full where it comes first."""
        compiled = self._playthrough.compiled
        figures = {f"figure {figure.title}": figure for figure in compiled.figures.values()}
        cites: list[Cite] = []
        for name in self._notes:
            found = compiled.facts.get(FactId(name)) or figures.get(name)
            if found is None:
                return [note.citation for _, note in self._notes.values()]
            cites.append(found.cite)
        written = notes_in_order(cites, compiled.sources, compiled.indexes)
        return [tuple(Run(part.text, italic=part.italic) for part in citation) for citation in written]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
