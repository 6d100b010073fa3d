"""Routes actions to the focused text field.

Invariant: Tab, Escape, page scrolling and clicks elsewhere leave the field; all other keys stay in it, so that no
letter of a text is a shortcut. What an input method has not finished is kept where the player clicks or leaves, once.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import pygame
from pygame import Rect

from party_card.frontends.window.input.events import (
    Action,
    Cancel,
    Confirm,
    EditCommand,
    ImeComposition,
    Key,
    PointerDown,
    PointerMove,
    PointerUp,
    TextInput,
)
from party_card.frozen_dataclass import frozen_dataclass
from party_card.storage.errors import StorageError

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.box import Command, EditableText
    from party_card.frontends.window.toolkit.focus import FocusTarget
    from party_card.frontends.window.toolkit.viewport import ScrollView


@frozen_dataclass
class EntryResult:
    """The effect of an action on a field.

    After `is_edited` the screen must be laid out again; `submitted` is the command of a field at Enter; `error` is the
    reason why an edit could not be saved.
    """

    is_edited: bool = False
    submitted: Command | None = None
    error: str = ""


def find_focused_field_target(view: ScrollView) -> FocusTarget | None:
    """Returns the target of the text field that has the focus."""
    if view.focused_key is None:
        return None
    targets = (target for target in view.targets if target.key == view.focused_key)
    return next((target for target in targets if target.target.field is not None), None)


def find_focused_field(view: ScrollView) -> EditableText | None:
    """Returns the text field that has the focus."""
    target = find_focused_field_target(view)
    return target.target.field if target is not None else None


def find_caret_rect(view: ScrollView) -> Rect | None:
    """Returns the caret of the focused text field in window pixels."""
    target = find_focused_field_target(view)
    if target is None or target.target.field is None:
        return None
    return target.target.field.caret_rect.move(view.to_window(target.rects[0], scrolls=target.scrolls).topleft)


class TextEntry:
    """Passes actions to fields, and selects text with the mouse."""

    def __init__(self) -> None:
        self._is_dragging = False
        self._previous_field: EditableText | None = None
        self._committed_text = ""  # what an input method may send again

    def handle(self, view: ScrollView, action: Action) -> EntryResult | None:
        """Passes an action to the field that has the focus or is clicked; None if it is not for a field."""
        if isinstance(action, PointerDown):
            target = view.target_at(action.x, action.y)
            self._is_dragging = target is not None and target.target.field is not None
        else:
            target = find_focused_field_target(view)
        field = target.target.field if target is not None else None
        if target is None or field is None:
            return None
        committed_text = self._committed_text
        if not isinstance(action, PointerMove | PointerUp) and action != ImeComposition(""):
            self._committed_text = ""
        match action:
            case TextInput(text) if text and text == committed_text:
                return EntryResult()
            case Cancel() if field.composing:
                _reset_input_method()
                return _edit(lambda: field.handle(ImeComposition("")))
            case PointerDown(x, y):
                self._commit_composition(field)
                view.focus_and_reveal(*target.key)
                return _place_caret(view, target, field, x, y)
            case PointerMove(x, y, True) if self._is_dragging:
                return _place_caret(view, target, field, x, y, extend_selection=True)
            case PointerUp():
                self._is_dragging = False
                return None
            case Cancel():
                view.set_focus(None)
                return EntryResult()
            case EditCommand("enter") | Confirm(False) if not field.is_multiline:
                return EntryResult(submitted=field.command)
            case Confirm():  # a button of a gamepad writes nothing
                return EntryResult()
            case Key(name) if len(name) == 1 or name == "backspace":  # the letter itself comes as text
                return EntryResult()
            case _:
                return _edit(lambda: field.handle(action))

    def set_text(self, view: ScrollView, target: FocusTarget, text: str) -> EntryResult | None:
        """Replaces the text of a field, as a screen reader does; None if the target is no field."""
        field = target.target.field
        if field is None:
            return None
        view.focus_and_reveal(*target.key)
        return _edit(lambda: field.set_text(text))

    def blur_previous_field(self, view: ScrollView) -> bool:
        """Ends composition and selection in a field that has lost the focus. Returns True if one has."""
        field, previous_field = find_focused_field(view), self._previous_field
        self._previous_field = field
        if previous_field is None or previous_field is field:
            return False
        self._commit_composition(previous_field)
        previous_field.blur()
        return True

    def _commit_composition(self, field: EditableText) -> None:
        """Keeps what an input method has not finished as text, as it is shown."""
        if not field.composing:
            return
        self._committed_text = text = field.composing
        _edit(lambda: field.handle(TextInput(text)))
        _reset_input_method()


def _reset_input_method() -> None:
    """Ends the composition of the system's input method."""
    with suppress(pygame.error):
        pygame.key.stop_text_input()
        pygame.key.start_text_input()


def _edit(edit: Callable[[], bool]) -> EntryResult | None:
    try:
        return EntryResult(is_edited=True) if edit() else None
    except StorageError as error:
        return EntryResult(error=error.message)


def _place_caret(
    view: ScrollView, target: FocusTarget, field: EditableText, x: float, y: float, *, extend_selection: bool = False
) -> EntryResult:
    left, top = view.to_window(target.rects[0], scrolls=target.scrolls).topleft
    field.place_caret(x - left, y - top, extend_selection=extend_selection)
    return EntryResult(is_edited=True)


class SystemTextInput:
    """Switches the text input of the system on while a field has the focus, so that no input method eats shortcuts."""

    def __init__(self) -> None:
        self._caret: Rect | None = None
        pygame.key.stop_text_input()

    def follow(self, caret: Rect | None, scale: float) -> None:
        """Reports the caret to the system, in window pixels; None switches text input off."""
        if caret == self._caret:
            return
        if caret is None:
            pygame.key.stop_text_input()
        else:
            if self._caret is None:
                pygame.key.start_text_input()
            pygame.key.set_text_input_rect(Rect(*(round(value / scale) for value in caret)))
        self._caret = caret
