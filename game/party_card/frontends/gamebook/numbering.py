"""Numbers the sections of a gamebook so that neighbouring numbers give nothing away."""

from __future__ import annotations

import random
from collections.abc import Sequence
from hashlib import sha256

from party_card.frontends.gamebook.sections import Section

MAX_SHUFFLES = 200


def number_sections(sections: Sequence[Section], seed: str) -> list[int]:
    """Returns the number of each section: 1 for the first, the others random, with few choices to a neighbour.

    The same seed gives the same numbers.
    """
    rng = random.Random(sha256(seed.encode()).digest())  # noqa: S311  # reproducible, not secret
    orders = (_shuffle_numbers(len(sections), rng) for _ in range(MAX_SHUFFLES))
    return min(orders, key=lambda numbers: _count_neighbours(sections, numbers))


def _shuffle_numbers(count: int, rng: random.Random) -> list[int]:
    numbers = list(range(2, count + 1))
    rng.shuffle(numbers)
    return [1, *numbers]


def _count_neighbours(sections: Sequence[Section], numbers: Sequence[int]) -> int:
    """Counts the choices that lead to a neighbouring number."""
    return sum(
        abs(number - numbers[choice.target]) == 1
        for number, section in zip(numbers, sections, strict=True)
        for choice in section.choices
        if choice.target >= 0
    )
