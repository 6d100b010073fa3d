"""Finding the paragraphs of an index in a reader's own copy, by word counts and fingerprints alone.

Law: a paragraph is found wherever its words follow one another, however the copy breaks lines and
paragraphs; it must only begin where a line or a sentence begins. One pass over the copy finds all that is
found at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from party_card.content.models import IndexedParagraph
from party_card.evidence.numbering import Unnumbered
from party_card.evidence.source_text import UnreadableCopyError
from party_card.evidence.wording import FINGERPRINT_LENGTH, Word, words

MOST_STARTS = 100_000
"""Beginnings tried; a book of a thousand pages has 40,000 lines."""
_MOST_BROKEN = 40  # divided words in one paragraph
# After the end of a sentence, or after a heading in capitals that lost its line.
_SENTENCE_END = re.compile(r"(?:[.?!:][”’\"')\]]*\s*|[A-Z]{2}\s+)[“‘\"'(\[]*\Z")
_OPENING = re.compile(r"[“‘\"'(\[…]*\Z")
_CLOSING = re.compile(r"[.?!…,;:”’\"')\]]*")


@dataclass(frozen=True, slots=True)
class MatchedRange:
    """Where a paragraph stands in the copy: its first and last place, and the words it has there."""

    start: int
    end: int
    words: int


def find_paragraphs(copy: Unnumbered, paragraphs: Sequence[IndexedParagraph]) -> dict[int, MatchedRange]:
    """Where each paragraph stands, by its number; one that is not there or reads otherwise is left out."""
    stream = list(words(copy.text))
    found = _settle(_search(stream, _line_starts(copy.text, stream), paragraphs))
    missing = [paragraph for paragraph in paragraphs if paragraph.p not in found]
    # A copy may have lost the breaks between paragraphs: look at the sentences between those that were found.
    for start, end, lost in gaps(found, missing, len(copy.text)):
        inside = [at for at, word in enumerate(stream) if start <= word.start < end]
        starts = [at for at in inside if _begins_sentence(copy.text, stream[at].start)]
        if len(starts) <= MOST_STARTS // 10:
            found |= _settle(_search(stream, starts, lost))
    return {p: _with_punctuation(copy.text, stretch) for p, stretch in found.items()}


def _settle(candidates: dict[int, list[MatchedRange]]) -> dict[int, MatchedRange]:
    """One place for each paragraph: where the same words stand twice, the one between its neighbours."""
    found = {p: places[0] for p, places in candidates.items() if len(places) == 1}
    for p in sorted(set(candidates) - set(found)):
        start = max((stretch.end for q, stretch in found.items() if q < p), default=0)
        end = min((stretch.start for q, stretch in found.items() if q > p and stretch.start >= start), default=None)
        fitting = [place for place in candidates[p] if place.start >= start and (end is None or place.end <= end)]
        found[p] = (fitting or candidates[p])[0]
    return found


def _with_punctuation(text: str, stretch: MatchedRange) -> MatchedRange:
    """The stretch with the marks that open it and close it, which are no words."""
    opening = _OPENING.search(text, max(0, stretch.start - 8), stretch.start)
    closing = _CLOSING.match(text, stretch.end)
    start = opening.start() if opening else stretch.start
    return MatchedRange(start, closing.end() if closing else stretch.end, stretch.words)


def gaps(
    found: dict[int, MatchedRange], missing: Iterable[IndexedParagraph], length: int
) -> list[tuple[int, int, list[IndexedParagraph]]]:
    """The parts of the copy in which missing paragraphs can only stand: from where, to where, and which."""
    places = sorted((p, stretch.start, stretch.end) for p, stretch in found.items())
    out: dict[tuple[int, int], list[IndexedParagraph]] = {}
    for paragraph in missing:
        start = max((end for p, _, end in places if p < paragraph.p), default=0)
        end = min((begin for p, begin, _ in places if p > paragraph.p), default=length)
        out.setdefault((start, max(start, end)), []).append(paragraph)
    return [(start, end, lost) for (start, end), lost in out.items()]


def _search(
    stream: Sequence[Word], starts: Sequence[int], wanted: Sequence[IndexedParagraph]
) -> dict[int, list[MatchedRange]]:
    if len(starts) > MOST_STARTS:
        message = f"this text has {len(starts):,} lines, too many to search: keep only the part that is cited"
        raise UnreadableCopyError(message)
    by_length: dict[int, dict[str, list[int]]] = {}
    for paragraph in wanted:
        by_length.setdefault(paragraph.words, {}).setdefault(paragraph.fingerprint, []).append(paragraph.p)
    if not by_length:
        return {}
    longest, shortest = max(by_length), min(by_length)
    letters = [word.text.encode() for word in stream]
    found: dict[int, list[MatchedRange]] = {}
    for start in starts:
        running = sha256()
        broken = 0
        last = min(start + longest + _MOST_BROKEN, len(stream))
        for count, at in enumerate(range(start, last), start=1):
            running.update(letters[at])
            # Half a word at a line end may have been one word in the index; how many were cannot be known.
            for length in range(max(count - broken, shortest), count + 1) if broken else (count,):
                if length in by_length:
                    digest = running.hexdigest()[:FINGERPRINT_LENGTH]
                    for p in by_length[length].get(digest, ()):
                        found.setdefault(p, []).append(MatchedRange(stream[start].start, stream[at].end, count))
            broken += stream[at].broken
            if count - broken >= longest:
                break
    return found


def _line_starts(text: str, stream: Sequence[Word]) -> list[int]:
    starts, last = [], -1
    for at, word in enumerate(stream):
        if text.rfind("\n", max(last, 0), word.start) >= 0 or last < 0:
            starts.append(at)
        last = word.end
    return starts


def _begins_sentence(text: str, place: int) -> bool:
    return place == 0 or _SENTENCE_END.search(text, max(0, place - 12), place) is not None
