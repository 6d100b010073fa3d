"""For hands that slip and hands that have one switch: a choice that is held, and things that are marked in turn.

Law: both are off until a reader asks for them. What is held long enough is taken once; letting go sooner takes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from pygame import Rect

from party_card.frontends.window.input.events import Action, Click, Confirm, Hover, Release
from party_card.frontends.window.toolkit.focus import Place, of_box
from party_card.frontends.window.toolkit.primitives import Do, Fill, Mark, Sheet
from party_card.frontends.window.toolkit.viewport import View


@dataclass(frozen=True, slots=True)
class Held:
    """What is held, and since when, in seconds of the stage's clock."""

    does: Do
    since: float


class Hold:
    """A choice that must be held for a while."""

    def __init__(self) -> None:
        self.now: Held | None = None

    def begin(self, does: Do, at: float) -> None:
        """A key, a button or a finger has come down on a choice."""
        if self.now is None or self.now.does != does:
            self.now = Held(does, at)

    def release(self) -> bool:
        """It was let go; whether anything was held."""
        held, self.now = self.now, None
        return held is not None

    def due(self, at: float, seconds: float) -> Do | None:
        """What has been held long enough by now; it is held no more."""
        if self.now is None or at - self.now.since < seconds:
            return None
        does, self.now = self.now.does, None
        return does

    def bar(self, view: View, at: float, seconds: float) -> tuple[Mark, ...]:
        """A bar along the choice, in the window, that fills while it is held."""
        place = next((p for p in view.everything if self.now is not None and p.target.does == self.now.does), None)
        if place is None or self.now is None:
            return ()
        rect = in_window(view, place)
        high = view.press.px(9)
        track = Rect(rect.left, rect.bottom - high, rect.w, high)
        share = min(1.0, (at - self.now.since) / seconds) if seconds else 1.0
        return (Fill(track, "ink"), Fill(Rect(track.left, track.top, round(track.w * share), high), "poster"))


class Scan:
    """Marks one thing after another, so that one switch is enough to take any."""

    def __init__(self) -> None:
        self.marked: Place | None = None
        self._since: float | None = None
        self._seen: tuple[Sheet, int] | None = None

    def off(self, view: View) -> None:
        """Nothing is marked."""
        if self._since is not None:
            self.marked, self._since, self._seen = None, None, None
            view.dirty = True

    def step(self, view: View, at: float, seconds: float) -> None:
        """Mark the next thing when its time has come; on another page wait that long before the first."""
        now = (view.sheet, view.scroll)
        if self._since is None or self._seen is None or self._seen[0] is not now[0] or self._seen[1] != now[1]:
            key = self.marked.key if self.marked else view.at
            stay = next((p for p in stops(view) if p.key == key), None)
            self._mark(view, stay)
            self._since, self._seen = at, now
        elif at - self._since >= seconds:
            found = stops(view)
            keys = [p.key for p in found]
            n = keys.index(self.marked.key) + 1 if self.marked and self.marked.key in keys else 0
            self._mark(view, found[n % len(found)] if found else None)
            self._since = at

    def pressed(self, view: View, action: Action) -> bool:
        """Whether an action is the switch: it takes what is `marked`, or nothing while nothing is."""
        if isinstance(action, Click):
            return view.under(action.x, action.y) is None
        if not isinstance(action, Confirm | Release | Hover):
            self._since, self.marked = None, None  # another key moves the focus: wait again, and go on from there
        return isinstance(action, Confirm)

    def _mark(self, view: View, place: Place | None) -> None:
        if place != self.marked:
            self.marked = place
            view.dirty = True
        if place is not None and place.target.focus:
            view.focus_on(place.key)
        elif place is not None:
            view.look_nowhere()


def stops(view: View) -> list[Place]:
    """What can be marked: reading on first, then what is in view, then the bottom line."""
    foot = of_box(view.footer(), scrolls=False)
    on = [p for p in foot if p.target.does.verb == "down"]
    inside = [p for p in view.places() if view.seen(p) and p.target.field is None]
    return [*on, *inside, *(p for p in foot if p.target.does.verb != "down")]


def in_window(view: View, place: Place) -> Rect:
    """Where something is in the window."""
    rect = place.rects[0]
    return rect.move(view.sheet.area.x, view.sheet.area.y - view.scroll) if place.scrolls else rect
