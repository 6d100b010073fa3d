"""Animates page turns, the stamp on a record and the focus ring.

Invariant: motion never delays a change. The final picture is drawn first and input never waits: the next
action shows it at once. Without an `Animator` only final pictures are shown, and after the last frame nothing is drawn.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import pygame
from pygame import Rect, Surface

from party_card.frontends.window.toolkit.mirroring import is_mirrored
from party_card.platform.reduced_motion import ReducedMotionQuery

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.theme import RGB
    from party_card.storage.settings import Motion

PAGE_TURN_S, STAMP_S, FOCUS_GLIDE_S = 0.18, 0.2, 0.09
PAGE_EDGE_UNITS = 10
"""Width of the red edge of a page that turns."""


class Animator:
    """Holds the running animations of a window. `clock` returns seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.is_running = False
        self._clock = clock
        self._reduced_motion: ReducedMotionQuery | None = None
        self._start_s = 0.0
        self._turn_direction = 0  # 1 forwards, -1 back, 0 if no page turns
        self._stamp_rect: Rect | None = None
        self._old_picture: Surface | None = None
        self._unstamped_picture: Surface | None = None
        self._final_picture: Surface | None = None
        self._last_focus: tuple[object, Rect] | None = None
        self._glide: tuple[Rect, Rect] | None = None

    def is_enabled(self, setting: Motion) -> bool:
        """Returns True if motion is allowed by the setting, or by the operating system's if the setting is "system"."""
        if setting == "system":
            self._reduced_motion = self._reduced_motion or ReducedMotionQuery()
            return not self._reduced_motion.is_reduced
        return setting == "on"

    def start_page_turn(self, backwards: bool = False) -> None:
        """Starts a page turn at the next frame: the picture on the surface at that time is the old page."""
        self.finish()
        self._turn_direction = -1 if backwards != is_mirrored() else 1

    def finish(self) -> None:
        """Ends all motion at once."""
        self.is_running, self._turn_direction, self._stamp_rect, self._glide = False, 0, None, None
        self._old_picture = self._unstamped_picture = self._final_picture = None

    def draw(
        self, surface: Surface, draw_final: Callable[[], None], stamp_rect: Rect | None, edge: int, red: RGB
    ) -> bool:  # fmt: skip
        """Draws a frame of a page turn. Returns False if no page turns.

        `draw_final` draws the new page; `stamp_rect` is the heading that is stamped on it, `edge` the width in pixels
        and `red` the colour of the edge of the page.
        """
        time_s = self._clock()
        if self._turn_direction and not self.is_running:
            self._old_picture = surface.copy()
            draw_final()
            self._final_picture, self._stamp_rect = surface.copy(), stamp_rect
            if stamp_rect is not None and stamp_rect.w:
                surface.fill(surface.get_at(stamp_rect.topleft), stamp_rect)
            self._unstamped_picture = surface.copy()
            self._start_s, self.is_running = time_s, True
        elif self._final_picture is None or self._old_picture is None or self._unstamped_picture is None:
            return False
        elapsed_s = time_s - self._start_s
        if elapsed_s < PAGE_TURN_S:
            share = 1 - (1 - elapsed_s / PAGE_TURN_S) ** 3
            self._draw_turn(surface, self._old_picture, self._unstamped_picture, share, edge, red)
        elif self._stamp_rect is not None and self._stamp_rect.w and elapsed_s < PAGE_TURN_S + STAMP_S:
            surface.blit(self._unstamped_picture, (0, 0))
            _draw_stamp(surface, self._final_picture, self._stamp_rect, (elapsed_s - PAGE_TURN_S) / STAMP_S)
        else:
            surface.blit(self._final_picture, (0, 0))
            self.finish()
        return True

    def _draw_turn(self, surface: Surface, old_page: Surface, page: Surface, share: float, edge: int, red: RGB) -> None:
        """Draws the new page coming over the old one behind a red edge, from the left when going back."""
        width, height = surface.get_size()
        surface.blit(old_page, (0, 0))
        if self._turn_direction > 0:
            x = round(width * (1 - share))
            surface.blit(page, (x, 0), Rect(x, 0, width - x, height))
            surface.fill(red, Rect(x - edge, 0, edge, height))
        else:
            x = round(width * share)
            surface.blit(page, (0, 0), Rect(0, 0, x, height))
            surface.fill(red, Rect(x, 0, edge, height))

    def animate_focus(self, view: object, rect: Rect | None) -> Rect | None:
        """Returns the rectangle of the focus ring now, moving to `rect` from its last place in the same view."""
        time_s, last_focus = self._clock(), self._last_focus
        self._last_focus = None if rect is None else (view, rect)
        if rect is None:
            self._end_glide()
            return None
        if last_focus is not None and last_focus[0] is view and last_focus[1] != rect:
            self._glide, self._start_s, self.is_running = (last_focus[1], rect), time_s, True
        share = (time_s - self._start_s) / FOCUS_GLIDE_S
        if self._glide is None or self._glide[1] != rect or share >= 1:
            self._end_glide()
            return rect
        share = 1 - (1 - share) ** 2
        x, y, w, h = (round(a + (b - a) * share) for a, b in zip(*self._glide, strict=True))
        return Rect(x, y, w, h)

    def _end_glide(self) -> None:
        self._glide = None
        if self._final_picture is None:
            self.is_running = False


def _draw_stamp(surface: Surface, final_picture: Surface, rect: Rect, share: float) -> None:
    """Draws the heading coming down on the page like a stamp."""
    scale = 1 + 0.6 * (1 - share) ** 2
    size = (round(rect.w * scale), round(rect.h * scale))
    heading = pygame.transform.smoothscale(final_picture.subsurface(rect), size)
    heading.set_alpha(round(255 * min(1.0, 0.25 + share)))
    surface.blit(heading, heading.get_rect(center=rect.center))
