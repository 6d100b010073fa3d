"""How different hands reach a stage: single keys or keys with Alt, a choice that is held, one switch, a finger.

Law: whatever the hand, the stage is asked for the same things. What runs on by itself (a hold, a switch, a page that
was flicked) runs in `tick`, only where a reader asked for it, and stops when nothing is left to do.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from pygame import Surface

from party_card.frontends.window.input.events import (
    Action,
    Drag,
    Fling,
    Key,
    PointerDown,
    PointerMove,
    PointerUp,
    Resized,
    Tap,
    TouchStart,
)
from party_card.frontends.window.shell.text_entry import focused_field
from party_card.frontends.window.toolkit.primitives import Command
from party_card.frontends.window.toolkit.renderer import draw_focus_ring, paint
from party_card.frontends.window.toolkit.switch_access import HoldToChoose, SwitchScanner, to_window

if TYPE_CHECKING:
    from party_card.frontends.window.shell.navigator import Navigator
    from party_card.frontends.window.toolkit.viewport import ScrollView

SLOWEST, DRAG = 40.0, 3.2
"""A page that was flicked stops below so many units a second; it loses speed by this rate a second."""


class InteractionFilter:
    """What is held, marked and moving. `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.hold, self.scan = HoldToChoose(), SwitchScanner()
        self.clock = clock
        self._touched: ScrollView | None = None
        self._speed = 0.0
        self._last = 0.0

    def interpret(self, navigator: Navigator, action: Action) -> Action | None:
        """What an action means for this reader; None where it has been answered here, or means nothing."""
        settings, view = navigator.session.settings, navigator.view
        if isinstance(action, Key) and action.name.startswith("alt+"):
            action = Key(action.name[4:])
        elif (
            isinstance(action, Key)
            and len(action.name) == 1
            and not settings.single_keys
            and focused_field(view) is None
        ):
            return None
        if not isinstance(action, PointerMove | PointerUp | Resized | Fling):
            self._speed = 0.0
        match action:
            case PointerUp() if self.hold.cancel():
                view.dirty = True
            case TouchStart(x, y):
                self._touched = view
                place = view.target_at(x, y) if settings.hold else None
                if place is not None and place.target.command.verb == "choose":
                    self.hold.start(place.target.command, self.clock())
                return None
            case Tap(x, y):  # another page may have come under the finger meanwhile
                return self.interpret(navigator, PointerDown(x, y)) if view is self._touched else None
            case Drag(pixels):
                view.scroll_by(-pixels)
                return None
            case Fling(speed):
                if navigator.animations_enabled:
                    self._speed, self._last = speed, self.clock()
                return None
        if settings.scan and self.scan.handle(view, action):
            if self.scan.marked is not None:
                navigator.run_command(self.scan.marked.target.command)
            return None
        return action

    def requires_hold(self, navigator: Navigator, command: Command) -> bool:
        """Whether a choice must be held before it is taken; then it is held from now on."""
        if command.verb != "choose" or not navigator.session.settings.hold:
            return False
        self.hold.start(command, self.clock())
        return True

    @property
    def is_active(self) -> bool:
        """Whether something moves by itself."""
        return self.hold.now is not None or self._speed != 0

    def update(self, navigator: Navigator) -> None:
        """Let time pass."""
        settings, view, now = navigator.session.settings, navigator.view, self.clock()
        if self.hold.now is not None:
            view.dirty = True
            does = self.hold.poll(now, settings.hold / 1000)
            if does is not None:
                navigator.run_command(does, held=True)
        if settings.scan:
            self.scan.update(navigator.view, now, settings.scan / 1000)
        else:
            self.scan.stop(navigator.view)
        if self._speed:
            passed, self._last = now - self._last, now
            before = view.scroll
            view.scroll_by(-self._speed * passed)
            self._speed *= max(0.0, 1 - DRAG * passed)
            if abs(self._speed) < SLOWEST * view.style.unit or (passed and view.scroll == before):
                self._speed = 0.0

    def draw_overlay(self, navigator: Navigator, surface: Surface) -> None:
        """The bar of what is held, and the mark of the switch on the bottom line."""
        settings, view = navigator.session.settings, navigator.view
        bar = self.hold.progress_bar(view, self.clock(), settings.hold / 1000)
        paint(surface, navigator.engine, settings.theme, bar)
        marked = self.scan.marked
        if marked is not None and not marked.target.focus:
            rect = to_window(view, marked).inflate(view.style.px(6), -view.style.px(12))
            draw_focus_ring(surface, settings.theme, rect, view.style.unit)
