"""Events of pygame to actions of ours.

Law: nothing beyond this module knows a key code or a mouse button, so that another device is a few more lines here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import pygame
from pygame.event import Event


@dataclass(frozen=True, slots=True)
class Tab:
    """To the next thing, or back."""

    back: bool = False


@dataclass(frozen=True, slots=True)
class Arrow:
    """A step: `x` changes a value or turns over, `y` goes through choices and lines."""

    x: int = 0
    y: int = 0


@dataclass(frozen=True, slots=True)
class Confirm:
    """Act on what has the focus; `space` reads on when nothing has."""

    space: bool = False


@dataclass(frozen=True, slots=True)
class Cancel:
    """Escape."""


@dataclass(frozen=True, slots=True)
class PageScroll:
    """Pages up (negative) or down; `whole` goes to the end."""

    pages: float
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """Another key, by its letter in lower case, or "f1", "backspace", "ctrl+", "alt+n"."""

    name: str


@dataclass(frozen=True, slots=True)
class TextInput:
    """Text typed into a field."""

    text: str


@dataclass(frozen=True, slots=True)
class ImeComposition:
    """What an input method is still composing; it is not part of the text yet."""

    text: str


@dataclass(frozen=True, slots=True)
class EditCommand:
    """A key of a field. `select` with Shift; `word` with Ctrl: by words, and to the ends of all."""

    does: Literal[
        "left", "right", "up", "down", "home", "end", "backspace", "delete", "enter", "all", "copy", "cut", "paste",
        "undo",
    ]  # fmt: skip
    select: bool = False
    word: bool = False


@dataclass(frozen=True, slots=True)
class PointerMove:
    """The mouse is here; `held` while its button is down."""

    x: float
    y: float
    held: bool = False


@dataclass(frozen=True, slots=True)
class PointerDown:
    """The mouse was pressed here."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PointerUp:
    """The mouse button, the key, the finger or the pad's button came up."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """Lines rolled; positive towards the beginning."""

    lines: float


@dataclass(frozen=True, slots=True)
class TouchStart:
    """A finger came down here; it may become a tap or a drag."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Tap:
    """A finger was lifted where it came down."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drag:
    """A finger moved the page by so many pixels, positive towards the beginning."""

    pixels: float


@dataclass(frozen=True, slots=True)
class Fling:
    """A finger left the page moving, in pixels a second."""

    speed: float


@dataclass(frozen=True, slots=True)
class Resized:
    """The window has another size, or must be drawn again."""


@dataclass(frozen=True, slots=True)
class Closed:
    """The window was closed."""


Action = (
    Tab | Arrow | Confirm | Cancel | PageScroll | Key | TextInput | ImeComposition | EditCommand
    | PointerMove | PointerDown | PointerUp | Wheel | TouchStart | Tap | Drag | Fling | Resized | Closed
)  # fmt: skip

_KEYS: dict[int, Action] = {
    pygame.K_UP: Arrow(y=-1),
    pygame.K_DOWN: Arrow(y=1),
    pygame.K_LEFT: Arrow(x=-1),
    pygame.K_RIGHT: Arrow(x=1),
    pygame.K_RETURN: Confirm(),
    pygame.K_KP_ENTER: Confirm(),
    pygame.K_SPACE: Confirm(space=True),
    pygame.K_ESCAPE: Cancel(),
    pygame.K_PAGEUP: PageScroll(-0.9),
    pygame.K_PAGEDOWN: PageScroll(0.9),
    pygame.K_HOME: PageScroll(-1, whole=True),
    pygame.K_END: PageScroll(1, whole=True),
    pygame.K_F1: Key("f1"),
    pygame.K_F11: Key("f11"),
    pygame.K_BACKSPACE: Key("backspace"),
}
_ROLLING = {
    pygame.K_UP, pygame.K_DOWN, pygame.K_LEFT, pygame.K_RIGHT, pygame.K_PAGEUP, pygame.K_PAGEDOWN, pygame.K_TAB,
    pygame.K_BACKSPACE,
}  # fmt: skip
"""Keys that act again while they are held."""
_DRAWN_AGAIN = {
    pygame.WINDOWSIZECHANGED,
    pygame.WINDOWEXPOSED,
    pygame.WINDOWRESTORED,
    pygame.WINDOWDISPLAYCHANGED,
}


class KeyRepeatFilter:
    """The keys that are down. A key that chooses or goes back acts once, however long it is held."""

    def __init__(self) -> None:
        self._down: set[int] = set()

    def again(self, event: Event) -> bool:
        """Whether this is the repetition of a key that must not repeat."""
        if event.type == pygame.KEYDOWN:
            held = event.key in self._down
            self._down.add(event.key)
            return held and event.key not in _ROLLING
        if event.type == pygame.KEYUP:
            self._down.discard(event.key)
        elif event.type == pygame.WINDOWFOCUSLOST:
            self._down.clear()
        return False


def translate_event(event: Event, scale: float = 1.0, *, writing: bool = False) -> Action | None:
    """An event as an action. `scale` is pixels for one unit of the mouse: SDL counts the mouse in window units.

    While `writing`, a field has the focus: keys are its own, but for those that lead elsewhere.
    """
    kind = event.type
    if kind == pygame.KEYDOWN:
        return _field_key(event) if writing else _key(event)
    if kind == pygame.TEXTINPUT:
        return TextInput(event.text) if writing else None
    if kind == pygame.TEXTEDITING:
        return ImeComposition(event.text) if writing else None
    if kind == pygame.MOUSEMOTION:
        return PointerMove(event.pos[0] * scale, event.pos[1] * scale, bool(event.buttons[0]))
    if kind == pygame.MOUSEBUTTONDOWN and event.button == 1:
        return PointerDown(event.pos[0] * scale, event.pos[1] * scale)
    if kind == pygame.MOUSEBUTTONUP and event.button == 1:
        return PointerUp()
    if kind in (pygame.KEYUP, pygame.WINDOWFOCUSLOST):
        return PointerUp()
    if kind == pygame.MOUSEWHEEL:
        rolled = getattr(event, "precise_y", event.y)
        return Wheel(-rolled if getattr(event, "flipped", False) else rolled)
    if kind in _DRAWN_AGAIN:
        return Resized()
    if kind in (pygame.QUIT, pygame.WINDOWCLOSE):
        return Closed()
    return None


def _key(event: Event) -> Action | None:
    if event.key == pygame.K_TAB:
        return Tab(back=bool(event.mod & pygame.KMOD_SHIFT))
    if event.key in _KEYS:
        return _KEYS[event.key]
    char = _sign(event)
    if event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META):
        sizes = {pygame.K_PLUS: "+", pygame.K_EQUALS: "+", pygame.K_KP_PLUS: "+", pygame.K_MINUS: "-",
                 pygame.K_KP_MINUS: "-", pygame.K_0: "0"}  # fmt: skip
        if event.key in sizes:
            return Key("ctrl" + sizes[event.key])
        return Key("ctrl+q") if event.key == pygame.K_q else None
    if event.mod & pygame.KMOD_LALT:  # right Alt writes signs on many keyboards
        char = (
            char if char.isascii() and char.isprintable() and char else chr(event.key) if 32 < event.key < 127 else ""
        )
        return Key(f"alt+{char}") if char else None
    return Key(char) if char.isprintable() and char else None


_DIGITS = {code: str(n % 10) for n, code in enumerate(range(pygame.KSCAN_1, pygame.KSCAN_0 + 1), 1)}
_DIGITS |= {code: str(n % 10) for n, code in enumerate(range(pygame.KSCAN_KP_1, pygame.KSCAN_KP_0 + 1), 1)}


def _sign(event: Event) -> str:
    """What a key says while the system's text input is off: then a digit is where the digits are on any keyboard."""
    shift = event.mod & pygame.KMOD_SHIFT
    if event.key == pygame.K_SLASH and shift:
        return "?"
    if getattr(event, "scancode", 0) in _DIGITS:
        return _DIGITS[event.scancode]
    return str(getattr(event, "unicode", "")).lower()


_EDITS: dict[int, EditCommand] = {
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
_CONTROLS: dict[int, EditCommand] = {
    pygame.K_a: EditCommand("all"),
    pygame.K_c: EditCommand("copy"),
    pygame.K_x: EditCommand("cut"),
    pygame.K_v: EditCommand("paste"),
    pygame.K_z: EditCommand("undo"),
}
_LEADING_ELSEWHERE = {pygame.K_TAB, pygame.K_ESCAPE, pygame.K_PAGEUP, pygame.K_PAGEDOWN, pygame.K_F1, pygame.K_F11}


def _field_key(event: Event) -> Action | None:
    """A key while a field has the focus; letters come as text."""
    held = bool(event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META))
    if event.key in _EDITS:
        word = held or bool(event.mod & pygame.KMOD_LALT)
        return replace(_EDITS[event.key], select=bool(event.mod & pygame.KMOD_SHIFT), word=word)
    if event.key in _LEADING_ELSEWHERE:
        return _key(event)
    if held and not event.mod & pygame.KMOD_RALT:  # AltGr, which writes signs, comes as both
        return _CONTROLS.get(event.key) or _key(event)
    return None
