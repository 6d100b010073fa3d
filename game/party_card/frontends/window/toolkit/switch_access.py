"""Lets a player choose by holding, and select with a single switch.

Invariant: both are off unless enabled in the settings. A choice held long enough is taken once; releasing it sooner
takes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygame import Rect

from party_card.frontends.window.input.events import Action, Confirm, PointerDown, PointerMove, PointerUp
from party_card.frontends.window.toolkit.focus import FocusTarget, collect_box_targets
from party_card.frontends.window.toolkit.primitives import FillRect, Mark
from party_card.frozen_dataclass import frozen_dataclass

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.box import Command, ScreenLayout
    from party_card.frontends.window.toolkit.viewport import ScrollView

BAR_HEIGHT_UNITS = 9


@frozen_dataclass
class PendingHold:
    """A command whose key, button or finger is down, and the time in seconds at which it went down."""

    command: Command
    start_s: float


class HoldToChoose:
    """Delays a choice until it has been held for a while."""

    def __init__(self) -> None:
        self.active_hold: PendingHold | None = None

    def start(self, command: Command, time_s: float) -> None:
        """Begins to time a hold, unless the same command is held already."""
        if self.active_hold is None or self.active_hold.command != command:
            self.active_hold = PendingHold(command, time_s)

    def cancel(self) -> bool:
        """Cancels the hold. Returns True if one was active."""
        hold, self.active_hold = self.active_hold, None
        return hold is not None

    def poll(self, time_s: float, duration_s: float) -> Command | None:
        """Returns the command once it has been held long enough, and ends the hold."""
        if self.active_hold is None or time_s - self.active_hold.start_s < duration_s:
            return None
        command, self.active_hold = self.active_hold.command, None
        return command

    def progress_bar(self, view: ScrollView, time_s: float, duration_s: float) -> tuple[Mark, ...]:
        """Returns a bar along the choice, in window coordinates, that fills while it is held."""
        if self.active_hold is None:
            return ()
        target = next((t for t in view.targets if t.target.command == self.active_hold.command), None)
        if target is None:
            return ()
        rect = view.to_window(target.rects[0], scrolls=target.scrolls)
        height = view.style.px(BAR_HEIGHT_UNITS)
        track = Rect(rect.left, rect.bottom - height, rect.w, height)
        share = min(1.0, (time_s - self.active_hold.start_s) / duration_s) if duration_s else 1.0
        bar = Rect(track.left, track.top, round(track.w * share), height)
        return (FillRect(track, "ink"), FillRect(bar, "poster"))


class SwitchScanner:
    """Highlights one target after another, so that a single switch can select any of them."""

    def __init__(self) -> None:
        self.highlighted_target: FocusTarget | None = None
        self._step_start_s: float | None = None
        self._scanned_page: tuple[ScreenLayout, int] | None = None  # layout and scroll position

    def stop(self, view: ScrollView) -> None:
        """Removes the highlight and stops scanning."""
        if self._step_start_s is not None:
            self.highlighted_target, self._step_start_s, self._scanned_page = None, None, None
            view.dirty = True

    def update(self, view: ScrollView, time_s: float, interval_s: float) -> None:
        """Moves the highlight when its time has come; on another page it first waits for one interval."""
        page = self._scanned_page
        is_same_page = page is not None and page[0] is view.layout and page[1] == view.scroll
        if self._step_start_s is None or not is_same_page:
            key = self.highlighted_target.key if self.highlighted_target else view.focused_key
            self._highlight(view, next((target for target in list_scan_targets(view) if target.key == key), None))
            self._step_start_s, self._scanned_page = time_s, (view.layout, view.scroll)
        elif time_s - self._step_start_s >= interval_s:
            targets = list_scan_targets(view)
            keys = [target.key for target in targets]
            current_target = self.highlighted_target
            index = keys.index(current_target.key) + 1 if current_target and current_target.key in keys else 0
            self._highlight(view, targets[index % len(targets)] if targets else None)
            self._step_start_s = time_s

    def handle(self, view: ScrollView, action: Action) -> bool:
        """Returns True if an action is the switch, which selects the highlighted target, if there is one."""
        if isinstance(action, PointerDown):
            return view.target_at(action.x, action.y) is None
        if not isinstance(action, Confirm | PointerUp | PointerMove):
            self._step_start_s, self.highlighted_target = None, None  # it moved the focus: wait, and go on from there
        return isinstance(action, Confirm)

    def _highlight(self, view: ScrollView, target: FocusTarget | None) -> None:
        if target != self.highlighted_target:
            self.highlighted_target = target
            view.dirty = True
        if target is not None:
            view.set_focus(target.key if target.target.is_focusable else None)


def list_scan_targets(view: ScrollView) -> list[FocusTarget]:
    """Returns the targets in scanning order: scrolling on first, then visible targets, then the footer."""
    footer = collect_box_targets(view.layout_footer(), scrolls=False)
    scroll_on = [target for target in footer if target.target.command.verb == "down"]
    in_view = [t for t in view.focusable_targets() if view.is_target_visible(t) and t.target.field is None]
    return [*scroll_on, *in_view, *(target for target in footer if target.target.command.verb != "down")]
