"""Goes through the buttons of a view by the arrow keys, or scrolls it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from party_card.frontends.window.toolkit.focus import find_adjacent_button, is_near
from party_card.frontends.window.toolkit.visible_range import ROUNDING_PX

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.scrollable_view import ScrollableView

SCROLL_MARGIN_UNITS, ARROW_STEP_UNITS = 28, 87
"""Margin around a rectangle scrolled into view; distance that an arrow key scrolls."""


def move_by_arrow(view: ScrollableView, step: int) -> None:
    """Goes to the next button that is in view, or in a dialog near it; else scrolls, so that nothing is unread."""
    distance, focused_target, area = view.style.px(ARROW_STEP_UNITS), view.focused_target, view.layout.area
    is_reachable = view.is_target_visible
    if view.layout.is_dialog:
        if focused_target is not None and focused_target.scrolls:
            hidden_height = view.visible_range.hidden_height(focused_target.rects[0], step)
            if hidden_height > ROUNDING_PX:  # it is higher than the view
                view.scroll_by(step * min(distance, hidden_height))
                return
        furthest = max(0, area.h - view.style.px(SCROLL_MARGIN_UNITS))
        distances = (-ROUNDING_PX, distance) if focused_target is None else (-furthest, furthest)
        is_reachable = partial(is_near, visible_range=view.visible_range, distances=distances, step=step)
    button = find_adjacent_button(view.focusable_targets(), view.focused_key, is_reachable, step)
    if button is None:
        view.scroll_by(step * distance)
    else:
        view.focus_and_reveal(*button.key)
