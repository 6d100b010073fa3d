"""Builds the blocks of pages from parts of a scene.

Invariant: these functions need no playthrough, so that an export can call them for every position of a scene. Every
claim that rests on a fact carries the number of a note.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from party_card.content.models import (
    Basis,
    CampaignBlock,
    Debrief,
    Fact,
    FactId,
    Figure,
    FigureId,
    Grade,
    Passage,
    RecordBlock,
    Scene,
)
from party_card.content.models import Block as PassagePart
from party_card.content.prose import join_lines, parse_document, smart_quotes
from party_card.content.quantity import format_quantity, parse_quantity
from party_card.engine import page as pages
from party_card.engine.attestations import build_attestations, describe_gap
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.page import Block, Line, Run
from party_card.engine.record_words import YOU_CHOSE
from party_card.evidence.cite import format_author_year
from party_card.localization import gettext, gettext_noop

if TYPE_CHECKING:
    from party_card.engine.compiled import Evidence
    from party_card.engine.playthrough import Decision


CONTEXT_HEADING = gettext_noop("You need to know")
"""The heading above the context of a briefing."""
QUESTION_HEADING = gettext_noop("The question")
READ_SUMMARY = gettext_noop("Read a summary instead")
"""The button of players who skip a scene."""
ABOUT_HEADING = gettext_noop("About this scene")
"""The title of what a briefing says of the scene on request."""
ROLE_KIND_SENTENCES: Mapping[Basis, str] = {
    "documented": gettext_noop("A real person of the time."),
    "composite": gettext_noop("Nobody of this name is recorded: made up from what the sources say of several people."),
    "invented": gettext_noop("Made up for this scene."),
}
_FIRM_GRADES: frozenset[Grade] = frozenset({"corroborated", "documented"})
"""What is said in a briefing is documented unless it is marked."""


def build_briefing_blocks(scene: Scene, notes: FootnoteCollector, *, is_unreviewed: bool = False) -> Iterator[Block]:
    """Builds the blocks of the briefing: the hook, what a player must know, the content note, and what is invented.

    Without a hook the role and the question stand in its place. `is_unreviewed` says that the texts are a translation
    that no native teacher has read.
    """
    if scene.hook:
        yield from (pages.Hook(line) for line in notes.add_paragraphs(scene.hook))
    elif scene.role is not None and scene.role.text:
        yield from (pages.Paragraph(line) for line in notes.add_paragraphs(scene.role.text))
    if scene.context:
        yield pages.Heading(gettext(CONTEXT_HEADING))
    for item in scene.context:
        line = notes.add_line(item.text)
        grades = tuple(grade for grade in notes.grades_of(line) if grade not in _FIRM_GRADES)
        yield pages.Statement(smart_quotes(item.heading), line, grades)
    if scene.question and not scene.hook:
        yield pages.Heading(gettext(QUESTION_HEADING))
        yield from (pages.Paragraph(line) for line in notes.add_paragraphs(scene.question))
    if scene.content_notes:
        yield pages.ContentNote(
            tuple(map(smart_quotes, scene.content_notes)), tuple(notes.add_paragraphs(scene.summary))
        )
    if scene.hook and (lines := tuple(_list_about_lines(scene, notes, is_unreviewed=is_unreviewed))):
        yield pages.About(lines)


def _list_about_lines(scene: Scene, notes: FootnoteCollector, *, is_unreviewed: bool) -> Iterator[Line]:
    """Yields whom the player is, how real that is, and the question of the scene."""
    if scene.role is not None:
        name = smart_quotes(scene.role.name)
        full_stop = "" if name.endswith((".", "!", "?", "…")) else "."
        yield Run(f"{name}{full_stop}", bold=True), Run(f" {gettext(ROLE_KIND_SENTENCES[scene.role.kind])}")
        yield from notes.add_paragraphs(scene.role.text)
    if scene.question:
        yield Run(f"{gettext(QUESTION_HEADING)}.", bold=True), Run(" "), *notes.add_line(scene.question)
    if is_unreviewed:
        yield build_unreviewed_line()


def build_unreviewed_line() -> Line:
    """Returns what is said of a translation that no native teacher has read."""
    return (Run(gettext("No native teacher has read this translation yet."), italic=True),)


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
        text = decision.choice.did or gettext(YOU_CHOSE).format(choice=decision.choice.text)
        player_line += [*((Run(" "),) if player_line else ()), *notes.add_line(text)]
    record_line = notes.add_line(passage.record or "")
    if passage.in_common:
        record_line += (Run(" "), *(replace(run, italic=True) for run in notes.add_line(passage.in_common)))
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
    if isinstance(block, RecordBlock):
        if block.heading is not None:
            yield pages.Heading(smart_quotes(block.heading), level=2)
        if block.compare is not None and isinstance(fact := evidence.facts.get(block.compare), Fact):
            yield _build_source_comparison(block.compare, fact, evidence, notes)
    if block.text is not None:
        label = block.label if isinstance(block, RecordBlock) else ""
        if label:
            line = notes.add_line(block.text)
            yield pages.Statement(smart_quotes(label), line, notes.grades_of(line))
        else:
            for line in notes.add_paragraphs(block.text):
                yield pages.RecordParagraph(notes.date_of(line), line, notes.grades_of(line))
    yield from build_chart(block.chart, evidence, notes)
    if block.unknown is not None:
        yield from (pages.Unknown(line) for line in notes.add_paragraphs(block.unknown))


def _build_source_comparison(
    name: FactId, fact: Fact, evidence: Evidence, notes: FootnoteCollector
) -> pages.SourceComparison:
    note = notes.add_fact(name, fact)
    claim = tuple(run for run in notes.add_line(fact.text) if run.note is None)
    text = "".join(run.text for run in claim)
    attestations = list(build_attestations(fact, evidence))
    if attestations and attestations[0].says == text:  # it stands above its sources
        attestations[0] = replace(attestations[0], says="")
    return pages.SourceComparison(
        line=(*claim, Run("", note=note)),
        grades=(fact.grade,),
        attestations=tuple(attestations),
        gap=describe_gap(fact),
        conclusion=smart_quotes(fact.conclusion),
    )


def build_chart(name: FigureId | None, evidence: Evidence, notes: FootnoteCollector) -> Iterator[pages.Chart]:
    """Builds the chart of a figure, if one is named that can be found."""
    figure = evidence.figures.get(name) if name is not None else None
    if figure is None:
        return  # a page is shown even while its file has mistakes
    if figure.estimates:
        bars = tuple(_iter_estimates(figure, evidence, notes))
    else:
        bars = tuple(
            bar for label, point in figure.points.items() if (bar := _build_bar(label, point.text)) is not None
        )
    note = 0 if figure.estimates else notes.add_figure(figure)
    yield pages.Chart(smart_quotes(figure.title), figure.unit, bars, note, smart_quotes(figure.note))


def _iter_estimates(figure: Figure, evidence: Evidence, notes: FootnoteCollector) -> Iterator[pages.Bar]:
    for estimate in figure.estimates:
        bar, fact = _build_bar(smart_quotes(estimate.label), estimate.number.text), evidence.facts.get(estimate.fact)
        if bar is None or fact is None:
            continue  # a page is shown even while its dossier has mistakes
        source = evidence.sources.get(fact.main_cite.source)
        by = smart_quotes(estimate.by) or (format_author_year(source) if source else "")
        note = Run("", note=notes.add_fact(estimate.fact, fact))
        yield replace(bar, by=(Run(by), note), grade=fact.grade)


def _build_bar(label: str, text: str) -> pages.Bar | None:
    """Builds a bar; None without a number, because a page is shown even while its dossier has mistakes."""
    quantity = parse_quantity(text)
    if quantity is None:
        return None
    return pages.Bar(label, quantity.value, format_quantity(text), quantity.bound, quantity.low)


def build_question(question: Debrief, notes: FootnoteCollector) -> pages.Question:
    """Builds the block of a question of the debrief."""
    levels = question.rubric.texts if question.rubric is not None else ()
    draws_on, *rubric = (smart_quotes(join_lines(text)) for text in (question.draws_on, *levels))
    return pages.Question(notes.add_line(question.ask), question.skill, draws_on, tuple(rubric))
