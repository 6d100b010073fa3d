"""Encodes the blocks of a page as rows.

Invariant: a row begins with its kind and the table that decides if it is shown; then follow the fields of the block in
the order of `party_card.engine.page`. Words from a fixed list are numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from party_card.content.models import Basis, Skill
from party_card.engine import page as pages
from party_card.engine.page import Block
from party_card.frontends.html.encode.citations import GRADE_NAMES
from party_card.frontends.html.encode.string_table import LineEncoder
from party_card.frontends.shared.scene_data import (
    ALWAYS,
    CHART,
    CONTENT_NOTE,
    DOCUMENT,
    HEADING,
    LINK,
    PARAGRAPH,
    QUESTION,
    RECORD_PARAGRAPH,
    UNKNOWN,
)
from party_card.frontends.shared.time_axis import step_distances

SKILLS: tuple[str, ...] = get_args(Skill)
BASES: tuple[str, ...] = get_args(Basis)
BOUNDS = ("", "over", "under", "about")
LINK_WORDS = ("stated", "later in time")


def encode_blocks(blocks: Iterable[Block], lines: LineEncoder, table: int = ALWAYS) -> list[list[Any]]:
    """Returns the rows of blocks that are shown if a table is true."""
    return [_encode_block(block, lines, table) for block in blocks]


def encode_grades(grades: Iterable[str]) -> list[int]:
    """Returns grades as indexes of `GRADE_NAMES`."""
    return [GRADE_NAMES.index(grade) for grade in grades]


def _encode_block(block: Block, lines: LineEncoder, table: int) -> list[Any]:
    encode_line = lines.encode_line
    match block:
        case pages.Paragraph(line):
            return [PARAGRAPH, table, encode_line(line)]
        case pages.Document(paragraphs):
            return [DOCUMENT, table, [encode_line(line) for line in paragraphs]]
        case pages.Heading(text):
            return [HEADING, table, text]
        case pages.ContentNote(topics, summary):
            return [CONTENT_NOTE, table, list(topics), [encode_line(line) for line in summary]]
        case pages.RecordParagraph(date, line, grades):
            return [RECORD_PARAGRAPH, table, date, encode_line(line), encode_grades(grades)]
        case pages.Unknown(line):
            return [UNKNOWN, table, encode_line(line)]
        case pages.Chart(title, unit, bars, note, remark):
            rows = [[bar.label, bar.value, bar.text, BOUNDS.index(bar.bound)] for bar in bars]
            distances = step_distances([bar.label for bar in bars])
            return [CHART, table, title, unit, rows, lines.encode_note(note), remark, distances]
        case pages.Question(line, skill, draws_on):
            return [QUESTION, table, encode_line(line), SKILLS.index(skill), draws_on]
        case pages.Link(word, date, line, grades):
            return [LINK, table, LINK_WORDS.index(word), date, encode_line(line), encode_grades(grades)]
        case pages.Comparison():
            raise TypeError("a comparison is built by the player")
