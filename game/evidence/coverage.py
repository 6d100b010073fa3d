"""How much of a source the dossiers hold: which paragraphs and notes support a fact, and which do not yet.

Law: a fact counts for a paragraph or note only where its own citation names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from game.content.models import Cite, Dossier, Index


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


def cover(index: Index, dossiers: Iterable[Dossier]) -> SourceCoverage:
    """How far the facts of `dossiers` cover the source of `index`."""
    cites = [fact.cite for dossier in dossiers for fact in dossier.facts.values() if fact.cite.source == index.index]
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
