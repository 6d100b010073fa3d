"""Text and citations of a page, for story tests."""

from __future__ import annotations

from collections.abc import Iterator

from party_card.engine import page as pages
from party_card.engine.page import Block, Page, block_lines


def format_page_text(page: Page) -> str:
    """Returns the text of a page on one line, without offers and notes."""
    return normalize_whitespace(" ".join(text for block in page.blocks for text in _list_texts(block)))


def normalize_whitespace(text: str) -> str:
    """Returns a text on one line, with single spaces between its words."""
    return " ".join(text.split())


def list_cited_facts(page: Page) -> tuple[str, ...]:
    """Returns the ids of the facts cited on a page, in the order of the notes."""
    return tuple(note.fact for note in page.notes)


def _list_texts(block: Block) -> Iterator[str]:
    match block:
        case pages.Heading(text):
            yield text
        case pages.ContentNote(topics=topics):
            yield from topics
        case pages.Chart(title=title, unit=unit, remark=remark):
            yield from (title, unit, remark)
    yield from ("".join(run.text for run in line) for line in block_lines(block))
