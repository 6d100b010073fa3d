"""Prints pages as lines of text, in an order that suits speech too.

Invariant: words, never ornaments. Anything that a window shows by position or colour is put in words: the ends of a
document, closed choices, grades.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, assert_never

from rich.text import Text

from party_card.content.models import Grade
from party_card.engine import page as pages
from party_card.engine.grades import GRADES
from party_card.engine.page import Block, Line, Note, Offer, Page
from party_card.frontends.shared.transcript.text import capitalize_first
from party_card.frontends.terminal.writer import TerminalWriter

BASIS_TEXTS: Final = {
    "documented": "Documented: this moment is in the sources.",
    "composite": "Composite: made up of what the sources say of many people.",
    "invented": "Invented: this moment is not in the sources.",
}


def print_page(page: Page, writer: TerminalWriter, *, introduces_scene: bool) -> None:
    """Prints a whole page; with `introduces_scene` under the title of its scene."""
    writer.write()
    if introduces_scene or page.heading != page.title or page.kind == "briefing":
        writer.write(Text(page.title if introduces_scene else page.heading, "bold"))
    if introduces_scene and page.heading != page.title:
        writer.write(Text(page.heading, "bold"))
    if page.since:
        writer.write(f"From {page.since} to {page.dates}.")
    step = f"Step {page.step} of about {page.steps}" if page.steps else ""
    date = "" if page.since else page.dates
    if about := [part for part in (step, date, page.place, page.basis) if part]:
        writer.write(". ".join(capitalize_first(part) for part in about) + ".")
    if page.role and page.kind == "briefing":
        writer.write(f"You are: {page.role}")
    if page.alt and introduces_scene:
        writer.write(f"The picture: {page.alt}")
    decisions = questions = 0
    for block in page.blocks:
        if isinstance(block, pages.Comparison):
            decisions += 1
        if isinstance(block, pages.Question):
            questions += 1
        writer.write()
        _print_block(block, writer, questions if isinstance(block, pages.Question) else decisions)
    if page.ending and page.kind == "passage":
        writer.write_after_gap(Text(f"Ending: {page.ending}", "bold"))
    if page.notes:
        writer.write_after_gap(Text("Notes", "bold"))
        for note in page.notes:
            writer.write(Text(f"{note.grade.capitalize()}. ") + to_text(note.citation), f"[{note.number}] ")
    print_offers(page, writer)


def print_offers(page: Page, writer: TerminalWriter) -> None:
    """Prints open choices with numbers, and closed ones with their reason and without a number."""
    if not page.offers:
        return
    writer.write_after_gap(Text("You can:", "bold"))
    for number, offer in number_offers(page.offers):
        if not number:
            reason = Text(" ") + to_text(offer.reason) + _full_stop(offer.reason) if offer.reason else Text()
            writer.write(Text("Closed: ") + to_text(offer.line) + _full_stop(offer.line) + reason, "  - ")
            continue
        remark = Text(" (hypothesis)") if offer.is_hypothesis else Text()
        writer.write(to_text(offer.line) + remark, f"  {number}. ")
    if any(offer.is_hypothesis and offer.is_open for offer in page.offers):
        writer.write("A hypothesis is your own: the source shows nobody weighing it.")


def number_offers(offers: Iterable[Offer]) -> list[tuple[int, Offer]]:
    """Returns the offers with the numbers that players type; 0 for a closed offer."""
    numbered_offers: list[tuple[int, Offer]] = []
    number = 0
    for offer in offers:
        number += offer.is_open
        numbered_offers.append((number if offer.is_open else 0, offer))
    return numbered_offers


def print_note(note: Note, page: Page, writer: TerminalWriter) -> None:
    """Prints a note of `page` in full."""
    writer.write_after_gap(_with_label(f"Note {note.number}. ", Text(note.text)))
    writer.write(f"How sure: {GRADES[note.grade].word}. {GRADES[note.grade].meaning}")
    if note.hedge:
        writer.write(note.hedge)
    for quote in note.quotes:
        writer.write(f"The words of the time: “{quote}”")
    writer.write(Text("Source: ") + to_text(note.citation))
    if to_text(note.citation).plain.startswith("Ibid"):  # it refers to an earlier note, so that one is printed too
        full_note = next(
            n for n in reversed(page.notes[: note.number]) if not to_text(n.citation).plain.startswith("Ibid")
        )
        writer.write(Text(f"“Ibid.” stands for the source of note {full_note.number}: ") + to_text(full_note.citation))


def print_glossary(page: Page, writer: TerminalWriter) -> None:
    """Prints the people and terms of a page with their explanations."""
    for kind, title in (("person", "People"), ("term", "Words")):
        entries = [entry for entry in page.entries if entry.kind == kind]
        if entries:
            writer.write_after_gap(Text(title, "bold"))
        for entry in entries:
            writer.write(_with_label(entry.name, Text(f": {entry.text}")), "  ", "    ")
    if not page.entries:
        writer.write("Nobody and nothing on this page needs explaining.")


def to_text(runs: Line) -> Text:
    """Returns a line with its emphasis as text styles and its note marks as [1]."""
    text = Text()
    for run in runs:
        if run.note is not None:
            gap = "" if not text.plain or text.plain[-1].isspace() else " "
            text.append(f"{gap}[{run.note}]")
        else:
            styles = (style for style, is_set in (("bold", run.bold), ("italic", run.italic)) if is_set)
            text.append(run.text, " ".join(styles) or None)
    return text


def _print_block(block: Block, writer: TerminalWriter, number: int) -> None:
    match block:
        case pages.Heading(text):
            writer.write(Text(text, "bold"))
        case pages.Paragraph(runs):
            writer.write(to_text(runs))
        case pages.Document(lines):
            writer.write("A paper reads:")
            for runs in lines:
                writer.write(to_text(runs), "    ")
            writer.write("The paper ends.")
        case pages.ContentNote(topics, summary):
            writer.write(_with_label("Content note: ", Text(f"{', '.join(topics)}.")))
            if summary:
                writer.write("To read a summary instead of playing, type s. To leave, type q.")
        case pages.Comparison():
            _print_comparison(block, writer, number)
        case pages.RecordParagraph(date, runs, grades):
            writer.write(_with_label(f"{capitalize_first(date)}. " if date else "", to_text(runs), _grades(grades)))
        case pages.Link(word, date, runs, grades):
            label = f" {capitalize_first(date)}." if date else ""
            writer.write(_with_label(f"{capitalize_first(word)}:{label} ", to_text(runs), _grades(grades)), "  ")
        case pages.Unknown(runs):
            writer.write(_with_label("What remains unknown: ", to_text(runs)))
        case pages.Chart(title, unit, bars, note, remark):
            writer.write(_with_label(f"{title}, {unit}", Text(f" [{note}]" if note else "")))
            for bar in bars:
                writer.write(f"{bar.label}: {bar.text}", "  ")
            if remark:
                writer.write(remark)
        case pages.Question(runs, skill):
            writer.write(to_text(runs) + Text(f" ({skill.replace('-', ' ')})"), f"{number}. ")
        case _:
            assert_never(block)


def _print_comparison(block: pages.Comparison, writer: TerminalWriter, number: int) -> None:
    writer.write(Text(f"Decision {number}{f', {block.date}' if block.date else ''}", "bold"))
    writer.write(to_text(block.player_line), "  ")
    writer.write(_with_label("In the record: ", to_text(block.record_line), _grades(block.grades)), "  ")
    if block.matches_record:
        writer.write("Here you did as the record shows.", "  ")


def _with_label(label: str, *texts: Text) -> Text:
    """Puts `label` in bold before the rest."""
    return Text.assemble((label, "bold"), *texts)


def _grades(grades: Iterable[Grade]) -> Text:
    names = ", ".join(grades)
    return Text(f" ({names})" if names else "")


def _full_stop(runs: Line) -> Text:
    return Text("" if to_text(runs).plain.endswith((".", "!", "?", "…")) else ".")
