"""Builds the pages of a prologue, one for each beat.

Invariant: a page depends on the number of its beat alone, so that going back shows what was shown before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from party_card.content.models import Prologue, TraceId
from party_card.content.pack import Pack
from party_card.content.prose import join_lines, smart_quotes
from party_card.engine import page as pages
from party_card.engine.block_builder import build_unreviewed_line
from party_card.engine.compiled import Evidence, collect_evidence
from party_card.engine.entries import find_page_entries
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.page import Block, Line, Offer, Page, Run
from party_card.localization import gettext, gettext_noop

NEXT: Final = "next"
"""The offer that leads to the next beat, or from the last one to the first scene."""
NEXT_LABEL, LAST_LABEL = gettext_noop("Go on"), gettext_noop("Begin")


@dataclass(frozen=True)
class CompiledPrologue:
    """A prologue and the evidence that it can cite."""

    prologue: Prologue
    evidence: Evidence

    @property
    def length(self) -> int:
        """The number of beats."""
        return len(self.prologue.beats)


def compile_prologue(pack: Pack, prologue: Prologue) -> CompiledPrologue:
    """Compiles a prologue. Evidence that cannot be found is left out of its pages; the rules report it."""
    return CompiledPrologue(prologue, collect_evidence(pack, prologue))


def build_prologue_page(compiled: CompiledPrologue, number: int) -> Page:
    """Builds the page of a beat, counted from 0."""
    beat, notes = compiled.prologue.beats[number], FootnoteCollector(compiled.evidence)
    blocks: list[Block] = [pages.Paragraph(line) for line in build_beat_lines(compiled, number, notes)]
    if beat.question:
        blocks.append(pages.Heading(smart_quotes(join_lines(beat.question))))
    label = LAST_LABEL if number == compiled.length - 1 else NEXT_LABEL
    offers = tuple(Offer(choice.id, notes.add_line(choice.text)) for choice in beat.choices)
    title = smart_quotes(compiled.prologue.title)
    return Page(
        kind="prologue",
        scene="",
        title=title,
        heading=title,
        dates="",
        place="",
        role="",
        blocks=tuple(blocks),
        offers=offers or (Offer(NEXT, (Run(gettext(label)),)),),
        notes=notes.build_notes(),
        entries=find_page_entries(compiled.evidence, blocks, "prologue"),
        picture=beat.picture,
        alt=beat.alt,
        step=number + 1,
        steps=compiled.length,
    )


def build_beat_lines(compiled: CompiledPrologue, number: int, notes: FootnoteCollector) -> list[Line]:
    """Returns the text of a beat; the first one of a translation that no native teacher has read says so."""
    lines = notes.add_paragraphs(compiled.prologue.beats[number].text)
    return [*lines, build_unreviewed_line()] if compiled.evidence.is_unreviewed and number == 0 else [*lines]


def list_left_traces(prologue: Prologue, choice_id: str) -> tuple[TraceId, ...]:
    """Returns what a choice of the prologue leaves for the scenes."""
    choices = (choice for beat in prologue.beats for choice in beat.choices)
    return tuple(choice.leaves for choice in choices if choice.id == choice_id and choice.leaves)
