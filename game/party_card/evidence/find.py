"""Finds the paragraphs of an index in a copy, by word counts and fingerprints alone.

Invariant: a paragraph is found wherever its words follow one another, however the copy breaks lines and paragraphs; it
must only begin at the start of a line or a sentence. One pass over the copy finds all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple

from party_card.content.models import IndexedParagraph
from party_card.evidence.numbering import UnnumberedText
from party_card.evidence.source_text import UnreadableCopyError
from party_card.evidence.wording import FINGERPRINT_LENGTH, Word, split_words
from party_card.frozen_dataclass import frozen_dataclass

MAX_STARTS = 100_000
"""Start positions tried; a book of a thousand pages has 40,000 lines."""
_MAX_DIVIDED_WORDS = 40  # divided words in one paragraph
# After the end of a sentence, or after a heading in capitals that lost its line.
_SENTENCE_END = re.compile(r"(?:[.?!:][”’\"')\]]*\s*|[A-Z]{2}\s+)[“‘\"'(\[]*\Z")
_OPENING = re.compile(r"[“‘\"'(\[…]*\Z")
_CLOSING = re.compile(r"[.?!…,;:”’\"')\]]*")


@frozen_dataclass
class MatchedRange:
    """The range of a paragraph in a copy: start and end offset, and its number of words there."""

    start: int
    end: int
    word_count: int


class Gap(NamedTuple):
    """A range of a copy between found paragraphs, and the missing paragraphs that it can hold."""

    start: int
    end: int
    paragraphs: list[IndexedParagraph]


def find_paragraphs(copy: UnnumberedText, paragraphs: Sequence[IndexedParagraph]) -> dict[int, MatchedRange]:
    """Returns the range of each paragraph by its number; paragraphs that are missing or read otherwise are left out."""
    tokens = list(split_words(copy.text))
    matches = _choose_matches(_find_candidates(tokens, _line_starts(copy.text, tokens), paragraphs))
    missing_paragraphs = [paragraph for paragraph in paragraphs if paragraph.p not in matches]
    # A copy may have lost the breaks between paragraphs: look at the sentences between those that were found.
    for start, end, paragraphs_in_gap in find_gaps(matches, missing_paragraphs, len(copy.text)):
        tokens_inside = [index for index, word in enumerate(tokens) if start <= word.start < end]
        starts = [index for index in tokens_inside if _begins_sentence(copy.text, tokens[index].start)]
        if len(starts) <= MAX_STARTS // 10:
            matches |= _choose_matches(_find_candidates(tokens, starts, paragraphs_in_gap))
    return {p: _with_punctuation(copy.text, match) for p, match in matches.items()}


def _choose_matches(candidates: dict[int, list[MatchedRange]]) -> dict[int, MatchedRange]:
    """Chooses one range for each paragraph: if the same words occur twice, the one between its neighbours."""
    matches = {p: places[0] for p, places in candidates.items() if len(places) == 1}
    for p in sorted(set(candidates) - set(matches)):
        start = max((match.end for q, match in matches.items() if q < p), default=0)
        end = min((match.start for q, match in matches.items() if q > p and match.start >= start), default=None)
        options = [spot for spot in candidates[p] if spot.start >= start and (end is None or spot.end <= end)]
        matches[p] = (options or candidates[p])[0]
    return matches


def _with_punctuation(text: str, match: MatchedRange) -> MatchedRange:
    """Extends a range by its opening and closing punctuation, which are no words."""
    opening = _OPENING.search(text, max(0, match.start - 8), match.start)
    closing = _CLOSING.match(text, match.end)
    start = opening.start() if opening else match.start
    return MatchedRange(start, closing.end() if closing else match.end, match.word_count)


def find_gaps(
    matches: dict[int, MatchedRange], missing_paragraphs: Iterable[IndexedParagraph], length: int
) -> list[Gap]:
    """Returns the ranges of a copy of `length` characters that can hold missing paragraphs."""
    spans = sorted((p, match.start, match.end) for p, match in matches.items())
    by_gap: dict[tuple[int, int], list[IndexedParagraph]] = {}
    for paragraph in missing_paragraphs:
        start = max((end for p, _, end in spans if p < paragraph.p), default=0)
        end = min((begin for p, begin, _ in spans if p > paragraph.p), default=length)
        by_gap.setdefault((start, max(start, end)), []).append(paragraph)
    return [Gap(start, end, paragraphs_in_gap) for (start, end), paragraphs_in_gap in by_gap.items()]


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
        divided_count = 0
        stop = min(start + longest + _MAX_DIVIDED_WORDS, len(tokens))
        for count, index in enumerate(range(start, stop), start=1):
            digest_so_far.update(encoded[index])
            # Half a word at a line end may have been one word in the index; how many were cannot be known.
            for length in range(max(count - divided_count, shortest), count + 1) if divided_count else (count,):
                if length in by_length:
                    digest = digest_so_far.hexdigest()[:FINGERPRINT_LENGTH]
                    for p in by_length[length].get(digest, ()):
                        candidates.setdefault(p, []).append(MatchedRange(tokens[start].start, tokens[index].end, count))
            divided_count += tokens[index].is_divided
            if count - divided_count >= longest:
                break
    return candidates


def _line_starts(text: str, tokens: Sequence[Word]) -> list[int]:
    starts, previous_end = [], -1
    for index, word in enumerate(tokens):
        if text.rfind("\n", max(previous_end, 0), word.start) >= 0 or previous_end < 0:
            starts.append(index)
        previous_end = word.end
    return starts


def _begins_sentence(text: str, offset: int) -> bool:
    return offset == 0 or _SENTENCE_END.search(text, max(0, offset - 12), offset) is not None
