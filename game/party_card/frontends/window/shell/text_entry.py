"""Writing into fields: which actions are for the field that has the focus, and which for the rest.

Law: what leads elsewhere (Tab, Escape, pages, the mouse beside the field) always does; everything else stays in the
field, so no letter of an answer is ever a shortcut.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pygame
from pygame import Rect

from party_card.frontends.window.input.events import Action, Click, Confirm, Dismiss, Edit, Hover, Key, Release
from party_card.frontends.window.navigation import Open
from party_card.frontends.window.screens.dialogs.base import MessageOverlay
from party_card.frontends.window.toolkit.focus import Place
from party_card.frontends.window.toolkit.viewport import View
from party_card.frontends.window.toolkit.widgets.text_field import Field
from party_card.storage.errors import KeepError

if TYPE_CHECKING:
    from party_card.frontends.window.shell.navigator import Stage


def place_of(view: View) -> Place | None:
    """Where the field is that has the focus, if one has."""
    return next((p for p in view.everything if p.key == view.at and p.target.field is not None), None)


def field_of(view: View) -> Field | None:
    """The field that has the focus, if one has."""
    place = place_of(view)
    return place.target.field if place is not None else None


def caret(view: View) -> Rect | None:
    """Where in the window text is being written, if it is: there an input method shows what it offers."""
    place = place_of(view)
    return None if place is None or place.target.field is None else _in_window(view, place.target.field.caret, place)


def _in_window(view: View, rect: Rect, place: Place) -> Rect:
    at = rect.move(place.rects[0].topleft)
    return at.move(view.sheet.area.x, view.sheet.area.y - view.scroll) if place.scrolls else at


class Pen:
    """Takes the actions of a stage that are for a field."""

    def __init__(self) -> None:
        self._dragging = False
        self._last: Field | None = None

    def take(self, stage: Stage, action: Action) -> bool:
        """Answer an action, if it is for a field."""
        view = stage.view
        place = view.under(action.x, action.y) if isinstance(action, Click) else place_of(view)
        field = place.target.field if place is not None else None
        if isinstance(action, Click):
            self._dragging = field is not None
        if place is None or field is None:
            return False
        match action:
            case Click(x, y):
                view.look_at(*place.key)
                self._point(stage, place, field, x, y, drag=False)
            case Hover(x, y, True) if self._dragging:
                self._point(stage, place, field, x, y, drag=True)
            case Release():
                self._dragging = False
                return False
            case Dismiss():
                view.look_nowhere()
            case Edit("enter") | Confirm(False) if field.lines == 1:
                answer = stage.screen.answer(field.does)
                if answer is not None:
                    stage.take(answer)
            case Confirm():
                pass  # a game pad's button writes nothing
            case Key(name) if len(name) == 1 or name == "backspace":
                pass  # the letter itself comes as text
            case _:
                return self._edit(stage, lambda: field.edit(action))
        return True

    def write(self, stage: Stage, place: Place, text: str) -> None:
        """Put text into a field, as a screen reader does."""
        field = place.target.field
        if field is not None:
            stage.view.look_at(*place.key)
            self._edit(stage, lambda: field.put(text))

    @staticmethod
    def _edit(stage: Stage, do: Callable[[], bool]) -> bool:
        """Whether something was edited; what could not be kept is told."""
        try:
            edited = do()
        except KeepError as error:
            stage.take(Open(MessageOverlay(error.message)))
            return True
        if edited:
            stage.rewritten()
        return edited

    def lift(self, stage: Stage) -> None:
        """After any action: a field that has lost the focus forgets what was being composed and selected."""
        now = field_of(stage.view)
        if self._last is not None and self._last is not now:
            self._last.leave()
            stage.rewritten()
        self._last = now

    @staticmethod
    def _point(stage: Stage, place: Place, field: Field, x: float, y: float, *, drag: bool) -> None:
        corner = _in_window(stage.view, Rect(0, 0, 0, 0), place)
        field.point(x - corner.x, y - corner.y, drag=drag)
        stage.rewritten()


class Keyboard:
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
