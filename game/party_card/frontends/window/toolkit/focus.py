"""Where the targets of a sheet are.

Law: a place is told from another by what it does and by its number among those that do the same.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from pygame import Rect

from party_card.frontends.window.toolkit.primitives import Box, Command, HitTarget, ScreenLayout

Spot = tuple[Command, int]
"""What a target does, and which of those that do it is meant: a note may be marked twice on a page."""


@dataclass(frozen=True, slots=True)
class FocusTarget:
    """A target and where it is: on the sheet when `scrolls`, else in the window."""

    target: HitTarget
    box: Box
    scrolls: bool
    nth: int = 0

    @property
    def key(self) -> Spot:
        """What tells it from another that does the same."""
        return self.target.command, self.nth

    @property
    def rects(self) -> list[Rect]:
        """Its rectangles."""
        return [r.move(self.box.x, self.box.y) for r in self.target.rects]


def targets_of_box(box: Box, *, scrolls: bool) -> list[FocusTarget]:
    """The targets of a box."""
    return [FocusTarget(target, box, scrolls) for target in box.targets]


def targets_of_layout(layout: ScreenLayout) -> list[FocusTarget]:
    """All targets of a sheet: those that scroll in reading order, then the fixed ones."""
    found = [place for box in layout.boxes for place in targets_of_box(box, scrolls=True)]
    found += [place for box in layout.fixed for place in targets_of_box(box, scrolls=False)]
    seen: Counter[Command] = Counter()
    for n, place in enumerate(found):
        found[n] = replace(place, nth=seen[place.target.command])
        seen[place.target.command] += 1
    return found
