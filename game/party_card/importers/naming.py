"""Ids for what other programs call by any name.

Law: two names that differ have ids that differ, and none is a word that the format keeps for itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

PASSAGES = frozenset({"briefing", "record", "debrief", "finished"})
CHOICES = frozenset({"begin", "reveal", "close"})
WORDS = frozenset({"and", "or", "not", "in", "true", "false", "visited", "chose"})
_LONGEST = 40


class Names:
    """Ids given out so far, each to one name."""

    def __init__(self, reserved: Collection[str], joint: str = "-") -> None:
        self._joint = joint
        self._given: dict[str, str] = {}
        self._taken = set(reserved)

    def of(self, name: str) -> str:
        """The id of a name, the same each time."""
        if name not in self._given:
            self._given[name] = self.new(name)
        return self._given[name]

    def new(self, name: str) -> str:
        """An id that nothing has yet."""
        base = slug(name, self._joint)
        id_, number = base, 2
        while id_ in self._taken:
            id_, number = f"{base}{self._joint}{number}", number + 1
        self._taken.add(id_)
        return id_


def slug(name: str, joint: str = "-") -> str:
    """A name in small letters and digits, cut at a word's end."""
    plain = unicodedata.normalize("NFKD", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower().replace("'", ""))
    kept: list[str] = []
    for word in words:
        if kept and len(joint.join([*kept, word])) > _LONGEST:
            break
        kept.append(word[:_LONGEST])
    return joint.join(kept) or "unnamed"
