"""Finds the targets of a layout and the order in which the focus visits them.

Invariant: a target is identified by its command and by its number among those with the same command.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pygame import Rect

from party_card.frontends.window.toolkit.box import Box, Command, HitTarget, ScreenLayout

FocusKey = tuple[Command, int]
"""A command and the number of the target among those with that command: a note may be marked twice on a page."""


@dataclass(frozen=True, slots=True)
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
