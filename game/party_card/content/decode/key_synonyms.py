"""What people call a key that has another name here: `when` for `if`, `journal` for `container-title`."""

from __future__ import annotations

import re
from collections.abc import Collection

_WORDS_BY_KEY = {
    "if": "when condition only-if requires require needs",
    "goto": "to target next leads-to leads go-to destination",
    "choices": "options decisions answers",
    "chart": "figure graph diagram",
    "text": "body content description paragraph",
    "picture": "image img illustration photo photograph",
    "alt": "alt-text caption description",
    "ask": "question",
    "play": "steps moves walk path",
    "expect": "then outcome result",
    "values": "options allowed",
    "start": "default initial value begin",
    "kind": "type",
    "cite": "reference citation source-note",
    "grade": "certainty confidence reliability",
    "date": "when day year",
    "note": "comment remark",
    "was": "role who occupation description about",
    "later": "fate afterwards after became",
    "scenes": "episodes stations",
    "references": "sources bibliography",
    "container-title": "newspaper journal magazine periodical publication paper in",
    "issued": "year date published publication-date day",
    "publisher-place": "place city location",
    "title-short": "short-title",
    "collection-title": "series",
    "page": "pp",
    "now": "today modern modern-name current-name name-now",
    "lat": "latitude",
    "lon": "longitude lng long",
    "family": "last last-name lastname surname family-name",
    "given": "first first-name firstname forename forenames given-name",
    "literal": "name full-name organisation organization institution",
}


def _fold(word: str) -> str:
    return re.sub(r"[\s_-]+", "-", word.strip().lower())


_KEYS_BY_WORD: dict[str, list[str]] = {}
for _key, _words in _WORDS_BY_KEY.items():
    for _word in _words.split():
        _KEYS_BY_WORD.setdefault(_word, []).append(_key)


def find_key_for(word: str, keys: Collection[str]) -> str:
    """Returns the one of `keys` for which another format, or everyday speech, has this word; empty if there is none."""
    return next((key for key in _KEYS_BY_WORD.get(_fold(word), ()) if key in keys), "")
