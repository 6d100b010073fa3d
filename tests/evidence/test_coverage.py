"""Coverage counts the paragraphs and notes that a citation names; by scenes, those of records and not of passages."""

from __future__ import annotations

from pathlib import Path

from party_card.content.models import (
    Campaign,
    CampaignBlock,
    Cite,
    Dossier,
    DossierId,
    Fact,
    FactId,
    Index,
    IndexedParagraph,
    Passage,
    PassageId,
    Prose,
    RecordBlock,
    Scene,
    SceneId,
    SourceId,
)
from party_card.content.pack import Pack
from party_card.evidence.coverage import SectionCoverage, collect_dossier_facts, collect_record_facts, measure_coverage

BOOK = SourceId("book")


def paragraph(p: int, section: str, *notes: int) -> IndexedParagraph:
    return IndexedParagraph(p=p, section=section, words=10, fingerprint="0" * 16, notes=notes)


INDEX = Index(
    index=BOOK, paragraphs=(paragraph(1, "opening", 1, 2), paragraph(2, "opening"), paragraph(3, "The End", 3))
)


def facts(*cites: Cite) -> tuple[Fact, ...]:
    return tuple(Fact(text=Prose("A fact."), grade="documented", cite=cite) for cite in cites)


def test_paragraphs_and_notes_without_a_fact_are_named() -> None:
    covered = measure_coverage(INDEX, facts(Cite(source=BOOK, p=1, n=2), Cite(source=BOOK, p=3)))
    assert covered.sections == (
        SectionCoverage("opening", (1, 2), (1, 2), 1, (2,), (1,)),
        SectionCoverage("The End", (3,), (3,), 1, (), (3,)),
    )
    assert not covered.is_complete


def test_several_numbers_in_one_citation_all_count() -> None:
    covered = measure_coverage(INDEX, facts(Cite(source=BOOK, p=(1, 2, 3), n=(1, 2, 3))))
    assert covered.is_complete
    assert covered.facts_by_note == {1: 1, 2: 1, 3: 1}


def test_another_source_and_numbers_that_are_not_there_do_not_count() -> None:
    covered = measure_coverage(INDEX, facts(Cite(source=SourceId("other"), p=1, n=1), Cite(source=BOOK, p=9, n=9)))
    assert set(covered.facts_by_paragraph.values()) == {0}


DOSSIER = DossierId("d")
ONE, TWO, THREE, FOUR = facts(*(Cite(source=BOOK, p=p) for p in (1, 2, 3, 3)))
SCENE = Scene(
    scene=SceneId("s"),
    title="S",
    dossiers=(DOSSIER,),
    passages={
        PassageId("a"): Passage(text=Prose("Met on one path. [@one]"), record=Prose("So it was. [@two] [@lost]"))
    },
    record=(RecordBlock(text=Prose("And so. [@two] [@three]")), RecordBlock(unknown=Prose("Nobody knows. [@four]"))),
)
PACK = Pack(
    Path(),
    dossiers={
        DOSSIER: Dossier(
            dossier=DOSSIER,
            facts=dict(zip(map(FactId, ("one", "two", "three", "four")), (ONE, TWO, THREE, FOUR), strict=True)),
        )
    },
    scenes={SCENE.scene: SCENE},
)


def test_a_scene_shows_what_its_records_cite_each_once() -> None:
    assert collect_dossier_facts(PACK) == (ONE, TWO, THREE, FOUR)
    assert collect_record_facts(PACK, SCENE) == (TWO, THREE, FOUR)


def test_a_campaign_shows_what_its_end_cites() -> None:
    ending = (CampaignBlock(text=Prose("At last. [@one]"), link="stated"),)
    assert collect_record_facts(
        PACK, Campaign(campaign="c", title="C", scenes=(), dossiers=(DOSSIER,), ending=ending)
    ) == (ONE,)
