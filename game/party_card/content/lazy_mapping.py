"""Mappings whose values are loaded when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class LazyMapping(Mapping[K, V]):
    """A mapping that loads a value at its first access; `load_keys` is called at every access, so it should cache."""

    def __init__(self, load_keys: Callable[[], Collection[K]], load: Callable[[K], V]) -> None:
        self._load_keys = load_keys
        self._load = load
        self._values: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        if key not in self._values:
            if key not in self._load_keys():
                raise KeyError(key)
            self._values[key] = self._load(key)
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._load_keys()

    def __iter__(self) -> Iterator[K]:
        return iter(self._load_keys())

    def __len__(self) -> int:
        return len(self._load_keys())
