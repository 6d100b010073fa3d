"""Measures which paragraphs and notes of a source support a fact or a document of the dossiers or scenes.

Invariant: a fact counts for a paragraph or note only if its own citation names it, and as shown only if a record cites
it: a citation in a passage is met on one path and not on another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from party_card.content.block_citations import iter_block_facts
from party_card.content.models import (
    Campaign,
    CampaignBlock,
    Cite,
    Document,
    Fact,
    FactId,
    Figure,
    FigureId,
    Index,
    RecordBlock,
    Scene,
)
from party_card.content.pack import Pack
from party_card.content.prose import iter_cited_fact_ids
from party_card.frozen_dataclass import frozen_dataclass


@frozen_dataclass
class SectionCoverage:
    """The part of a source below one heading: paragraph and note numbers, and those that no fact cites."""

    name: str
    paragraphs: tuple[int, ...]
    notes: tuple[int, ...]
    fact_count: int
    uncited_paragraphs: tuple[int, ...]
    uncited_notes: tuple[int, ...]


@frozen_dataclass
class SourceCoverage:
    """A source's sections in order, and how many facts cite each of its notes and paragraphs."""

    source: str
    sections: tuple[SectionCoverage, ...]
    facts_by_paragraph: Mapping[int, int]
    facts_by_note: Mapping[int, int]

    @property
    def is_complete(self) -> bool:
        """True if every paragraph and every note supports a fact."""
        return not any(section.uncited_paragraphs or section.uncited_notes for section in self.sections)


def measure_coverage(index: Index, facts: Iterable[Fact | Document]) -> SourceCoverage:
    """Measures how far `facts` cover the source of `index`."""
    cites = [cite for fact in facts for cite in fact.cites if cite.source == index.index]
    cited_paragraphs = Counter(p for cite in cites for p in cite.paragraphs)
    cited_notes = Counter(note for cite in cites for note in cite.notes)
    by_paragraph = {paragraph.p: cited_paragraphs[paragraph.p] for paragraph in index.paragraphs}
    by_note = {note: cited_notes[note] for paragraph in index.paragraphs for note in paragraph.notes}
    names = dict.fromkeys(paragraph.section for paragraph in index.paragraphs)
    return SourceCoverage(
        str(index.index),
        tuple(_cover_section(index, name, cites, by_paragraph, by_note) for name in names),
        by_paragraph,
        by_note,
    )


def collect_dossier_facts(pack: Pack) -> tuple[Fact | Document, ...]:
    """Returns the facts and documents of all dossiers of a pack."""
    return tuple(item for dossier in pack.dossiers.values() for item in dossier.citable_items.values())


def collect_record_facts(pack: Pack, document: Scene | Campaign) -> tuple[Fact | Document, ...]:
    """Returns the facts and documents that the records of a scene or the end of a campaign cite, each once."""
    facts = pack.collect_facts(document)
    names = dict.fromkeys(iter_record_facts(document, pack.collect_figures(document)))
    return tuple(facts[name] for name in names if name in facts)


def iter_record_facts(document: Scene | Campaign, figures: Mapping[FigureId, Figure]) -> Iterator[FactId]:
    """Yields the facts that the records of a scene, whatever their conditions, or the end of a campaign cite."""
    blocks: Sequence[RecordBlock | CampaignBlock]
    if isinstance(document, Scene):
        for passage in document.passages.values():
            yield from map(FactId, iter_cited_fact_ids(passage.record or ""))
        blocks = document.closing_blocks
    else:
        blocks = document.ending
    for block in blocks:
        yield from iter_block_facts(block, figures)


def _cover_section(
    index: Index, name: str, cites: list[Cite], by_paragraph: Mapping[int, int], by_note: Mapping[int, int]
) -> SectionCoverage:
    section_paragraphs = [paragraph for paragraph in index.paragraphs if paragraph.section == name]
    paragraphs = tuple(paragraph.p for paragraph in section_paragraphs)
    notes = tuple(note for paragraph in section_paragraphs for note in paragraph.notes)
    return SectionCoverage(
        name,
        paragraphs,
        notes,
        sum(1 for cite in cites if set(cite.paragraphs) & set(paragraphs)),
        tuple(number for number in paragraphs if not by_paragraph[number]),
        tuple(number for number in notes if not by_note[number]),
    )
