"""Encodes the blocks of a page as rows.

Invariant: a row begins with its kind and the table that decides if it is shown; then follow the fields of the block in
the order of `party_card.engine.page`. Words from a fixed list are numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from party_card.content.models import Basis, Skill
from party_card.engine import page as pages
from party_card.engine.page import Bar, Block
from party_card.frontends.html.encode.citations import GRADE_NAMES
from party_card.frontends.html.encode.string_table import LineEncoder
from party_card.frontends.shared.scene_data import (
    ABOUT,
    ALWAYS,
    CHART,
    CONTENT_NOTE,
    DOCUMENT,
    HEADING,
    HOOK,
    LINK,
    NONE,
    PARAGRAPH,
    QUESTION,
    RECORD_PARAGRAPH,
    SOURCE_COMPARISON,
    STATEMENT,
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


def _encode_bar(bar: Bar, lines: LineEncoder) -> list[Any]:
    """Returns [label, value, text, bound], then the lower end of a range, the line of an estimate and its grade."""
    row = [bar.label, bar.value, bar.text, BOUNDS.index(bar.bound)]
    if bar.low is None and not bar.by:
        return row
    by = [lines.encode_line(bar.by), GRADE_NAMES.index(bar.grade)] if bar.by and bar.grade else []
    return [*row, bar.low, *by]


def encode_grades(grades: Iterable[str]) -> list[int]:
    """Returns grades as indexes of `GRADE_NAMES`."""
    return [GRADE_NAMES.index(grade) for grade in grades]


def _encode_block(block: Block, lines: LineEncoder, table: int) -> list[Any]:
    encode_line = lines.encode_line
    match block:
        case pages.Paragraph(line):
            return [PARAGRAPH, table, encode_line(line)]
        case pages.Hook(line):
            return [HOOK, table, encode_line(line)]
        case pages.About(paragraphs):
            return [ABOUT, table, [encode_line(line) for line in paragraphs]]
        case pages.Document(paragraphs):
            return [DOCUMENT, table, [encode_line(line) for line in paragraphs]]
        case pages.Heading(text, level):
            return [HEADING, table, text] if level == 1 else [HEADING, table, text, level]
        case pages.ContentNote(topics, summary):
            return [CONTENT_NOTE, table, list(topics), [encode_line(line) for line in summary]]
        case pages.RecordParagraph(date, line, grades):
            return [RECORD_PARAGRAPH, table, date, encode_line(line), encode_grades(grades)]
        case pages.Unknown(line):
            return [UNKNOWN, table, encode_line(line)]
        case pages.Chart(title, unit, bars, note, remark):
            rows = [_encode_bar(bar, lines) for bar in bars]
            distances = step_distances([bar.label for bar in bars])
            note_row = lines.encode_note(note) if note else NONE
            return [CHART, table, title, unit, rows, note_row, remark, distances]
        case pages.Statement(label, line, grades):
            return [STATEMENT, table, label, encode_line(line), encode_grades(grades)]
        case pages.SourceComparison(line, grades, _, gap):
            fact = lines.encode_note(next(run.note for run in line if run.note))
            return [SOURCE_COMPARISON, table, encode_line(line), encode_grades(grades), fact, gap]
        case pages.Question(line, skill, draws_on, rubric):
            return [QUESTION, table, encode_line(line), SKILLS.index(skill), draws_on, *rubric]
        case pages.Link(word, date, line, grades):
            return [LINK, table, LINK_WORDS.index(word), date, encode_line(line), encode_grades(grades)]
        case (
            pages.Comparison()
            | pages.FileCard()
            | pages.FilePaper()
            | pages.FileDecision()
            | pages.FileGap()
            | pages.ArchiveFolder()
            | pages.ArchivedThing()
            | pages.ProvenanceStep()
            | pages.Assessment()
        ):
            raise TypeError("what depends on the playthrough is built by the player")
