"""Counts sentences, and finds those that no citation covers.

A citation covers the sentences before it in its paragraph, back to the citation before.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from party_card.content.node_ref import NodeRef
from party_card.content.prose import SENTENCE_END
from party_card.diagnostics.source import Span
from party_card.rules._traversal import FACT_IN_ROUND_BRACKETS, FOOTNOTE, find_span

_ABBREVIATION = re.compile(r"(?:\b(?:[A-Z]|Mr|Mrs|Dr|St|No|vol|pp?|cf|ca?|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.\s*)\Z")
_CITATION_IN_COMMENT = re.compile(r"[ \t]+#[^\n]*\[@")
_BRACKETED_NAME = re.compile(r"\[([a-z0-9_-]+)\]")
_CITATION = re.compile(r"\[@[^\[\]]*\]|[\[({]\s*@[^\[\](){}]*[\])}]|(?<![\w.@+-])@[A-Za-z0-9_-]+")
"""A citation; one that is written wrongly has a rule of its own."""


def find_uncited_sentences(text: str, location: NodeRef, facts: Collection[str]) -> Iterator[Span]:
    """Yields the first sentence without a citation of each paragraph; none if a citation is written wrongly."""
    if _CITATION_IN_COMMENT.match(location.file.text, location.node.end_mark.index):
        return  # the end of the text is taken for a comment, which has been reported
    if any(name in facts for name in _BRACKETED_NAME.findall(text)):
        return  # a citation without its `@` has been reported
    if any(group[1:-1] in facts for group in FACT_IN_ROUND_BRACKETS.findall(text)):
        return  # so has the name of a fact in round brackets
    if facts and FOOTNOTE.search(text):
        return  # so has the number of a note
    for paragraph in re.split(r"\n[ \t]*\n", text):
        if uncited := _first_uncited_sentence(paragraph):
            yield find_span(location, uncited)


def _first_uncited_sentence(paragraph: str) -> str:
    """Returns the first sentence of the paragraph that no citation covers, or nothing."""
    citations = list(_CITATION.finditer(paragraph))
    rest = paragraph[citations[-1].end() :] if citations else paragraph
    if not re.search(r"\w", rest):
        return ""
    if not citations:
        return rest.strip()
    # The sentence that the last citation stands in is covered to its end; only a further one is not.
    if re.search(r"[.!?…][\"'’”)*]*\s*\Z", paragraph[: citations[-1].start()]):
        return rest.strip()
    return next((rest[end:].strip() for end in _iter_sentence_ends(rest)), "")


def count_sentences(text: str) -> int:
    """Returns the number of sentences of a text, which is not empty; the full stop of an abbreviation ends none."""
    return 1 + sum(1 for _ in _iter_sentence_ends(text))


def _iter_sentence_ends(text: str) -> Iterator[int]:
    """Yields the indexes behind the sentences that another follows."""
    for end in SENTENCE_END.finditer(text):
        if not _ABBREVIATION.search(text, max(end.start() - 8, 0), end.start() + 1):
            yield end.end()
