"""Suggests the name that an author probably meant.

Names are compared folded: case, blanks, underscores and hyphens make no difference.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from party_card.diagnostics.diagnostic import Help
from party_card.diagnostics.words import list_names

_MAX_LISTED_NAMES = 6  # a longer list is not read
_MAX_NEIGHBOURS = 100  # in the alphabet, to either side
_MAX_WORD_LENGTH = 60  # a longer word is a sentence, and comparing it costs time
_MIN_SIMILARITY = 0.65


def find_closest(word: str, names: Iterable[str]) -> str | None:
    """Returns the one of `names` that `word` is most likely a misspelling of, or None if none is similar."""
    if not word or len(word) > _MAX_WORD_LENGTH:
        return None
    index = _index_names(tuple(names))
    word = _fold(word)
    candidates = index.candidates(word)
    if matches := get_close_matches(word, candidates, n=1, cutoff=_MIN_SIMILARITY):
        return index.names[matches[0]]
    parts = _split(word)
    # The same words in another order, or one too few or too many: `kamenev-zinoviev`, `zinoviev-kamenev`.
    for name in sorted(candidates, key=lambda name: (len(_split(name) ^ parts), name)):
        pieces = _split(name)
        if len(parts & pieces) >= max(1, (max(len(parts), len(pieces)) + 1) // 2) and len(parts ^ pieces) <= 1:
            return index.names[name]
    return None


def suggest_names(
    word: str, names: Iterable[str], fallback: str = "look how it is spelled where it is first named"
) -> tuple[Help, ...]:
    """Returns a suggestion for an unknown `word`: the closest of `names`, else all names if few, else `fallback`."""
    options = sorted(set(names))
    parts = re.split(r"[\s;]+", word)
    if len(parts) > 1 and set(parts) <= set(options):
        listed = ", ".join(parts)
        return (Help(f"write `{listed}`, with a comma between the names", listed, word),)
    if closest := find_closest(word, options):
        replaced_word = word if correct_typo(word, options) == closest else None
        return (Help(f"did you mean `{closest}`?", closest, replaced_word),)
    if options and len(options) <= _MAX_LISTED_NAMES:
        return (Help("known here: " + list_names(options)),)
    return (Help(fallback),)


def correct_typo(word: str, names: Iterable[str]) -> str | None:
    """Returns the one of `names` that `word` is but for a typing error; None if there is none, or more than one.

    Differences that distinguish names on purpose are no typing errors: a digit, a single letter, a whole part.
    """
    if not word or len(word) > _MAX_WORD_LENGTH:
        return None
    folded_word, index = _fold(word), _index_names(tuple(names))
    max_distance = 1 if len(folded_word) < 8 else 2
    close_names = [name for name in index.candidates(folded_word) if _edit_distance(folded_word, name) <= max_distance]
    if len(close_names) != 1 or not _is_typo(folded_word, close_names[0]):
        return None
    return index.names[close_names[0]]


def _is_typo(word: str, name: str) -> bool:
    if word.replace("-", "") == name.replace("-", ""):
        return True
    longer, shorter = sorted((word, name), key=len, reverse=True)
    if len(longer) > len(shorter) + 1 and longer.endswith(shorter):
        return False  # `unvisited` is no typing error for `visited`
    return _distinctive_parts(word) == _distinctive_parts(name) and len(word.split("-")) == len(name.split("-"))


def _distinctive_parts(folded_word: str) -> tuple[list[str], list[str]]:
    """Returns the parts that distinguish names: digits, and parts of a letter or two."""
    return re.findall(r"[0-9]", folded_word), [part for part in folded_word.split("-") if len(part) < 3]


def _edit_distance(word: str, name: str) -> int:
    """Returns the optimal string alignment distance: insertions, deletions, substitutions, swaps of neighbours."""
    previous_row: list[int] = []
    row = list(range(len(name) + 1))
    for i, a in enumerate(word):
        row_before_previous, previous_row, row = previous_row, row, [i + 1]
        for j, b in enumerate(name):
            cost = min(previous_row[j + 1] + 1, row[j] + 1, previous_row[j] + (a != b))
            if i and j and a == name[j - 1] and b == word[i - 1]:
                cost = min(cost, row_before_previous[j - 1] + 1)
            row.append(cost)
    return row[-1]


class _NameIndex(NamedTuple):
    """Folded names mapped to the names as written, sorted, and sorted by their reversed spelling."""

    names: dict[str, str]
    folded_names: list[str]
    reversed_names: list[str]

    def candidates(self, word: str) -> list[str]:
        """Returns the names that begin or end like `word`: of thousands only these are worth comparing."""
        endings = (name[::-1] for name in _neighbours(word[::-1], self.reversed_names))
        return list(dict.fromkeys([*_neighbours(word, self.folded_names), *endings]))


@lru_cache(maxsize=8)
def _index_names(names: tuple[str, ...]) -> _NameIndex:
    folded_word = {_fold(name): name for name in sorted(names, reverse=True)}
    return _NameIndex(folded_word, sorted(folded_word), sorted(name[::-1] for name in folded_word))


def _neighbours(word: str, names: list[str]) -> list[str]:
    position = bisect_left(names, word)
    return names[max(position - _MAX_NEIGHBOURS, 0) : position + _MAX_NEIGHBOURS]


def _fold(name: str) -> str:
    return re.sub(r"[\s_-]+", "-", name.casefold())


def _split(folded_word: str) -> frozenset[str]:
    return frozenset(part for part in folded_word.split("-") if part)
