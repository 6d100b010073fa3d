"""Builds the blocks of pages from parts of a scene.

Invariant: these functions need no playthrough, so that an export can call them for every position of a scene. Every
claim that rests on a fact carries the number of a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from party_card.content.models import Block as PassagePart
from party_card.content.models import CampaignBlock, Debrief, Figure, Passage, RecordBlock, Scene
from party_card.content.prose import parse_document, smart_quotes
from party_card.content.quantity import parse_quantity
from party_card.engine import page as pages
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.page import Block, Entry, Run, list_block_lines

if TYPE_CHECKING:
    from party_card.engine.compiled import Evidence
    from party_card.engine.playthrough import Decision


def build_briefing_blocks(scene: Scene, notes: FootnoteCollector) -> Iterator[Block]:
    """Builds the blocks of the briefing: the role, the question, and the content note."""
    if scene.role is not None and scene.role.text:
        yield from (pages.Paragraph(line) for line in notes.add_paragraphs(scene.role.text))
    if scene.question:
        yield pages.Heading("The question")
        yield from (pages.Paragraph(line) for line in notes.add_paragraphs(scene.question))
    if scene.content_notes:
        yield pages.ContentNote(
            tuple(map(smart_quotes, scene.content_notes)), tuple(notes.add_paragraphs(scene.summary))
        )


def build_passage_blocks(part: PassagePart, notes: FootnoteCollector) -> Iterator[Block]:
    """Builds the blocks of one part of a passage."""
    if part.text is not None:
        yield from (pages.Paragraph(line) for line in notes.add_paragraphs(part.text))
    if part.document is not None:
        yield pages.Document(tuple(notes.add_lines(parse_document(part.document))))


def build_comparison(passage: Passage, decisions: Sequence[Decision], notes: FootnoteCollector) -> pages.Comparison:
    """Compares the player's decisions at a passage with its record, which it must have."""
    player_line: list[Run] = []
    for decision in decisions:
        text = decision.choice.did or f"You chose: {decision.choice.text}"
        player_line += [*((Run(" "),) if player_line else ()), *notes.add_line(text)]
    record_line = notes.add_line(passage.record or "")
    return pages.Comparison(
        player_line=tuple(player_line),
        date=notes.date_of(record_line),
        record_line=record_line,
        grades=notes.grades_of(record_line),
        matches_record=decisions[-1].choice.id in passage.history,
    )


def build_record_blocks(
    block: RecordBlock | CampaignBlock, evidence: Evidence, notes: FootnoteCollector
) -> Iterator[Block]:
    """Builds the blocks of one part of the record, or of the campaign's end."""
    if block.text is not None:
        for line in notes.add_paragraphs(block.text):
            yield pages.RecordParagraph(notes.date_of(line), line, notes.grades_of(line))
    if block.chart is not None and (figure := evidence.figures.get(block.chart)) is not None:
        yield _chart(figure, notes)
    if block.unknown is not None:
        yield from (pages.Unknown(line) for line in notes.add_paragraphs(block.unknown))


def _chart(figure: Figure, notes: FootnoteCollector) -> pages.Chart:
    # A point without a number gets no bar: a page must be shown even while its dossier has mistakes.
    points = [(label, point.text, parse_quantity(point.text)) for label, point in figure.points.items()]
    bars = tuple(
        pages.Bar(label, quantity.value, text, quantity.bound)
        for label, text, quantity in points
        if quantity is not None
    )
    return pages.Chart(
        smart_quotes(figure.title), figure.unit, bars, notes.add_figure(figure), smart_quotes(figure.note)
    )


def build_question(question: Debrief, notes: FootnoteCollector) -> pages.Question:
    """Builds the block of a question of the debrief."""
    return pages.Question(
        notes.add_line(question.ask), question.skill, smart_quotes(" ".join(question.draws_on.split()))
    )


def find_glossary_entries(evidence: Evidence, blocks: Iterable[Block]) -> tuple[Entry, ...]:
    """Returns the people and terms that the blocks of a page name."""
    lines = (line for block in blocks for line in list_block_lines(block))
    return evidence.glossary.find_entries("\n".join("".join(run.text for run in line) for line in lines))
