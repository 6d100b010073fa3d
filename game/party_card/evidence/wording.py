"""When two texts say the same words: fingerprints of paragraphs, and quotations compared.

Law: how a text is set never matters (line ends, hyphens, quotation marks, dashes, ligatures, capitals at a
fingerprint); a letter or a digit always does. A fingerprint gives nothing of its text away.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

FINGERPRINT_LENGTH = 16

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’‘][^\W\d_]+)*")
_APOSTROPHES = str.maketrans("", "", "'’‘")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_BROKEN = re.compile(r"[-‐][ \t]*\n")
_MARKS = re.compile('[“”„‟«»‹›‘’‚‛′″"`´]')
_DASHES = re.compile(r"\s*[-‐‑‒–—―−]+\s*")
_DOTS = re.compile(r"\s*(?:…|\.(?:\s*\.){2,})[\s.]*")
_OMITTED = re.compile(r"\[\s*(?:…|\.\s*\.\s*\.)\s*\]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared, and where it stands; `broken` is the first half of one that a line end divides."""

    text: str
    start: int
    end: int
    broken: bool = False


def visible(text: str) -> str:
    """The text without characters that nobody sees, such as soft hyphens."""
    return text.translate(_INVISIBLE)


def words(text: str) -> Iterator[Word]:
    """The words of a text: letters and digits, with apostrophes and the points of numbers inside them."""
    plain = text.isascii()
    for found in _WORD.finditer(text):
        start, end = found.span()
        word = found.group().translate(_APOSTROPHES)
        folded = word.casefold() if plain else unicodedata.normalize("NFKC", word).casefold()
        yield Word(folded, start, end, _BROKEN.match(text, end) is not None)


def fingerprint(text: str) -> str:
    """The fingerprint of a text whose note numbers are taken out already."""
    return hashed("".join(word.text for word in words(visible(text))))


def hashed(letters: str) -> str:
    """The fingerprint of letters and digits that follow one another without a space."""
    return sha256(letters.encode()).hexdigest()[:FINGERPRINT_LENGTH]


def count_words(text: str) -> int:
    """How many words a text has, as the index counts them."""
    return sum(1 for _ in words(visible(text)))


def normalize_typography(text: str) -> str:
    """A text with its typography evened out: one kind of quotation mark, dash, ellipsis and space. Capitals stay."""
    text = unicodedata.normalize("NFKC", _MARKS.sub("'", " ".join(visible(text).split())))
    text = _DOTS.sub(" … ", text)
    return " ".join(_DASHES.sub("-", _MARKS.sub("'", text)).split())


def quotes_verbatim(quote: str, text: str) -> bool:
    """Whether the words of `quote` stand in `text`, whole and in this order; `[…]` in a quotation leaves words out."""
    wanted = [piece for piece in (normalize_typography(part).strip("' ") for part in _OMITTED.split(quote)) if piece]
    if not wanted:
        return False
    for joined in (normalize_typography(text), normalize_typography(_BROKEN.sub("", text))):
        at = 0
        for piece in wanted:
            found = re.compile(rf"(?<!\w){re.escape(piece)}(?!\w)").search(joined, at)
            if not found:
                break
            at = found.end()
        else:
            return True
    return False
