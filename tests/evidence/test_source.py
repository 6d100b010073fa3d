"""Tests that need the real text: the index is its index, and our quotations are in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.content.models import Dossier, Index
from party_card.evidence.indexing import build_index
from party_card.evidence.numbering import strip_note_numbers
from party_card.evidence.source_text import read_copy_file
from party_card.evidence.verify import verify_copy
from tests import ROOT
from tests.evidence.invented import read, real_source

pytestmark = pytest.mark.source

SEEDS = ROOT / "seeds"
INDEX = SEEDS / "kotkin-2017.index.yaml"


@pytest.fixture(scope="module")
def text() -> str:
    path = real_source()
    assert path is not None  # without it these tests are not collected
    return read_copy_file(path)


def dossiers() -> list[Path]:
    return [path for path in sorted(SEEDS.glob("*.yaml")) if "\ndossier:" in "\n" + path.read_text(encoding="utf-8")]


def test_the_index_is_the_one_that_the_text_makes(text: str) -> None:
    assert build_index(text, "kotkin-2017") == INDEX.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", dossiers(), ids=lambda path: path.stem)
def test_every_quotation_is_verbatim(text: str, path: Path) -> None:
    index = read(Index, INDEX.read_text(encoding="utf-8"))
    result = verify_copy(text, index, [read(Dossier, path.read_text(encoding="utf-8"))])
    assert [diagnostic.message for diagnostic in result.diagnostics] == []
    assert (result.paragraphs_found, result.notes_found) == (49, 132)


def test_a_copy_without_note_numbers_agrees_too(text: str) -> None:
    index = read(Index, INDEX.read_text(encoding="utf-8"))
    assert verify_copy(strip_note_numbers(text).text, index, []).paragraphs_found == 49
