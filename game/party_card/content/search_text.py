"""Folds texts for searching, so that accents, letter case and punctuation do not matter.

Invariant: `frontends/html/player/glossary.js` folds in the same way, letter by letter.
"""

from __future__ import annotations

import re
import unicodedata

_SEPARATORS = re.compile(r"[\W_]+")
_LETTERS_WITHOUT_DECOMPOSITION = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)


def fold_text(text: str) -> str:
    """Returns a text in small letters without accents, its words separated by single spaces."""
    decomposed = unicodedata.normalize("NFKD", text)
    letters = "".join(letter for letter in decomposed if not unicodedata.category(letter).startswith("M")).casefold()
    return _SEPARATORS.sub(" ", letters.translate(_LETTERS_WITHOUT_DECOMPOSITION)).strip()


def contains_words(folded_text: str, query: str) -> bool:
    """Returns True if a folded text contains every word of a query, each as a whole word or a part of one."""
    return all(word in folded_text for word in fold_text(query).split())
