"""Adapts input to a player's settings: one-key shortcuts, hold to choose, switch scanning; and scrolls by touch.

Invariant: every device gives the same actions and commands. A hold, the scanner and a fling advance only in `advance`,
only if a setting asks for it, and end by themselves.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from pygame import Surface

from party_card.frontends.window.input.events import (
    Action,
    Arrow,
    Drag,
    Fling,
    Key,
    PointerDown,
    PointerMove,
    PointerUp,
    RedrawRequest,
    Tap,
    TouchStart,
)
from party_card.frontends.window.shell.text_entry import find_focused_field
from party_card.frontends.window.toolkit.mirroring import is_mirrored
from party_card.frontends.window.toolkit.reading_position import find_next_heading
from party_card.frontends.window.toolkit.renderer import draw_focus_ring, draw_marks
from party_card.frontends.window.toolkit.switch_access import HoldToChoose, SwitchScanner

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.box import Command
    from party_card.frontends.window.toolkit.viewport import ScrollView
    from party_card.storage.settings import Settings

MIN_FLING_UNITS_PER_S = 40.0
FLING_FRICTION_PER_S = 3.2
"""The share of its speed that a fling loses in a second."""


class InteractionFilter:
    """Holds the state of holds, scanning and flings. `clock` returns seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.hold, self.scanner = HoldToChoose(), SwitchScanner()
        self.clock = clock
        self._touched_view: ScrollView | None = None
        self._fling_speed = 0.0  # pixels per second
        self._fling_time = 0.0

    def interpret(self, action: Action, view: ScrollView, settings: Settings) -> Action | Command | None:
        """Returns the action or command that an action means; None if it is handled here or disabled."""
        if isinstance(action, Key) and action.name.startswith("alt+"):
            action = Key(action.name.removeprefix("alt+"))
        elif isinstance(action, Key) and _is_disabled_shortcut(action, view, settings):
            return None
        if not isinstance(action, PointerMove | PointerUp | RedrawRequest | Fling):
            self._fling_speed = 0.0
        match action:
            case Arrow(x, y) if x and is_mirrored():
                action = Arrow(-x, y)
            case Key("h") if find_focused_field(view) is None:
                view.scroll_by(find_next_heading(view.layout, view.scroll, view.max_scroll) - view.scroll)
                return None
            case PointerUp() if self.hold.cancel():
                view.dirty = True
            case TouchStart(x, y):
                self._touched_view = view
                target = view.target_at(x, y) if settings.hold else None
                if target is not None:
                    self.requires_hold(target.target.command, settings)
                return None
            case Tap(x, y):  # another page may have come under the finger meanwhile
                return self.interpret(PointerDown(x, y), view, settings) if view is self._touched_view else None
            case Drag(pixels):
                view.scroll_by(-pixels)
                return None
            case Fling(speed):
                self._fling_speed, self._fling_time = speed, self.clock()
                return None
        if settings.scan and self.scanner.handle(view, action):
            highlighted = self.scanner.highlighted_target
            return highlighted.target.command if highlighted is not None else None
        return action

    def requires_hold(self, command: Command, settings: Settings) -> bool:
        """Returns True if a choice must be held before it is taken; starts the hold."""
        if command.verb != "choose" or not settings.hold:
            return False
        self.hold.start(command, self.clock())
        return True

    @property
    def is_active(self) -> bool:
        """True while a hold or a fling changes the picture."""
        return self.hold.active_hold is not None or self._fling_speed != 0

    def poll_hold(self, view: ScrollView, settings: Settings) -> Command | None:
        """Returns the choice that has been held long enough."""
        if self.hold.active_hold is None:
            return None
        view.dirty = True
        return self.hold.poll(self.clock(), settings.hold / 1000)

    def advance(self, view: ScrollView, settings: Settings) -> None:
        """Moves the scanner and the fling on to the present time."""
        current_time = self.clock()
        if settings.scan:
            self.scanner.update(view, current_time, settings.scan / 1000)
        else:
            self.scanner.stop(view)
        if self._fling_speed:
            elapsed, self._fling_time = current_time - self._fling_time, current_time
            scroll_before = view.scroll
            view.scroll_by(-self._fling_speed * elapsed)
            self._fling_speed *= max(0.0, 1 - FLING_FRICTION_PER_S * elapsed)
            is_slow = abs(self._fling_speed) < MIN_FLING_UNITS_PER_S * view.style.unit
            if is_slow or (elapsed and view.scroll == scroll_before):
                self._fling_speed = 0.0

    def draw_overlay(self, surface: Surface, view: ScrollView, settings: Settings) -> None:
        """Draws the progress bar of a hold, and the highlight of a key hint in the footer."""
        bar = self.hold.progress_bar(view, self.clock(), settings.hold / 1000)
        draw_marks(surface, view.style.shaper, settings.theme, bar)
        highlighted = self.scanner.highlighted_target
        if highlighted is not None and not highlighted.target.is_focusable:
            rect = view.to_window(highlighted.rects[0], scrolls=highlighted.scrolls)
            rect = rect.inflate(view.style.px(6), -view.style.px(12))
            draw_focus_ring(surface, settings.theme, rect, view.style.unit)


def _is_disabled_shortcut(key: Key, view: ScrollView, settings: Settings) -> bool:
    return len(key.name) == 1 and not settings.single_keys and find_focused_field(view) is None
