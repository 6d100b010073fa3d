"""Splits text into letters as readers see them, and finds where a line may break within a word.

Invariant: a grapheme cluster (UAX 29: a letter with its marks, a syllable with its vowel signs, an emoji of several
characters) is never split, neither by the caret nor by a line break.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

_SINGLE_CHARACTERS = re.compile(
    r"[\n -~\u00a0-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u1fff\u2000-\u200a\u2010-\u2027\u2030-\u205f]*"
)
"""Text each of whose characters is a cluster, so that the library and its tables need not be loaded."""
_UNSPACED = re.compile(
    "[\u2e80-\u2fdf\u3001-\u303f\u3041-\u30ff\u3105-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf"
    "\uac00-\ud7a3\uf900-\ufaff\uff01-\uff9f\U0001f000-\U0001faff\U00020000-\U0003ffff]"
)
"""Scripts whose lines break between any two letters: ideographs, kana, Hangul, full-width forms; and emoji."""
_NEVER_FIRST = frozenset("々〻ゝゞヽヾーぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ〜～・％‰℃°…‥—”’")
_NEVER_LAST = frozenset("“‘＃＄￥￦£$")


_UPRIGHT = re.compile("[\u0590-\u109f\u1100-\u11ff\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Scripts besides those without spaces that have no italics: Hebrew, Arabic, and those of South and South-East Asia."""


def is_upright(text: str) -> bool:
    """Returns True if a text has letters of a script without italics: then its digits are upright, too."""
    return not text.isascii() and (_UPRIGHT.search(text) is not None or has_unspaced_script(text))


def is_single_characters(text: str) -> bool:
    """Returns True if each character of a text is a cluster, which is quick to see for European text."""
    return _SINGLE_CHARACTERS.fullmatch(text) is not None


@lru_cache(maxsize=512)
def split_graphemes(text: str) -> tuple[str, ...]:
    """Returns the grapheme clusters of a text."""
    if is_single_characters(text):
        return tuple(text)
    from grapheme import graphemes  # noqa: PLC0415  # its tables take 10 ms, and most players need none of them

    return tuple(graphemes(text))


@lru_cache(maxsize=512)
def list_boundaries(text: str) -> Sequence[int]:
    """Returns the indexes between the clusters of a text, with its start and its end."""
    if is_single_characters(text):
        return range(len(text) + 1)
    return (0, *accumulate(map(len, split_graphemes(text))))


def has_unspaced_script(text: str) -> bool:
    """Returns True if lines may break within the words of a text."""
    return _UNSPACED.search(text) is not None


def split_unspaced(word: str) -> list[str]:
    """Returns the parts of a word between which a line may break, in scripts without spaces (a subset of UAX 14).

    Closing punctuation, small kana and repetition marks begin no line, and opening punctuation ends none.
    """
    parts: list[str] = []
    for cluster in split_graphemes(word):
        if parts and not _may_break(parts[-1], cluster):
            parts[-1] += cluster
        else:
            parts.append(cluster)
    return parts


def _may_break(before: str, after: str) -> bool:
    if not (_UNSPACED.match(before[-1]) or _is_emoji(before) or _UNSPACED.match(after[0])):
        return False
    opens, closes = unicodedata.category(before[-1]) in ("Ps", "Pi"), unicodedata.category(after[0])
    return not (opens or before[-1] in _NEVER_LAST or after[0] in _NEVER_FIRST or closes in ("Pe", "Pf", "Po"))


def _is_emoji(part: str) -> bool:
    return "\U0001f000" <= part[0] <= "\U0001faff"
