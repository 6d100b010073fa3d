"""Prints pages as lines of text, in an order that suits speech too.

Invariant: words, never ornaments. Anything that a window shows by position or colour is put in words: the ends of a
document, closed choices, grades.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, assert_never

from rich.text import Text

from party_card.engine import page as pages
from party_card.engine.block_builder import ABOUT_HEADING
from party_card.engine.document_words import FURTHER_CITATIONS
from party_card.engine.ending_reach import CAUSES_HEADING
from party_card.engine.grades import GRADES
from party_card.engine.page import Block, Line, Note, Offer, Page
from party_card.engine.page_words import SKILLS
from party_card.engine.place_words import list_page_sentences, name_map
from party_card.engine.record_words import AS_IN_RECORD, NO_RECORD, WHAT_HAPPENED
from party_card.engine.source_words import (
    COMPARISON,
    CONCLUSION,
    describe_knowledge,
    list_comparison_lines,
    name_stance,
)
from party_card.evidence.cite import refers_to_note_before
from party_card.frontends.shared.transcript.text import capitalize_first
from party_card.frontends.terminal.line_text import format_grades, full_stop, to_text, with_label
from party_card.frontends.terminal.person_file import print_file_block
from party_card.frontends.terminal.sheet import print_sheet
from party_card.frontends.terminal.writer import TerminalWriter
from party_card.localization import gettext, gettext_noop, ngettext

BASIS_TEXTS: Final = {
    "documented": gettext_noop("Documented: this moment is in the sources."),
    "composite": gettext_noop("Composite: made up of what the sources say of many people."),
    "invented": gettext_noop("Invented: this moment is not in the sources."),
}


def print_page(page: Page, writer: TerminalWriter, *, introduces_scene: bool) -> None:
    """Prints a whole page; with `introduces_scene` under the title of its scene."""
    writer.write()
    if introduces_scene or page.heading != page.title or page.kind == "briefing":
        writer.write(Text(page.title if introduces_scene else page.heading, "bold"))
    if introduces_scene and page.heading != page.title:
        writer.write(Text(page.heading, "bold"))
    if page.since:
        writer.write(gettext("From {since} to {dates}.").format(since=page.since, dates=page.dates))
    step = gettext("Step {step} of about {steps}").format(step=page.step, steps=page.steps) if page.steps else ""
    if page.kind == "prologue":
        step = gettext("{step} of {steps}").format(step=page.step, steps=page.steps)
    date = "" if page.since else page.dates
    minutes = ""
    if page.minutes:
        minutes = ngettext("About {count} minute", "About {count} minutes", page.minutes).format(count=page.minutes)
    if about := [part for part in (step, date, page.place, gettext(page.basis), minutes) if part]:
        writer.write(". ".join(capitalize_first(part) for part in about) + ".")
    if page.role and page.kind == "briefing":
        writer.write(gettext("You are: {role}").format(role=page.role))
    if page.alt and (introduces_scene or page.is_picture_of_fact):
        writer.write(gettext("The picture: {alt}").format(alt=page.alt))
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
        writer.write_after_gap(with_label(f"{name_map(page)}. ", Text(" ".join(sentences))))
    if page.kind == "passage":
        _print_ending(page, writer)
    if page.notes:
        writer.write_after_gap(Text(gettext("Notes"), "bold"))
        for note in page.notes:
            kind = gettext("Document: {title}.").format(title=note.text) + " " if note.document else ""
            writer.write(
                Text(f"{capitalize_first(gettext(note.grade))}. {kind}") + to_text(note.citation), f"[{note.number}] "
            )
    print_offers(page, writer)


def _print_ending(page: Page, writer: TerminalWriter) -> None:
    """Prints the ending that was reached, what it means, and what led to it."""
    if not page.ending:
        return
    label = gettext("Your ending:") if page.kind == "record" else gettext("Ending:")
    writer.write_after_gap(Text(f"{label} {page.ending}", "bold"))
    if page.cost:
        writer.write(page.cost)
    if page.causes:
        writer.write_after_gap(f"{gettext(CAUSES_HEADING)}:")
        for cause in page.causes:
            writer.write(cause, "  - ", "    ")


def print_offers(page: Page, writer: TerminalWriter) -> None:
    """Prints open choices with numbers, and closed ones with their reason and without a number."""
    if not page.offers:
        return
    writer.write_after_gap(Text(gettext("You can:"), "bold"))
    for number, offer in number_offers(page.offers):
        if not number:
            reason = Text(" ") + to_text(offer.reason) + full_stop(offer.reason) if offer.reason else Text()
            writer.write(Text(gettext("Closed:") + " ") + to_text(offer.line) + full_stop(offer.line) + reason, "  - ")
            continue
        remarks = [gettext("hypothesis")] * offer.is_hypothesis + [gettext("chosen before")] * offer.is_chosen_before
        remark = Text(f" ({', '.join(remarks)})" if remarks else "")
        writer.write(to_text(offer.line) + remark, f"  {number}. ")
        if offer.reason:
            writer.write(to_text(offer.reason), "     ")
    if any(offer.is_hypothesis and offer.is_open for offer in page.offers):
        writer.write(gettext("A hypothesis is your own: {remark}.").format(remark=gettext(NO_RECORD)))


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
    writer.write_after_gap(with_label(gettext("Note {number}.").format(number=note.number) + " ", Text(note.text)))
    if note.document is not None:
        print_sheet(note.document, writer)
    writer.write(
        gettext("How sure: {word}. {meaning}").format(
            word=gettext(GRADES[note.grade].word), meaning=gettext(GRADES[note.grade].meaning)
        )
    )
    if note.hedge:
        writer.write(note.hedge)
    for quote in note.quotes:
        writer.write(gettext("The words of the time: “{quote}”").format(quote=quote))
    writer.write(Text(gettext("Source:") + " ") + to_text(note.citation))
    if refers_to_note_before(to_text(note.citation).plain):  # so that one is printed too
        full_note = next(
            n for n in reversed(page.notes[: note.number]) if not refers_to_note_before(to_text(n.citation).plain)
        )
        writer.write(
            Text(gettext("“Ibid.” stands for the source of note {number}:").format(number=full_note.number) + " ")
            + to_text(full_note.citation)
        )
    for citation in note.document.further_citations if note.document else ():
        writer.write(Text(f"{gettext(FURTHER_CITATIONS)}: ") + to_text(citation))
    if note.attestations:
        _print_attestations(note, writer)


def _print_attestations(note: Note, writer: TerminalWriter) -> None:
    """Prints what several sources say of a fact, one after the other, and what follows."""
    writer.write_after_gap(Text(gettext(COMPARISON), "bold"))
    for attestation in note.attestations:
        heading = ": ".join(part for part in (name_stance(attestation), attestation.value) if part)
        writer.write(Text(f"{heading}. ") + Text(attestation.says), "  - ")
        if knowledge := describe_knowledge(attestation):
            writer.write(", ".join(knowledge) + ".", "    ")
        if attestation.interest:
            writer.write(attestation.interest, "    ")
        writer.write(to_text(attestation.citation), "    ")
    if note.conclusion:
        writer.write(f"{gettext(CONCLUSION)}: {note.conclusion}")


def print_about(lines: Iterable[Line], writer: TerminalWriter) -> None:
    """Prints what a briefing says of its scene on request."""
    writer.write_after_gap(Text(gettext(ABOUT_HEADING), "bold"))
    for runs in lines:
        writer.write(to_text(runs))


def _print_block(block: Block, writer: TerminalWriter, number: int) -> None:
    match block:
        case pages.Heading(text):
            writer.write(Text(text, "bold"))
        case pages.Paragraph(runs) | pages.Hook(runs):
            writer.write(to_text(runs))
        case pages.Document(lines):
            writer.write(gettext("A paper reads:"))
            for runs in lines:
                writer.write(to_text(runs), "    ")
            writer.write(gettext("The paper ends."))
        case pages.About():
            writer.write(gettext("For what is invented in this scene, and what it asks, type a."))
        case pages.ContentNote(topics, summary):
            writer.write(with_label(gettext("Content note:") + " ", Text(f"{', '.join(topics)}.")))
            if summary:
                writer.write(gettext("To read a summary instead of playing, type s. To leave, type q."))
        case pages.Comparison():
            _print_comparison(block, writer, block.number or number)
        case pages.RecordParagraph(date, runs, grades):
            writer.write(
                with_label(f"{capitalize_first(date)}. " if date else "", to_text(runs), format_grades(grades))
            )
        case pages.Link(word, date, runs, grades):
            label = f" {capitalize_first(date)}." if date else ""
            writer.write(
                with_label(f"{capitalize_first(gettext(word))}:{label} ", to_text(runs), format_grades(grades)), "  "
            )
        case pages.Unknown(runs):
            writer.write(with_label(gettext("What remains unknown:") + " ", to_text(runs)))
        case pages.Chart(title, unit, bars, note, remark):
            writer.write(with_label(f"{title}, {unit}", Text(f" [{note}]" if note else "")))
            for bar in bars:
                by = Text(" (") + to_text(bar.by) + Text(")") if bar.by else Text()
                grade = Text(f", {gettext(bar.grade)}" if bar.grade else "")
                writer.write(Text(f"{bar.label}: {bar.text}") + by + grade, "  ")
            if remark:
                writer.write(remark)
        case pages.Statement(label, runs, grades):
            writer.write(with_label(f"{label}: ", to_text(runs), format_grades(grades)), "  ")
        case pages.SourceComparison(runs, grades):
            writer.write(with_label(f"{gettext(COMPARISON)}: ", to_text(runs), format_grades(grades)))
            for line in list_comparison_lines(block):
                writer.write(to_text(line), "  - ")
        case pages.Question(runs, skill):
            writer.write(to_text(runs) + Text(f" ({gettext(SKILLS[skill])})"), f"{number}. ")
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
    writer.write(Text(gettext("Decision {number}").format(number=number), "bold"))
    remark = Text(f" ({gettext(AS_IN_RECORD)})" if block.matches_record else "")
    writer.write(to_text(block.player_line) + remark, "  ")
    happened = gettext(WHAT_HAPPENED)
    label = f"{happened} ({block.date}): " if block.date else f"{happened}: "
    writer.write(with_label(label, to_text(block.record_line), format_grades(block.grades)), "  ")
