"""Builds the index of a source from its text: the content of `seeds/<source>.index.yaml`.

Invariant: an index holds nothing of the text but its headings; a text whose note numbers have gaps is refused.
"""

from __future__ import annotations

import json
from itertools import pairwise

from party_card.content.source_parts import OPENING_SECTION
from party_card.evidence.numbering import strip_note_numbers
from party_card.evidence.source_text import split_paragraphs
from party_card.evidence.wording import compute_fingerprint, count_words, strip_invisible

_LOWERCASE_WORDS = frozenset(
    [
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
    ]
)
_HEADER_NOTE = (
    "Made from the text by `party-card sources index`. Paragraphs are counted from 1, headings not counted;"
    " `fingerprint` is the first 16 hex digits of the SHA-256 of the paragraph's letters and digits,"
    " without capitals and without note numbers."
)


def build_index(text: str, source_id: str) -> str:
    """Returns the index of `text` as YAML. Raises ValueError with the reason if it cannot be indexed."""
    # Numbers are found in the whole text, because only there their chain is complete; each belongs to its paragraph.
    paragraphs = [passage for passage in split_paragraphs(strip_invisible(text)) if passage.text]
    if not paragraphs:
        raise ValueError("there is no paragraph in this text")
    unnumbered = strip_note_numbers("\n\n".join(passage.text for passage in paragraphs))
    _check_consecutive([number for _, number in unnumbered.notes])
    lines = [f"index: {source_id}", f"note: {json.dumps(_HEADER_NOTE)}", "paragraphs:"]
    start = 0
    for p, (passage, paragraph_text) in enumerate(zip(paragraphs, unnumbered.text.split("\n\n"), strict=True), start=1):
        notes = unnumbered.notes_between(start, start + len(paragraph_text))
        section = json.dumps(to_headline_case(passage.section) or OPENING_SECTION, ensure_ascii=False)
        lines.append(
            f"  - {{p: {p}, section: {section}, notes: [{', '.join(map(str, notes))}],"
            f' words: {count_words(paragraph_text)}, fingerprint: "{compute_fingerprint(paragraph_text)}"}}'
        )
        start += len(paragraph_text) + 2
    return "\n".join(lines) + "\n"


def to_headline_case(heading: str) -> str:
    """Converts a heading printed in capitals to headline style: "Enemy with a Party Card"."""
    words = heading.split()
    cased_words = []
    for index, word in enumerate(words):
        lowercase_word = word.lower()
        is_edge = index in (0, len(words) - 1) or words[index - 1].endswith((":", "—", "?", "!"))
        is_small = lowercase_word in _LOWERCASE_WORDS and not is_edge
        cased_words.append(lowercase_word if is_small else "-".join(map(_capitalize, lowercase_word.split("-"))))
    return " ".join(cased_words)


def _capitalize(word: str) -> str:
    index = next((index for index, letter in enumerate(word) if letter.isalpha()), 0)
    return word[:index] + word[index : index + 1].upper() + word[index + 1 :]


def _check_consecutive(numbers: list[int]) -> None:
    for number, next_number in pairwise(numbers):
        if next_number != number + 1:
            message = f"after note {number} comes note {next_number}"
            raise ValueError(f"{message}; the numbers of an index run on, each exactly once")
