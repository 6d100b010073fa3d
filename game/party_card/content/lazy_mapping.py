"""Mappings that are read when they are first looked into.

Law: what such a mapping holds never depends on when it was looked into, and one entry is had without the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class LazyMapping(Mapping[K, V]):
    """What `read` returns; it is called at every look, so it keeps what it has read."""

    def __init__(self, read: Callable[[], Mapping[K, V]]) -> None:
        self._read = read

    def __getitem__(self, key: K) -> V:
        return self._read()[key]

    def __contains__(self, key: object) -> bool:
        return key in self._read()

    def __iter__(self) -> Iterator[K]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())


class Layered(Mapping[K, V]):
    """One mapping upon another: what only the lower one has shines through."""

    def __init__(self, upper: Mapping[K, V], lower: Mapping[K, V]) -> None:
        self._upper, self._lower = upper, lower

    def __getitem__(self, key: K) -> V:
        return self._upper[key] if key in self._upper else self._lower[key]

    def __contains__(self, key: object) -> bool:
        return key in self._upper or key in self._lower

    def __iter__(self) -> Iterator[K]:
        yield from self._lower
        yield from (key for key in self._upper if key not in self._lower)

    def __len__(self) -> int:
        return sum(1 for _ in self)
