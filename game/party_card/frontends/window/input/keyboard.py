"""Translates keyboard events into actions, with one key map for reading and one for text fields."""

from __future__ import annotations

from dataclasses import replace

import pygame
from pygame.event import Event

from party_card.frontends.window.input.events import Action, Arrow, Cancel, Confirm, EditCommand, Key, PageScroll, Tab

PAGE_SHARE = 0.9
"""The share of a page that one page step scrolls, so that a few lines stay in view."""
_KEY_ACTIONS: dict[int, Action] = {
    pygame.K_UP: Arrow(y=-1),
    pygame.K_DOWN: Arrow(y=1),
    pygame.K_LEFT: Arrow(x=-1),
    pygame.K_RIGHT: Arrow(x=1),
    pygame.K_RETURN: Confirm(),
    pygame.K_KP_ENTER: Confirm(),
    pygame.K_SPACE: Confirm(is_space=True),
    pygame.K_ESCAPE: Cancel(),
    pygame.K_PAGEUP: PageScroll(-PAGE_SHARE),
    pygame.K_PAGEDOWN: PageScroll(PAGE_SHARE),
    pygame.K_HOME: PageScroll(-1, to_end=True),
    pygame.K_END: PageScroll(1, to_end=True),
    pygame.K_F1: Key("f1"),
    pygame.K_F11: Key("f11"),
    pygame.K_BACKSPACE: Key("backspace"),
}
_ZOOM_KEYS = {
    pygame.K_PLUS: "ctrl+",
    pygame.K_EQUALS: "ctrl+",
    pygame.K_KP_PLUS: "ctrl+",
    pygame.K_MINUS: "ctrl-",
    pygame.K_KP_MINUS: "ctrl-",
    pygame.K_0: "ctrl0",
}
_EDIT_KEYS: dict[int, EditCommand] = {
    pygame.K_LEFT: EditCommand("left"),
    pygame.K_RIGHT: EditCommand("right"),
    pygame.K_UP: EditCommand("up"),
    pygame.K_DOWN: EditCommand("down"),
    pygame.K_HOME: EditCommand("home"),
    pygame.K_END: EditCommand("end"),
    pygame.K_BACKSPACE: EditCommand("backspace"),
    pygame.K_DELETE: EditCommand("delete"),
    pygame.K_RETURN: EditCommand("enter"),
    pygame.K_KP_ENTER: EditCommand("enter"),
}
_CTRL_EDIT_KEYS: dict[int, EditCommand] = {
    pygame.K_a: EditCommand("all"),
    pygame.K_c: EditCommand("copy"),
    pygame.K_x: EditCommand("cut"),
    pygame.K_v: EditCommand("paste"),
    pygame.K_z: EditCommand("undo"),
}
_KEYS_THAT_LEAVE_FIELDS = {
    pygame.K_TAB, pygame.K_ESCAPE, pygame.K_PAGEUP, pygame.K_PAGEDOWN, pygame.K_F1, pygame.K_F11,
}  # fmt: skip
_REPEATING_KEYS = {
    pygame.K_UP, pygame.K_DOWN, pygame.K_LEFT, pygame.K_RIGHT, pygame.K_PAGEUP, pygame.K_PAGEDOWN, pygame.K_TAB,
    pygame.K_BACKSPACE,
}  # fmt: skip
_DIGIT_SCANCODES = {code: str(n % 10) for n, code in enumerate(range(pygame.KSCAN_1, pygame.KSCAN_0 + 1), 1)}
_DIGIT_SCANCODES |= {code: str(n % 10) for n, code in enumerate(range(pygame.KSCAN_KP_1, pygame.KSCAN_KP_0 + 1), 1)}


class KeyRepeatFilter:
    """Tracks the keys that are down, so that a key that chooses or goes back acts once, however long it is held."""

    def __init__(self) -> None:
        self._pressed_keys: set[int] = set()

    def is_unwanted_repeat(self, event: Event) -> bool:
        """Returns True if the event repeats a key that must not repeat. Must see every event."""
        if event.type == pygame.KEYDOWN:
            was_down = event.key in self._pressed_keys
            self._pressed_keys.add(event.key)
            return was_down and event.key not in _REPEATING_KEYS
        if event.type == pygame.KEYUP:
            self._pressed_keys.discard(event.key)
        elif event.type == pygame.WINDOWFOCUSLOST:
            self._pressed_keys.clear()
        return False


def translate_key(event: Event) -> Action | None:
    """Translates a key press while no text field has the focus."""
    if event.key == pygame.K_TAB:
        return Tab(backwards=bool(event.mod & pygame.KMOD_SHIFT))
    if event.key in _KEY_ACTIONS:
        return _KEY_ACTIONS[event.key]
    if event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META):
        if event.key in _ZOOM_KEYS:
            return Key(_ZOOM_KEYS[event.key])
        return Key("ctrl+q") if event.key == pygame.K_q else None
    character = _key_character(event)
    if event.mod & pygame.KMOD_LALT:  # right Alt types characters on many keyboards
        if not (character and character.isascii() and character.isprintable()):
            character = chr(event.key) if 32 < event.key < 127 else ""
        return Key(f"alt+{character}") if character else None
    return Key(character) if character and character.isprintable() else None


def translate_field_key(event: Event) -> Action | None:
    """Translates a key press while a text field has the focus; characters arrive as text events instead."""
    has_ctrl = bool(event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META))
    if event.key in _EDIT_KEYS:
        by_word = has_ctrl or bool(event.mod & pygame.KMOD_LALT)
        return replace(_EDIT_KEYS[event.key], select=bool(event.mod & pygame.KMOD_SHIFT), by_word=by_word)
    if event.key in _KEYS_THAT_LEAVE_FIELDS:
        return translate_key(event)
    if has_ctrl and not event.mod & pygame.KMOD_RALT:  # AltGr, which types characters, arrives as Ctrl and right Alt
        return _CTRL_EDIT_KEYS.get(event.key) or translate_key(event)
    return None


def _key_character(event: Event) -> str:
    """Returns the character of a key in lower case; digits are read by position, as they need Shift on some layouts."""
    if event.key == pygame.K_SLASH and event.mod & pygame.KMOD_SHIFT:
        return "?"
    scancode = getattr(event, "scancode", 0)
    return _DIGIT_SCANCODES.get(scancode) or str(getattr(event, "unicode", "")).lower()
