"""A citation without a source has that of its dossier."""

from __future__ import annotations

from pathlib import Path

from party_card.content.models import DossierId, FactId
from tests.documents import read_documents
from tests.two_sources import read_two_sources


def test_a_citation_without_a_source_has_that_of_its_dossier_and_any_other_keeps_its_own(tmp_path: Path) -> None:
    facts = read_two_sources(tmp_path).dossiers[DossierId("bell")].facts
    assert [cite.source for cite in facts[FactId("bell-at-nine")].cites] == [
        "night-book",
        "evening-paper",
        "town-history",
    ]
    assert facts[FactId("lamps-out")].main_cite.source == "night-book"
    assert facts[FactId("mill-dark")].main_cite.source == "town-history"


def test_a_document_without_a_source_has_that_of_its_dossier_too(tmp_path: Path) -> None:
    documents = read_documents(tmp_path).dossiers[DossierId("ferry")].documents
    assert [cite.source for cite in documents[FactId("telegram")].cites] == ["office-papers", "gazette"]
    assert documents[FactId("report")].main_cite.source == "gazette"
