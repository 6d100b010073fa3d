"""Translates fingers on the window into actions: a tap acts when lifted, a drag scrolls, a flick scrolls on.

Invariant: one finger at a time. Mouse events that SDL makes up from touches are ignored.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pygame
from pygame.event import Event

from party_card.frontends.window.input.events import Action, Drag, Fling, PointerUp, Tap, TouchStart

TAP_SLOP_PX = 12
"""How far a finger may stray before a tap becomes a drag; in pixels of a display with scale 1."""
MIN_FLING_SPEED_PX_S = 200
MAX_FLING_PAUSE_S = 0.08
"""A finger that has rested for longer than this before it is lifted does not fling."""
_MOUSE_EVENTS = {pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP}
_FINGER_EVENTS = {pygame.FINGERDOWN, pygame.FINGERMOTION, pygame.FINGERUP}
HAS_TOUCH_SCREEN = sys.platform != "darwin"
"""Macs report fingers on the trackpad, whose positions are not those of the window."""


class TouchInput:
    """Tracks the finger on the window."""

    def __init__(self) -> None:
        self._finger: tuple[int, int] | None = None
        self._touch_position = (0.0, 0.0)
        self._y = 0.0
        self._is_dragging = False
        self._speed_px_s = 0.0
        self._moved_at_s = 0.0

    def handles(self, event: Event) -> bool:
        """Returns True if an event is a finger's, or a mouse event made up from one."""
        return event.type in _FINGER_EVENTS or (event.type in _MOUSE_EVENTS and getattr(event, "touch", False))

    def translate(self, event: Event, size: tuple[int, int], scale: float, time_s: float) -> Iterator[Action]:
        """Yields the actions of an event at `time_s`, in a window of `size` pixels."""
        if event.type not in _FINGER_EVENTS or not HAS_TOUCH_SCREEN:
            return
        x, y = event.x * size[0], event.y * size[1]
        finger = (event.touch_id, event.finger_id)
        if event.type == pygame.FINGERDOWN and self._finger is None:
            self._finger, self._touch_position, self._y = finger, (x, y), y
            self._is_dragging, self._speed_px_s, self._moved_at_s = False, 0.0, time_s
            yield TouchStart(x, y)
        elif finger != self._finger:
            return
        elif event.type == pygame.FINGERMOTION:
            has_strayed = max(abs(x - self._touch_position[0]), abs(y - self._touch_position[1])) > TAP_SLOP_PX * scale
            if has_strayed and not self._is_dragging:
                self._is_dragging = True
                yield PointerUp()
            if self._is_dragging:
                distance, elapsed_s = y - self._y, max(time_s - self._moved_at_s, 0.001)
                self._speed_px_s = 0.6 * distance / elapsed_s + 0.4 * self._speed_px_s
                self._y, self._moved_at_s = y, time_s
                yield Drag(distance)
        elif event.type == pygame.FINGERUP:
            self._finger = None
            if not self._is_dragging:
                yield Tap(x, y)
            elif time_s - self._moved_at_s < MAX_FLING_PAUSE_S and abs(self._speed_px_s) > MIN_FLING_SPEED_PX_S * scale:
                yield Fling(self._speed_px_s)
            yield PointerUp()
