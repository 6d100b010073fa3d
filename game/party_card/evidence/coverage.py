"""How much of a source the dossiers hold, or the scenes show: which paragraphs and notes support a fact.

Law: a fact counts for a paragraph or note only where its own citation names it; it is shown only where a record cites
it, for what a passage cites is met on one path and not on another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from party_card.content.models import Campaign, Cite, Fact, FactId, Index, Scene
from party_card.content.pack import Pack
from party_card.content.prose import cited_fact_ids


@dataclass(frozen=True, slots=True)
class Section:
    """The part of a source below one heading: paragraph numbers and note numbers, and those that no fact cites."""

    name: str
    paragraphs: tuple[int, ...]
    notes: tuple[int, ...]
    facts: int
    bare_paragraphs: tuple[int, ...]
    bare_notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """A source's sections in order, and how many facts cite each of its notes and paragraphs."""

    source: str
    sections: tuple[Section, ...]
    by_paragraph: Mapping[int, int]
    by_note: Mapping[int, int]

    @property
    def complete(self) -> bool:
        """Whether every paragraph and every note supports a fact."""
        return not any(section.bare_paragraphs or section.bare_notes for section in self.sections)


def cover(index: Index, facts: Iterable[Fact]) -> SourceCoverage:
    """How far `facts` cover the source of `index`."""
    cites = [fact.cite for fact in facts if fact.cite.source == index.index]
    by_paragraph = {paragraph.p: 0 for paragraph in index.paragraphs}
    by_note = {note: 0 for paragraph in index.paragraphs for note in paragraph.notes}
    for cite in cites:
        _count(by_paragraph, cite.paragraphs)
        _count(by_note, cite.notes)
    names = dict.fromkeys(paragraph.section for paragraph in index.paragraphs)
    return SourceCoverage(
        str(index.index),
        tuple(_section(index, name, cites, by_paragraph, by_note) for name in names),
        by_paragraph,
        by_note,
    )


def facts_in_dossiers(pack: Pack) -> tuple[Fact, ...]:
    """The facts that the dossiers of a pack hold."""
    return tuple(fact for dossier in pack.dossiers.values() for fact in dossier.facts.values())


def facts_in_records(pack: Pack, teller: Scene | Campaign) -> tuple[Fact, ...]:
    """The facts that the records of a scene show, or the end of a campaign, each once."""
    known = pack.facts(teller)
    names = dict.fromkeys(FactId(name) for text in _records(teller) for name in cited_fact_ids(text))
    return tuple(known[name] for name in names if name in known)


def _records(teller: Scene | Campaign) -> Iterator[str]:
    if isinstance(teller, Scene):
        yield from (passage.record for passage in teller.passages.values() if passage.record)
    for part in teller.record if isinstance(teller, Scene) else teller.ending:
        yield from (text for text in (part.text, part.unknown) if text)


def _count(counted: dict[int, int], numbers: tuple[int, ...]) -> None:
    for number in numbers:
        if number in counted:
            counted[number] += 1


def _section(
    index: Index, name: str, cites: list[Cite], by_paragraph: Mapping[int, int], by_note: Mapping[int, int]
) -> Section:
    here = [paragraph for paragraph in index.paragraphs if paragraph.section == name]
    paragraphs = tuple(paragraph.p for paragraph in here)
    notes = tuple(note for paragraph in here for note in paragraph.notes)
    return Section(
        name,
        paragraphs,
        notes,
        sum(1 for cite in cites if set(cite.paragraphs) & set(paragraphs)),
        tuple(number for number in paragraphs if not by_paragraph[number]),
        tuple(number for number in notes if not by_note[number]),
    )
