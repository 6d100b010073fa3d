"""Arithmetic on bit sets that are laid out in blocks: the ground under conditions and effects.

Law: a set of assignments is one integer; a dimension with `size` values and stride `block` divides it into periods of
`size` blocks of `block` bits each. Every function here takes a number of steps that grows with the logarithm only.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache


def ones(width: int) -> int:
    """So many bits, all set."""
    return (1 << width) - 1


def repeat(pattern: int, period: int, count: int) -> int:
    """`pattern`, `count` times, one every `period` bits."""
    result, have = 0, 0
    for digit in bin(count)[2:]:
        result |= result << period * have
        have *= 2
        if digit == "1":
            result = result << period | pattern
            have += 1
    return result


def gather(bits: int, block: int, period: int, count: int) -> int:
    """The lowest `block` bits of every period, side by side; the other bits must be empty."""
    for mask, distance in _ladder(block, period, count):
        stay = bits & mask
        bits = stay | (bits ^ stay) >> distance
    return bits


def spread(bits: int, block: int, period: int, count: int) -> int:
    """Undoes `gather`: blocks that lie side by side, one every `period` bits."""
    for mask, distance in reversed(_ladder(block, period, count)):
        stay = bits & mask
        bits = stay | (bits ^ stay) << distance
    return bits


def fold(bits: int, block: int, size: int, count: int) -> int:
    """All blocks of every period united in its first block."""
    for mask, _, distance in _halves(block, size, count):
        stay = bits & mask
        bits = stay | (bits ^ stay) >> distance
    return bits


def unfold(bits: int, block: int, size: int, count: int) -> int:
    """The first block of every period copied to all its blocks; the others must be empty."""
    for _, mask, distance in reversed(_halves(block, size, count)):
        bits |= (bits & mask) << distance
    return bits


def numbers(bits: int) -> list[int]:
    """The numbers of the bits that are set, smallest first."""
    text = bin(bits)[:1:-1]
    found: list[int] = []
    at = text.find("1")
    while at >= 0:
        found.append(at)
        at = text.find("1", at + 1)
    return found


def _ladder(block: int, period: int, count: int) -> Sequence[tuple[int, int]]:
    """The steps that join `count` blocks, one every `period` bits: which bits stay, and how far the others move."""
    return (_kept_ladder if period * count <= _KEPT else _made_ladder)(block, period, count)


def _made_ladder(block: int, period: int, count: int) -> Sequence[tuple[int, int]]:
    steps = []
    while count > 1:
        pairs = (count + 1) // 2
        steps.append((repeat(ones(block), 2 * period, pairs), period - block))
        block, period, count = 2 * block, 2 * period, pairs
    return steps


def _halves(block: int, size: int, count: int) -> Sequence[tuple[int, int, int]]:
    """The steps that unite `size` blocks in one: which bits stay, which of them are copied back, and how far."""
    return (_kept_halves if block * size * count <= _KEPT else _made_halves)(block, size, count)


def _made_halves(block: int, size: int, count: int) -> Sequence[tuple[int, int, int]]:
    steps = []
    period = size * block
    while size > 1:
        half = (size + 1) // 2
        stay = repeat(ones(half * block), period, count)
        steps.append((stay, repeat(ones((size - half) * block), period, count), half * block))
        size = half
    return steps


_KEPT = 1 << 16
"""Masks up to so many bits are kept for the next time; larger ones are cheap beside the bits that they sort."""
_kept_ladder = lru_cache(maxsize=512)(_made_ladder)
_kept_halves = lru_cache(maxsize=512)(_made_halves)
