"""Writing into fields: which actions are for the field that has the focus, and which for the rest.

Law: what leads elsewhere (Tab, Escape, pages, the mouse beside the field) always does; everything else stays in the
field, so no letter of an answer is ever a shortcut.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pygame
from pygame import Rect

from party_card.frontends.window.input.events import (
    Action,
    Cancel,
    Confirm,
    EditCommand,
    Key,
    PointerDown,
    PointerMove,
    PointerUp,
)
from party_card.frontends.window.navigation import Push
from party_card.frontends.window.screens.dialogs.base import MessageOverlay
from party_card.frontends.window.toolkit.focus import FocusTarget
from party_card.frontends.window.toolkit.viewport import ScrollView
from party_card.frontends.window.toolkit.widgets.text_field import TextField
from party_card.storage.errors import KeepError

if TYPE_CHECKING:
    from party_card.frontends.window.shell.navigator import Navigator


def focused_field_target(view: ScrollView) -> FocusTarget | None:
    """Where the field is that has the focus, if one has."""
    return next((p for p in view.targets if p.key == view.focused and p.target.field is not None), None)


def focused_field(view: ScrollView) -> TextField | None:
    """The field that has the focus, if one has."""
    place = focused_field_target(view)
    return place.target.field if place is not None else None


def caret_rect(view: ScrollView) -> Rect | None:
    """Where in the window text is being written, if it is: there an input method shows what it offers."""
    place = focused_field_target(view)
    return (
        None if place is None or place.target.field is None else _in_window(view, place.target.field.caret_rect, place)
    )


def _in_window(view: ScrollView, rect: Rect, place: FocusTarget) -> Rect:
    at = rect.move(place.rects[0].topleft)
    return at.move(view.layout.area.x, view.layout.area.y - view.scroll) if place.scrolls else at


class TextInputController:
    """Takes the actions of a stage that are for a field."""

    def __init__(self) -> None:
        self._dragging = False
        self._last: TextField | None = None

    def handle(self, navigator: Navigator, action: Action) -> bool:
        """Answer an action, if it is for a field."""
        view = navigator.view
        place = view.target_at(action.x, action.y) if isinstance(action, PointerDown) else focused_field_target(view)
        field = place.target.field if place is not None else None
        if isinstance(action, PointerDown):
            self._dragging = field is not None
        if place is None or field is None:
            return False
        match action:
            case PointerDown(x, y):
                view.focus_and_reveal(*place.key)
                self._point(navigator, place, field, x, y, drag=False)
            case PointerMove(x, y, True) if self._dragging:
                self._point(navigator, place, field, x, y, drag=True)
            case PointerUp():
                self._dragging = False
                return False
            case Cancel():
                view.clear_focus()
            case EditCommand("enter") | Confirm(False) if field.lines == 1:
                answer = navigator.screen.handle_command(field.command)
                if answer is not None:
                    navigator.navigate(answer)
            case Confirm():
                pass  # a game pad's button writes nothing
            case Key(name) if len(name) == 1 or name == "backspace":
                pass  # the letter itself comes as text
            case _:
                return self._edit(navigator, lambda: field.handle(action))
        return True

    def set_text(self, navigator: Navigator, place: FocusTarget, text: str) -> None:
        """Put text into a field, as a screen reader does."""
        field = place.target.field
        if field is not None:
            navigator.view.focus_and_reveal(*place.key)
            self._edit(navigator, lambda: field.set_text(text))

    @staticmethod
    def _edit(navigator: Navigator, do: Callable[[], bool]) -> bool:
        """Whether something was edited; what could not be kept is told."""
        try:
            edited = do()
        except KeepError as error:
            navigator.navigate(Push(MessageOverlay(error.message)))
            return True
        if edited:
            navigator.refresh_after_edit()
        return edited

    def blur_previous(self, navigator: Navigator) -> None:
        """After any action: a field that has lost the focus forgets what was being composed and selected."""
        now = focused_field(navigator.view)
        if self._last is not None and self._last is not now:
            self._last.blur()
            navigator.refresh_after_edit()
        self._last = now

    @staticmethod
    def _point(navigator: Navigator, place: FocusTarget, field: TextField, x: float, y: float, *, drag: bool) -> None:
        corner = _in_window(navigator.view, Rect(0, 0, 0, 0), place)
        field.place_caret(x - corner.x, y - corner.y, drag=drag)
        navigator.refresh_after_edit()


class SystemTextInput:
    """Text input of the system: on only while a field has the focus, so that no input method swallows a shortcut."""

    def __init__(self) -> None:
        self._at: Rect | None = None
        pygame.key.stop_text_input()

    def follow(self, at: Rect | None, scale: float) -> None:
        """Text is being written at `at`, in pixels, or nowhere."""
        if at == self._at:
            return
        if at is None:
            pygame.key.stop_text_input()
        else:
            if self._at is None:
                pygame.key.start_text_input()
            pygame.key.set_text_input_rect(Rect(*(round(n / scale) for n in at)))
        self._at = at
