"""Scrolls a view by its scrollbar, with the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.frontends.window.toolkit.mirroring import is_mirrored
from party_card.frontends.window.toolkit.widgets.scrollbar import scroll_for_thumb

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.scrollable_view import ScrollableView

SCROLLBAR_HIT_UNITS = 14
"""Width of the area that grabs the scrollbar."""


class ScrollbarGrip:
    """Holds the thumb of a scrollbar while the button of the mouse is down."""

    def __init__(self) -> None:
        self._offset: float | None = None  # distance of the mouse from the top of the thumb

    def press(self, view: ScrollableView, x: float, y: float) -> bool:
        """Takes hold of the thumb, after scrolling to where the bar was pressed. Returns False beside the bar."""
        area, thumb = view.layout.area, view.scrollbar_thumb_rect()
        distance = x - area.x if is_mirrored() else area.right - x
        if thumb is None or distance > view.style.px(SCROLLBAR_HIT_UNITS):
            return False
        if not thumb.top <= y <= thumb.bottom:
            view.scroll_to((y - area.y - thumb.h / 2) / area.h * view.layout.content_height, keeps_focus=False)
            thumb = view.scrollbar_thumb_rect() or thumb
        self._offset = y - thumb.top
        return True

    def drag(self, view: ScrollableView, y: float) -> bool:
        """Scrolls so that the thumb is at the mouse. Returns False if it is not held."""
        if self._offset is None:
            return False
        thumb = view.scrollbar_thumb_rect()
        position = scroll_for_thumb(view.layout.area, thumb.h if thumb else 0, y - self._offset, view.max_scroll)
        view.scroll_to(position, keeps_focus=False)
        return True

    def release(self) -> None:
        """Lets go of the thumb."""
        self._offset = None
