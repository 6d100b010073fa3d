"""Decides in which order the parts of a source are printed: how the types of CSL are laid out in Chicago style."""

from __future__ import annotations

from typing import Literal

from party_card.content.models import Source

Layout = Literal["book", "chapter", "journal", "newspaper", "webpage", "thesis", "document"]
"""The types of CSL that Chicago style prints in the same order."""
_LAYOUTS: dict[str, Layout] = {
    "book": "book", "classic": "book", "collection": "book", "motion_picture": "book", "musical_score": "book",
    "pamphlet": "book", "periodical": "book", "report": "book", "software": "book", "standard": "book",
    "chapter": "chapter", "entry": "chapter", "entry-dictionary": "chapter", "entry-encyclopedia": "chapter",
    "article-journal": "journal", "review": "journal", "review-book": "journal",
    "article-newspaper": "newspaper", "article-magazine": "newspaper",
    "webpage": "webpage", "post": "webpage", "post-weblog": "webpage",
    "thesis": "thesis",
}  # fmt: skip


def get_layout(source: Source) -> Layout:
    """Returns how a source is printed; a paper of a conference that stands in a printed volume is a chapter."""
    if source.type == "paper-conference" and source.container_title and (source.publisher or source.editor):
        return "chapter"
    return _LAYOUTS.get(source.type, "document")
