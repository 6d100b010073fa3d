"""Blocks of a page as rows.

Law: the first of a row is its kind, the second a table: it is shown where that holds. What follows stands in the order
in which `party_card.engine.page` has it; words of which there are few are numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from party_card.content.models import Kind, Skill
from party_card.engine import page as pages
from party_card.engine.page import Block
from party_card.frontends.html.decode import (
    ACCOUNT,
    CHART,
    CONTENT_NOTE,
    DOCUMENT,
    HEADING,
    LINK,
    PARAGRAPH,
    QUESTION,
    UNKNOWN,
)
from party_card.frontends.html.encode.citations import GRADES
from party_card.frontends.html.encode.decision_tables import ALWAYS
from party_card.frontends.html.encode.string_table import SceneLines
from party_card.frontends.shared.time_axis import steps

SKILLS: tuple[str, ...] = get_args(Skill)
BASES: tuple[str, ...] = get_args(Kind)
BOUNDS = ("", "over", "under", "about")
WORDS = ("stated", "later in time")


def block_rows(blocks: Iterable[Block], lines: SceneLines, table: int = ALWAYS) -> list[list[Any]]:
    """Blocks that are shown where a table holds."""
    return [_row(block, lines, table) for block in blocks]


def grades_row(grades: Iterable[str]) -> list[int]:
    """Grades as numbers."""
    return [GRADES.index(grade) for grade in grades]


def _row(block: Block, lines: SceneLines, table: int) -> list[Any]:
    number = lines.number
    match block:
        case pages.Paragraph(line):
            return [PARAGRAPH, table, number(line)]
        case pages.Document(paragraphs):
            return [DOCUMENT, table, [number(line) for line in paragraphs]]
        case pages.Heading(text):
            return [HEADING, table, text]
        case pages.ContentNote(topics, summary):
            return [CONTENT_NOTE, table, list(topics), [number(line) for line in summary]]
        case pages.RecordParagraph(date, line, grades):
            return [ACCOUNT, table, date, number(line), grades_row(grades)]
        case pages.Unknown(line):
            return [UNKNOWN, table, number(line)]
        case pages.Chart(title, unit, bars, note, remark):
            drawn = [[bar.label, bar.value, bar.shown, BOUNDS.index(bar.bound)] for bar in bars]
            return [CHART, table, title, unit, drawn, lines.cited(note), remark, steps([bar.label for bar in bars])]
        case pages.Question(line, skill, draws_on):
            return [QUESTION, table, number(line), SKILLS.index(skill), draws_on]
        case pages.Link(word, date, line, grades):
            return [LINK, table, WORDS.index(word), date, number(line), grades_row(grades)]
        case pages.Comparison():
            raise TypeError("the player compares")
