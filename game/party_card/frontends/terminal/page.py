"""A page as lines: what a terminal shows of each kind of block, in an order that also makes sense when it is heard.

Law: words, never ornaments. What a picture shows by place or colour is said: where a paper begins and ends, that a
choice is closed, how sure a source is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rich.text import Text

from party_card.content.models import Grade
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
    Offer,
    Page,
    Paragraph,
    Question,
    RecordParagraph,
    Unknown,
)
from party_card.frontends.terminal.writer import TerminalWriter

GRADES: Final[dict[Grade, str]] = {
    "documented": "the source states it as established",
    "reported": "the source passes on what somebody said",
    "rumoured": "the source calls it rumour or gossip",
    "contested": "accounts differ",
    "judgement": "the author's own judgement",
}
BASES: Final = {
    "documented": "Documented: this moment is in the sources.",
    "composite": "Composite: made up of what the sources say of many people.",
    "invented": "Invented: this moment is not in the sources.",
}


def print_page(page: Page, paper: TerminalWriter, *, first: bool) -> None:
    """Writes a whole page; `first` where the reader has not been told yet which scene this is."""
    paper.write()
    if first or page.heading != page.title or page.kind == "briefing":
        paper.write(Text(page.title if first else page.heading, "bold"))
    if first and page.heading != page.title:
        paper.write(Text(page.heading, "bold"))
    if page.since:
        paper.write(f"From {page.since} to {page.when}.")
    step = f"Step {page.step} of about {page.steps}" if page.steps else ""
    when = "" if page.since else page.when
    if about := [part for part in (step, when, page.where, page.basis) if part]:
        paper.write(". ".join(_capital(part) for part in about) + ".")
    if page.who and page.kind == "briefing":
        paper.write(f"You are: {page.who}")
    if page.alt and first:
        paper.write(f"The picture: {page.alt}")
    decisions = questions = 0
    for block in page.blocks:
        if isinstance(block, Comparison):
            decisions += 1
        if isinstance(block, Question):
            questions += 1
        paper.write()
        _block(block, paper, questions if isinstance(block, Question) else decisions)
    if page.ending and page.kind == "passage":
        paper.write()
        paper.write(Text(f"Ending: {page.ending}", "bold"))
    if page.notes:
        paper.write()
        paper.write(Text("Notes", "bold"))
        for note in page.notes:
            paper.write(Text(f"{note.grade.capitalize()}. ") + line(note.citation), f"[{note.number}] ")
    offers(page, paper)


def offers(page: Page, paper: TerminalWriter) -> None:
    """Writes what the reader can do: open choices numbered, closed ones with their reason and without a number."""
    if not page.offers:
        return
    paper.write()
    paper.write(Text("You can:", "bold"))
    for number, offer in numbered(page.offers):
        if not number:
            reason = Text(" ") + line(offer.reason) + _stop(offer.reason) if offer.reason else Text()
            paper.write(Text("Closed: ") + line(offer.line) + _stop(offer.line) + reason, "  - ")
            continue
        own = Text(" (hypothesis)") if offer.hypothesis else Text()
        paper.write(line(offer.line) + own, f"  {number}. ")
    if any(offer.hypothesis and offer.open for offer in page.offers):
        paper.write("A hypothesis is your own: the source shows nobody weighing it.")


def numbered(all_: Iterable[Offer]) -> list[tuple[int, Offer]]:
    """The offers with the numbers a reader types; 0 where an offer is closed."""
    found: list[tuple[int, Offer]] = []
    number = 0
    for offer in all_:
        number += offer.open
        found.append((number if offer.open else 0, offer))
    return found


def note_in_full(note: Note, page: Page, paper: TerminalWriter) -> None:
    """Writes all that is known of a note of `page`."""
    paper.write()
    paper.write(_strong(f"Note {note.number}. ", Text(note.text)))
    paper.write(f"How sure: {note.grade}, {GRADES[note.grade]}.")
    if note.hedge:
        paper.write(note.hedge)
    for quote in note.quotes:
        paper.write(f"The words of the time: “{quote}”")
    paper.write(Text("Source: ") + line(note.citation))
    if line(note.citation).plain.startswith("Ibid"):  # it leans on an earlier note, so that one is told as well
        full = next(n for n in reversed(page.notes[: note.number]) if not line(n.citation).plain.startswith("Ibid"))
        paper.write(Text(f"“Ibid.” stands for the source of note {full.number}: ") + line(full.citation))


def who_is_who(page: Page, paper: TerminalWriter) -> None:
    """Writes the people and the words of this page."""
    for kind, title in (("person", "People"), ("term", "Words")):
        entries = [entry for entry in page.entries if entry.kind == kind]
        if entries:
            paper.write()
            paper.write(Text(title, "bold"))
        for entry in entries:
            paper.write(_strong(entry.name, Text(f": {entry.text}")), "  ", "    ")
    if not page.entries:
        paper.write("Nobody and nothing on this page needs explaining.")


def line(runs: Line) -> Text:
    """A paragraph as text: emphasis as type styles, marks of notes as [1]."""
    text = Text()
    for run in runs:
        if run.note is not None:
            gap = "" if not text.plain or text.plain[-1].isspace() else " "
            text.append(f"{gap}[{run.note}]")
        else:
            text.append(run.text, " ".join(s for s, on in (("bold", run.bold), ("italic", run.italic)) if on) or None)
    return text


def _block(block: Block, paper: TerminalWriter, number: int) -> None:
    match block:
        case Heading(text):
            paper.write(Text(text, "bold"))
        case Paragraph(runs):
            paper.write(line(runs))
        case Document(lines):
            paper.write("A paper reads:")
            for runs in lines:
                paper.write(line(runs), "    ")
            paper.write("The paper ends.")
        case ContentNote(topics, summary):
            paper.write(_strong("Content note: ", Text(f"{', '.join(topics)}.")))
            if summary:
                paper.write("To read a summary instead of playing, type s. To leave, type q.")
        case Comparison():
            _comparison(block, paper, number)
        case RecordParagraph(date, runs, grades):
            paper.write(_strong(f"{_capital(date)}. " if date else "", line(runs), _grades(grades)))
        case Link(word, date, runs, grades):
            when = f" {_capital(date)}." if date else ""
            paper.write(_strong(f"{_capital(word)}:{when} ", line(runs), _grades(grades)), "  ")
        case Unknown(runs):
            paper.write(_strong("What remains unknown: ", line(runs)))
        case Chart(title, unit, bars, note, remark):
            paper.write(_strong(f"{title}, {unit}", Text(f" [{note}]" if note else "")))
            for bar in bars:
                paper.write(f"{bar.label}: {bar.shown}", "  ")
            if remark:
                paper.write(remark)
        case Question(runs, skill):
            paper.write(line(runs) + Text(f" ({skill.replace('-', ' ')})"), f"{number}. ")


def _comparison(block: Comparison, paper: TerminalWriter, number: int) -> None:
    paper.write(Text(f"Decision {number}{f', {block.date}' if block.date else ''}", "bold"))
    paper.write(line(block.did), "  ")
    paper.write(_strong("In the record: ", line(block.was_done), _grades(block.grades)), "  ")
    if block.matches:
        paper.write("Here you did as the record shows.", "  ")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _strong(label: str, *more: Text) -> Text:
    """`label` in bold, the rest as it is."""
    return Text.assemble((label, "bold"), *more)


def _grades(grades: Iterable[Grade]) -> Text:
    words = ", ".join(grades)
    return Text(f" ({words})" if words else "")


def _stop(runs: Line) -> Text:
    return Text("" if line(runs).plain.endswith((".", "!", "?", "…")) else ".")
