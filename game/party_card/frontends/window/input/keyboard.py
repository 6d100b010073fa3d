"""Translates keyboard events into actions, with one key map for reading and one for text fields.

Letters of shortcuts are Latin. On a layout without them (Cyrillic, Greek, Hebrew, Arabic) a key means the letter that
is at its place on a US keyboard; on a Latin one it means what is printed on it, wherever it is.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pygame
from pygame.event import Event

from party_card.frontends.window.input.events import Action, Arrow, Cancel, Confirm, EditCommand, Key, PageScroll, Tab

PAGE_SHARE = 0.9
"""The share of a page that one page step scrolls, so that a few lines stay in view."""
BACKWARD_ACTIONS = (Key("b"), PageScroll(-PAGE_SHARE), Arrow(x=-1))
"""The keys that lead back to an earlier page or slide, where they turn pages at all."""
SKIP_KEY, SKIP_EVERY_S = "k", 0.4
"""The key that skips passages, and the time between two of them while it is held."""
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
}
_CTRL_KEYS = {"0": "ctrl0", "q": "ctrl+q"}
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
_CTRL_EDIT_KEYS = {
    "a": EditCommand("all"),
    "c": EditCommand("copy"),
    "x": EditCommand("cut"),
    "v": EditCommand("paste"),
    "z": EditCommand("undo"),
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
_LETTER_SCANCODES = {code: chr(ord("a") + n) for n, code in enumerate(range(pygame.KSCAN_A, pygame.KSCAN_Z + 1))}
_SCANCODES = pygame.key.ScancodeWrapper(range(512))  # type: ignore[arg-type]  # made for the state of keys, it holds any numbers
"""Looks up the scancode of a key in the present layout; 0 if no key of the layout gives it."""
MAX_CODE_POINT = 0x10FFFF
_ALTGR = pygame.KMOD_RALT | pygame.KMOD_MODE


class KeyRepeatFilter:
    """Tracks the keys that are down, so that a key that chooses or goes back acts once, however long it is held.

    The key that skips passages acts again while it is held, slowly enough to see what is skipped.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._pressed_keys: set[int] = set()
        self._clock = clock
        self._skipped_s = 0.0

    def is_unwanted_repeat(self, event: Event) -> bool:
        """Returns True if the event repeats a key that must not repeat. Must see every event."""
        if event.type == pygame.KEYDOWN:
            was_down = event.key in self._pressed_keys
            self._pressed_keys.add(event.key)
            if _read_character(event) == SKIP_KEY and (not was_down or self._clock() - self._skipped_s >= SKIP_EVERY_S):
                self._skipped_s = self._clock()
                return False
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
    character = _read_character(event)
    if _has_ctrl(event):
        name = _ZOOM_KEYS.get(event.key) or _CTRL_KEYS.get(character)
        return Key(name) if name is not None else None
    if event.mod & pygame.KMOD_LALT:  # right Alt types characters on many keyboards
        return Key(f"alt+{character}") if character.isascii() and character else None
    return Key(character) if character else None


def translate_field_key(event: Event) -> Action | None:
    """Translates a key press while a text field has the focus; characters arrive as text events instead."""
    if event.key in _EDIT_KEYS:
        by_word = _has_ctrl(event) or bool(event.mod & pygame.KMOD_LALT)
        return replace(_EDIT_KEYS[event.key], select=bool(event.mod & pygame.KMOD_SHIFT), by_word=by_word)
    if event.key in _KEYS_THAT_LEAVE_FIELDS:
        return translate_key(event)
    if _has_ctrl(event):
        return _CTRL_EDIT_KEYS.get(_read_character(event)) or translate_key(event)
    return None


def _has_ctrl(event: Event) -> bool:
    """Returns True if Ctrl or Meta is down, and not AltGr, which types characters and may arrive as Ctrl and Alt."""
    return bool(event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META)) and not event.mod & _ALTGR


def _read_character(event: Event) -> str:
    """Returns what a key means as a shortcut: a digit or letter in lower case, or another character; else nothing.

    Digits are read by position, as they need Shift on some layouts.
    """
    scancode = getattr(event, "scancode", 0)
    if event.key == pygame.K_SLASH and event.mod & pygame.KMOD_SHIFT and scancode not in _LETTER_SCANCODES:
        return "?"
    if scancode in _DIGIT_SCANCODES:
        return _DIGIT_SCANCODES[scancode]
    # SDL gives keys that type nothing numbers beyond Unicode; with Ctrl a letter types a control character.
    characters = (str(getattr(event, "unicode", "")).lower(), chr(event.key) if event.key <= MAX_CODE_POINT else "")
    printable = [character for character in characters if character.strip() and character.isprintable()]
    if event.mod & _ALTGR:
        return printable[0] if printable else ""
    character = next((character for character in printable if character.isascii()), "".join(printable[:1]))
    letter = _LETTER_SCANCODES.get(scancode, "")
    return letter if letter and _lacks_letter(character, letter) else character


def _lacks_letter(character: str, letter: str) -> bool:
    """Returns True if a key gives `character` and no key of the layout gives the Latin `letter` of its place."""
    if character[:1].isalpha():
        return not unicodedata.name(character[0], "").startswith("LATIN")
    return not _SCANCODES[ord(letter)]
