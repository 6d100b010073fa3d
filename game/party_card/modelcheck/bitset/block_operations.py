"""Operations that move the values of one slot within a bit set; all other slots keep theirs.

The terms are those of `bits`: an integer is a sequence of periods, a period a block for each value of the slot.

Invariant: `preimage` is the exact inverse image of `image`, for sets in which only possible assignments occur.
"""

from __future__ import annotations

from party_card.frozen_dataclass import frozen_dataclass
from party_card.modelcheck.bitset.bits import (
    copy_first_block,
    gather_blocks,
    make_ones,
    repeat_pattern,
    spread_blocks,
    unite_blocks,
)


@frozen_dataclass
class BlockShift:
    """Shifts blocks of a slot within their period; `pieces` are the mask and the distance of each shift."""

    pieces: tuple[tuple[int, int], ...]

    def image(self, bits: int) -> int:
        """Returns the assignments to which the operation moves those of a set."""
        shifted_bits = 0
        for mask, distance in self.pieces:
            part = bits & mask
            if part:
                shifted_bits |= part << distance if distance >= 0 else part >> -distance
        return shifted_bits

    def preimage(self, bits: int) -> int:
        """Returns the assignments that the operation moves into a set."""
        sources = 0
        for mask, distance in self.pieces:
            sources |= (bits >> distance if distance >= 0 else bits << -distance) & mask
        return sources


@frozen_dataclass
class BlockUnion:
    """Unites the blocks under `mask` and shifts them to one target; `other_shift` moves the other blocks."""

    block_width: int
    block_count: int
    period_count: int
    mask: int
    distance: int
    other_shift: BlockShift | None

    def image(self, bits: int) -> int:
        """Returns the assignments to which the operation moves those of a set."""
        union = unite_blocks(bits & self.mask, self.block_width, self.block_count, self.period_count) << self.distance
        return union if self.other_shift is None else union | self.other_shift.image(bits)

    def preimage(self, bits: int) -> int:
        """Returns the assignments that the operation moves into a set."""
        starts = repeat_pattern(make_ones(self.block_width), self.block_width * self.block_count, self.period_count)
        copies = copy_first_block(bits >> self.distance & starts, self.block_width, self.block_count, self.period_count)
        sources = copies & self.mask
        return sources if self.other_shift is None else sources | self.other_shift.preimage(bits)


@frozen_dataclass
class PeriodShrink:
    """Shortens every period to its first block."""

    block_width: int
    period_width: int
    period_count: int

    def image(self, bits: int) -> int:
        """Returns the assignments to which the operation moves those of a set."""
        return gather_blocks(bits, self.block_width, self.period_width, self.period_count)

    def preimage(self, bits: int) -> int:
        """Returns the assignments that the operation moves into a set."""
        return spread_blocks(bits, self.block_width, self.period_width, self.period_count)


@frozen_dataclass
class PeriodGrowth:
    """Lengthens every period by empty blocks."""

    block_width: int
    period_width: int
    period_count: int

    def image(self, bits: int) -> int:
        """Returns the assignments to which the operation moves those of a set."""
        return spread_blocks(bits, self.block_width, self.period_width, self.period_count)

    def preimage(self, bits: int) -> int:
        """Returns the assignments that the operation moves into a set."""
        starts = repeat_pattern(make_ones(self.block_width), self.period_width, self.period_count)
        return gather_blocks(bits & starts, self.block_width, self.period_width, self.period_count)


BlockOperation = BlockShift | BlockUnion | PeriodShrink | PeriodGrowth
