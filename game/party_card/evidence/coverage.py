"""Measures which paragraphs and notes of a source support a fact of the dossiers or scenes.

Invariant: a fact counts for a paragraph or note only if its own citation names it, and as shown only if a record cites
it: a citation in a passage is met on one path and not on another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from party_card.content.models import Campaign, Cite, Fact, FactId, Index, Scene
from party_card.content.pack import Pack
from party_card.content.prose import iter_cited_fact_ids


@dataclass(frozen=True, slots=True)
class SectionCoverage:
    """The part of a source below one heading: paragraph and note numbers, and those that no fact cites."""

    name: str
    paragraphs: tuple[int, ...]
    notes: tuple[int, ...]
    fact_count: int
    uncited_paragraphs: tuple[int, ...]
    uncited_notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
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


def measure_coverage(index: Index, facts: Iterable[Fact]) -> SourceCoverage:
    """Measures how far `facts` cover the source of `index`."""
    cites = [fact.cite for fact in facts if fact.cite.source == index.index]
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


def collect_dossier_facts(pack: Pack) -> tuple[Fact, ...]:
    """Returns the facts of all dossiers of a pack."""
    return tuple(fact for dossier in pack.dossiers.values() for fact in dossier.facts.values())


def collect_record_facts(pack: Pack, document: Scene | Campaign) -> tuple[Fact, ...]:
    """Returns the facts that the records of a scene or the end of a campaign cite, each once."""
    facts = pack.collect_facts(document)
    names = dict.fromkeys(FactId(name) for text in _record_texts(document) for name in iter_cited_fact_ids(text))
    return tuple(facts[name] for name in names if name in facts)


def _record_texts(document: Scene | Campaign) -> Iterator[str]:
    if isinstance(document, Scene):
        yield from (passage.record for passage in document.passages.values() if passage.record)
    for block in document.record if isinstance(document, Scene) else document.ending:
        yield from (text for text in (block.text, block.unknown) if text)


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
