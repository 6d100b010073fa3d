"""Nearest names: what an author probably meant."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from party_card.diagnostics.diagnostic import Help
from party_card.diagnostics.words import listed

_SHOWN = 6  # a longer list of names is not read
_NEIGHBOURS = 100  # in the alphabet, to either side
_LONGEST = 60  # a longer word is a sentence, and comparing it costs time


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The one of `names` that `word` most likely stands for, or None where nothing comes near."""
    if not word or len(word) > _LONGEST:
        return None
    known = _known(tuple(names))
    word = _folded(word)
    # Of thousands of names only those are compared that begin or end alike: a slip spoils one of the two ends.
    candidates = dict.fromkeys(_around(word, known.sorted) + [name[::-1] for name in _around(word[::-1], known.turned)])
    found = get_close_matches(word, candidates, n=1, cutoff=0.65)
    if found:
        return known.names[found[0]]
    parts = _parts(word)
    # The same words in another order, or one too few or too many: `kamenev-zinoviev`, `zinoviev-kamenev`.
    for name in sorted(candidates, key=lambda name: (len(_parts(name) ^ parts), name)):
        others = _parts(name)
        if len(parts & others) >= max(1, (max(len(parts), len(others)) + 1) // 2) and len(parts ^ others) <= 1:
            return known.names[name]
    return None


def suggest(
    word: str, names: Iterable[str], otherwise: str = "look how it is spelled where it is first named"
) -> tuple[Help, ...]:
    """A mend for an unknown `word`: the nearest of `names`, else the few names there are, else `otherwise`."""
    known = sorted(set(names))
    if near := nearest(word, known):
        return (Help(f"did you mean `{near}`?", near, word if closest_typo(word, known) == near else None),)
    if known and len(known) <= _SHOWN:
        return (Help("known here: " + listed(known)),)
    return (Help(otherwise),)


def closest_typo(word: str, names: Iterable[str]) -> str | None:
    """The one of `names` that `word` is but for a slip of the finger: None where it is none of them, or one of two.

    Nothing is taken for a slip that tells names apart on purpose: a digit, a single letter, a whole part.
    """
    if not word or len(word) > _LONGEST:
        return None
    folded, known = _folded(word), _known(tuple(names))
    candidates = dict.fromkeys(_around(folded, known.sorted) + [n[::-1] for n in _around(folded[::-1], known.turned)])
    near = [name for name in candidates if _slips(folded, name) <= (1 if len(folded) < 8 else 2)]
    if len(near) != 1 or not _alike(folded, near[0]):
        return None
    return known.names[near[0]]


def _alike(word: str, name: str) -> bool:
    if word.replace("-", "") == name.replace("-", ""):
        return True
    longer, shorter = sorted((word, name), key=len, reverse=True)
    if len(longer) > len(shorter) + 1 and longer.endswith(shorter):
        return False  # `unvisited` is no slip for `visited`
    return _marks(word) == _marks(name) and len(word.split("-")) == len(name.split("-"))


def _marks(folded: str) -> tuple[list[str], list[str]]:
    """What tells names apart: digits, and parts of a letter or two."""
    return re.findall(r"[0-9]", folded), [part for part in folded.split("-") if len(part) < 3]


def _slips(word: str, name: str) -> int:
    """How many letters were left out, put in, mistaken or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(name) + 1))
    for i, a in enumerate(word):
        last, before, row = before, row, [i + 1]
        for j, b in enumerate(name):
            cost = min(before[j + 1] + 1, row[j] + 1, before[j] + (a != b))
            if i and j and a == name[j - 1] and b == word[i - 1]:
                cost = min(cost, last[j - 1] + 1)
            row.append(cost)
    return row[-1]


class _Known(NamedTuple):
    """Names as they are compared: folded to the name as written, in order, and in the order of their ends."""

    names: dict[str, str]
    sorted: list[str]
    turned: list[str]


@lru_cache(maxsize=8)
def _known(names: tuple[str, ...]) -> _Known:
    folded = {_folded(name): name for name in sorted(names, reverse=True)}
    return _Known(folded, sorted(folded), sorted(name[::-1] for name in folded))


def _around(word: str, names: list[str]) -> list[str]:
    at = bisect_left(names, word)
    return names[max(at - _NEIGHBOURS, 0) : at + _NEIGHBOURS]


def _folded(name: str) -> str:
    return re.sub(r"[\s_-]+", "-", name.casefold())


def _parts(folded: str) -> frozenset[str]:
    return frozenset(part for part in folded.split("-") if part)
