"""Writes the file of a person as HTML for paper: card, papers, decisions, and the statements to assess.

Invariant: it prints without colour. Every paper has the word that it is invented, and a broken edge.
"""

from __future__ import annotations

from collections.abc import Callable

from party_card.engine.archive_words import GAP, IMPRINT, describe_folder, describe_step, describe_thing
from party_card.engine.consequences import end_sentence
from party_card.engine.file_words import (
    CARD,
    CERTAINTIES,
    INVENTED,
    PAPER_KINDS,
    STAMPS,
    describe_count,
    describe_knowledge_of,
    describe_office,
    describe_result,
    describe_shown_decisions,
    describe_stamp,
)
from party_card.engine.page import (
    ArchivedThing,
    ArchiveFolder,
    Assessment,
    FileCard,
    FileDecision,
    FileGap,
    FilePaper,
    ProvenanceStep,
)
from party_card.frontends.shared.html import Html, element
from party_card.frontends.shared.printable import line_to_html
from party_card.localization import gettext

NoteMark = Callable[[int, str], Html]


FileBlock = FileCard | FilePaper | FileDecision | FileGap | ArchiveFolder | ArchivedThing | ProvenanceStep


def file_block(block: FileBlock, note_mark: NoteMark) -> Html:
    """Returns a block of the file."""
    match block:
        case FileCard():
            return _card(block, note_mark)
        case FilePaper():
            return _paper(block, note_mark)
        case FileDecision():
            return _decision(block, note_mark)
        case FileGap(line):
            return element("p", element("b", f"{gettext(GAP)}. "), line_to_html(line, note_mark), class_="file-gap")
        case ArchiveFolder():
            return _folder(block, note_mark)
        case ArchivedThing(number, name):
            label = element("b", end_sentence(name))
            state = element("span", describe_thing(block), class_="known" if block.paper_count else "unrecorded")
            return element("div", element("span", str(number), class_="number"), label, state, class_="filed")
        case ProvenanceStep():
            return _step(block, note_mark)


def assessment(block: Assessment, number: int, answer: str) -> Html:
    """Returns a statement with the answer and what it comes to, or with the answers to choose from."""
    mark = element("span", str(number), class_="number")
    statement = element("p", mark, line_to_html(block.line, _no_mark), class_="asked")
    if answer:
        result = element("p", element("b", f"{gettext(answer)}. "), describe_result(block, answer), class_="answer")
        return element("div", statement, result, class_="question")
    options = (element("span", f"☐ {gettext(certainty)}", class_="option") for certainty in CERTAINTIES)
    return element("div", statement, element("p", *options, class_="options"), class_="question")


def _card(card: FileCard, note_mark: NoteMark) -> Html:
    office = element("p", line_to_html(describe_office(card), note_mark), class_="about") if card.office else ""
    stamp = (
        ""
        if card.stamp is None
        else element("p", gettext(STAMPS[card.stamp]), class_=f"stamp {card.stamp}", aria_hidden="true")
    )
    label = element("b", f"{gettext(CARD)}. ")
    state = element("p", label, f"{describe_stamp(card)} {describe_count(card)}".rstrip())
    return element("div", element("p", element("b", card.name)), office, stamp, state, class_="file-card")


def _paper(paper: FilePaper, note_mark: NoteMark) -> Html:
    head = element(
        "p",
        element("b", f"{paper.letter}  ", class_="number"),
        element("b", paper.title),
        f" {gettext(PAPER_KINDS[paper.kind])} ",
        element("span", gettext(INVENTED), class_="invented"),
    )
    lines = (element("p", line_to_html(line, note_mark), class_="typed") for line in paper.lines)
    kept = element("p", line_to_html(paper.kept, note_mark), class_="about") if paper.kept else ""
    shown = describe_shown_decisions(paper)
    return element("div", head, *lines, kept, element("p", shown, class_="about") if shown else "", class_="file-paper")


def _decision(decision: FileDecision, note_mark: NoteMark) -> Html:
    number = element("span", str(decision.number), class_="number")
    known_by = element("span", describe_knowledge_of(decision), class_="known" if decision.papers else "unrecorded")
    return element("div", number, element("span", line_to_html(decision.line, note_mark)), known_by, class_="filed")


def _folder(folder: ArchiveFolder, note_mark: NoteMark) -> Html:
    number = element("span", str(folder.number), class_="number")
    office = line_to_html(describe_office(folder), note_mark) if folder.office else ""
    label = element("span", element("b", f"{end_sentence(folder.name)} "), office)
    state = element("span", describe_folder(folder), class_="unrecorded" if folder.closed else "known")
    return element("div", number, label, state, class_="filed")


def _step(step: ProvenanceStep, note_mark: NoteMark) -> Html:
    label = element("p", element("b", end_sentence(describe_step(step)))) if describe_step(step) else ""
    text = element("p", line_to_html(step.line, note_mark)) if step.line else ""
    imprint = element("p", gettext(IMPRINT).format(imprint=step.imprint), class_="typed") if step.imprint else ""
    return element("div", label, text, imprint, class_=f"step {step.kind}")


def _no_mark(_number: int, _class: str) -> Html:
    return Html("")
