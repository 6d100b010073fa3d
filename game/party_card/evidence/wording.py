"""Compares wordings: fingerprints of paragraphs, and verbatim quotations.

Invariant: typography never matters (line ends, hyphens, quotation marks, dashes, ligatures, capitals in a
fingerprint); a letter or a digit always does. A fingerprint reveals nothing of its text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from hashlib import sha256

from party_card.frozen_dataclass import frozen_dataclass

FINGERPRINT_LENGTH = 16

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’‘][^\W\d_]+)*")
_APOSTROPHES = str.maketrans("", "", "'’‘")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_BROKEN = re.compile(r"[-‐][ \t]*\n")
_MARKS = re.compile('[“”„‟«»‹›‘’‚‛′″"`´]')
_DASHES = re.compile(r"(?<!\s)\s*+[-‐‑‒–—―−]+\s*")
_DOTS = re.compile(r"(?<!\s)\s*+(?:…|\.(?:\s*+\.){2,})[\s.]*")
_WORD_EDGE = re.compile(r"(?P<between>(?!\w)(?<!\w))|(?P<end>(?!\w))|(?P<start>(?<!\w))")
_EDGE_MARKS = {"between": "\1\0", "end": "\1", "start": "\0"}
_OMITTED = re.compile(r"\[\s*(?:…|\.\s*\.\s*\.)\s*\]")


@frozen_dataclass
class Word:
    """A word in normal form with its range; `is_divided` if it is the first half of one that a line end divides."""

    text: str
    start: int
    end: int
    is_divided: bool = False


def strip_invisible(text: str) -> str:
    """Removes invisible characters, such as soft hyphens."""
    return text.translate(_INVISIBLE)


def split_words(text: str) -> Iterator[Word]:
    """Yields the words of a text: letters and digits, with inner apostrophes and decimal points."""
    is_ascii = text.isascii()
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match.group().translate(_APOSTROPHES)
        folded_word = word.casefold() if is_ascii else unicodedata.normalize("NFKC", word).casefold()
        yield Word(folded_word, start, end, _BROKEN.match(text, end) is not None)


def compute_fingerprint(text: str) -> str:
    """Returns the fingerprint of a text without note numbers."""
    return hash_letters("".join(word.text for word in split_words(strip_invisible(text))))


def hash_letters(letters: str) -> str:
    """Returns the fingerprint of letters and digits without spaces."""
    return sha256(letters.encode()).hexdigest()[:FINGERPRINT_LENGTH]


def count_words(text: str) -> int:
    """Counts words as the index does."""
    return sum(1 for _ in split_words(strip_invisible(text)))


def normalize_typography(text: str) -> str:
    """Returns a text with one kind of quotation mark, dash, ellipsis and space. Capitals stay."""
    text = unicodedata.normalize("NFKC", _MARKS.sub("'", " ".join(strip_invisible(text).split())))
    text = _DOTS.sub(" … ", text)
    return " ".join(_DASHES.sub("-", _MARKS.sub("'", text)).split())


def is_quoted_verbatim(quote: str, text: str) -> bool:
    """Returns True if `text` contains the words of `quote` in this order; `[…]` in it omits words."""
    pieces = [piece for piece in (normalize_typography(part).strip("' ") for part in _OMITTED.split(quote)) if piece]
    if not pieces:
        return False
    needles = ["\0" + _mark_word_edges(piece).strip("\0\1") + "\1" for piece in pieces]
    for text_variant in (normalize_typography(text), normalize_typography(_BROKEN.sub("", text))):
        if not all(piece in text_variant for piece in pieces):
            continue
        marked_text, offset = _mark_word_edges(text_variant), 0
        for needle in needles:
            offset = marked_text.find(needle, offset) + len(needle) - 1
            if offset < len(needle) - 1:
                break
        else:
            return True
    return False


def _mark_word_edges(text: str) -> str:
    """Puts U+0001 where no letter or digit follows and U+0000 where none precedes.

    So a piece between these marks is found as whole words by `str.find`, which takes linear time where `re` may not.
    """
    return _WORD_EDGE.sub(lambda edge: _EDGE_MARKS[edge.lastgroup or ""], text)
