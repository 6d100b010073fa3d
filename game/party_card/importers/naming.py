"""Allocates identifiers for names of other programs.

Invariant: different names get different identifiers, and none is a word that the scene format reserves.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from keyword import kwlist

from party_card.content.identifiers import is_reserved_on_windows, slugify

RESERVED_WORDS = frozenset({word.lower() for word in kwlist} | {"visited", "chose", "yes", "on", "off", "null"})
"""Words that no variable and no value can have as its name: of the condition language, of Python and of YAML."""
MAX_ID_LENGTH = 40
_CAMEL_CASE_BOUNDARY = re.compile(r"(?<=[a-z])(?=[A-Z])")


class IdAllocator:
    """Gives each name an identifier that no other name has."""

    def __init__(self, reserved: Collection[str], separator: str = "-") -> None:
        self._separator = separator
        self._id_by_name: dict[str, str] = {}
        self._used_ids = set(reserved)
        self._next_numbers: dict[str, int] = {}

    def id_for(self, name: str) -> str:
        """Returns the identifier of a name, the same each time."""
        if name not in self._id_by_name:
            self._id_by_name[name] = self.allocate(name)
        return self._id_by_name[name]

    def allocate(self, name: str) -> str:
        """Returns an unused identifier like `name`."""
        base = make_id(name, self._separator)
        id_, number = base, self._next_numbers.get(base, 2)
        while id_ in self._used_ids:
            id_, number = f"{base}{self._separator}{number}", number + 1
        self._used_ids.add(id_)
        self._next_numbers[base] = number
        return id_


def make_id(name: str, separator: str = "-") -> str:
    """Returns the slug of a name, whose words may be in camel case; `unnamed` if it has no letters or digits."""
    words = _CAMEL_CASE_BOUNDARY.sub(" ", name).replace("'", "").replace("’", "")
    return slugify(words, separator, MAX_ID_LENGTH) or "unnamed"


def make_variable_id(name: str) -> str:
    """Returns the slug of a variable, which cannot begin with a digit: a condition would read a number."""
    slug = make_id(name, "_")
    return f"v_{slug}" if slug[0].isdigit() else slug


def make_scene_id(title: str) -> str:
    """Returns the id of a scene, which is also the name of its file, from the title of its story."""
    name = make_id(title)
    return f"{name}-story" if is_reserved_on_windows(name) else name
