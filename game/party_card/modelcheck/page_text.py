"""The words of a page: all that a student reads on it, in order."""

from __future__ import annotations

from collections.abc import Iterator

from party_card.engine import page as pages
from party_card.engine.page import Block, Line, Page


def page_text(page: Page) -> str:
    """The text of a page on one line, without offers and notes."""
    return normalize_whitespace(" ".join(words for block in page.blocks for words in _words(block)))


def normalize_whitespace(text: str) -> str:
    """A text on one line, single spaces between its words."""
    return " ".join(text.split())


def page_facts(page: Page) -> tuple[str, ...]:
    """The ids of the facts cited on a page, in the order of the notes."""
    return tuple(note.fact for note in page.notes)


def _words(block: Block) -> Iterator[str]:
    match block:
        case pages.Heading(text):
            yield text
        case pages.Document(lines):
            yield from map(_said, lines)
        case pages.ContentNote(topics, summary):
            yield from topics
            yield from map(_said, summary)
        case pages.Comparison(did=did, was_done=was_done):
            yield _said(did)
            yield _said(was_done)
        case pages.Chart(title=title, unit=unit, remark=remark):
            yield from (title, unit, remark)
        case pages.Paragraph(line) | pages.RecordParagraph(line=line) | pages.Unknown(line) | pages.Question(line=line):
            yield _said(line)
        case pages.Link(line=line):
            yield _said(line)


def _said(line: Line) -> str:
    return "".join(run.text for run in line)
