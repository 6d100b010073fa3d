"""What a card asks for, and what comes of it.

Invariant: what the page sends is checked here; a request that no card makes is refused with a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from party_card.content.yaml_nodes import ScalarNode
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext, gettext_noop
from party_card.services.cards.clean_text import TextKind, clean_text, show_text
from party_card.services.cards.document import YamlDocument
from party_card.services.cards.errors import CardError
from party_card.services.cards.shown_values import list_of, mapping_of
from party_card.services.cards.tree import YamlTree
from party_card.services.cards.values import Path, Text, Value

_UNKNOWN = gettext_noop("The studio does not know this change. Load the page again.")
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,9}")


@frozen_dataclass
class Outcome:
    """The document after a change; the path of what is new in it, and a sentence about what went with it."""

    document: YamlDocument
    path: Path | None = None
    message: str = ""


class Operation:
    """The parameters of a change, as the page sends them. Each method raises CardError for one of another form."""

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        self._parameters = parameters

    def has(self, name: str) -> bool:
        """Returns True if a parameter is given, and is not null."""
        return self._parameters.get(name) is not None

    def names(self, name: str) -> bool:
        """Returns True if a parameter is given, perhaps as null."""
        return name in self._parameters

    def raw(self, name: str) -> str:
        """Returns a text as the page sends it."""
        value = self._parameters.get(name)
        if not isinstance(value, str):
            raise CardError(gettext(_UNKNOWN))
        return value

    def word(self, name: str) -> str:
        """Returns a name, or a text of one line."""
        return self.text(name, "line")

    def text(self, name: str, kind: TextKind) -> str:
        """Returns a text as it is shown once it is in the file."""
        value = self._parameters.get(name)
        if isinstance(value, bool):
            return "true" if value else "false"
        if not isinstance(value, str | int):
            raise CardError(gettext(_UNKNOWN))
        return clean_text(str(value), kind)

    def optional_text(self, name: str, kind: TextKind = "line") -> str:
        """Returns a text; an empty one if it is not given."""
        return self.text(name, kind) if self.has(name) else ""

    def words(self, name: str) -> list[str]:
        """Returns a list of names."""
        value = self._parameters.get(name)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise CardError(gettext(_UNKNOWN))
        return [word for item in value if (word := clean_text(item, "line"))]

    def number(self, name: str, default: int) -> int:
        """Returns a whole number; `default` if it is not given."""
        value = self._parameters.get(name, default)
        if value is None:
            return default
        if not isinstance(value, int) or isinstance(value, bool):
            raise CardError(gettext(_UNKNOWN))
        return value

    def numbers(self, name: str) -> list[int]:
        """Returns a list of whole numbers."""
        value = self._parameters.get(name)
        if not isinstance(value, list) or not all(type(item) is int for item in value):
            raise CardError(gettext(_UNKNOWN))
        return value

    def path(self, name: str = "path") -> list[str | int]:
        """Returns the path of a part of the scene."""
        value = self._parameters.get(name)
        if not isinstance(value, list) or not value or not all(type(step) in (str, int) for step in value):
            raise CardError(gettext(_UNKNOWN))
        return value

    def mapping(self, name: str) -> dict[str, Any]:
        """Returns a mapping; an empty one if it is not given."""
        value = self._parameters.get(name)
        if value is not None and not isinstance(value, dict):
            raise CardError(gettext(_UNKNOWN))
        return value or {}

    def mappings(self, name: str) -> list[dict[str, Any]]:
        """Returns a list of mappings."""
        value = self._parameters.get(name)
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise CardError(gettext(_UNKNOWN))
        return value


def require_number(text: str) -> str:
    """Returns the text of a whole number. Raises CardError if it is none."""
    text = text.removeprefix("+").replace("−", "-").replace("–", "-")
    if not _WHOLE_NUMBER.fullmatch(text):
        raise CardError(gettext("“{text}” is no whole number.").format(text=text))
    return text


def scene_of(document: YamlTree) -> dict[str, Value]:
    """Returns what a scene holds at its root."""
    return mapping_of(document.value)


def passage_of(document: YamlDocument, name: str) -> dict[str, Value]:
    """Returns what a passage holds. Raises CardError if there is none."""
    document.require(["passages", name])
    return mapping_of(mapping_of(scene_of(document).get("passages")).get(name))


def value_at(document: YamlDocument, path: Sequence[str | int]) -> Value | None:
    """Returns what is at a path; None if nothing is."""
    value: Value | None = document.value
    for step in path:
        if isinstance(step, str):
            value = mapping_of(value).get(step)
        else:
            items = list_of(value)
            value = items[step] if 0 <= step < len(items) else None
    return value


def keep_text(document: YamlDocument, path: Path, kind: TextKind) -> Text:
    """Returns the text at a path, to be written elsewhere with the lines that it has. Raises CardError if none is."""
    node = document.require(path).node
    if not isinstance(node, ScalarNode):
        raise CardError(gettext("This part is written in a form that a card cannot change. Change it in the text."))
    lines = tuple(node.value.rstrip("\n").split("\n")) if node.style == "|" else ()
    return Text(show_text(node.value, kind), kind, lines)
