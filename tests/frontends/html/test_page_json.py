"""Pages of the engine as JSON have all their fields."""

from __future__ import annotations

from dataclasses import fields
from typing import get_args

import pytest

from party_card.engine import page as pages
from party_card.engine.page import Bar, Block, Page, Run
from party_card.frontends.html.encode.blocks import BASES, BOUNDS, LINK_WORDS, SKILLS
from party_card.frontends.html.verify.page_json import block_to_json, line_to_json, page_to_json
from party_card.frontends.shared.scene_data import ABOUT

JSON_KEYS = {
    "dates": "when",
    "place": "where",
    "role": "who",
    "player_line": "did",
    "record_line": "was_done",
    "matches_record": "matches",
    "label": "word",
    "places": "map",
    "decision_count": "decisions",
    "unrecorded_count": "unrecorded",
    "is_office_invented": "invented",
    "paper_count": "papers",
    "is_assessed": "assessed",
}
"""The keys of fields that have another name in the exported data."""


def json_keys(value: Page | Block) -> set[str]:
    return {JSON_KEYS.get(field.name, field.name) for field in fields(value)}


def test_a_page_as_json_has_every_part_of_the_page() -> None:
    page = Page("passage", "a", "A", "A", "", "", "", (), ())
    unwritten = {"skip_choice", "is_picture_of_fact"}  # found by the player; to it, every picture is alike
    assert set(page_to_json(page)) == json_keys(page) - unwritten


LINE = (Run("a "), Run("b", italic=True), Run("c", bold=True), Run("d", True, True), Run("", note=2))
BLOCKS: list[Block] = [
    pages.Heading("A"),
    pages.Paragraph(LINE),
    pages.Hook(LINE),
    pages.About((LINE, ())),
    pages.Document((LINE, ())),
    pages.ContentNote(("war",), (LINE,)),
    pages.Comparison(LINE, "1932", LINE, ("reported",), True),
    pages.RecordParagraph("1932", LINE, ("reported",)),
    pages.Unknown(LINE),
    pages.Chart("A", "t", (Bar("1932", 1.5, "over 1.5", "over"),), 1, ""),
    pages.Statement("A", LINE, ("reported",)),
    pages.SourceComparison(LINE, ("contested",), (), "2 days apart", "B"),
    pages.Question(LINE, "sourcing", ""),
    pages.Link("stated", "1932", LINE, ()),
]
FILE_BLOCKS: list[Block] = [
    pages.FileCard("Lis, V.", LINE, False, "kept", 3, 1),
    pages.FilePaper("A", "letter", "A letter", (LINE,), LINE, (1, 2)),
    pages.FileDecision(1, LINE, ("A",), ("A letter",), ""),
    pages.FileGap(LINE),
    pages.ArchiveFolder(1, "Lis, V.", "", LINE, False, "kept", 3, True),
    pages.ArchivedThing(2, "A bell", 3),
    pages.ProvenanceStep("copy", "May 1931", "An office", LINE, "Cast in 1890."),
    pages.Assessment(LINE, "documented", "A paper shows it."),
]


@pytest.mark.parametrize("block", [*BLOCKS, *FILE_BLOCKS], ids=lambda block: type(block).__name__)
def test_a_block_as_json_has_every_part_of_the_block(block: Block) -> None:
    added = {"type", "at"} if isinstance(block, pages.Chart) else {"type"}
    unwritten = {"number"} if isinstance(block, pages.Comparison) else set()  # the browser page does not number them
    assert set(block_to_json(block)) == (json_keys(block) | added) - unwritten


def test_every_kind_of_block_has_its_number_and_its_words() -> None:
    assert {type(block) for block in (*BLOCKS, *FILE_BLOCKS)} == set(get_args(Block))
    assert len(BLOCKS) == ABOUT + 1
    assert (len(SKILLS), len(BASES), len(BOUNDS), len(LINK_WORDS)) == (4, 3, 4, 2)


def test_a_line_as_json_keeps_styles_and_notes() -> None:
    assert line_to_json(LINE) == ["a ", [1, "b"], [2, "c"], [3, "d"], 2]
