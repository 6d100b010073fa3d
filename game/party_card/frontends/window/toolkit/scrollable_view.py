"""What arrow keys and the scrollbar need of a view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pygame import Rect

    from party_card.frontends.window.toolkit.box import Command, ScreenLayout
    from party_card.frontends.window.toolkit.focus import FocusKey, FocusTarget
    from party_card.frontends.window.toolkit.style import TextStyle
    from party_card.frontends.window.toolkit.visible_range import VisibleRange


class ScrollableView(Protocol):
    """A laid-out screen that scrolls, and whose targets can have the focus."""

    style: TextStyle
    focused_key: FocusKey | None

    @property
    def layout(self) -> ScreenLayout:
        """The whole layout."""

    @property
    def visible_range(self) -> VisibleRange:
        """The part of the content that is in view."""

    @property
    def max_scroll(self) -> int:
        """The scroll position at the end of the content."""

    @property
    def focused_target(self) -> FocusTarget | None:
        """The target that has the focus."""

    def focusable_targets(self) -> Sequence[FocusTarget]:
        """Returns the targets that can have the focus, in tab order."""

    def is_target_visible(self, target: FocusTarget) -> bool:
        """Returns True if a target is visible without scrolling."""

    def focus_and_reveal(self, command: Command, occurrence: int = 0) -> None:
        """Focuses a target and scrolls it into view."""

    def scrollbar_thumb_rect(self) -> Rect | None:
        """Returns the rectangle of the scrollbar's thumb; None if there is none."""

    def scroll_to(self, scroll: float, *, keeps_focus: bool = True) -> None:
        """Scrolls to a position, or as near as the content reaches."""

    def scroll_by(self, pixels: float) -> None:
        """Scrolls down by a number of pixels, up if negative."""
