"""Draws the open views, from the lowest to the top one, and the animation that leads there.

Invariant: the last frame of an animation equals the picture without it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pygame import Rect, Surface

from party_card.frontends.window.toolkit.animation import PAGE_EDGE_UNITS, Animator
from party_card.frontends.window.toolkit.primitives import TextRun
from party_card.frontends.window.toolkit.renderer import render_view, resolve_colour
from party_card.frozen_dataclass import frozen_dataclass

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.viewport import ScrollView
    from party_card.storage.settings import Theme

DIM_ALPHA = 110


@frozen_dataclass
class Frame:
    """The content of a frame: the views, lowest first, and how they change.

    With `stamps_heading` a new page gets its heading last; `draw_overlay` draws above the top view.
    """

    views: tuple[ScrollView, ...]
    theme: Theme
    animator: Animator | None
    animates_focus: bool
    stamps_heading: bool
    draw_overlay: Callable[[Surface], None]


class Compositor:
    """Draws frames. Keeps the dimmed backdrop of a dialog, because it seldom changes while the dialog is read."""

    def __init__(self) -> None:
        self.backdrop: tuple[tuple[ScrollView, ...], Theme, Surface] | None = None

    def draw(self, frame: Frame, surface: Surface) -> None:
        """Draws the views, or a step of the animation towards them."""
        view, animator = frame.views[-1], frame.animator
        if animator is not None:
            heading = find_heading_rect(view) if frame.stamps_heading else None
            edge_width, edge_colour = view.style.px(PAGE_EDGE_UNITS), resolve_colour(frame.theme, "poster")
            if animator.draw(surface, lambda: self._paint(frame, surface), heading, edge_width, edge_colour):
                return
        self._paint(frame, surface)

    def _paint(self, frame: Frame, surface: Surface) -> None:
        self._paint_backdrop(frame, surface)
        view, focus_ring = frame.views[-1], None
        if frame.animator is not None and frame.animates_focus:
            rects = view.focus_rects()[0]
            focus_ring = frame.animator.animate_focus(view, rects[0] if len(rects) == 1 else None)
        render_view(view, surface, frame.theme, focus_ring)
        view.dirty = False
        frame.draw_overlay(surface)

    def _paint_backdrop(self, frame: Frame, surface: Surface) -> None:
        views, theme, backdrop = frame.views[:-1], frame.theme, self.backdrop
        if not views:
            self.backdrop = None
            if frame.views[-1].content.drawn.is_dialog:
                surface.fill(resolve_colour(theme, "paper"))
        elif backdrop is None or backdrop[:2] != (views, theme) or any(view.dirty for view in views):
            for view in views:
                render_view(view, surface, theme)
                view.dirty = False
                _dim(surface)
            self.backdrop = (views, theme, surface.copy())
        else:
            surface.blit(backdrop[2], (0, 0))


def find_heading_rect(view: ScrollView) -> Rect | None:
    """Returns the rectangle of the largest text in window pixels; None if it is not wholly in view."""
    area = view.content.drawn.area
    runs = [(run, box) for box in view.content.drawn.boxes for run in box.marks if isinstance(run, TextRun)]
    if not runs:
        return None
    largest_run, heading = max(runs, key=lambda run: run[0].font.size)
    rects = []
    for mark, box in runs:
        if box is heading and mark.font == largest_run.font:
            size = mark.font.size
            left, top = area.x + box.x + mark.x, area.y + box.y + mark.y - view.scroll - size * 0.95
            rects.append(Rect(left, top, view.style.shaper.measure(mark.text, mark.font) + 2, size * 1.15))
    rect = rects[0].unionall(rects[1:])
    return rect if area.contains(rect) else None


def _dim(surface: Surface) -> None:
    overlay = Surface(surface.get_size())
    overlay.fill((0, 0, 0))
    overlay.set_alpha(DIM_ALPHA)
    surface.blit(overlay, (0, 0))
