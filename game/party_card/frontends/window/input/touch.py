"""Fingers to actions: a tap acts when it is lifted, a drag scrolls, a flick lets the page run on.

Law: one finger at a time, and no mouse that SDL makes up from it: its events are switched off, and passed over where
they come all the same.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pygame
from pygame.event import Event

from party_card.frontends.window.input.events import Action, Drag, Fling, PointerUp, Tap, TouchStart

SLOP = 12
"""How far a finger may stray, in units of the window, before a tap is a drag."""
_MOUSE = {pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP}
_FINGER = {pygame.FINGERDOWN, pygame.FINGERMOTION, pygame.FINGERUP}
SCREENS = sys.platform != "darwin"
"""Macs have no touch screen, and tell of fingers on the trackpad, whose places are not those of the window."""


class TouchInput:
    """Follows a finger on the window."""

    def __init__(self) -> None:
        self._finger: tuple[int, int] | None = None
        self._at = (0.0, 0.0)
        self._from = (0.0, 0.0)
        self._dragged = False
        self._speed = 0.0
        self._time = 0.0

    def knows(self, event: Event) -> bool:
        """Whether an event is for here alone: a finger, or a mouse made up from one."""
        return event.type in _FINGER or (event.type in _MOUSE and getattr(event, "touch", False))

    def read(self, event: Event, size: tuple[int, int], scale: float, at: float) -> Iterator[Action]:
        """What a finger does in a window of `size` pixels, at a time in seconds."""
        if event.type not in _FINGER or not SCREENS:
            return
        x, y = event.x * size[0], event.y * size[1]
        finger = (event.touch_id, event.finger_id)
        if event.type == pygame.FINGERDOWN and self._finger is None:
            self._finger, self._from, self._at = finger, (x, y), (x, y)
            self._dragged, self._speed, self._time = False, 0.0, at
            yield TouchStart(x, y)
        elif finger != self._finger:
            return
        elif event.type == pygame.FINGERMOTION:
            far = max(abs(x - self._from[0]), abs(y - self._from[1])) > SLOP * scale
            if far and not self._dragged:
                self._dragged = True
                yield PointerUp()
            if self._dragged:
                moved, passed = y - self._at[1], max(at - self._time, 0.001)
                self._speed = 0.6 * moved / passed + 0.4 * self._speed
                self._at, self._time = (x, y), at
                yield Drag(moved)
        elif event.type == pygame.FINGERUP:
            self._finger = None
            if not self._dragged:
                yield Tap(x, y)
            elif at - self._time < 0.08 and abs(self._speed) > 200 * scale:  # it was still moving
                yield Fling(self._speed)
            yield PointerUp()
