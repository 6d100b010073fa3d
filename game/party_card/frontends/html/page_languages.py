"""Joins the data of a page in several languages: the first whole, of each other one what differs.

Invariant: what the player makes of the changes is the data of that language, value for value. A text, list or object
that the first language has too is written as `{"": number}`. Values are numbered as `player/language-data.js` does:
each before what it holds, the fields of an object in the order of their names.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from party_card.frontends.shared.scene_data import Json
from party_card.localization import user_catalogues
from party_card.localization.languages import OWN_NAMES, text_direction

_REFERENCE = ""


def join_languages(pages: Sequence[Json]) -> Json:
    """Returns the data of the first page with `languages`: rows of code, own name, direction, and changes or 0.

    Raises ValueError if the player would make other data of the changes.
    """
    first, *others = pages
    shared = _SharedValues(first)
    rows: list[list[Any]] = [[*_describe(first), 0]]
    for page in others:
        absent = dict.fromkeys(first.keys() - page.keys(), 0)
        differing = {key: value for key, value in page.items() if key not in first or first[key] != value}
        changes = {key: shared.encode(value) for key, value in differing.items()} | absent
        if first | resolve_changes(first, changes) != page | absent:
            raise ValueError("the changes of a language cannot be told from data")
        rows.append([*_describe(page), changes])
    return {**first, "languages": rows}


def resolve_changes(first: Json, changes: Json) -> Json:
    """Returns changes with the values of the first language in their places, as the player does."""
    values = list(_iter_values(first))

    def resolve(value: Any) -> Any:
        if isinstance(value, list):
            return [resolve(item) for item in value]
        if isinstance(value, dict):
            if _REFERENCE in value:
                return values[value[_REFERENCE]]
            return {key: resolve(item) for key, item in value.items()}
        return value

    return {key: resolve(value) for key, value in changes.items()}


def _describe(page: Json) -> list[str]:
    code = page["lang"]
    return [code, find_own_name(code), text_direction(code)]


def find_own_name(code: str) -> str:
    """Returns the name of a language in itself; its code if nothing is known of it."""
    if code in OWN_NAMES:
        return OWN_NAMES[code]
    return user_catalogues.find_own_name(code) or code


def _iter_values(value: Any) -> Iterator[Any]:
    """Yields texts, lists and objects, each before what it holds."""
    if isinstance(value, str | list | dict):
        yield value
    if isinstance(value, list):
        for item in value:
            yield from _iter_values(item)
    elif isinstance(value, dict):
        for key in sorted(value):
            yield from _iter_values(value[key])


class _SharedValues:
    """Finds values of the first language again: equal values have the same identity."""

    def __init__(self, first: Json) -> None:
        self._identities: dict[Any, int] = {}
        self._numbers: dict[int, int] = {}
        for number, value in enumerate(_iter_values(first)):
            self._numbers.setdefault(self._identify(value), number)

    def encode(self, value: Any) -> Any:
        """Returns a value with references in place of what the first language has too, where they are shorter."""
        if not isinstance(value, str | list | dict):
            return value
        number = self._numbers.get(self._identify(value))
        if number is not None and len(_write({_REFERENCE: number})) < len(_write(value)):
            return {_REFERENCE: number}
        if isinstance(value, list):
            return [self.encode(item) for item in value]
        return {key: self.encode(item) for key, item in value.items()} if isinstance(value, dict) else value

    def _identify(self, value: Any) -> int:
        return self._identities.setdefault(_write(value), len(self._identities))


def _write(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
