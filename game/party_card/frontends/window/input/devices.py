"""All devices of a window as one: keyboard, mouse, fingers, game pads.

Law: one thing done by hand is one action, whichever device it comes from and however the system tells of it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pygame
from pygame.event import Event

from party_card.frontends.window.input.events import Action, Key, KeyRepeatFilter, translate_event
from party_card.frontends.window.input.gamepad import GamepadInput
from party_card.frontends.window.input.touch import TouchInput
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.shell.text_entry import caret_rect
from party_card.frontends.window.toolkit.key_hints import Device

_KEYS = {pygame.KEYDOWN, pygame.MOUSEBUTTONDOWN, pygame.MOUSEWHEEL}
FULL = Key("f11")


class InputDevices:
    """Reads events for a stage. `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._held = KeyRepeatFilter()
        self._fingers = TouchInput()
        self.pad = GamepadInput()

    def read(self, event: Event, navigator: Navigator) -> Iterator[Action]:
        """What an event asks for; the stage learns what is used."""
        device: Device | None = None
        if self._fingers.knows(event):
            device = "touch" if event.type == pygame.FINGERDOWN else None
            yield from self._fingers.read(event, navigator.size, navigator.scale, self._clock())
        elif self.pad.knows(event):
            action = self.pad.read(event, self._clock())
            if action is not None:
                device = "pad" if event.type != pygame.CONTROLLERDEVICEREMOVED else "keys"
                yield action
        else:
            writing = caret_rect(navigator.view) is not None
            again = self._held.again(event) and not writing
            action = None if again else translate_event(event, navigator.scale, writing=writing)
            device = "keys" if event.type in _KEYS else None
            if action is not None:
                yield action
        if device is not None:
            navigator.note_device(device)

    def tick(self) -> Action | None:
        """What goes on by itself: a direction of a pad that is held."""
        return self.pad.again(self._clock())
