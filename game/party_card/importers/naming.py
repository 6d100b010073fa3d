"""Allocates identifiers for names of other programs.

Invariant: different names get different identifiers, and none is a word that the scene format reserves.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from party_card.content.identifiers import slugify

RESERVED_WORDS = frozenset({"and", "or", "not", "in", "true", "false", "visited", "chose"})
"""Words of the condition language, which no variable or value can have as its name."""
MAX_ID_LENGTH = 40
_CAMEL_CASE_BOUNDARY = re.compile(r"(?<=[a-z])(?=[A-Z])")


class IdAllocator:
    """Gives each name an identifier that no other name has."""

    def __init__(self, reserved: Collection[str], separator: str = "-") -> None:
        self._separator = separator
        self._id_by_name: dict[str, str] = {}
        self._used_ids = set(reserved)

    def id_for(self, name: str) -> str:
        """Returns the identifier of a name, the same each time."""
        if name not in self._id_by_name:
            self._id_by_name[name] = self.allocate(name)
        return self._id_by_name[name]

    def allocate(self, name: str) -> str:
        """Returns an unused identifier like `name`."""
        base = make_id(name, self._separator)
        id_, number = base, 2
        while id_ in self._used_ids:
            id_, number = f"{base}{self._separator}{number}", number + 1
        self._used_ids.add(id_)
        return id_


def make_id(name: str, separator: str = "-") -> str:
    """Returns the slug of a name, whose words may be in camel case; `unnamed` if it has no letters or digits."""
    words = _CAMEL_CASE_BOUNDARY.sub(" ", name).replace("'", "")
    return slugify(words, separator, MAX_ID_LENGTH) or "unnamed"
