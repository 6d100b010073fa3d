"""The text of a page, as story tests compare it."""

from __future__ import annotations

from collections.abc import Iterator

from party_card.engine import page as pages
from party_card.engine.page import Block, Page, list_block_lines

MAX_QUOTED_CHARS = 100
"""A longer text is shortened in messages."""


def read_page_text(page: Page) -> str:
    """Returns the text of a page on one line."""
    return normalize_whitespace(" ".join(text for block in page.blocks for text in _iter_texts(block)))


def quote_text(text: str) -> str:
    """Returns a text in quotation marks, shortened."""
    if not text:
        return "nothing"
    return f"“{text}”" if len(text) <= MAX_QUOTED_CHARS else f"“{text[: MAX_QUOTED_CHARS - 3].rstrip()}...”"


def normalize_whitespace(text: str) -> str:
    """Returns a text on one line, with single spaces between its words."""
    return " ".join(text.split())


def _iter_texts(block: Block) -> Iterator[str]:
    match block:
        case pages.Heading(text):
            yield text
        case pages.ContentNote(topics=topics):
            yield from topics
        case pages.Chart(title=title, unit=unit, remark=remark):
            yield from (title, unit, remark)
    yield from ("".join(run.text for run in line) for line in list_block_lines(block))
