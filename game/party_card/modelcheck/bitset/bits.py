"""Arithmetic on bit sets that are laid out in blocks: the ground under conditions and effects.

Law: a set of assignments is one integer; a dimension with `size` values and stride `block` divides it into periods of
`size` blocks of `block` bits each. Every function here takes a number of steps that grows with the logarithm only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence


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


def joined(pieces: Sequence[int], width: int) -> int:
    """Pieces of `width` bits side by side, the first one lowest."""
    if len(pieces) == 1:
        return pieces[0]
    half = len(pieces) // 2
    return joined(pieces[:half], width) | joined(pieces[half:], width) << half * width


def blocks(places: Collection[int], block: int, size: int) -> int:
    """A period of `size` blocks in which the blocks at some places are full."""
    if places and max(places) - min(places) == len(places) - 1:
        return ones(len(places) * block) << min(places) * block
    full = ones(block)
    if len(places) <= 4:
        return sum(full << place * block for place in places)
    chosen = frozenset(places)
    return joined([full if place in chosen else 0 for place in range(size)], block)


def gather(bits: int, block: int, period: int, count: int) -> int:
    """The lowest `block` bits of every period, side by side; the other bits must be empty."""
    for mask, _, distance in _joining(block, period, count):
        stay = bits & mask
        bits = stay | (bits ^ stay) >> distance
    return bits


def spread(bits: int, block: int, period: int, count: int) -> int:
    """Undoes `gather`: blocks that lie side by side, one every `period` bits."""
    for mask, _, distance in reversed(_joining(block, period, count)):
        stay = bits & mask
        bits = stay | (bits ^ stay) << distance
    return bits


def fold(bits: int, block: int, size: int, count: int) -> int:
    """All blocks of every period united in its first block."""
    for mask, _, distance in _uniting(block, size, count):
        stay = bits & mask
        bits = stay | (bits ^ stay) >> distance
    return bits


def unfold(bits: int, block: int, size: int, count: int) -> int:
    """The first block of every period copied to all its blocks; the others must be empty."""
    for _, mask, distance in reversed(_uniting(block, size, count)):
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


Steps = Sequence[tuple[int, int, int]]
"""For each step the bits that stay, those that are copied back when it is undone, and how far the others move."""
_MOST = 1 << 28
"""So many bits of steps are kept at most: 32 megabytes."""


class _Kept:
    """Steps made once and kept for the next time; all are forgotten when they take too much memory."""

    def __init__(self, make: Callable[[int, int, int], Steps]) -> None:
        self._make = make
        self._made: dict[tuple[int, int, int], Steps] = {}
        self._bits = 0

    def __call__(self, block: int, size: int, count: int) -> Steps:
        steps = self._made.get((block, size, count))
        if steps is None:
            steps = self._made[block, size, count] = self._make(block, size, count)
            self._bits += sum(stay.bit_length() for stay, _, _ in steps)
            if self._bits > _MOST:
                self._made.clear()
                self._bits = 0
        return steps


@_Kept
def _joining(block: int, period: int, count: int) -> Steps:
    """The steps that bring `count` blocks side by side that lie one every `period` bits."""
    steps = []
    while count > 1:
        pairs = (count + 1) // 2
        stay = repeat(ones(block), 2 * period, pairs)
        steps.append((stay, stay, period - block))
        block, period, count = 2 * block, 2 * period, pairs
    return steps


@_Kept
def _uniting(block: int, size: int, count: int) -> Steps:
    """The steps that unite the `size` blocks of each of `count` periods in one."""
    steps = []
    period = size * block
    while size > 1:
        half = (size + 1) // 2
        stay = repeat(ones(half * block), period, count)
        steps.append((stay, repeat(ones((size - half) * block), period, count), half * block))
        size = half
    return steps
