"""For hands that slip and hands that have one switch: a choice that is held, and things that are marked in turn.

Law: both are off until a reader asks for them. What is held long enough is taken once; letting go sooner takes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from pygame import Rect

from party_card.frontends.window.input.events import Action, Confirm, PointerDown, PointerMove, PointerUp
from party_card.frontends.window.toolkit.focus import FocusTarget, targets_of_box
from party_card.frontends.window.toolkit.primitives import Command, FillRect, Mark, ScreenLayout
from party_card.frontends.window.toolkit.viewport import ScrollView


@dataclass(frozen=True, slots=True)
class PendingHold:
    """What is held, and since when, in seconds of the stage's clock."""

    command: Command
    since: float


class HoldToChoose:
    """A choice that must be held for a while."""

    def __init__(self) -> None:
        self.now: PendingHold | None = None

    def start(self, command: Command, at: float) -> None:
        """A key, a button or a finger has come down on a choice."""
        if self.now is None or self.now.command != command:
            self.now = PendingHold(command, at)

    def cancel(self) -> bool:
        """It was let go; whether anything was held."""
        held, self.now = self.now, None
        return held is not None

    def poll(self, at: float, seconds: float) -> Command | None:
        """What has been held long enough by now; it is held no more."""
        if self.now is None or at - self.now.since < seconds:
            return None
        does, self.now = self.now.command, None
        return does

    def progress_bar(self, view: ScrollView, at: float, seconds: float) -> tuple[Mark, ...]:
        """A bar along the choice, in the window, that fills while it is held."""
        place = next((p for p in view.targets if self.now is not None and p.target.command == self.now.command), None)
        if place is None or self.now is None:
            return ()
        rect = to_window(view, place)
        high = view.style.px(9)
        track = Rect(rect.left, rect.bottom - high, rect.w, high)
        share = min(1.0, (at - self.now.since) / seconds) if seconds else 1.0
        return (FillRect(track, "ink"), FillRect(Rect(track.left, track.top, round(track.w * share), high), "poster"))


class SwitchScanner:
    """Marks one thing after another, so that one switch is enough to take any."""

    def __init__(self) -> None:
        self.marked: FocusTarget | None = None
        self._since: float | None = None
        self._seen: tuple[ScreenLayout, int] | None = None

    def stop(self, view: ScrollView) -> None:
        """Nothing is marked."""
        if self._since is not None:
            self.marked, self._since, self._seen = None, None, None
            view.dirty = True

    def update(self, view: ScrollView, at: float, seconds: float) -> None:
        """Mark the next thing when its time has come; on another page wait that long before the first."""
        now = (view.layout, view.scroll)
        if self._since is None or self._seen is None or self._seen[0] is not now[0] or self._seen[1] != now[1]:
            key = self.marked.key if self.marked else view.focused
            stay = next((p for p in scan_order(view) if p.key == key), None)
            self._mark(view, stay)
            self._since, self._seen = at, now
        elif at - self._since >= seconds:
            found = scan_order(view)
            keys = [p.key for p in found]
            n = keys.index(self.marked.key) + 1 if self.marked and self.marked.key in keys else 0
            self._mark(view, found[n % len(found)] if found else None)
            self._since = at

    def handle(self, view: ScrollView, action: Action) -> bool:
        """Whether an action is the switch: it takes what is `marked`, or nothing while nothing is."""
        if isinstance(action, PointerDown):
            return view.target_at(action.x, action.y) is None
        if not isinstance(action, Confirm | PointerUp | PointerMove):
            self._since, self.marked = None, None  # another key moves the focus: wait again, and go on from there
        return isinstance(action, Confirm)

    def _mark(self, view: ScrollView, place: FocusTarget | None) -> None:
        if place != self.marked:
            self.marked = place
            view.dirty = True
        if place is not None and place.target.focus:
            view.set_focus(place.key)
        elif place is not None:
            view.clear_focus()


def scan_order(view: ScrollView) -> list[FocusTarget]:
    """What can be marked: reading on first, then what is in view, then the bottom line."""
    foot = targets_of_box(view.footer(), scrolls=False)
    on = [p for p in foot if p.target.command.verb == "down"]
    inside = [p for p in view.focusable() if view.is_target_visible(p) and p.target.field is None]
    return [*on, *inside, *(p for p in foot if p.target.command.verb != "down")]


def to_window(view: ScrollView, place: FocusTarget) -> Rect:
    """Where something is in the window."""
    rect = place.rects[0]
    return rect.move(view.layout.area.x, view.layout.area.y - view.scroll) if place.scrolls else rect
