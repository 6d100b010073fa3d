"""The navigator: the stack of open screens and their views, without a window.

Invariant: input goes to the top screen, and its return value decides the next stack operation. The navigator knows no
screen beyond the `Screen` interface; the router builds them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pygame import Surface

from party_card.frontends.window.input.events import (
    Action,
    CloseRequest,
    Fling,
    Key,
    PageScroll,
    PointerMove,
    PointerUp,
    RedrawRequest,
)
from party_card.frontends.window.input.keyboard import BACKWARD_ACTIONS, PAGE_SHARE
from party_card.frontends.window.navigation import (
    BACKWARD_VERBS,
    NavigationResult,
    Pop,
    Push,
    Quit,
    Refresh,
    Replace,
    Route,
    Screen,
)
from party_card.frontends.window.screens.dialogs.message import MessageDialog
from party_card.frontends.window.screens.dialogs.setting_values import step_setting
from party_card.frontends.window.screens.router import build_screen
from party_card.frontends.window.shell.compositor import Compositor, Frame
from party_card.frontends.window.shell.interaction import InteractionFilter
from party_card.frontends.window.shell.interface_language import InterfaceLanguage
from party_card.frontends.window.shell.screen_stack import ScreenStack
from party_card.frontends.window.shell.text_entry import EntryResult, TextEntry, find_focused_field_target
from party_card.frontends.window.toolkit.box import Command
from party_card.frontends.window.toolkit.shaping import TextShaper
from party_card.storage.errors import StorageError

if TYPE_CHECKING:
    from party_card.app.session import Session
    from party_card.frontends.window.toolkit.animation import Animator
    from party_card.frontends.window.toolkit.focus import FocusTarget
    from party_card.frontends.window.toolkit.viewport import ScrollView


class Navigator:
    """Holds the open screens of a session, for a window of `size` pixels at `scale` pixels a unit.

    Without an `animator` every picture is final. `on_event` is called with audible events: "choose" and the name of
    the choice, "turn" or "record".
    """

    def __init__(
        self, session: Session, size: tuple[int, int], scale: float = 1.0, *, screen: Screen | None = None,
        language: InterfaceLanguage | None = None,
    ) -> None:  # fmt: skip
        self.session = session
        self.is_closed, self.frame_count = False, 0
        self.interaction = InteractionFilter()
        self.compositor = Compositor()
        self.animator: Animator | None = None
        self.on_event: Callable[[str, str], None] = lambda *_: None
        self._text_entry = TextEntry()
        self._is_backwards = False
        self.stack = ScreenStack(session, size, scale, TextShaper(), language or InterfaceLanguage())
        self.stack.push(screen or build_screen(Route("title"), session))

    # ----------------------------------------------------------------------------------------------------------- state

    @property
    def screen(self) -> Screen:
        """The top screen."""
        return self.stack.top[0]

    @property
    def view(self) -> ScrollView:
        """The view of the top screen."""
        return self.stack.top[1]

    @property
    def has_changes(self) -> bool:
        """True if anything visible changed since it was drawn; the steps of an animation are no changes."""
        return any(view.dirty for view in self.stack.views)

    @property
    def is_animating(self) -> bool:
        """True while something moves by itself."""
        return self.interaction.is_active or (self.animator is not None and self.animator.is_running)

    @property
    def needs_redraw(self) -> bool:
        """True if another frame must be drawn."""
        return self.has_changes or self.is_animating

    @property
    def animations_enabled(self) -> bool:
        """True if the window can animate changes and the player wants it."""
        return self.animator is not None and self.animator.is_enabled(self.session.settings.motion)

    @property
    def size(self) -> tuple[int, int]:
        """The size of the window in pixels."""
        return self.stack.size

    @property
    def scale(self) -> float:
        """The pixels of the window for one unit of the system."""
        return self.stack.scale

    @property
    def setting_errors(self) -> dict[str, str]:
        """The reasons why settings have no effect on this machine, by setting."""
        return self.stack.setting_errors

    def resize(self, size: tuple[int, int], scale: float) -> None:
        """Lays all screens out for another size of the window, and keeps their scroll positions."""
        if (size, scale) != (self.size, self.scale):
            self.stack.size, self.stack.scale = size, scale
            self._finish_animation()
            self.stack.relayout()

    def reload(self) -> None:
        """Updates all open screens after the session changed by itself."""
        self.stack.reload()
        self._finish_animation()

    # ---------------------------------------------------------------------------------------------------------- input

    def dispatch(self, action: Action) -> None:
        """Handles an action. An animation never delays it: it jumps to its end."""
        if not isinstance(action, PointerMove | PointerUp | RedrawRequest):
            self._finish_animation()
            self.view.advance_layout(to_end=True)
        if isinstance(action, Fling) and not self.animations_enabled:
            return
        match self.interaction.interpret(action, self.view, self.session.settings):
            case Command() as command:
                self.run_command(command)
            case meaning if meaning is not None:
                self._handle(meaning)
        if self._text_entry.blur_previous_field(self.view):
            self._advance_saving(at_once=True)
            self._relayout_after_edit()

    def _finish_animation(self) -> None:
        if self.animator is not None and self.animator.is_running:
            self.animator.finish()
            self.view.dirty = True

    def _handle(self, action: Action) -> None:
        if isinstance(action, CloseRequest) or action == Key("ctrl+q"):
            self.is_closed = True
        elif isinstance(action, RedrawRequest):
            self.view.dirty = True
        elif isinstance(action, Key) and action.name in ("ctrl+", "ctrl-", "ctrl0"):
            self._change_text_size(action)
        elif (entry := self._text_entry.handle(self.view, action)) is not None:
            self._apply_entry(entry)
        else:
            self._is_backwards = action in BACKWARD_ACTIONS
            result = self.screen.handle_input(action, self.view.focused_command)
            if result is not None:
                self.navigate(result)
            elif (command := self.view.handle(action)) is not None:
                self.run_command(command)

    def _change_text_size(self, key: Key) -> None:
        if key.name == "ctrl0":
            self.session.update_settings(text_size=100)
        else:
            step_setting(self.session, "text_size", 1 if key.name == "ctrl+" else -1)
        self.stack.relayout()

    def set_text(self, target: FocusTarget, text: str) -> None:
        """Replaces the text of a field, as a screen reader does."""
        entry = self._text_entry.set_text(self.view, target, text)
        if entry is not None:
            self._apply_entry(entry)

    def _apply_entry(self, entry: EntryResult) -> None:
        if entry.error:
            self.stack.push(MessageDialog(entry.error))
        elif entry.is_edited:
            self._relayout_after_edit()
        elif entry.submitted is not None and (result := self.screen.handle_command(entry.submitted)) is not None:
            self.navigate(result)

    def _relayout_after_edit(self) -> None:
        """Lays the top screen out again and keeps the caret in view."""
        self.stack.relayout_top(keep_scroll=True)
        target = find_focused_field_target(self.view)
        if target is not None and target.scrolls and target.target.field is not None:
            self.view.scroll_into_view(target.target.field.caret_rect.move(target.rects[0].topleft))

    def run_command(self, command: Command, *, is_held: bool = False) -> None:
        """Runs a command; a choice may have to be held first."""
        if not is_held and self.interaction.requires_hold(command, self.session.settings):
            self.view.dirty = True
        elif command.verb in ("down", "up"):
            self.view.handle(PageScroll(PAGE_SHARE if command.verb == "down" else -PAGE_SHARE))
        else:
            if command.verb == "choose":
                names = (target.target.name for target in self.view.targets if target.target.command == command)
                self.on_event("choose", next(names, ""))
            result = self.screen.handle_command(command)
            if result is not None:
                self._is_backwards = command.verb in BACKWARD_VERBS
                self.navigate(result)

    def update(self) -> None:
        """Advances holds, the scanner, flings, the saving of answers and the layout to the present time."""
        if not self.needs_redraw:
            self.view.advance_layout()
        if (command := self.interaction.poll_hold(self.view, self.session.settings)) is not None:
            self.run_command(command, is_held=True)
        self.interaction.advance(self.view, self.session.settings)
        self._advance_saving()

    def _advance_saving(self, *, at_once: bool = False) -> None:
        try:
            has_ended = self.session.advance_saving(at_once=at_once)
        except StorageError as error:
            self.reload()
            self.stack.push(MessageDialog(error.message))
        else:
            if has_ended:
                self.stack.relayout_top(keep_scroll=True)

    # ---------------------------------------------------------------------------------------------------------- stack

    def navigate(self, result: NavigationResult) -> None:
        """Performs the stack operation that a screen has returned."""
        match result:
            case Refresh(relayout, scroll_to_top, focus):
                if relayout and scroll_to_top:
                    self._renew_top()
                elif relayout:
                    self.stack.relayout_top()
                if focus is not None:
                    self.view.focus_and_reveal(focus)
            case Push(screen):
                self.stack.push(screen)
            case Pop(command):
                self._pop(command)
            case Replace(route):
                self._replace(route)
            case Quit():
                self.is_closed = True

    def _renew_top(self) -> None:
        if self.stack.renew_top() and not self.screen.is_modal:
            self._on_page_change()

    def _pop(self, command: Command | None) -> None:
        self.stack.pop()
        if command is not None:
            self._is_backwards = command.verb in BACKWARD_VERBS
            result = self.screen.handle_command(command)
            if result is not None:
                self.navigate(result)

    def _replace(self, route: Route) -> None:
        try:
            screen = build_screen(route, self.session)
        except StorageError as error:
            self.stack.push(MessageDialog(error.message))
            return
        self.stack.replace(screen)
        self._on_page_change()

    # -------------------------------------------------------------------------------------------------------- drawing

    def _on_page_change(self) -> None:
        self.on_event("turn" if self._is_backwards else self.screen.transition_kind, "")
        if self.animator is not None and self.animations_enabled and self.frame_count:
            self.animator.start_page_turn(self._is_backwards)

    def draw(self, surface: Surface) -> None:
        """Draws the open screens, or a step of the animation towards them."""
        settings, view = self.session.settings, self.view
        frame = Frame(
            views=self.stack.views,
            theme=settings.theme,
            animator=self.animator,
            animates_focus=self.animations_enabled,
            stamps_heading=self.screen.transition_kind == "record" and not self._is_backwards,
            draw_overlay=lambda target: self.interaction.draw_overlay(target, view, settings),
        )
        self.compositor.draw(frame, surface)
        self.frame_count += 1
