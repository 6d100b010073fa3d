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
from party_card.engine.block_builder import ABOUT_HEADING
from party_card.engine.campaign_glossary import GlossaryItem
from party_card.engine.document_words import FURTHER_CITATIONS
from party_card.engine.ending_reach import CAUSES_HEADING
from party_card.engine.entries import LATER_LABEL
from party_card.engine.grades import GRADES
from party_card.engine.page import Block, Entry, Line, Note, Offer, Page
from party_card.engine.place_words import list_page_sentences, name_map
from party_card.engine.record_words import AS_IN_RECORD, NO_RECORD, WHAT_HAPPENED
from party_card.engine.source_words import (
    COMPARISON,
    CONCLUSION,
    describe_knowledge,
    list_comparison_lines,
    name_stance,
)
from party_card.frontends.shared.transcript.text import capitalize_first
from party_card.frontends.terminal.person_file import print_file_block
from party_card.frontends.terminal.sheet import print_sheet
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
    if page.kind == "prologue":
        step = f"{page.step} of {page.steps}"
    date = "" if page.since else page.dates
    minutes = f"About {page.minutes} minute{'' if page.minutes == 1 else 's'}" if page.minutes else ""
    if about := [part for part in (step, date, page.place, page.basis, minutes) if part]:
        writer.write(". ".join(capitalize_first(part) for part in about) + ".")
    if page.role and page.kind == "briefing":
        writer.write(f"You are: {page.role}")
    if page.alt and (introduces_scene or page.is_picture_of_fact):
        writer.write(f"The picture: {page.alt}")
    if page.kind == "record":
        _print_ending(page, writer)
    decisions = questions = 0
    for block in page.blocks:
        if isinstance(block, pages.Comparison):
            decisions += 1
        if isinstance(block, pages.Question | pages.Assessment):
            questions += 1
        if not isinstance(
            block, pages.FileDecision | pages.ArchiveFolder | pages.ArchivedThing | pages.Assessment
        ):  # they are lists
            writer.write()
        _print_block(block, writer, questions if isinstance(block, pages.Question | pages.Assessment) else decisions)
    if sentences := list_page_sentences(page):
        writer.write_after_gap(_with_label(f"{name_map(page)}. ", Text(" ".join(sentences))))
    if page.kind == "passage":
        _print_ending(page, writer)
    if page.notes:
        writer.write_after_gap(Text("Notes", "bold"))
        for note in page.notes:
            kind = f"Document: {note.text}. " if note.document else ""
            writer.write(Text(f"{note.grade.capitalize()}. {kind}") + to_text(note.citation), f"[{note.number}] ")
    print_offers(page, writer)


def _print_ending(page: Page, writer: TerminalWriter) -> None:
    """Prints the ending that was reached, what it means, and what led to it."""
    if not page.ending:
        return
    writer.write_after_gap(Text(f"{'Your ending' if page.kind == 'record' else 'Ending'}: {page.ending}", "bold"))
    if page.cost:
        writer.write(page.cost)
    if page.causes:
        writer.write_after_gap(f"{CAUSES_HEADING}:")
        for cause in page.causes:
            writer.write(cause, "  - ", "    ")


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
        remarks = ["hypothesis"] * offer.is_hypothesis + ["chosen before"] * offer.is_chosen_before
        remark = Text(f" ({', '.join(remarks)})" if remarks else "")
        writer.write(to_text(offer.line) + remark, f"  {number}. ")
        if offer.reason:
            writer.write(to_text(offer.reason), "     ")
    if any(offer.is_hypothesis and offer.is_open for offer in page.offers):
        writer.write(f"A hypothesis is your own: {NO_RECORD}.")


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
    if note.document is not None:
        print_sheet(note.document, writer)
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
    for citation in note.document.further_citations if note.document else ():
        writer.write(Text(f"{FURTHER_CITATIONS}: ") + to_text(citation))
    if note.attestations:
        _print_attestations(note, writer)


def _print_attestations(note: Note, writer: TerminalWriter) -> None:
    """Prints what several sources say of a fact, one after the other, and what follows."""
    writer.write_after_gap(Text(COMPARISON, "bold"))
    for attestation in note.attestations:
        heading = ": ".join(part for part in (name_stance(attestation), attestation.value) if part)
        writer.write(Text(f"{heading}. ") + Text(attestation.says), "  - ")
        if knowledge := describe_knowledge(attestation):
            writer.write(", ".join(knowledge) + ".", "    ")
        if attestation.interest:
            writer.write(attestation.interest, "    ")
        writer.write(to_text(attestation.citation), "    ")
    if note.conclusion:
        writer.write(f"{CONCLUSION}: {note.conclusion}")


def print_about(lines: Iterable[Line], writer: TerminalWriter) -> None:
    """Prints what a briefing says of its scene on request."""
    writer.write_after_gap(Text(ABOUT_HEADING, "bold"))
    for runs in lines:
        writer.write(to_text(runs))


def print_glossary(page: Page, writer: TerminalWriter) -> None:
    """Prints the people and terms of a page with their explanations, and what these rest on."""
    for kind, title in (("person", "People"), ("term", "Words")):
        entries = [entry for entry in page.entries if entry.kind == kind]
        if entries:
            writer.write_after_gap(Text(title, "bold"))
        for entry in entries:
            _print_entry(entry, writer)
    if not page.entries:
        writer.write("Nobody and nothing on this page needs explaining.")
    writer.write_after_gap("To search the whole glossary, type w and a name or a word.")


def print_glossary_items(items: Iterable[GlossaryItem], writer: TerminalWriter) -> None:
    """Prints items of the whole glossary."""
    for item in items:
        kind = "person" if item.entry.kind == "person" else "word"
        _print_entry(item.entry, writer, kind, *(("met",) if item.is_met else ()))


def _print_entry(entry: Entry, writer: TerminalWriter, *remarks: str) -> None:
    remark = ", ".join(filter(None, (*remarks, entry.years)))
    name = f"{entry.name} ({remark})" if remark else entry.name
    writer.write(_with_label(f"{name}: ", to_text(entry.line)), "  ", "    ")
    if entry.later:
        writer.write(_with_label(f"{LATER_LABEL}: ", to_text(entry.later)), "    ")
    for note in entry.notes:
        word = GRADES[note.grade].word
        writer.write(
            Text(f"[{note.number}] {word[:1].upper()}{word[1:]}. ") + to_text(note.citation), "    ", "        "
        )


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
        case pages.Paragraph(runs) | pages.Hook(runs):
            writer.write(to_text(runs))
        case pages.Document(lines):
            writer.write("A paper reads:")
            for runs in lines:
                writer.write(to_text(runs), "    ")
            writer.write("The paper ends.")
        case pages.About():
            writer.write("For what is invented in this scene, and what it asks, type a.")
        case pages.ContentNote(topics, summary):
            writer.write(_with_label("Content note: ", Text(f"{', '.join(topics)}.")))
            if summary:
                writer.write("To read a summary instead of playing, type s. To leave, type q.")
        case pages.Comparison():
            _print_comparison(block, writer, block.number or number)
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
                by = Text(" (") + to_text(bar.by) + Text(")") if bar.by else Text()
                grade = Text(f", {bar.grade}" if bar.grade else "")
                writer.write(Text(f"{bar.label}: {bar.text}") + by + grade, "  ")
            if remark:
                writer.write(remark)
        case pages.Statement(label, runs, grades):
            writer.write(_with_label(f"{label}: ", to_text(runs), _grades(grades)), "  ")
        case pages.SourceComparison(runs, grades):
            writer.write(_with_label(f"{COMPARISON}: ", to_text(runs), _grades(grades)))
            for line in list_comparison_lines(block):
                writer.write(to_text(line), "  - ")
        case pages.Question(runs, skill):
            writer.write(to_text(runs) + Text(f" ({skill.replace('-', ' ')})"), f"{number}. ")
        case (
            pages.FileCard()
            | pages.FilePaper()
            | pages.FileDecision()
            | pages.FileGap()
            | pages.ArchiveFolder()
            | pages.ArchivedThing()
            | pages.ProvenanceStep()
        ):
            print_file_block(block, writer)
        case pages.Assessment(runs):
            writer.write(to_text(runs), f"{number}. ")
        case _:
            assert_never(block)


def _print_comparison(block: pages.Comparison, writer: TerminalWriter, number: int) -> None:
    writer.write(Text(f"Decision {number}", "bold"))
    remark = Text(f" ({AS_IN_RECORD})" if block.matches_record else "")
    writer.write(to_text(block.player_line) + remark, "  ")
    label = f"{WHAT_HAPPENED} ({block.date}): " if block.date else f"{WHAT_HAPPENED}: "
    writer.write(_with_label(label, to_text(block.record_line), _grades(block.grades)), "  ")


def _with_label(label: str, *texts: Text) -> Text:
    """Puts `label` in bold before the rest."""
    return Text.assemble((label, "bold"), *texts)


def _grades(grades: Iterable[Grade]) -> Text:
    names = ", ".join(grades)
    return Text(f" ({names})" if names else "")


def _full_stop(runs: Line) -> Text:
    return Text("" if to_text(runs).plain.endswith((".", "!", "?", "…")) else ".")
