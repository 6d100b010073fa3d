"""Names passages by their first words.

Invariant: a name has words that every player reads there, as far as there are any.
"""

from __future__ import annotations

from party_card.content.models import Passage
from party_card.content.prose import strip_markup

MIN_TITLE_WORDS, MAX_TITLE_WORDS = 4, 8
"""Length of a node's title, taken from the first words of its passage; a sentence that ends between the two is kept."""


def first_words(passage: Passage) -> str:
    """Returns the first words that every player reads in a passage; if all is conditional, those of its first block."""
    if isinstance(passage.text, str):
        text: str | None = passage.text
    else:
        blocks = [block for block in passage.text if block.if_ is None] or list(passage.text)
        text = next((block.text or block.document for block in blocks if block.text or block.document), None)
    words = strip_markup(text or "").split()
    if len(words) <= MAX_TITLE_WORDS:
        return " ".join(words)
    sentence_ends = [
        place for place in range(MIN_TITLE_WORDS, MAX_TITLE_WORDS + 1) if words[place - 1].endswith((".", "!", "?"))
    ]
    if sentence_ends:
        return " ".join(words[: sentence_ends[-1]])
    title_words = words[:MAX_TITLE_WORDS]
    while len(title_words) > MIN_TITLE_WORDS and len(title_words[-1]) < 4:  # not "the Institute of…"
        title_words.pop()
    return " ".join(title_words).rstrip(",;:–—.") + "…"
