"""Reads all input devices of a window: keyboard, mouse, touch screen and gamepads.

Invariant: one input gives one action, on every device and however the system reports it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pygame
from pygame.event import Event

from party_card.frontends.window.input import events
from party_card.frontends.window.input.gamepad import GamepadInput
from party_card.frontends.window.input.keyboard import KeyRepeatFilter, translate_field_key, translate_key
from party_card.frontends.window.input.touch import TouchInput

if TYPE_CHECKING:
    from party_card.frontends.window.input.events import Action, Device

FULLSCREEN_KEY = events.Key("f11")
_KEYBOARD_AND_MOUSE_EVENTS = {pygame.KEYDOWN, pygame.MOUSEBUTTONDOWN, pygame.MOUSEWHEEL}
_REDRAW_EVENTS = {pygame.WINDOWSIZECHANGED, pygame.WINDOWEXPOSED, pygame.WINDOWRESTORED, pygame.WINDOWDISPLAYCHANGED}


class InputDevices:
    """Translates the events of all devices. `device` is the one used last; `clock` returns seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.device: Device = "keys"
        self.gamepad = GamepadInput()
        self._clock = clock
        self._repeat_filter = KeyRepeatFilter(clock)
        self._touch = TouchInput()

    def translate(self, event: Event, size: tuple[int, int], scale: float, *, in_field: bool) -> Iterator[Action]:
        """Yields the actions that an event means.

        `size` is that of the window in pixels, `scale` its pixels for one unit of the mouse; `in_field` is True
        while a text field has the focus.
        """
        if self._touch.handles(event):
            if event.type == pygame.FINGERDOWN:
                self.device = "touch"
            yield from self._touch.translate(event, size, scale, self._clock())
        elif self.gamepad.handles(event):
            action = self.gamepad.translate(event, self._clock())
            if action is not None:
                self.device = "keys" if event.type == pygame.CONTROLLERDEVICEREMOVED else "pad"
                yield action
        else:
            if event.type in _KEYBOARD_AND_MOUSE_EVENTS:
                self.device = "keys"
            is_repeat = self._repeat_filter.is_unwanted_repeat(event) and not in_field
            action = None if is_repeat else translate_event(event, scale, in_field=in_field)
            if action is not None:
                yield action

    def track(self, event: Event) -> None:
        """Notes what an event changes of the state of the devices, without an action."""
        self._repeat_filter.is_unwanted_repeat(event)

    def poll_repeat(self) -> Action | None:
        """Returns the action of a gamepad direction that is held, if it is due again."""
        return self.gamepad.poll_repeat(self._clock())


def translate_event(event: Event, scale: float = 1.0, *, in_field: bool = False) -> Action | None:
    """Translates an event of keyboard, mouse or window.

    `scale` is pixels for one unit of the mouse: SDL reports mouse positions in window units.
    """
    match event.type:
        case pygame.KEYDOWN:
            return translate_field_key(event) if in_field else translate_key(event)
        case pygame.TEXTINPUT:
            return events.TextInput(event.text) if in_field else None
        case pygame.TEXTEDITING:
            return events.ImeComposition(event.text) if in_field else None
        case pygame.MOUSEMOTION:
            return events.PointerMove(event.pos[0] * scale, event.pos[1] * scale, bool(event.buttons[0]))
        case pygame.MOUSEBUTTONDOWN if event.button == 1:
            return events.PointerDown(event.pos[0] * scale, event.pos[1] * scale)
        case pygame.MOUSEBUTTONUP if event.button == 1:
            return events.PointerUp()
        case pygame.KEYUP | pygame.WINDOWFOCUSLOST:
            return events.PointerUp()
        case pygame.MOUSEWHEEL:
            lines = getattr(event, "precise_y", event.y)
            return events.Wheel(-lines if getattr(event, "flipped", False) else lines)
        case pygame.QUIT | pygame.WINDOWCLOSE:
            return events.CloseRequest()
        case kind:
            return events.RedrawRequest() if kind in _REDRAW_EVENTS else None
