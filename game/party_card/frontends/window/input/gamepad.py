"""Translates the buttons and the left stick of gamepads into actions.

Invariant: gamepads come and go at any time. They are looked for only after the first page is shown, and a system
without gamepad support has none.
"""

from __future__ import annotations

from typing import Any

import pygame
from pygame.event import Event

from party_card.frontends.window.input.events import Action, Arrow, Cancel, Confirm, Key, PageScroll, PointerUp
from party_card.frontends.window.input.keyboard import PAGE_SHARE

_BUTTONS: dict[int, Action] = {
    pygame.CONTROLLER_BUTTON_A: Confirm(),
    pygame.CONTROLLER_BUTTON_B: Cancel(),
    pygame.CONTROLLER_BUTTON_X: Key("alt+n"),
    pygame.CONTROLLER_BUTTON_Y: Key("alt+w"),
    pygame.CONTROLLER_BUTTON_START: Cancel(),
    pygame.CONTROLLER_BUTTON_BACK: Key("f1"),
    pygame.CONTROLLER_BUTTON_LEFTSHOULDER: PageScroll(-PAGE_SHARE),
    pygame.CONTROLLER_BUTTON_RIGHTSHOULDER: PageScroll(PAGE_SHARE),
}
_DPAD: dict[int, Arrow] = {
    pygame.CONTROLLER_BUTTON_DPAD_UP: Arrow(y=-1),
    pygame.CONTROLLER_BUTTON_DPAD_DOWN: Arrow(y=1),
    pygame.CONTROLLER_BUTTON_DPAD_LEFT: Arrow(x=-1),
    pygame.CONTROLLER_BUTTON_DPAD_RIGHT: Arrow(x=1),
}
_STICK_AXES = (pygame.CONTROLLER_AXIS_LEFTX, pygame.CONTROLLER_AXIS_LEFTY)
_EVENTS = {
    pygame.CONTROLLERBUTTONDOWN, pygame.CONTROLLERBUTTONUP, pygame.CONTROLLERAXISMOTION,
    pygame.CONTROLLERDEVICEADDED, pygame.CONTROLLERDEVICEREMOVED,
}  # fmt: skip
STICK_PRESS, STICK_RELEASE = 18_000, 11_000
"""Deflection of a stick that counts as a press, and below which it can be pressed again; 32,767 is the maximum."""
REPEAT_DELAY_S, REPEAT_INTERVAL_S = 0.4, 0.09
"""Time before a held direction repeats for the first time, and between repeats."""


class GamepadInput:
    """Reads all connected gamepads as one device."""

    def __init__(self) -> None:
        self._gamepads: list[Any] = []
        self._deflected_axes: set[int] = set()
        self._repeat: tuple[Arrow, float] | None = None  # a held direction, and when it acts again
        self._controller: Any = None

    def start(self) -> None:
        """Opens the gamepads that are connected, and begins to listen for others."""
        try:
            from pygame._sdl2 import controller  # noqa: PLC0415  # 1 ms and a thread of SDL's, after the first page

            controller.init()
            self._controller = controller
            for index in range(controller.get_count()):
                self._open(index)
        except (ImportError, pygame.error):
            self._controller = None

    def _open(self, index: int) -> None:
        if self._controller is not None and self._controller.is_controller(index):
            self._gamepads.append(self._controller.Controller(index))

    @staticmethod
    def handles(event: Event) -> bool:
        """Returns True if an event comes from a gamepad."""
        return event.type in _EVENTS

    def translate(self, event: Event, time_s: float) -> Action | None:
        """Translates an event that happened at `time_s`."""
        match event.type:
            case pygame.CONTROLLERDEVICEADDED:
                try:
                    self._open(event.device_index)
                except pygame.error:
                    return None  # disconnected meanwhile
            case pygame.CONTROLLERDEVICEREMOVED:
                self._gamepads = [gamepad for gamepad in self._gamepads if gamepad.attached()]
                self._deflected_axes.clear()
                self._repeat = None
                return PointerUp()
            case pygame.CONTROLLERBUTTONDOWN:
                if event.button in _DPAD:
                    return self._press(_DPAD[event.button], time_s)
                return _BUTTONS.get(event.button)
            case pygame.CONTROLLERBUTTONUP:
                self._repeat = None
                return PointerUp()
            case pygame.CONTROLLERAXISMOTION if event.axis in _STICK_AXES:
                return self._read_axis(event.axis, event.value, time_s)
        return None

    def _read_axis(self, axis: int, value: int, time_s: float) -> Action | None:
        if abs(value) < STICK_RELEASE and axis in self._deflected_axes:
            self._deflected_axes.remove(axis)
            self._repeat = None
        elif abs(value) > STICK_PRESS and axis not in self._deflected_axes:
            self._deflected_axes.add(axis)
            sign = 1 if value > 0 else -1
            return self._press(Arrow(x=sign) if axis == pygame.CONTROLLER_AXIS_LEFTX else Arrow(y=sign), time_s)
        return None

    def _press(self, arrow: Arrow, time_s: float) -> Arrow:
        self._repeat = (arrow, time_s + REPEAT_DELAY_S)
        return arrow

    def poll_repeat(self, time_s: float) -> Action | None:
        """Returns the direction that is held, if it is due again."""
        if self._repeat is None or time_s < self._repeat[1]:
            return None
        self._repeat = (self._repeat[0], time_s + REPEAT_INTERVAL_S)
        return self._repeat[0]
