"""The slides of one page, and which of them is shown."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Sequence

from party_card.frontends.window.toolkit.box import ScreenLayout
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views.projector.pagination import paginate
from party_card.frontends.window.views.projector.parts import Part, Slide
from party_card.frontends.window.views.projector.slide import SlideFrame, layout_slide

_END = (sys.maxsize, 0)


class Deck:
    """Splits parts into slides for the window that they are shown in, and keeps the place in them.

    Invariant: in another window the slide is shown on which the first words of the present one are.
    """

    def __init__(self, parts: Sequence[Part], frame: SlideFrame, *, at_end: bool = False) -> None:
        self.frame = frame
        self._parts = tuple(parts)
        self._start = _END if at_end else (0, 0)
        self._style: TextStyle | None = None
        self._slides: tuple[Slide, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True if there is nothing to show."""
        return not self._parts

    @property
    def slide(self) -> Slide:
        """The slide that is shown; it exists once the deck has been laid out."""
        return self._slides[self._index]

    @property
    def count(self) -> int:
        """The number of slides in the window in which they were last laid out."""
        return len(self._slides)

    @property
    def _index(self) -> int:
        return max(0, bisect_right([slide.start for slide in self._slides], self._start) - 1)

    def layout(self, style: TextStyle) -> ScreenLayout:
        """Lays out the present slide. `style` is that of slides."""
        if style != self._style:
            self._style, self._slides = style, paginate(style, self._parts, self.frame.scene_dates)
        if self._start == _END:
            self._start = self.slide.start
        return layout_slide(style, self.frame, self.slide, self._index + 1, len(self._slides))

    def move(self, step: int) -> bool:
        """Shows the next slide, or with -1 the one before. Returns False if there is none."""
        index = self._index + step
        if not 0 <= index < len(self._slides):
            return False
        self._start = self._slides[index].start
        return True

    def go_to_end(self, *, first: bool = False) -> None:
        """Shows the last slide, or the first."""
        self._start = (0, 0) if first else _END
