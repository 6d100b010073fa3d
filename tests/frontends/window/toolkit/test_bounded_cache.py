"""Tests of caches of limited size."""

from __future__ import annotations

from party_card.frontends.window.toolkit.bounded_cache import BoundedCache


def test_what_was_added_first_is_forgotten_first() -> None:
    cache: BoundedCache[str, int] = BoundedCache(10)
    for number, name in enumerate("abcd"):
        assert cache.add(name, number, 4) == number
    assert [cache.get(name) for name in "abcd"] == [None, None, 2, 3]
    cache.add("e", 4, 2)
    assert [cache.get(name) for name in "cde"] == [2, 3, 4], "there was room for it"


def test_a_value_larger_than_the_limit_is_alone() -> None:
    cache: BoundedCache[str, int] = BoundedCache(10)
    cache.add("a", 1, 3)
    cache.add("b", 2, 30)
    assert [cache.get(name) for name in "ab"] == [None, 2]
    cache.add("c", 3, 1)
    assert [cache.get(name) for name in "abc"] == [None, None, 3]


def test_values_without_size_are_kept() -> None:
    cache: BoundedCache[int, tuple[int, ...]] = BoundedCache(1)
    for number in range(100):
        cache.add(number, (), 0)
    assert cache.get(0) == () and cache.get(100) is None
