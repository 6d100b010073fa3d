"""The index of a source, made from its text: what `seeds/<source>.index.yaml` holds.

Law: nothing of the text goes into an index but its headings; a text whose note numbers do not run on is
refused.
"""

from __future__ import annotations

import json
from itertools import pairwise

from party_card.evidence.locate import OPENING
from party_card.evidence.numbering import take_out_numbers
from party_card.evidence.source_text import passages
from party_card.evidence.wording import count_words, fingerprint, visible

_SMALL = frozenset(
    (
        "a",
        "an",
        "the",
        "and",
        "but",
        "or",
        "nor",
        "for",
        "as",
        "at",
        "by",
        "from",
        "in",
        "into",
        "of",
        "off",
        "on",
        "onto",
        "out",
        "over",
        "per",
        "to",
        "up",
        "upon",
        "via",
        "with",
        "than",
        "till",
    )
)
_NOTE = (
    "Made from the text by `party-card sources index`. Paragraphs are counted from 1, headings not counted;"
    " `fingerprint` is the first {length} hex digits of the SHA-256 of the paragraph's letters and digits,"
    " without capitals and without note numbers."
)


def build_index(text: str, source_id: str) -> str:
    """The index of `text` as YAML. ValueError says what keeps it from being indexed."""
    # Numbers are found in the whole text, where their chain shows, and belong to the paragraph they stand in.
    found = [passage for passage in passages(visible(text)) if passage.text]
    if not found:
        raise ValueError("there is no paragraph in this text")
    unnumbered = take_out_numbers("\n\n".join(passage.text for passage in found))
    _refuse_gaps([number for _, number in unnumbered.notes])
    lines = [
        f"index: {source_id}",
        f"note: {json.dumps(_NOTE.format(length=16))}",
        "paragraphs:",
    ]
    start = 0
    for p, (passage, bare) in enumerate(zip(found, unnumbered.text.split("\n\n"), strict=True), start=1):
        notes = unnumbered.between(start, start + len(bare))
        section = json.dumps(headline(passage.section) or OPENING, ensure_ascii=False)
        lines.append(
            f"  - {{p: {p}, section: {section}, notes: [{', '.join(map(str, notes))}],"
            f' words: {count_words(bare)}, fingerprint: "{fingerprint(bare)}"}}'
        )
        start += len(bare) + 2
    return "\n".join(lines) + "\n"


def headline(heading: str) -> str:
    """A heading printed in capitals, in headline style: "Enemy with a Party Card"."""
    words = heading.split()
    shown = []
    for at, word in enumerate(words):
        lower = word.lower()
        first_or_last = at in (0, len(words) - 1) or words[at - 1].endswith((":", "—", "?", "!"))
        shown.append(lower if lower in _SMALL and not first_or_last else "-".join(map(_capital, lower.split("-"))))
    return " ".join(shown)


def _capital(word: str) -> str:
    at = next((at for at, letter in enumerate(word) if letter.isalpha()), 0)
    return word[:at] + word[at : at + 1].upper() + word[at + 1 :]


def _refuse_gaps(numbers: list[int]) -> None:
    for one, other in pairwise(numbers):
        if other != one + 1:
            raise ValueError(f"after note {one} comes note {other}; the numbers of an index run on, each exactly once")
