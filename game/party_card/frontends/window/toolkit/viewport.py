"""Shows one laid-out screen: scrolling, focus, and the target under the mouse.

Invariant: a view handles the actions that are the same on every screen (Tab, arrows, pages, mouse) and returns a
`Command` for everything else; `dirty` is True if anything visible changed, and nothing else asks for a new drawing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from pygame import Rect

from party_card.frontends.window.input import events
from party_card.frontends.window.input.events import Action
from party_card.frontends.window.input.keyboard import PAGE_SHARE
from party_card.frontends.window.toolkit.box import Box, Command, HitTarget, KeyHint, ScreenLayout
from party_card.frontends.window.toolkit.focus import (
    FocusKey,
    FocusTarget,
    collect_box_targets,
    collect_layout_targets,
    find_adjacent_button,
    find_enter_target,
    find_next_target,
    find_smallest_target,
    is_focus_shown,
    is_near,
)
from party_card.frontends.window.toolkit.key_hints import add_view_hints, list_field_hints
from party_card.frontends.window.toolkit.reading_position import find_reading_position, scroll_for_position
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.visible_range import ROUNDING_PX, VisibleRange
from party_card.frontends.window.toolkit.widgets.footer import layout_footer
from party_card.frontends.window.toolkit.widgets.scrollbar import scroll_for_thumb, scrollbar_thumb

MAX_LAYOUT_PASSES = 6
"""The most passes of laying out long content until the visible part is stable."""
SCROLL_MARGIN_UNITS, WHEEL_LINE_UNITS, ARROW_STEP_UNITS = 28, 58, 87
"""Margin around a rectangle scrolled into view; distances that a notch of the wheel and an arrow key scroll."""
SCROLLBAR_HIT_UNITS, TARGET_SLOP_UNITS = 14, 3
"""Width of the area that grabs the scrollbar; distance at which the mouse still hits a target."""


class ScrollView:
    """Holds the layout of a screen, its scroll position in pixels, and the focused and hovered targets."""

    def __init__(self, style: TextStyle, layout: ScreenLayout) -> None:
        self.style, self.layout = style, layout
        self.scroll = 0
        self.focused_key: FocusKey | None = None
        self.hovered_command: Command | None = None
        self.dirty = True
        self.targets = collect_layout_targets(layout)
        self.hint_filter: Callable[[ScrollView], tuple[KeyHint, ...]] = ScrollView.key_hints
        self._thumb_grip: float | None = None  # distance of the mouse from the top of the thumb
        self._footer: Box | None = None
        self._is_materializing = False
        self._materialize_visible()

    def set_layout(self, style: TextStyle, layout: ScreenLayout, *, keep_scroll: bool = False) -> None:
        """Replaces the layout by another one of the same content; keeps the focus and the block at the upper edge.

        With `keep_scroll` the scroll position stays as it is: for changes that move nothing above the visible part.
        """
        position = None if keep_scroll else find_reading_position(self.layout, self.scroll)
        was_shown = is_focus_shown(self._focused_target(), self.visible_range)
        self.style, self.layout, self.targets = style, layout, collect_layout_targets(layout)
        if position is not None and self.scroll:
            self.scroll = scroll_for_position(layout, position)
        if self.focused_key not in [target.key for target in self.targets]:
            self.focused_key = None
        self.hovered_command = None
        self.invalidate_footer()
        self._scroll_to(self.scroll)
        self._materialize_visible()
        target = self._focused_target()
        if was_shown and not is_focus_shown(target, self.visible_range):
            self._reveal(target)

    def _materialize_visible(self) -> None:
        """Lays out the visible part of long content; content above it grows or shrinks out of sight."""
        if self._is_materializing:
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
        return rect.move(self.layout.area.x, self.layout.area.y - self.scroll) if scrolls else rect

    def target_at(self, x: float, y: float) -> FocusTarget | None:
        """Returns the smallest target at a position of the window: the arrow of a stepper rather than the stepper."""
        footer_targets = collect_box_targets(self.layout_footer(), scrolls=False)
        is_inside, slop = self.layout.area.collidepoint(x, y), self.style.px(TARGET_SLOP_UNITS)
        targets = [t for t in (*footer_targets, *self.targets) if is_inside or not t.scrolls]
        return find_smallest_target(targets, (x, y), slop, self.to_window)

    def focus_rects(self) -> tuple[list[Rect], bool]:
        """Returns the focused rectangles in window coordinates, and True if they scroll."""
        target = self._focused_target()
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
        return VisibleRange(self.scroll, self.layout.area.h)

    @property
    def max_scroll(self) -> int:
        """The scroll position at the end of the content."""
        return max(0, self.layout.content_height - self.layout.area.h)

    def _scroll_to(self, scroll: float, *, keeps_focus: bool = True) -> None:
        position = max(0, min(round(scroll), self.max_scroll))
        if position == self.scroll:
            return
        if not keeps_focus and not is_focus_shown(self._focused_target(), VisibleRange(position, self.layout.area.h)):
            self.set_focus(None)
        if (position <= 0, position >= self.max_scroll) != (self.scroll <= 0, self.scroll >= self.max_scroll):
            self._footer = None  # its hints differ at the beginning and the end
        self.scroll, self.dirty = position, True
        self._materialize_visible()

    def scroll_by(self, pixels: float) -> None:
        """Scrolls down by a number of pixels, up if negative. A focus that leaves the view is dropped."""
        self._scroll_to(self.scroll + pixels, keeps_focus=False)

    def scroll_into_view(self, rect: Rect) -> None:
        """Scrolls until a rectangle of the content is visible; of one that is too high, its top."""
        self._scroll_to(self.visible_range.scroll_to_reveal(rect, self.style.px(SCROLL_MARGIN_UNITS)))

    def scrollbar_thumb_rect(self) -> Rect | None:
        """Returns the rectangle of the scrollbar's thumb in the window; None if everything is in view."""
        return scrollbar_thumb(self.style, self.layout.area, self.layout.content_height, self.scroll)

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
                self._move_by_arrow(y)
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
                self._thumb_grip = None
        return None

    def _move_by_arrow(self, step: int) -> None:
        """Goes to the next button that is in view, or in a dialog near it; else scrolls, so that nothing is unread."""
        distance, focused_target = self.style.px(ARROW_STEP_UNITS), self._focused_target()
        is_reachable = self.is_target_visible
        if self.layout.is_dialog:
            if focused_target is not None and focused_target.scrolls:
                hidden_height = self.visible_range.hidden_height(focused_target.rects[0], step)
                if hidden_height > ROUNDING_PX:  # it is higher than the view
                    self.scroll_by(step * min(distance, hidden_height))
                    return
            furthest = max(0, self.layout.area.h - self.style.px(SCROLL_MARGIN_UNITS))
            distances = (-ROUNDING_PX, distance) if focused_target is None else (-furthest, furthest)
            is_reachable = partial(is_near, visible_range=self.visible_range, distances=distances, step=step)
        button = find_adjacent_button(self.focusable_targets(), self.focused_key, is_reachable, step)
        self._reveal(button)
        if button is None:
            self.scroll_by(step * distance)

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
        primary_command, is_at_end = self.layout.primary_command, self.scroll >= self.max_scroll
        return find_enter_target(self.focusable_targets(), self.focused_key, primary_command, is_at_end=is_at_end)

    def _focused_target(self) -> FocusTarget | None:
        return next((target for target in self.focusable_targets() if target.key == self.focused_key), None)

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
        if is_button_down and self._thumb_grip is not None:
            thumb = self.scrollbar_thumb_rect()
            top, height = y - self._thumb_grip, thumb.h if thumb else 0
            self._scroll_to(scroll_for_thumb(self.layout.area, height, top, self.max_scroll), keeps_focus=False)
            return
        target = self.target_at(x, y)
        if (command := target.target.command if target else None) != self.hovered_command:
            self.hovered_command, self.dirty = command, True

    def _press_pointer(self, x: float, y: float) -> Command | None:
        thumb, area = self.scrollbar_thumb_rect(), self.layout.area
        if thumb is not None and x >= area.right - self.style.px(SCROLLBAR_HIT_UNITS):
            if not thumb.top <= y <= thumb.bottom:
                position = (y - area.y - thumb.h / 2) / area.h * self.layout.content_height
                self._scroll_to(position, keeps_focus=False)
                thumb = self.scrollbar_thumb_rect() or thumb
            self._thumb_grip = y - thumb.top
            return None
        target = self.target_at(x, y)
        if target is not None:
            return target.target.command
        if self.layout.is_dialog and not any(box.rect.collidepoint(x, y) for box in self.layout.fixed):
            return Command("close")  # a click outside a dialog closes it
        self.set_focus(None)
        return None

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Returns the keys that work at this scroll position and focus."""
        target, is_at_end = self._focused_target(), self.scroll >= self.max_scroll
        if target is not None and target.target.field is not None:
            return list_field_hints(target.target.field)
        is_focused = target is not None
        return add_view_hints(self.layout.hints, self._enter_target(), is_focused=is_focused, is_at_end=is_at_end)

    def invalidate_footer(self) -> None:
        """Lays the footer out again when it is next needed."""
        self._footer, self.dirty = None, True

    def layout_footer(self) -> Box:
        """Returns the line of key hints, placed in the window; an empty box if there are none."""
        if self._footer is None and self.layout.hints:
            footer = layout_footer(self.style, self.hint_filter(self), self.layout.status)
            self._footer = footer.placed_at(0, self.style.height - footer.h)
        return self._footer or Box(0, 0)
