"""Prints the file of the person who was played: card, papers, and decisions with who can know them.

Invariant: as on all pages of the terminal, everything is in words; the word `invented` stands on every paper.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text

from party_card.engine.archive_words import (
    ASSESSED,
    GAP,
    IMPRINT,
    describe_folder,
    describe_step,
    describe_thing,
)
from party_card.engine.consequences import end_sentence
from party_card.engine.file_words import (
    CERTAINTIES,
    describe_count,
    describe_kind,
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
    Line,
    Page,
    ProvenanceStep,
)
from party_card.frontends.terminal.typed_text import parse_number
from party_card.frontends.terminal.writer import TerminalWriter
from party_card.localization import gettext
from party_card.storage.errors import StorageError


def print_file_block(
    block: FileCard | FilePaper | FileDecision | FileGap | ArchiveFolder | ArchivedThing | ProvenanceStep,
    writer: TerminalWriter,
) -> None:
    """Prints one block of a file."""
    match block:
        case FileCard(name=name, office=office):
            writer.write(Text(gettext("File: {name}").format(name=name), "bold"))
            if office:
                writer.write(_to_plain(describe_office(block)))
            writer.write(describe_stamp(block))
            if count := describe_count(block):
                writer.write(count)
        case FilePaper(letter=letter, title=title, lines=lines, kept=kept):
            writer.write(Text.assemble((f"{letter}. {title}", "bold"), f" ({describe_kind(block)})"))
            for line in lines:
                writer.write(_to_plain(line), "    ", "    ")
            if kept:
                writer.write(_to_plain(kept))
            if shown := describe_shown_decisions(block):
                writer.write(shown)
        case FileDecision(number=number, line=line):
            writer.write(f"{_to_plain(line)} ({describe_knowledge_of(block)})", f"{number}. ")
        case FileGap(line):
            writer.write(f"{gettext(GAP)}: {_to_plain(line)}")
        case ArchiveFolder(number, label):
            kept_by = f" {end_sentence(_to_plain(describe_office(block)))}" if block.office else ""
            assessed = f" {gettext(ASSESSED)}." if block.is_assessed else ""
            writer.write(f"{end_sentence(label)}{kept_by} {describe_folder(block)}.{assessed}", f"{number}. ")
        case ArchivedThing(number, name):
            writer.write(f"{end_sentence(name)} {describe_thing(block)}.", f"{number}. ")
        case ProvenanceStep(line=line, imprint=imprint):
            if label := describe_step(block):
                writer.write(Text(end_sentence(label), "bold"))
            if line:
                writer.write(_to_plain(line), "  ", "  ")
            if imprint:
                writer.write(gettext(IMPRINT).format(imprint=imprint), "    ", "    ")


def print_answers(assessments: Sequence[Assessment], answers: Sequence[str], writer: TerminalWriter) -> None:
    """Prints how to answer the question of the file, and what each answer given so far comes to."""
    if not assessments:
        return
    how = gettext("To answer, type a, the number of the statement and one of these, as in: a 1 {answer}").format(
        answer=gettext("documented")
    )
    writer.write_after_gap(how)
    for certainty, meaning in CERTAINTIES.items():
        writer.write(f"{gettext(certainty)}: {gettext(meaning)}", "  ", "  ")
    for number, answer in enumerate(answers, 1):
        if answer:
            _print_answer(assessments[number - 1], number, answer, writer)


def _begins_with(certainty: str, word: str) -> bool:
    """Returns True if a word begins an answer, in English or in the present language."""
    return certainty.startswith(word) or gettext(certainty).lower().startswith(word)


def answer_statement(
    assessments: Sequence[Assessment],
    argument: str,
    writer: TerminalWriter,
    save: Callable[[int, str], None],
    load: Callable[[], Sequence[str]],
) -> None:
    """Answers a statement about the file by its number and a word; a dash alone deletes the answer."""
    number_text, _, word = argument.partition(" ")
    number, word = parse_number(number_text), word.strip().lower()
    answer = next(
        (name for name in CERTAINTIES if word and (name.startswith(word) or gettext(name).lower().startswith(word))), ""
    )
    if not assessments:
        writer.write(gettext("There are no statements on this page."))
    elif number is None or not 0 < number <= len(assessments) or (not answer and word != "-"):
        words = ", ".join(map(gettext, CERTAINTIES))
        writer.write(
            gettext("Type the number of a statement, 1 to {count}, and one of these: {words}.").format(
                count=len(assessments), words=words
            )
        )
    else:
        try:
            save(number, answer)
        except StorageError as error:
            writer.write(error.message)
        if saved_answer := load()[number - 1]:
            _print_answer(assessments[number - 1], number, saved_answer, writer)
        else:
            writer.write(gettext("Statement {number} is not answered.").format(number=number))


def list_assessments(page: Page) -> list[Assessment]:
    """Returns the statements of a page."""
    return [block for block in page.blocks if isinstance(block, Assessment)]


def _print_answer(assessment: Assessment, number: int, answer: str, writer: TerminalWriter) -> None:
    writer.write(
        gettext("Your answer to {number}: {answer}. {result}").format(
            number=number, answer=gettext(answer), result=describe_result(assessment, answer)
        )
    )


def _to_plain(line: Line) -> str:
    return "".join(run.text if run.note is None else f" [{run.note}]" for run in line)
