"""Writes a playthrough as Markdown: passages, choices, the ending and the record.

Invariant: equal playthroughs and answers give equal bytes. Only what the player has seen is in it, so a transcript
taken before the record does not reveal it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, assert_never

from party_card.engine import page as pages
from party_card.engine.archive_words import GAP, IMPRINT, describe_folder, describe_step, describe_thing
from party_card.engine.block_builder import ABOUT_HEADING
from party_card.engine.consequences import end_sentence
from party_card.engine.ending_reach import CAUSES_HEADING
from party_card.engine.entries import LATER_LABEL
from party_card.engine.file_words import (
    CARD,
    CERTAINTIES,
    describe_count,
    describe_kind,
    describe_knowledge_of,
    describe_office,
    describe_result,
    describe_shown_decisions,
    describe_stamp,
)
from party_card.engine.page import Block, Entry, Line, Note, Offer, Page
from party_card.engine.page_words import SKILLS
from party_card.engine.place_words import list_page_sentences, name_map
from party_card.engine.playthrough import Playthrough
from party_card.engine.record_words import AS_IN_RECORD, NO_RECORD, WHAT_HAPPENED
from party_card.engine.source_words import COMPARISON, list_comparison_lines, list_note_details
from party_card.frontends.shared.transcript.build_data import build_transcript_data
from party_card.frontends.shared.transcript.steps import list_people, replay_pages
from party_card.frontends.shared.transcript.text import capitalize_first
from party_card.frontends.shared.transcript.transcript_data import TranscriptData, data_block_to_markdown
from party_card.localization import gettext

NO_VOTES: Final[Mapping[int, str]] = {}
_RESERVED = re.compile(r"([\\`*_<>\[\]#|]|&(?=#?\w+;))")
_BLOCK_MARKER = re.compile(r"^([-+=~]|\d+(?=[.)]))")  # would make a list, a rule, a heading or a fence of a paragraph
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def to_markdown(
    playthrough: Playthrough,
    answers: Sequence[str] = (),
    *,
    file_answers: Sequence[str] = (),
    votes: Mapping[int, str] = NO_VOTES,
    data: TranscriptData | None = None,
) -> str:
    """Returns the playthrough as Markdown, with the player's answers below the questions and statements.

    `votes` are sentences on the hands of a class, by step. `data` are those of the block at its end; without them it
    holds no nickname and no times.
    """
    paragraphs: list[str] = []
    steps = list(replay_pages(playthrough))
    for number, step in enumerate(steps):
        page, choice = step.page, step.choice
        if not paragraphs:
            paragraphs.append(f"# {_escape(page.title)}")
        if page.kind == "finished" and not page.blocks:
            continue
        if page.kind == "passage":
            paragraphs.append(f"## {gettext('Step {number}').format(number=page.step)}")
        elif page.heading != page.title:
            paragraphs.append(f"## {_escape(page.heading)}")
        about = [part for part in (page.dates, page.place, gettext(page.basis)) if part]
        if about:
            paragraphs.append(f"*{capitalize_first(_escape(', '.join(about)))}*")
        if page.kind == "record":
            paragraphs += _list_causes(page)
        paragraphs += _list_block_paragraphs(page, answers, file_answers)
        if sentences := list_page_sentences(page):
            paragraphs.append(f"**{name_map(page)}:** {_escape(' '.join(sentences))}")
        if page.kind == "passage" and page.ending:
            paragraphs += [f"**{gettext('Ending:')} {_escape(page.ending)}**", *filter(None, [_escape(page.cost)])]
            paragraphs += _list_causes(page) if choice is None else []  # the record has them all
        if page.kind == "passage" and choice and not page.ending:
            remark = f" ({gettext(NO_RECORD)})" if choice.is_hypothesis else ""
            remark += f" {_line(choice.reason)}" if choice.reason else ""
            paragraphs.append(f"**{gettext('You chose:')}** {_line(choice.line)}{remark}")
            paragraphs += [f"**{gettext('Hands:')}** {_escape(votes[number])}"] if number in votes else []
            paragraphs += _other_offers(page, choice)
        paragraphs += _list_notes(page)
    if people := list_people(playthrough, steps):
        paragraphs += [
            f"## {gettext('Who’s who')}",
            *(paragraph for entry in people for paragraph in _describe_person(entry)),
        ]
    paragraphs.append(data_block_to_markdown(data or build_transcript_data(playthrough, answers, file_answers)))
    return "\n\n".join(paragraphs) + "\n"


def list_page_paragraphs(page: Page, answers: Sequence[str], file_answers: Sequence[str]) -> list[str]:
    """Returns a page on which nothing is chosen as paragraphs of Markdown."""
    about = [f"*{capitalize_first(_escape(page.dates))}*"] if page.dates else []
    blocks = _list_block_paragraphs(page, answers, file_answers)
    return [f"## {_escape(page.heading)}", *about, *blocks, *_list_notes(page)]


def _list_block_paragraphs(page: Page, answers: Sequence[str], file_answers: Sequence[str]) -> Iterator[str]:
    questions = 0
    for block in page.blocks:
        questions += isinstance(block, pages.Question | pages.Assessment)
        yield from _block(block, questions)
        if isinstance(block, pages.Assessment):
            yield _assessment_answer(block, _answer_to(file_answers, questions))
        if isinstance(block, pages.Question) and (answer := _answer_to(answers, questions)):
            yield "\n".join(f"   > {part}".rstrip() for part in _answer_lines(answer))


def _list_notes(page: Page) -> list[str]:
    if not page.notes:
        return []
    return [gettext("Notes:"), "\n".join(line for note in page.notes for line in _note_lines(note))]


def _list_causes(page: Page) -> list[str]:
    """Returns the heading and the list of what led to the ending; nothing if there is nothing to say."""
    causes = "\n".join(f"- {_escape(cause)}" for cause in page.causes)
    return [f"**{gettext(CAUSES_HEADING)}**", causes] if causes else []


def _describe_person(entry: Entry) -> Iterator[str]:
    years = f" ({entry.years})" if entry.years else ""
    yield f"**{_escape(entry.name)}**{years}: {_line(entry.line)}"
    if entry.later:
        yield f"{gettext(LATER_LABEL)}: {_line(entry.later)}"
    if entry.notes:
        yield "\n".join(line for note in entry.notes for line in _note_lines(note))


def _note_lines(note: Note) -> Iterator[str]:
    title = f"{_escape(note.text)}. " if note.document else ""
    yield f"{note.number}. {capitalize_first(gettext(note.grade))}. {title}{_line(note.citation)}"
    yield from (f"   - {_line(line)}" for line in list_note_details(note))


def _other_offers(page: Page, choice: Offer) -> Iterator[str]:
    """Yields the other open offers, and the closed ones."""
    offers = [offer for offer in page.offers if offer.id != choice.id]
    if open_lines := [f"- {_line(offer.line)}" for offer in offers if offer.is_open]:
        yield "\n".join((gettext("Also on offer:"), "", *open_lines))
    if closed_lines := [f"- {_line(offer.line)} ({_line(offer.reason)})" for offer in offers if not offer.is_open]:
        yield "\n".join((gettext("Closed:"), "", *closed_lines))


def _block(block: Block, number: int) -> Iterator[str]:
    match block:
        case pages.Heading(text, level):
            yield f"{'#' * (level + 2)} {_escape(text)}"
        case pages.Paragraph(runs) | pages.Hook(runs):
            yield _line(runs)
        case pages.About(lines):
            yield f"### {gettext(ABOUT_HEADING)}"
            yield from map(_line, lines)
        case pages.Document(lines):
            yield "  \n".join(f"> {_line(runs)}".rstrip() for runs in lines)  # two blanks: a new line, same paper
        case pages.ContentNote(topics):
            yield gettext("Content note: {topics}.").format(topics=_escape(", ".join(topics)))
        case pages.Comparison(player_line, date, record_line, grades, matches, number):
            heading = gettext("Decision {number}").format(number=number) if number else gettext("Then")
            yield f"### {heading}"
            yield _line(player_line)
            remark = f" ({gettext(AS_IN_RECORD)})" if matches else ""
            label = f"{gettext(WHAT_HAPPENED)} ({_escape(date)})" if date else gettext(WHAT_HAPPENED)
            yield f"{label}: {_line(record_line)}{_grades(grades)}{remark}"
        case pages.Link(word, date, runs, grades):
            prefix = f" **{capitalize_first(_escape(date))}.**" if date else ""
            yield f"*{capitalize_first(gettext(word))}:*{prefix} {_line(runs)}{_grades(grades)}"
        case pages.RecordParagraph(date, runs, grades):
            yield f"{f'**{capitalize_first(_escape(date))}.** ' if date else ''}{_line(runs)}{_grades(grades)}"
        case pages.Unknown(runs):
            yield f"**{gettext('What remains unknown:')}** {_line(runs)}"
        case pages.Chart(title, unit, bars, note, remark):
            yield f"**{_escape(title)}, {_escape(unit)}**{f' [{note}]' if note else ''}"
            rows = [f"| {_escape(bar.label)} | {_escape(bar.text)} |{_estimate_cell(bar)}" for bar in bars]
            is_estimated = any(bar.by for bar in bars)
            yield "\n".join(["| | | |", "|---|---|---|", *rows] if is_estimated else ["| | |", "|---|---|", *rows])
            if remark:
                yield _escape(remark)
        case pages.Statement(label, runs, grades):
            yield f"**{_escape(label)}:** {_line(runs)}{_grades(grades)}"
        case pages.SourceComparison(runs, grades):
            yield f"**{gettext(COMPARISON)}:** {_line(runs)}{_grades(grades)}"
            yield "\n".join(f"- {_line(line)}" for line in list_comparison_lines(block))
        case pages.Question(runs, skill):
            yield f"{number}. {_line(runs)} ({gettext(SKILLS[skill])})"
        case (
            pages.FileCard()
            | pages.FilePaper()
            | pages.FileDecision()
            | pages.FileGap()
            | pages.ArchiveFolder()
            | pages.ArchivedThing()
            | pages.ProvenanceStep()
        ):
            yield from _file_block(block)
        case pages.Assessment(runs):
            yield f"{number}. {_line(runs)}"
        case _:
            assert_never(block)


def _file_block(
    block: pages.FileCard
    | pages.FilePaper
    | pages.FileDecision
    | pages.FileGap
    | pages.ArchiveFolder
    | pages.ArchivedThing
    | pages.ProvenanceStep,
) -> Iterator[str]:
    match block:
        case pages.FileCard(name):
            yield f"**{gettext('File: {name}').format(name=_escape(name))}**"
            if block.office:
                yield _line(describe_office(block))
            yield f"**{gettext(CARD)}:** {describe_stamp(block)} {describe_count(block)}".rstrip()
        case pages.FilePaper(letter, _, title, lines, kept):
            yield f"**{letter}. {_escape(title)}** ({describe_kind(block)})"
            if lines:
                yield "  \n".join(f"> {_line(runs)}".rstrip() for runs in lines)
            if remarks := [text for text in (_line(kept), describe_shown_decisions(block)) if text]:
                yield " ".join(remarks)
        case pages.FileDecision(number=place, line=runs):
            yield f"{place}. {_line(runs)} *{_escape(describe_knowledge_of(block))}*"
        case pages.FileGap(runs):
            yield f"> *{gettext(GAP)}: {_line(runs)}*"
        case pages.ArchiveFolder(place, name):
            office = f" {end_sentence(_line(describe_office(block)))}" if block.office else ""
            yield f"{place}. **{end_sentence(_escape(name))}**{office} {describe_folder(block)}."
        case pages.ArchivedThing(place, name):
            yield f"{place}. **{end_sentence(_escape(name))}** {describe_thing(block)}."
        case pages.ProvenanceStep(_, _, _, runs, imprint):
            label = describe_step(block)
            yield " ".join(filter(None, (f"**{end_sentence(_escape(label))}**" if label else "", _line(runs))))
            if imprint:
                yield f"> {_escape(gettext(IMPRINT).format(imprint=imprint))}"


def _assessment_answer(block: pages.Assessment, answer: str) -> str:
    """Returns the answer to a statement and what it comes to, or the answers to choose from."""
    if answer:
        return f"   > {_escape(gettext(answer))}. {_escape(describe_result(block, answer))}"
    return f"   > {' / '.join(map(gettext, CERTAINTIES))}"


def _estimate_cell(bar: pages.Bar) -> str:
    """Returns the cell that says whose an estimate is, and how sure; nothing for another bar."""
    return f" {_line(bar.by)}{_grades((bar.grade,) if bar.grade else ())} |" if bar.by else ""


def _answer_to(answers: Sequence[str], number: int) -> str:
    return answers[number - 1].strip() if 0 < number <= len(answers) else ""


def _answer_lines(text: str) -> Iterator[str]:
    """Yields the lines of an answer, with a hard break between them."""
    lines = [_BLOCK_MARKER.sub(_escape_marker, _escape(line).strip()) for line in text.split("\n")]
    for line, next_line in zip(lines, [*lines[1:], ""], strict=True):
        yield f"{line}\\" if line and next_line else line


def _grades(grades: Iterable[str]) -> str:
    names = ", ".join(map(gettext, grades))
    return f" ({names})" if names else ""


def _line(runs: Line) -> str:
    text = ""
    for run in runs:
        if run.note is not None:
            text += f"{'' if not text or text[-1].isspace() else ' '}[{run.note}]"
            continue
        emphasis = "*" * (run.italic + 2 * run.bold)
        text_part = _escape(run.text)
        body = text_part.strip()
        text += text_part.replace(body, f"{emphasis}{body}{emphasis}", 1) if emphasis and body else text_part
    return _BLOCK_MARKER.sub(_escape_marker, text.lstrip())


def _escape_marker(marker: re.Match[str]) -> str:
    return f"{marker[0]}\\" if marker[0].isdigit() else f"\\{marker[0]}"


def _escape(text: str) -> str:
    return _RESERVED.sub(r"\\\1", _CONTROLS.sub(" ", text))
