"""Remembers which block is at the upper edge of a view, so that another layout of the content can show it there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from party_card.frontends.window.toolkit.visible_range import ROUNDING_PX

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.box import ScreenLayout


class ReadingPosition(NamedTuple):
    """The box at the upper edge by key and by index, and the share of its height that is above the edge."""

    key: int
    box_index: int
    share_above: float


def find_reading_position(layout: ScreenLayout, scroll: int) -> ReadingPosition | None:
    """Returns the position of the first box below the upper edge, of a numbered one if possible; None at the end."""
    candidates = [(index, box) for index, box in enumerate(layout.boxes) if box.y + box.h > scroll]
    if not candidates:
        return None
    index, box = min(candidates, key=lambda item: item[1].key < 0)
    return ReadingPosition(box.key, index, (scroll - box.y) / max(box.h, 1))


def scroll_for_position(layout: ScreenLayout, position: ReadingPosition) -> int:
    """Returns the scroll position that brings a reading position to the upper edge."""
    fallback = layout.boxes[min(position.box_index, len(layout.boxes) - 1)]
    box = next((box for box in layout.boxes if box.key >= position.key >= 0), fallback)
    return round(box.y + position.share_above * box.h)


def find_next_heading(layout: ScreenLayout, scroll: int, max_scroll: int) -> int:
    """Returns the scroll position that brings the next heading to the upper edge; 0 after the last one."""
    tops = sorted(box.y for box in layout.boxes if box.role == "heading")
    next_top = next((top for top in tops if top > scroll + ROUNDING_PX), None)
    return 0 if next_top is None or scroll >= max_scroll else next_top
