"""Shows one laid-out screen: scrolling, focus, and the target under the mouse.

Invariant: a view handles the actions that are the same on every screen (Tab, arrows, pages, mouse) and returns a
`Command` for everything else; `dirty` is True if anything visible changed, and nothing else asks for a new drawing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pygame import Rect

from party_card.frontends.window.input import events
from party_card.frontends.window.input.events import Action
from party_card.frontends.window.input.keyboard import PAGE_SHARE
from party_card.frontends.window.toolkit.arrow_keys import SCROLL_MARGIN_UNITS, move_by_arrow
from party_card.frontends.window.toolkit.box import Box, Command, HitTarget, KeyHint, ScreenLayout
from party_card.frontends.window.toolkit.focus import (
    FocusKey,
    FocusTarget,
    collect_box_targets,
    find_enter_target,
    find_next_target,
    find_smallest_target,
    is_focus_shown,
)
from party_card.frontends.window.toolkit.growing_layout import GrowingLayout, LayoutBuilder
from party_card.frontends.window.toolkit.key_hints import add_view_hints, list_field_hints
from party_card.frontends.window.toolkit.reading_position import find_reading_position, scroll_for_position
from party_card.frontends.window.toolkit.scrollbar_grip import ScrollbarGrip
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.visible_range import VisibleRange
from party_card.frontends.window.toolkit.widgets.footer import layout_footer
from party_card.frontends.window.toolkit.widgets.scrollbar import scrollbar_thumb

MAX_LAYOUT_PASSES = 6
"""The most passes of laying out long content until the visible part is stable."""
WHEEL_LINE_UNITS, TARGET_SLOP_UNITS = 58, 3
"""Distance that a notch of the wheel scrolls, and at which the mouse still hits a target."""


class ScrollView:
    """Holds the layout of a screen, its scroll position in pixels, and the focused and hovered targets.

    `build` lays out the end of a `layout` that is not complete; until then `content.drawn` lacks it.
    """

    def __init__(self, style: TextStyle, layout: ScreenLayout, build: LayoutBuilder | None = None) -> None:
        self.style, self.content = style, GrowingLayout(layout, build)
        self.scroll = 0
        self.focused_key: FocusKey | None = None
        self.hovered_command: Command | None = None
        self.dirty = True
        self.hint_filter: Callable[[ScrollView], tuple[KeyHint, ...]] = ScrollView.key_hints
        self._scrollbar_grip = ScrollbarGrip()
        self._footer: Box | None = None
        self._is_materializing, self._lacks_scrollbar = False, not layout.is_complete
        self._materialize_visible()

    def set_layout(self, style: TextStyle, layout: ScreenLayout, *, keep_scroll: bool = False) -> None:
        """Replaces the layout by another one of the same content; keeps the focus and the block at the upper edge.

        With `keep_scroll` the scroll position stays as it is: for changes that move nothing above the visible part.
        """
        position = None if keep_scroll else find_reading_position(self.layout, self.scroll)
        was_shown = is_focus_shown(self.focused_target, self.visible_range)
        self.style, self.content = style, GrowingLayout(layout)
        if position is not None and self.scroll:
            self.scroll = scroll_for_position(layout, position)
        if self.focused_key not in [target.key for target in self.targets]:
            self.focused_key = None
        self.hovered_command = None
        self.invalidate_footer()
        self.scroll_to(self.scroll)
        self._materialize_visible()
        target = self.focused_target
        if was_shown and not is_focus_shown(target, self.visible_range):
            self._reveal(target)

    @property
    def layout(self) -> ScreenLayout:
        """The whole layout."""
        return self.content.whole

    @property
    def targets(self) -> list[FocusTarget]:
        """The targets of the whole layout."""
        return self.content.targets

    def advance_layout(self, *, to_end: bool = False) -> None:
        """Lays out a part of what is left, or all of it. At the end the view is drawn again, with its scrollbar."""
        self.content.grow(to_end=to_end)
        if self._lacks_scrollbar and self.content.is_complete:
            self._lacks_scrollbar, self.dirty = False, True

    def _materialize_visible(self) -> None:
        """Lays out the visible part of long content; content above it grows or shrinks out of sight."""
        if self._is_materializing or self.content.drawn.materialize is None:
            return
        self._is_materializing = True
        for _ in range(MAX_LAYOUT_PASSES):
            materialize, height = self.layout.materialize, self.layout.area.h
            # as far ahead as a page scrolls, so that content has its real height when it comes into view
            layout = materialize(self.scroll - height, self.scroll + 2 * height) if materialize is not None else None
            if layout is None:
                break
            self.set_layout(self.style, replace(layout, hints=self.layout.hints, status=self.layout.status))
        self._is_materializing = False

    def to_window(self, rect: Rect, *, scrolls: bool = True) -> Rect:
        """Converts a rectangle from content to window coordinates; one that does not scroll is there already."""
        area = self.content.drawn.area
        return rect.move(area.x, area.y - self.scroll) if scrolls else rect

    def target_at(self, x: float, y: float) -> FocusTarget | None:
        """Returns the smallest target at a position of the window: the arrow of a stepper rather than the stepper."""
        footer_targets = collect_box_targets(self.layout_footer(), scrolls=False)
        is_inside, slop = self.layout.area.collidepoint(x, y), self.style.px(TARGET_SLOP_UNITS)
        targets = [t for t in (*footer_targets, *self.targets) if is_inside or not t.scrolls]
        return find_smallest_target(targets, (x, y), slop, self.to_window)

    def focus_rects(self) -> tuple[list[Rect], bool]:
        """Returns the focused rectangles in window coordinates, and True if they scroll."""
        target = self.focused_target
        rects = [self.to_window(rect, scrolls=target.scrolls) for rect in target.rects] if target else []
        return rects, target is not None and target.scrolls

    def is_visible(self, command: Command) -> bool:
        """Returns True if a target with this command is visible without scrolling."""
        return any(self.is_target_visible(target) for target in self.targets if target.target.command == command)

    def is_target_visible(self, target: FocusTarget) -> bool:
        """Returns True if a target is visible without scrolling; of one higher than the window, its upper part."""
        return not target.scrolls or self.visible_range.contains(target.rects[0])

    @property
    def visible_range(self) -> VisibleRange:
        """The part of the content that is in view."""
        return VisibleRange(self.scroll, self.content.drawn.area.h)

    @property
    def max_scroll(self) -> int:
        """The scroll position at the end of the content."""
        return max(0, self.layout.content_height - self.layout.area.h)

    def scroll_to(self, scroll: float, *, keeps_focus: bool = True) -> None:
        """Scrolls to a position, or as near as the content reaches; a focus that leaves the view may be dropped."""
        position = max(0, min(round(scroll), self.max_scroll))
        if position == self.scroll:
            return
        if not keeps_focus and not is_focus_shown(self.focused_target, VisibleRange(position, self.layout.area.h)):
            self.set_focus(None)
        if (position <= 0, position >= self.max_scroll) != (self.scroll <= 0, self.scroll >= self.max_scroll):
            self._footer = None  # its hints differ at the beginning and the end
        self.scroll, self.dirty = position, True
        self._materialize_visible()

    def scroll_by(self, pixels: float) -> None:
        """Scrolls down by a number of pixels, up if negative. A focus that leaves the view is dropped."""
        self.scroll_to(self.scroll + pixels, keeps_focus=False)

    def scroll_into_view(self, rect: Rect) -> None:
        """Scrolls until a rectangle of the content is visible; of one that is too high, its top."""
        self.scroll_to(self.visible_range.scroll_to_reveal(rect, self.style.px(SCROLL_MARGIN_UNITS)))

    def scrollbar_thumb_rect(self) -> Rect | None:
        """Returns the rectangle of the scrollbar's thumb; None if all is in view, or the height is not known yet."""
        layout = self.content.drawn
        height = layout.content_height if self.content.is_complete else 0
        return scrollbar_thumb(self.style, layout.area, height, self.scroll)

    @property
    def focused_command(self) -> Command | None:
        """The command of the focused target."""
        return self.focused_key[0] if self.focused_key else None

    def focusable_targets(self) -> list[FocusTarget]:
        """Returns the targets that can have the focus, in tab order."""
        return [target for target in self.targets if target.target.is_focusable]

    def set_focus(self, key: FocusKey | None) -> None:
        """Focuses a target, or nothing, without scrolling."""
        if key != self.focused_key:
            self.focused_key = key
            self.invalidate_footer()

    def focus_and_reveal(self, command: Command, occurrence: int = 0) -> None:
        """Focuses a target and scrolls it into view."""
        key = (command, occurrence)
        for _ in range(MAX_LAYOUT_PASSES):  # its position in long content is known once its surroundings are laid out
            target = next((t for t in self.targets if t.key == key), None)
            if target is None:
                return
            self.focused_key = key
            self.invalidate_footer()
            rects = target.rects
            if target.scrolls:
                self.scroll_into_view(rects[0].unionall(rects[1:]))
            if not any(t.key == key and t.rects != rects for t in self.targets):
                return

    def handle(self, action: Action) -> Command | None:
        """Handles an action, or returns the command that it means."""
        match action:
            case events.Tab(backwards):
                targets, is_visible = self.focusable_targets(), self.is_target_visible
                self._reveal(find_next_target(targets, self.focused_key, is_visible, backwards=backwards))
            case events.Arrow(0, y):
                move_by_arrow(self, y)
            case events.PageScroll(pages, to_end):
                self.scroll_by((10**7 if to_end else self.layout.area.h) * pages)
            case events.Wheel(lines):
                self.scroll_by(-lines * self.style.px(WHEEL_LINE_UNITS))
            case events.Confirm(is_space):
                return self._confirm(is_space)
            case events.Key(name) if name.isdecimal() and name.isascii():
                return self._choose_by_number(int(name))
            case events.PointerMove(x, y, is_button_down):
                self._move_pointer(x, y, is_button_down)
            case events.PointerDown(x, y):
                return self._press_pointer(x, y)
            case events.PointerUp():
                self._scrollbar_grip.release()
        return None

    def _reveal(self, target: FocusTarget | None) -> None:
        if target is not None:
            self.focus_and_reveal(*target.key)

    def _confirm(self, is_space: bool) -> Command | None:
        """Returns the command of what Enter activates; scrolls on if that is nothing."""
        target = self._enter_target()
        if target is None:
            self.scroll_by(self.layout.area.h * PAGE_SHARE)
            return None
        return None if is_space and self.focused_key is None else target.command

    def _enter_target(self) -> HitTarget | None:
        if self.focused_key is None and not self._is_at_end:
            return None
        primary_command, is_at_end = self.layout.primary_command, self._is_at_end
        return find_enter_target(self.focusable_targets(), self.focused_key, primary_command, is_at_end=is_at_end)

    @property
    def _is_at_end(self) -> bool:
        """True if nothing is below the view; what is not laid out yet is."""
        return self.content.is_complete and self.scroll >= self.max_scroll

    @property
    def focused_target(self) -> FocusTarget | None:
        """The target that has the focus."""
        targets = self.focusable_targets() if self.focused_key is not None else []
        return next((target for target in targets if target.key == self.focused_key), None)

    def _choose_by_number(self, number: int) -> Command | None:
        """Returns a choice by its number. One out of sight is only revealed, so that none is chosen unread."""
        choice = next((target for target in self.focusable_targets() if 0 < target.target.number == number), None)
        if choice is None:
            return None
        if self.focused_key == choice.key or self.scroll <= choice.rects[0].centery <= self.visible_range.bottom:
            return choice.target.command
        self._reveal(choice)
        return None

    def _move_pointer(self, x: float, y: float, is_button_down: bool) -> None:
        if is_button_down and self._scrollbar_grip.drag(self, y):
            return
        target = self.target_at(x, y)
        if (command := target.target.command if target else None) != self.hovered_command:
            self.hovered_command, self.dirty = command, True

    def _press_pointer(self, x: float, y: float) -> Command | None:
        if self._scrollbar_grip.press(self, x, y):
            return None
        if (target := self.target_at(x, y)) is not None:
            return target.target.command
        if self.layout.is_dialog and not any(box.rect.collidepoint(x, y) for box in self.layout.fixed):
            return Command("close")  # a click outside a dialog closes it
        self.set_focus(None)
        return None

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Returns the keys that work at this scroll position and focus."""
        target = self.focused_target
        if target is not None and target.target.field is not None:
            return list_field_hints(target.target.field)
        hints, enter_target = self.content.drawn.hints, self._enter_target()
        return add_view_hints(hints, enter_target, is_focused=target is not None, is_at_end=self._is_at_end)

    def invalidate_footer(self) -> None:
        """Lays the footer out again when it is next needed."""
        self._footer, self.dirty = None, True

    def layout_footer(self) -> Box:
        """Returns the line of key hints, placed in the window; an empty box if there are none."""
        if self._footer is None and self.content.drawn.hints:
            footer = layout_footer(self.style, self.hint_filter(self), self.content.drawn.status)
            self._footer = footer.placed_at(0, self.style.height - footer.h)
        return self._footer or Box(0, 0)
