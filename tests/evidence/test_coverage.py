"""Coverage counts what a citation names, and nothing next to it."""

from __future__ import annotations

from game.content.models import Cite, Dossier, DossierId, Fact, FactId, Index, IndexedParagraph, Prose, SourceId
from game.evidence.coverage import Section, cover

BOOK = SourceId("book")


def paragraph(p: int, section: str, *notes: int) -> IndexedParagraph:
    return IndexedParagraph(p=p, section=section, words=10, fingerprint="0" * 16, notes=notes)


INDEX = Index(
    index=BOOK, paragraphs=(paragraph(1, "opening", 1, 2), paragraph(2, "opening"), paragraph(3, "The End", 3))
)


def dossier(*cites: Cite) -> Dossier:
    facts = {
        FactId(f"f{n}"): Fact(text=Prose("A fact."), grade="documented", cite=cite) for n, cite in enumerate(cites)
    }
    return Dossier(dossier=DossierId("d"), facts=facts)


def test_paragraphs_and_notes_without_a_fact_are_named() -> None:
    covered = cover(INDEX, [dossier(Cite(source=BOOK, p=1, n=2), Cite(source=BOOK, p=3))])
    assert covered.sections == (
        Section("opening", (1, 2), (1, 2), 1, (2,), (1,)),
        Section("The End", (3,), (3,), 1, (), (3,)),
    )
    assert not covered.complete


def test_several_numbers_in_one_citation_all_count() -> None:
    covered = cover(INDEX, [dossier(Cite(source=BOOK, p=(1, 2, 3), n=(1, 2, 3)))])
    assert covered.complete
    assert covered.by_note == {1: 1, 2: 1, 3: 1}


def test_another_source_and_numbers_that_are_not_there_do_not_count() -> None:
    covered = cover(INDEX, [dossier(Cite(source=SourceId("other"), p=1, n=1), Cite(source=BOOK, p=9, n=9))])
    assert set(covered.by_paragraph.values()) == {0}
