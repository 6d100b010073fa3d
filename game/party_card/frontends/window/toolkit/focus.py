"""Finds the targets of a layout and the order in which the focus visits them.

Invariant: a target is identified by its command and by its number among those with the same command.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pygame import Rect

from party_card.frontends.window.toolkit.box import Box, Command, HitTarget, ScreenLayout
from party_card.frozen_dataclass import frozen_dataclass

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.visible_range import VisibleRange

FocusKey = tuple[Command, int]
"""A command and the number of the target among those with that command: a note may be marked twice on a page."""


@frozen_dataclass
class FocusTarget:
    """A target with its box, in the scrolling content if `scrolls`, else in the window."""

    target: HitTarget
    box: Box
    scrolls: bool
    occurrence: int = 0

    @property
    def key(self) -> FocusKey:
        """The key that identifies the target in its layout."""
        return self.target.command, self.occurrence

    @property
    def rects(self) -> list[Rect]:
        """The rectangles of the target, in content or window coordinates."""
        return [r.move(self.box.x, self.box.y) for r in self.target.rects]


VisibilityTest = Callable[[FocusTarget], bool]


def collect_box_targets(box: Box, *, scrolls: bool) -> list[FocusTarget]:
    """Returns the targets of a box as focus targets, in order."""
    return [FocusTarget(target, box, scrolls) for target in box.targets]


def collect_layout_targets(layout: ScreenLayout) -> list[FocusTarget]:
    """Returns all targets of a layout: those that scroll in reading order, then the fixed ones."""
    targets = [target for box in layout.boxes for target in collect_box_targets(box, scrolls=True)]
    targets += [target for box in layout.fixed for target in collect_box_targets(box, scrolls=False)]
    counts: Counter[Command] = Counter()
    for n, target in enumerate(targets):
        targets[n] = replace(target, occurrence=counts[target.target.command])
        counts[target.target.command] += 1
    return targets


def find_next_target(
    targets: Sequence[FocusTarget], focused_key: FocusKey | None, is_visible: VisibilityTest, *, backwards: bool
) -> FocusTarget | None:
    """Returns the target that Tab goes to; without a focus the first one in view, not the first of all."""
    if not targets:
        return None
    index = next((n for n, target in enumerate(targets) if target.key == focused_key), None)
    if index is not None:
        return targets[(index + (-1 if backwards else 1)) % len(targets)]
    candidates = [target for target in targets if is_visible(target)] or [targets[0]]
    return candidates[-1 if backwards else 0]


def find_adjacent_button(
    targets: Sequence[FocusTarget], focused_key: FocusKey | None, is_visible: VisibilityTest, step: int
) -> FocusTarget | None:
    """Returns the visible button or slider that an arrow key goes to; None if the page should scroll instead."""
    buttons = [target for target in targets if target.target.role in ("button", "slider")]
    index = next((n for n, button in enumerate(buttons) if button.key == focused_key), None)
    if index is not None:
        index += step
    else:
        visible_indexes = [n for n, button in enumerate(buttons) if is_visible(button)]
        index = (visible_indexes[0] if step > 0 else visible_indexes[-1]) if visible_indexes else -1
    return buttons[index] if 0 <= index < len(buttons) and is_visible(buttons[index]) else None


def find_enter_target(
    targets: Sequence[FocusTarget], focused_key: FocusKey | None, primary_command: Command | None, *, is_at_end: bool
) -> HitTarget | None:
    """Returns the target that Enter activates: the focused one, or without a focus the only way on from the end."""
    focused_target = next((target.target for target in targets if target.key == focused_key), None)
    if focused_target is not None or not is_at_end:
        return focused_target
    hit_targets = [target.target for target in targets]
    if primary_command is not None:
        return next((target for target in hit_targets if target.command == primary_command), None)
    choices = [target for target in hit_targets if target.command.verb == "choose" and target.role == "button"]
    return choices[0] if len(choices) == 1 else None


def find_smallest_target(
    targets: Sequence[FocusTarget], position: tuple[float, float], slop: int, to_window: Callable[..., Rect]
) -> FocusTarget | None:
    """Returns the smallest target at a position of the window, or at most `slop` pixels away from it."""
    hits = [
        (rect.w * rect.h, n, target)
        for n, target in enumerate(targets)
        for rect in target.rects
        if to_window(rect, scrolls=target.scrolls).inflate(slop * 2, slop * 2).collidepoint(*position)
    ]
    return min(hits)[2] if hits else None


def is_focus_shown(target: FocusTarget | None, visible_range: VisibleRange) -> bool:
    """Returns False if the focused target is out of view, where no key may act on it.

    A field is exempt: what is typed goes on there, and brings it into view again.
    """
    if target is None or not target.scrolls or target.target.field is not None:
        return True
    return visible_range.shows_most_of(target.rects[0])


def is_near(target: FocusTarget, *, visible_range: VisibleRange, distances: tuple[int, int], step: int) -> bool:
    """Returns True if a target is in view after scrolling down (`step` 1) or up (-1) by one of the `distances`.

    They are the least and the greatest, in pixels.
    """
    if not target.scrolls:
        return True
    least, greatest = distances
    return least <= step * (visible_range.scroll_to_reveal(target.rects[0], 0) - visible_range.top) <= greatest
