"""A cache of limited size, for what takes long to make and can be made again.

Invariant: the sizes of all values together are at most the limit, unless a single one is larger; what was added first
is forgotten first.
"""

from __future__ import annotations

from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class BoundedCache(Generic[K, V]):
    """Values by key. Sizes are in whatever unit the limit is, such as pixels."""

    def __init__(self, max_size: int) -> None:
        self._max_size = max_size
        self._size = 0
        self._entries: dict[K, tuple[V, int]] = {}

    def get(self, key: K) -> V | None:
        """Returns the value of a key; None if it was never added, or is forgotten."""
        entry = self._entries.get(key)
        return entry[0] if entry is not None else None

    def add(self, key: K, value: V, size: int) -> V:
        """Adds the value of a new key, and forgets the oldest values until there is room for it. Returns the value."""
        while self._entries and self._size + size > self._max_size:
            self._size -= self._entries.pop(next(iter(self._entries)))[1]
        self._entries[key] = value, size
        self._size += size
        return value
