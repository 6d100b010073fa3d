"""Finds the paragraphs of an index in a copy, by word counts and fingerprints alone.

Invariant: a paragraph is found wherever its words follow one another, however the copy breaks lines and paragraphs; it
must only begin at the start of a line or a sentence. One pass over the copy finds all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from party_card.content.models import IndexedParagraph
from party_card.evidence.numbering import UnnumberedText
from party_card.evidence.source_text import UnreadableCopyError
from party_card.evidence.wording import FINGERPRINT_LENGTH, Word, split_words

MAX_STARTS = 100_000
"""Start positions tried; a book of a thousand pages has 40,000 lines."""
_MAX_DIVIDED_WORDS = 40  # divided words in one paragraph
# After the end of a sentence, or after a heading in capitals that lost its line.
_SENTENCE_END = re.compile(r"(?:[.?!:][”’\"')\]]*\s*|[A-Z]{2}\s+)[“‘\"'(\[]*\Z")
_OPENING = re.compile(r"[“‘\"'(\[…]*\Z")
_CLOSING = re.compile(r"[.?!…,;:”’\"')\]]*")


@dataclass(frozen=True, slots=True)
class MatchedRange:
    """The range of a paragraph in a copy: start and end offset, and its number of words there."""

    start: int
    end: int
    words: int


def find_paragraphs(copy: UnnumberedText, paragraphs: Sequence[IndexedParagraph]) -> dict[int, MatchedRange]:
    """Returns the range of each paragraph by its number; paragraphs that are missing or read otherwise are left out."""
    tokens = list(split_words(copy.text))
    matches = _choose_matches(_find_candidates(tokens, _line_starts(copy.text, tokens), paragraphs))
    missing = [paragraph for paragraph in paragraphs if paragraph.p not in matches]
    # A copy may have lost the breaks between paragraphs: look at the sentences between those that were found.
    for start, end, missing_here in find_gaps(matches, missing, len(copy.text)):
        tokens_inside = [index for index, word in enumerate(tokens) if start <= word.start < end]
        starts = [index for index in tokens_inside if _begins_sentence(copy.text, tokens[index].start)]
        if len(starts) <= MAX_STARTS // 10:
            matches |= _choose_matches(_find_candidates(tokens, starts, missing_here))
    return {p: _with_punctuation(copy.text, stretch) for p, stretch in matches.items()}


def _choose_matches(candidates: dict[int, list[MatchedRange]]) -> dict[int, MatchedRange]:
    """Chooses one range for each paragraph: if the same words stand twice, the one between its neighbours."""
    found = {p: places[0] for p, places in candidates.items() if len(places) == 1}
    for p in sorted(set(candidates) - set(found)):
        start = max((stretch.end for q, stretch in found.items() if q < p), default=0)
        end = min((stretch.start for q, stretch in found.items() if q > p and stretch.start >= start), default=None)
        fitting = [place for place in candidates[p] if place.start >= start and (end is None or place.end <= end)]
        found[p] = (fitting or candidates[p])[0]
    return found


def _with_punctuation(text: str, match: MatchedRange) -> MatchedRange:
    """Extends a range by its opening and closing punctuation, which are no words."""
    opening = _OPENING.search(text, max(0, match.start - 8), match.start)
    closing = _CLOSING.match(text, match.end)
    start = opening.start() if opening else match.start
    return MatchedRange(start, closing.end() if closing else match.end, match.words)


def find_gaps(
    matches: dict[int, MatchedRange], missing: Iterable[IndexedParagraph], length: int
) -> list[tuple[int, int, list[IndexedParagraph]]]:
    """Returns the ranges of the copy that can hold missing paragraphs: start, end, and which paragraphs."""
    spans = sorted((p, stretch.start, stretch.end) for p, stretch in matches.items())
    by_gap: dict[tuple[int, int], list[IndexedParagraph]] = {}
    for paragraph in missing:
        start = max((end for p, _, end in spans if p < paragraph.p), default=0)
        end = min((begin for p, begin, _ in spans if p > paragraph.p), default=length)
        by_gap.setdefault((start, max(start, end)), []).append(paragraph)
    return [(start, end, lost) for (start, end), lost in by_gap.items()]


def _find_candidates(
    tokens: Sequence[Word], starts: Sequence[int], paragraphs: Sequence[IndexedParagraph]
) -> dict[int, list[MatchedRange]]:
    if len(starts) > MAX_STARTS:
        message = f"this text has {len(starts):,} lines, too many to search: keep only the part that is cited"
        raise UnreadableCopyError(message)
    by_length: dict[int, dict[str, list[int]]] = {}
    for paragraph in paragraphs:
        by_length.setdefault(paragraph.words, {}).setdefault(paragraph.fingerprint, []).append(paragraph.p)
    if not by_length:
        return {}
    longest, shortest = max(by_length), min(by_length)
    encoded = [word.text.encode() for word in tokens]
    candidates: dict[int, list[MatchedRange]] = {}
    for start in starts:
        digest_so_far = sha256()
        divided = 0
        last = min(start + longest + _MAX_DIVIDED_WORDS, len(tokens))
        for count, index in enumerate(range(start, last), start=1):
            digest_so_far.update(encoded[index])
            # Half a word at a line end may have been one word in the index; how many were cannot be known.
            for length in range(max(count - divided, shortest), count + 1) if divided else (count,):
                if length in by_length:
                    digest = digest_so_far.hexdigest()[:FINGERPRINT_LENGTH]
                    for p in by_length[length].get(digest, ()):
                        candidates.setdefault(p, []).append(MatchedRange(tokens[start].start, tokens[index].end, count))
            divided += tokens[index].is_divided
            if count - divided >= longest:
                break
    return candidates


def _line_starts(text: str, tokens: Sequence[Word]) -> list[int]:
    starts, last = [], -1
    for index, word in enumerate(tokens):
        if text.rfind("\n", max(last, 0), word.start) >= 0 or last < 0:
            starts.append(index)
        last = word.end
    return starts


def _begins_sentence(text: str, offset: int) -> bool:
    return offset == 0 or _SENTENCE_END.search(text, max(0, offset - 12), offset) is not None
