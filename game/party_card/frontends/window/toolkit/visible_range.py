"""The part of the content that is in view, and how far to scroll for the rest.

Invariant: heights are pixels of the content. Of what is higher than the view, its upper part counts.
"""

from __future__ import annotations

from pygame import Rect

from party_card.frozen_dataclass import frozen_dataclass

ROUNDING_PX = 2


@frozen_dataclass
class VisibleRange:
    """The content from `top` on, `height` pixels of it."""

    top: int
    height: int

    @property
    def bottom(self) -> int:
        """The end of what is in view."""
        return self.top + self.height

    def contains(self, rect: Rect) -> bool:
        """Returns True if a rectangle is in view; of one higher than the view, its upper half."""
        bottom = rect.bottom if rect.h <= self.height else rect.top + self.height // 2
        return rect.top >= self.top - ROUNDING_PX and bottom <= self.bottom + ROUNDING_PX

    def shows_most_of(self, rect: Rect) -> bool:
        """Returns True if half of a rectangle is in view, or if it fills half of the view."""
        return min(rect.bottom, self.bottom) - max(rect.top, self.top) >= min(rect.h, self.height) / 2

    def hidden_height(self, rect: Rect, step: int) -> int:
        """Returns how much of a rectangle is below the view (`step` 1) or above it (-1); negative if it ends inside."""
        return rect.bottom - self.bottom if step > 0 else self.top - rect.top

    def scroll_to_reveal(self, rect: Rect, margin: int) -> int:
        """Returns the nearest top at which a rectangle is in view with a margin; of one that is too high, its top."""
        margin = max(0, min(margin, (self.height - rect.h) // 2))
        if rect.top - margin < self.top or rect.h > self.height:
            return rect.top - margin
        return max(self.top, rect.bottom + margin - self.height)
