"""Nearest names: what an author probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from game.diagnostics.diagnostic import Help
from game.diagnostics.words import listed

_SHOWN = 6  # a longer list of names is not read
_LONGEST = 60  # a longer word is a sentence, and comparing it costs time


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The one of `names` that `word` most likely stands for, or None where nothing comes near."""
    if not word or len(word) > _LONGEST:
        return None
    known = {_folded(name): name for name in sorted(names, reverse=True)}
    found = get_close_matches(_folded(word), known, n=1, cutoff=0.65)
    if found:
        return known[found[0]]
    parts = _parts(word)
    # The same words in another order, or one too few or too many: `kamenev-zinoviev`, `zinoviev-kamenev`.
    for name in sorted(known.values(), key=lambda name: (len(_parts(name) ^ parts), name)):
        others = _parts(name)
        if len(parts & others) >= max(1, (max(len(parts), len(others)) + 1) // 2) and len(parts ^ others) <= 1:
            return name
    return None


def suggest(word: str, names: Iterable[str], otherwise: str = "") -> tuple[Help, ...]:
    """A mend for an unknown `word`: the nearest of `names`, else the names there are, else `otherwise`."""
    known = sorted(set(names))
    if near := nearest(word, known):
        return (Help(f"did you mean `{near}`?", near),)
    if known and len(known) <= _SHOWN:
        return (Help("known here: " + listed(known)),)
    return (Help(otherwise),) if otherwise else ()


def _folded(name: str) -> str:
    return re.sub(r"[\s_-]+", "-", name.casefold())


def _parts(name: str) -> frozenset[str]:
    return frozenset(part for part in _folded(name).split("-") if part)
