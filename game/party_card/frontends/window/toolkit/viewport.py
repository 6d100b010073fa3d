"""One open screen: its sheet, how far it is scrolled, what has the focus.

Law: a view answers the actions that are the same everywhere (Tab, arrows, pages, mouse) and hands back a `Do` for all
else; it says by `dirty` whether anything visible changed, and nothing else asks for a new drawing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pygame import Rect

from party_card.frontends.window.input.events import (
    Action,
    Arrow,
    Confirm,
    Key,
    PageScroll,
    PointerDown,
    PointerMove,
    PointerUp,
    Tab,
    Wheel,
)
from party_card.frontends.window.toolkit.focus import FocusTarget, Spot, targets_of_box, targets_of_layout
from party_card.frontends.window.toolkit.primitives import Box, Command, KeyHint, ScreenLayout
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets import chrome

MORE = KeyHint("PgDn", "read on", Command("down"))
WRITING = (
    KeyHint("Tab", "next", Command("nothing")),
    KeyHint("Esc", "stop writing", Command("nothing")),
)
"""While a field has the focus, all other keys are letters."""


_PATIENCE = 6
"""How often a long sheet is set anew at most until everything in view stands still."""


class ScrollView:
    """Shows a sheet."""

    def __init__(self, style: TextStyle, layout: ScreenLayout) -> None:
        self.style, self.layout = style, layout
        self.scroll = 0
        self.focused: Spot | None = None
        self.hover: Command | None = None
        self.dirty = True
        self._grip: float | None = None
        self.targets = targets_of_layout(layout)
        self.hint_filter: Callable[[ScrollView], tuple[KeyHint, ...]] = ScrollView.key_hints
        self._foot: Box | None = None
        self._settling = False
        self._settle()

    def set_layout(self, style: TextStyle, layout: ScreenLayout, *, still: bool = False) -> None:
        """Another setting of the same content: the reader's place, by box, and the focus are kept.

        `still` where nothing above what is in view can have changed: then nothing moves.
        """
        anchor = None if still else self._anchor()
        self.style, self.layout, self.targets = style, layout, targets_of_layout(layout)
        if anchor is not None and self.scroll:
            key, n, gone = anchor
            at = min(n, len(layout.boxes) - 1)
            box = next((b for b in layout.boxes if b.key >= key >= 0), layout.boxes[at])
            self.scroll = round(box.y + gone * box.h)
        if self.focused not in [p.key for p in self.targets]:
            self.focused = None
        self.hover, self._foot = None, None
        self._to(self.scroll)
        self.dirty = True
        self._settle()

    def _settle(self) -> bool:
        """See that what is in view of a long sheet is set; what is above it grows or shrinks out of sight."""
        if self.layout.fill is None or self._settling:
            return False
        self._settling, settled = True, False
        for _ in range(_PATIENCE):
            # as far ahead as a page turned goes, so that what comes into view stands where it was guessed no longer
            high = self.layout.area.h
            sheet = self.layout.fill(self.scroll - high, self.scroll + 2 * high)
            if sheet is None:
                break
            self.set_layout(self.style, replace(sheet, hints=self.layout.hints, status=self.layout.status))
            settled = True
        self._settling = False
        return settled

    def _anchor(self) -> tuple[int, int, float] | None:
        """The block at the upper edge by key and by number, and how much of it is gone."""
        below = [(n, box) for n, box in enumerate(self.layout.boxes) if box.y + box.h > self.scroll]
        for n, box in sorted(below, key=lambda item: item[1].key < 0):
            return box.key, n, (self.scroll - box.y) / max(box.h, 1)
        return None

    @property
    def focus(self) -> Command | None:
        """What has the focus."""
        return self.focused[0] if self.focused else None

    # ------------------------------------------------------------------------------------------------- movement

    @property
    def max_scroll(self) -> int:
        """How far the sheet can scroll."""
        return max(0, self.layout.height - self.layout.area.h)

    def _to(self, scroll: float) -> None:
        wanted = max(0, min(round(scroll), self.max_scroll))
        if wanted != self.scroll:
            if self._edges(wanted) != self._edges(self.scroll):
                self._foot = None
            self.scroll, self.dirty = wanted, True
            self._settle()

    def _edges(self, scroll: int) -> tuple[bool, bool]:
        """Whether that is the beginning, and the end: the line of keys depends on it."""
        return scroll <= 0, scroll >= self.max_scroll

    def scroll_by(self, pixels: float) -> None:
        """Scroll down by so many pixels, or up."""
        self._to(self.scroll + pixels)

    def focusable(self) -> list[FocusTarget]:
        """What can have the focus, in the order of Tab."""
        return [p for p in self.targets if p.target.focus]

    def focus_and_reveal(self, command: Command, nth: int = 0) -> None:
        """Give something the focus, and bring it into view."""
        for _ in range(_PATIENCE):  # in a long sheet its place is known only when what is around it is set
            place = next((p for p in self.targets if p.key == (command, nth)), None)
            if place is None:
                return
            self.focused, self.dirty, self._foot = place.key, True, None
            before = place.rects
            if place.scrolls:
                self.scroll_into_view(before[0].unionall(before[1:]))
            if not any(p.key == place.key and p.rects != before for p in self.targets):
                return

    def set_focus(self, spot: Spot) -> None:
        """Give something that is in view the focus, and leave the page where it is."""
        if spot != self.focused:
            self.focused, self.dirty, self._foot = spot, True, None

    def clear_focus(self) -> None:
        """Nothing has the focus."""
        self.focused, self.dirty, self._foot = None, True, None

    def scroll_into_view(self, rect: Rect) -> None:
        """Bring a place of the sheet into view."""
        high = self.layout.area.h
        margin = max(0, min(self.style.px(28), (high - rect.h) // 2))
        if rect.top - margin < self.scroll or rect.h > high:  # of what is too high, the top
            self._to(rect.top - margin)
        elif rect.bottom + margin > self.scroll + high:
            self._to(rect.bottom + margin - high)

    def is_visible(self, command: Command) -> bool:
        """Whether something can be seen without scrolling."""
        return any(self.is_target_visible(p) for p in self.targets if p.target.command == command)

    def is_target_visible(self, place: FocusTarget) -> bool:
        """Whether a place can be seen without scrolling, or the top of one that is higher than the window."""
        rect, area = place.rects[0], self.layout.area
        low = rect.bottom if rect.h <= area.h else rect.top + area.h // 2
        return not place.scrolls or (rect.top >= self.scroll - 2 and low <= self.scroll + area.h + 2)

    def handle(self, action: Action) -> Command | None:
        """Answer an action; a `Do` is for the screen to answer."""
        match action:
            case Tab(back):
                self._tab(back)
            case Arrow(0, y):
                self._step(y)
            case PageScroll(pages, whole):
                self._to(self.scroll + (10**7 if whole else self.layout.area.h) * pages)
            case Wheel(lines):
                self._to(self.scroll - lines * self.style.px(58))
            case Confirm(space):
                return self._confirm(space)
            case Key(name) if name.isdecimal() and name.isascii():
                return self._number(int(name))
            case PointerMove(x, y, held):
                self._hover(x, y, held)
            case PointerDown(x, y):
                return self._click(x, y)
            case PointerUp():
                self._grip = None
            case _:
                return None
        return None

    def _tab(self, back: bool) -> None:
        places = self.focusable()
        if not places:
            return
        at = next((n for n, p in enumerate(places) if p.key == self.focused), None)
        if at is None:  # begin with what is in view, not at the top of a page already read
            seen = [n for n, p in enumerate(places) if self.is_target_visible(p)] or [0]
            at = seen[-1] if back else seen[0]
        else:
            at = (at + (-1 if back else 1)) % len(places)
        self.focus_and_reveal(*places[at].key)

    def _step(self, y: int) -> None:
        """To the next button if it is in view, else a few lines on: nothing is skipped unread."""
        buttons = [p for p in self.focusable() if p.target.role in ("button", "slider")]
        at = next((n for n, p in enumerate(buttons) if p.key == self.focused), None)
        if at is not None:
            wanted = at + y
        else:
            seen = [n for n, p in enumerate(buttons) if self.is_target_visible(p)]
            wanted = (seen[0] if y > 0 else seen[-1]) if seen else -1
        if 0 <= wanted < len(buttons) and self.is_target_visible(buttons[wanted]):
            self.focus_and_reveal(*buttons[wanted].key)
        else:
            self._to(self.scroll + y * self.style.px(87))

    def _confirm(self, space: bool) -> Command | None:
        """Act on the focus. Without one, read on; and where the end is in view and one thing is left to do, do it."""
        if self.focus is not None:
            return self.focus
        if self.scroll < self.max_scroll:
            self._to(self.scroll + self.layout.area.h * 0.9)
            return None
        if self.layout.primary is not None:
            return None if space else self.layout.primary
        buttons = [p for p in self.focusable() if p.target.role == "button" and p.target.command.verb == "choose"]
        return buttons[0].target.command if len(buttons) == 1 and not space else None

    def _number(self, number: int) -> Command | None:
        """Take a choice by its number; one out of sight is shown first, for nobody chooses what they have not read."""
        choices = [p for p in self.focusable() if p.target.command.verb == "choose"]
        if not 1 <= number <= len(choices):
            return None
        place = choices[number - 1]
        middle = place.rects[0].centery
        if self.focused == place.key or self.scroll <= middle <= self.scroll + self.layout.area.h:
            return place.target.command
        self.focus_and_reveal(*place.key)
        return None

    # ---------------------------------------------------------------------------------------------------- mouse

    def target_at(self, x: float, y: float) -> FocusTarget | None:
        """What is at a place of the window."""
        inside = self.layout.area.collidepoint(x, y)
        slack = self.style.px(3)
        found: list[tuple[int, int, FocusTarget]] = []
        for n, place in enumerate([*targets_of_box(self.footer(), scrolls=False), *self.targets]):
            if place.scrolls and not inside:
                continue
            spot = (x - self.layout.area.x, y - self.layout.area.y + self.scroll) if place.scrolls else (x, y)
            hit = [r for r in place.rects if r.inflate(slack * 2, slack * 2).collidepoint(spot)]
            found += [(rect.w * rect.h, n, place) for rect in hit]
        return min(found)[2] if found else None  # the wedge of a dial rather than the dial

    def _hover(self, x: float, y: float, held: bool) -> None:
        if held and self._grip is not None:
            area, thumb = self.layout.area, self.scrollbar_thumb()
            self._to((y - area.y - self._grip) / max(1, area.h - (thumb.h if thumb else 0)) * self.max_scroll)
            return
        place = self.target_at(x, y)
        does = place.target.command if place else None
        if does != self.hover:
            self.hover, self.dirty = does, True

    def _click(self, x: float, y: float) -> Command | None:
        thumb = self.scrollbar_thumb()
        if thumb is not None and x >= self.layout.area.right - self.style.px(14):
            if not thumb.top <= y <= thumb.bottom:
                self._to((y - self.layout.area.y - thumb.h / 2) / self.layout.area.h * self.layout.height)
                thumb = self.scrollbar_thumb() or thumb
            self._grip = y - thumb.top
            return None
        place = self.target_at(x, y)
        if place is None:
            if self.layout.panel and not any(box.rect.collidepoint(x, y) for box in self.layout.fixed):
                return Command("close")  # beside a panel is as good as its button
            if self.focused is not None:
                self.clear_focus()
            return None
        return place.target.command

    # ------------------------------------------------------------------------------------------- around the sheet

    def key_hints(self) -> tuple[KeyHint, ...]:
        """The keys that work now."""
        field = next((p.target.field for p in self.targets if p.key == self.focused), None)
        if field is not None:
            return WRITING if field.lines > 1 else (KeyHint("Enter", "done", Command("nothing")), *WRITING)
        first, rest = self.layout.hints[:1], self.layout.hints[1:]
        if self.scroll >= self.max_scroll:
            return self.layout.hints
        if first and first[0].cap == "Enter" and self.focus is None:
            return (replace(MORE, cap="Enter"), *rest)
        return (*first, MORE, *rest)

    def invalidate_footer(self) -> None:
        """The line of keys says something else now."""
        self._foot, self.dirty = None, True

    def focus_rects(self) -> tuple[list[Rect], bool]:
        """Where in the window the focus is, and whether that scrolls."""
        if self.focused is None:
            return [], False
        place = next((p for p in self.targets if p.key == self.focused and p.target.focus), None)
        if place is None:
            return [], False
        dx, dy = (self.layout.area.x, self.layout.area.y - self.scroll) if place.scrolls else (0, 0)
        return [rect.move(dx, dy) for rect in place.rects], place.scrolls

    def footer(self) -> Box:
        """The line of keys, in its place."""
        if self._foot is None:
            if not self.layout.hints:
                self._foot = Box(0, 0)
            else:
                made = chrome.footer(self.style, self.hint_filter(self), self.layout.status)
                self._foot = made.at(0, self.style.height - made.h)
        return self._foot

    def scrollbar_thumb(self) -> Rect | None:
        """The bar that shows how far the sheet is scrolled."""
        area = self.layout.area
        if not self.max_scroll:
            return None
        height = max(self.style.px(24), round(area.h * area.h / self.layout.height))
        top = area.y + round((area.h - height) * self.scroll / self.max_scroll)
        return Rect(area.right - self.style.px(9), top, self.style.px(6), height)
