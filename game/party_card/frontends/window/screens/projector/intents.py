"""Translates input into what a presenter wants, the same for a keyboard and for a clicker.

A clicker is a keyboard with few keys: Page Down or Right, Page Up or Left, often `.` or `b`, and Escape.
"""

from __future__ import annotations

from typing import Literal

from party_card.frontends.window.input.events import Action, Arrow, Cancel, Confirm, Key, PageScroll

Intent = Literal[
    "next",
    "back",
    "enter",
    "up",
    "down",
    "more",
    "fewer",
    "first",
    "last",
    "black",
    "notes",
    "glossary",
    "settings",
    "menu",
]
_KEYS: dict[str, Intent] = {
    "b": "black", ".": "black", "backspace": "fewer", "+": "more", "-": "fewer", "n": "notes", "g": "glossary",
    "s": "settings",
}  # fmt: skip


def read_intent(action: Action) -> Intent | None:
    """Returns what an action means; None if it means nothing here."""
    match action:
        case PageScroll(pages, to_end=True):
            return "last" if pages > 0 else "first"
        case PageScroll(pages):
            return "next" if pages > 0 else "back"
        case Arrow(x=x) if x:
            return "next" if x > 0 else "back"
        case Arrow(y=y) if y:
            return "down" if y > 0 else "up"
        case Confirm(is_space):
            return "next" if is_space else "enter"
        case Cancel():
            return "menu"
        case Key(name):
            return _KEYS.get(name)
        case _:
            return None


def read_digit(action: Action) -> int:
    """Returns the number of a digit key; 0 for every other action."""
    return int(action.name) if isinstance(action, Key) and action.name in "123456789" else 0
