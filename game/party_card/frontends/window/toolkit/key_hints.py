"""Defines the key hints of the footer and adapts them to the device in use.

Invariant: hints are in order of use, as a narrow window shows only as many as fit; the last, which lists all keys,
always fits.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from party_card.frontends.window.input.events import Device
from party_card.frontends.window.toolkit.box import Command, EditableText, KeyHint

ENTER = KeyHint("Enter", "choose", Command("nothing"))
LIST_ARROWS = KeyHint("↑ ↓", "through the list", Command("nothing"))
TAB = KeyHint("Tab", "next", Command("nothing"))
HELP = KeyHint("F1", "keys", Command("help"), ("f1", "?"))
MENU = KeyHint("Esc", "menu", Command("menu"), ("escape",))
SETTINGS = KeyHint("S", "settings", Command("settings"), ("s",))
NOTES = KeyHint("N", "notes", Command("notes"), ("n",))
GLOSSARY = KeyHint("W", "who’s who", Command("glossary"), ("w",))
FIGURES = KeyHint("F", "figures", Command("figures"), ("f",))
BACK = KeyHint("B", "back one choice", Command("undo"), ("b",))
HISTORY = KeyHint("P", "your path", Command("history"), ("p",))
TRANSCRIPT = KeyHint("T", "transcript", Command("transcript"), ("t",))
PAGE_UP = KeyHint("PgUp", "back up", Command("up"))
PAGE_DOWN = KeyHint("PgDn", "read on", Command("down"))
FIELD_DONE = KeyHint("Enter", "done", Command("nothing"))
LEAVE_FIELD = KeyHint("Esc", "stop writing", Command("nothing"))

PAD_BUTTONS = {"Enter": "A", "Esc": "B", "N": "X", "W": "Y", "F1": "Back", "PgDn": "RB", "↑ ↓": "↑ ↓", "← →": "← →"}
"""The gamepad button with the function of each key."""


def field_hints(field: EditableText) -> tuple[KeyHint, ...]:
    """Returns the hints while a text field has the focus: all other keys are letters."""
    return (TAB, LEAVE_FIELD) if field.is_multiline else (FIELD_DONE, TAB, LEAVE_FIELD)


def add_page_down_hint(hints: tuple[KeyHint, ...], *, has_focus: bool) -> tuple[KeyHint, ...]:
    """Returns hints with one for scrolling on, for a view that is not at its end.

    It comes second; if nothing has the focus, it replaces the first hint for Enter.
    """
    if hints and hints[0].cap == "Enter" and not has_focus:
        return (replace(PAGE_DOWN, cap="Enter"), *hints[1:])
    return (*hints[:1], PAGE_DOWN, *hints[1:])


def adapt_hints(
    hints: Iterable[KeyHint], device: Device, *, single_keys: bool = True, hold: bool = False
) -> tuple[KeyHint, ...]:
    """Returns hints for a device: keys (with Alt unless `single_keys`), gamepad buttons, or words to touch.

    With `hold`, choices must be held.
    """
    adapted_hints: list[KeyHint] = []
    for hint in hints:
        is_choice = hint.cap[:1].isdigit()
        cap = hint.cap
        label = f"hold to {hint.label}" if is_choice and hold else hint.label
        if device == "touch":
            if hint.command.verb != "nothing":
                adapted_hints.append(replace(hint, cap=label[:1].upper() + label[1:], label=""))
            continue
        if device == "pad":
            cap = "A" if is_choice else PAD_BUTTONS.get(cap, "")
        elif not single_keys and (is_choice or (len(cap) == 1 and cap.isalpha())):
            cap = f"Alt {cap}"
        if cap:
            adapted_hints.append(replace(hint, cap=cap, label=label))
    return tuple(adapted_hints)
