"""Numbers values in the order in which they first occur."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


def intern(numbers: dict[T, int], value: T) -> int:
    """Returns the number of a value, and adds it if it is new."""
    return numbers.setdefault(value, len(numbers))
