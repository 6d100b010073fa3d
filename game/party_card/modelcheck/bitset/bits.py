"""Operations on integers that consist of equal blocks of bits; conditions and effects are built from them.

Terms (see the package docstring): a slot with `block_count` values and stride `block_width` divides an integer into
`period_count` periods of `period_width = block_count * block_width` bits.

Invariant: the number of big-integer operations grows only with the logarithm of the block or period count.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

MAX_CACHED_MASK_BITS = 1 << 28
"""The caches of shift steps are cleared when their masks exceed this (32 megabytes)."""


def make_ones(width: int) -> int:
    """Returns an integer of `width` set bits."""
    return (1 << width) - 1


def repeat_pattern(pattern: int, period_width: int, count: int) -> int:
    """Returns `count` copies of `pattern`, one every `period_width` bits."""
    result, copies = 0, 0
    for digit in bin(count)[2:]:
        result |= result << period_width * copies
        copies *= 2
        if digit == "1":
            result = result << period_width | pattern
            copies += 1
    return result


def concatenate(pieces: Sequence[int], width: int) -> int:
    """Joins integers of `width` bits to one; the first becomes the lowest."""
    if len(pieces) == 1:
        return pieces[0]
    half = len(pieces) // 2
    return concatenate(pieces[:half], width) | concatenate(pieces[half:], width) << half * width


def make_block_mask(indices: Collection[int], block_width: int, block_count: int) -> int:
    """Returns one period in which the blocks with these indices are all ones."""
    if indices and max(indices) - min(indices) == len(indices) - 1:
        return make_ones(len(indices) * block_width) << min(indices) * block_width
    full_block = make_ones(block_width)
    if len(indices) <= 4:
        return sum(full_block << index * block_width for index in indices)
    index_set = frozenset(indices)
    return concatenate([full_block if index in index_set else 0 for index in range(block_count)], block_width)


def gather_blocks(bits: int, block_width: int, period_width: int, period_count: int) -> int:
    """Shortens every period to its first block, so that these are adjacent; the other blocks must be empty."""
    for mask, _, distance in _gather_steps(block_width, period_width, period_count):
        staying_bits = bits & mask
        bits = staying_bits | (bits ^ staying_bits) >> distance
    return bits


def spread_blocks(bits: int, block_width: int, period_width: int, period_count: int) -> int:
    """Inverse of `gather_blocks`: moves adjacent blocks to the starts of periods."""
    for mask, _, distance in reversed(_gather_steps(block_width, period_width, period_count)):
        staying_bits = bits & mask
        bits = staying_bits | (bits ^ staying_bits) << distance
    return bits


def unite_blocks(bits: int, block_width: int, block_count: int, period_count: int) -> int:
    """Unites all blocks of every period in its first block."""
    for mask, _, distance in _unite_steps(block_width, block_count, period_count):
        staying_bits = bits & mask
        bits = staying_bits | (bits ^ staying_bits) >> distance
    return bits


def copy_first_block(bits: int, block_width: int, block_count: int, period_count: int) -> int:
    """Copies the first block of every period to all its blocks; the others must be empty."""
    for _, mask, distance in reversed(_unite_steps(block_width, block_count, period_count)):
        bits |= (bits & mask) << distance
    return bits


def list_set_bits(bits: int) -> list[int]:
    """Returns the indices of the set bits, ascending."""
    digits = bin(bits)[:1:-1]
    indices: list[int] = []
    index = digits.find("1")
    while index >= 0:
        indices.append(index)
        index = digits.find("1", index + 1)
    return indices


ShiftSteps = Sequence[tuple[int, int, int]]
"""For each step the mask of the bits that stay, of those that an inverse step copies, and the distance of the shift."""


class _ShiftStepCache:
    """Caches shift steps by their three dimensions; used as a decorator."""

    def __init__(self, compute: Callable[[int, int, int], ShiftSteps]) -> None:
        self._compute = compute
        self._steps: dict[tuple[int, int, int], ShiftSteps] = {}
        self._cached_bits = 0

    def __call__(self, width: int, size: int, count: int) -> ShiftSteps:
        steps = self._steps.get((width, size, count))
        if steps is None:
            steps = self._steps[width, size, count] = self._compute(width, size, count)
            self._cached_bits += sum(staying_bits.bit_length() for staying_bits, _, _ in steps)
            if self._cached_bits > MAX_CACHED_MASK_BITS:
                self._steps.clear()
                self._cached_bits = 0
        return steps


@_ShiftStepCache
def _gather_steps(block_width: int, period_width: int, period_count: int) -> ShiftSteps:
    """Computes the steps of `gather_blocks`: each joins neighbouring pairs of blocks to blocks of double width."""
    steps = []
    while period_count > 1:
        pair_count = (period_count + 1) // 2
        staying_bits = repeat_pattern(make_ones(block_width), 2 * period_width, pair_count)
        steps.append((staying_bits, staying_bits, period_width - block_width))
        block_width, period_width, period_count = 2 * block_width, 2 * period_width, pair_count
    return steps


@_ShiftStepCache
def _unite_steps(block_width: int, block_count: int, period_count: int) -> ShiftSteps:
    """Computes the steps of `unite_blocks`: each unites the upper half of the blocks with the lower half."""
    steps = []
    period_width = block_count * block_width
    while block_count > 1:
        half = (block_count + 1) // 2
        staying_bits = repeat_pattern(make_ones(half * block_width), period_width, period_count)
        copied_bits = repeat_pattern(make_ones((block_count - half) * block_width), period_width, period_count)
        steps.append((staying_bits, copied_bits, half * block_width))
        block_count = half
    return steps
