"""Game pads: buttons and sticks to actions.

Law: pads come and go at any time. Nothing is looked for before the first page is shown, and where SDL has no pads there
are none.
"""

from __future__ import annotations

from typing import Any

import pygame
from pygame.event import Event

from party_card.frontends.window.input.events import Action, Arrow, Cancel, Confirm, Key, PageScroll, PointerUp

_BUTTONS: dict[int, Action] = {
    pygame.CONTROLLER_BUTTON_A: Confirm(),
    pygame.CONTROLLER_BUTTON_B: Cancel(),
    pygame.CONTROLLER_BUTTON_X: Key("alt+n"),
    pygame.CONTROLLER_BUTTON_Y: Key("alt+w"),
    pygame.CONTROLLER_BUTTON_START: Cancel(),
    pygame.CONTROLLER_BUTTON_BACK: Key("f1"),
    pygame.CONTROLLER_BUTTON_LEFTSHOULDER: PageScroll(-0.9),
    pygame.CONTROLLER_BUTTON_RIGHTSHOULDER: PageScroll(0.9),
}
_CROSS: dict[int, Arrow] = {
    pygame.CONTROLLER_BUTTON_DPAD_UP: Arrow(y=-1),
    pygame.CONTROLLER_BUTTON_DPAD_DOWN: Arrow(y=1),
    pygame.CONTROLLER_BUTTON_DPAD_LEFT: Arrow(x=-1),
    pygame.CONTROLLER_BUTTON_DPAD_RIGHT: Arrow(x=1),
}
_DOWN, _UP, _AXIS = pygame.CONTROLLERBUTTONDOWN, pygame.CONTROLLERBUTTONUP, pygame.CONTROLLERAXISMOTION
_COMING, _GOING = pygame.CONTROLLERDEVICEADDED, pygame.CONTROLLERDEVICEREMOVED
FAR, NEAR = 18_000, 11_000
"""How far a stick must lean to be a step, and how far back before it can be another; 32,767 is all the way."""
WAIT, REPEAT = 0.4, 0.09
"""Seconds before a direction that is held acts again, and from then on."""


class GamepadInput:
    """All pads of the machine as one."""

    def __init__(self) -> None:
        self._pads: list[Any] = []
        self._leaning: dict[int, Arrow] = {}
        self._held: tuple[Arrow, float] | None = None
        self._controller: Any = None

    def start(self) -> None:
        """Look for pads, and listen for others."""
        try:
            from pygame._sdl2 import controller  # noqa: PLC0415  # 1 ms and a thread of SDL's, after the first page

            controller.init()
            self._controller = controller
            for number in range(controller.get_count()):
                self._open(number)
        except (ImportError, pygame.error):
            self._controller = None

    def _open(self, number: int) -> None:
        if self._controller is not None and self._controller.is_controller(number):
            self._pads.append(self._controller.Controller(number))

    def read(self, event: Event, at: float) -> Action | None:
        """What a pad does, at a time in seconds."""
        if event.type == _COMING:
            try:
                self._open(event.device_index)
            except pygame.error:
                return None  # gone again
        elif event.type == _GOING:
            self._pads = [pad for pad in self._pads if pad.attached()]
            self._leaning.clear()
            self._held = None
            return PointerUp()
        elif event.type == _DOWN:
            if event.button in _CROSS:
                return self._step(_CROSS[event.button], at)
            return _BUTTONS.get(event.button)
        elif event.type == _UP:
            self._held = None
            return PointerUp()
        elif event.type == _AXIS and event.axis in (pygame.CONTROLLER_AXIS_LEFTX, pygame.CONTROLLER_AXIS_LEFTY):
            return self._lean(event.axis, event.value, at)
        return None

    def _lean(self, axis: int, value: int, at: float) -> Action | None:
        if abs(value) < NEAR and axis in self._leaning:
            del self._leaning[axis]
            self._held = None
        elif abs(value) > FAR and axis not in self._leaning:
            sign = 1 if value > 0 else -1
            self._leaning[axis] = Arrow(x=sign) if axis == pygame.CONTROLLER_AXIS_LEFTX else Arrow(y=sign)
            return self._step(self._leaning[axis], at)
        return None

    def _step(self, arrow: Arrow, at: float) -> Arrow:
        self._held = (arrow, at + WAIT)
        return arrow

    def again(self, at: float) -> Action | None:
        """A direction that is held acts again."""
        if self._held is None or at < self._held[1]:
            return None
        self._held = (self._held[0], at + REPEAT)
        return self._held[0]

    @staticmethod
    def knows(event: Event) -> bool:
        """Whether an event is for here."""
        return event.type in (_DOWN, _UP, _AXIS, _COMING, _GOING)
