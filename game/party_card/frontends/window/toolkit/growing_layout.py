"""Holds a layout that is laid out from its top on: as far as the window reaches, then in parts, then the whole.

Invariant: only drawing sees a layout without its end. Whatever else asks for the layout or its targets gets all of it,
so focus, scrolling and the accessibility tree know no parts.
"""

from __future__ import annotations

from collections.abc import Callable

from party_card.frontends.window.toolkit.box import ScreenLayout
from party_card.frontends.window.toolkit.focus import FocusTarget, collect_layout_targets

LayoutBuilder = Callable[[int | None], ScreenLayout]
"""Lays a screen out down to a height of its content at least; all of it without a height."""
PART_WINDOWS = 2
"""How many heights of the window each further part adds: what is above is laid out anew, from cached paragraphs."""


class GrowingLayout:
    """A layout, and what lays out more of it if `layout` is not complete."""

    def __init__(self, layout: ScreenLayout, build: LayoutBuilder | None = None) -> None:
        self.drawn = layout
        self._build = None if layout.is_complete else build
        self._bottom = layout.area.h
        self._targets: list[FocusTarget] | None = None

    @property
    def is_complete(self) -> bool:
        """True if nothing is left to lay out."""
        return self._build is None

    @property
    def whole(self) -> ScreenLayout:
        """The whole layout; what is left is laid out now."""
        self._extend(None)
        return self.drawn

    @property
    def targets(self) -> list[FocusTarget]:
        """The targets of the whole layout."""
        if self._targets is None:
            self._targets = collect_layout_targets(self.whole)
        return self._targets

    def grow(self, *, to_end: bool = False) -> None:
        """Lays out a further part, or all that is left."""
        self._bottom += PART_WINDOWS * self.drawn.area.h
        self._extend(None if to_end else self._bottom)

    def _extend(self, bottom: int | None) -> None:
        if self._build is not None:
            self.drawn = self._build(bottom)
            if self.drawn.is_complete:
                self._build = None
