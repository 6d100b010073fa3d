"""Defines the key hints of the footer and adapts them to the device in use.

Invariant: hints are in order of use, as a narrow window shows only as many as fit; the last, which lists all keys,
always fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from party_card.frontends.window.toolkit.box import Command, EditableText, HitTarget, KeyHint, Verb

if TYPE_CHECKING:
    from party_card.frontends.window.input.events import Device

ARROWS = KeyHint("← →", "change", Command("nothing"))
LIST_ARROWS = KeyHint("↑ ↓", "through the list", Command("nothing"))
ROUTE_ARROWS = KeyHint("← →", "along your route", Command("nothing"))
SCROLL_ARROWS = KeyHint("↑ ↓", "scroll", Command("nothing"))
TAB = KeyHint("Tab", "next", Command("nothing"))
HELP = KeyHint("F1", "keys", Command("help"), ("f1", "?"))
MENU = KeyHint("Esc", "menu", Command("menu"), ("escape",))
SETTINGS = KeyHint("S", "settings", Command("settings"), ("s",))
NOTES = KeyHint("N", "notes", Command("notes"), ("n",))
GLOSSARY = KeyHint("W", "who’s who", Command("glossary"), ("w",))
FIGURES = KeyHint("F", "figures", Command("figures"), ("f",))
HEADINGS = KeyHint("H", "next heading", Command("nothing"))
ABOUT = KeyHint("A", "about this scene", Command("about"), ("a",))
MAP = KeyHint("M", "map", Command("map"), ("m",))
BACK = KeyHint("B", "undo choice", Command("undo"), ("b",))
HISTORY = KeyHint("P", "your path", Command("history"), ("p",))
ROUTE = KeyHint("R", "endings and route", Command("route"), ("r",))
SKIP = KeyHint("K", "skip what you have read", Command("skip"), ("k",))
TRANSCRIPT = KeyHint("T", "transcript", Command("transcript"), ("t",))
PAGE_UP = KeyHint("PgUp", "back up", Command("up"))
PAGE_DOWN = KeyHint("PgDn", "read on", Command("down"))
READ_ON = replace(PAGE_DOWN, cap="Enter")
SELECT_HIGHLIGHTED = KeyHint("Enter", "select", Command("nothing"))
LEAVE_FIELD = KeyHint("Esc", "stop writing", Command("nothing"))

PAD_BUTTONS = {"Enter": "A", "Esc": "B", "N": "X", "W": "Y", "F1": "Back", "PgDn": "RB", "↑ ↓": "↑ ↓", "← →": "← →"}
"""The gamepad button with the function of each key."""


ENTER_LABELS: Mapping[Verb, str] = {
    "note": "open the note",
    "entry": "explain",
    "select": "play",
    "switch-player": "play",
    "delete-player": "delete",
    "rollback": "go back here",
    "branch": "play on from here",
    "pack": "show",
    "filter": "show",
}
"""The words for Enter on targets whose own text is no such word; buttons and menu items say what they do."""


def make_enter_hint(target: HitTarget) -> KeyHint:
    """Returns the hint for Enter on a target that is no field."""
    verb = target.command.verb
    if target.role == "slider":
        label = "change"
    elif target.number:
        label = "choose"
    else:
        label = ENTER_LABELS.get(verb) or target.name[:1].lower() + target.name[1:]
    return KeyHint("Enter", label, Command("nothing"), chooses=verb == "choose")


def list_field_hints(field: EditableText) -> tuple[KeyHint, ...]:
    """Returns the hints while a text field has the focus: all other keys are letters."""
    if field.is_multiline:
        return (TAB, LEAVE_FIELD)
    return (KeyHint("Enter", field.enter_label, Command("nothing")), TAB, LEAVE_FIELD)


def add_view_hints(
    hints: tuple[KeyHint, ...], enter_target: HitTarget | None, *, is_focused: bool, is_at_end: bool
) -> tuple[KeyHint, ...]:
    """Returns a screen's hints with those that depend on focus and scroll position.

    `enter_target` is the target that Enter activates, which `is_focused` or the only way on from the end. Digits come
    first, then Enter and the arrows of a slider; a hint for scrolling on comes next, unless that is what Enter does.
    """
    if not hints:
        return ()
    digits = tuple(hint for hint in hints[:1] if hint.chooses)
    added_hints: list[KeyHint] = []
    if enter_target is not None:
        added_hints.append(make_enter_hint(enter_target))
    elif not is_at_end:
        added_hints.append(READ_ON)
    if is_focused and enter_target is not None and enter_target.role == "slider":
        added_hints.append(ARROWS)
    if is_focused and not is_at_end:
        added_hints.append(PAGE_DOWN)
    return (*digits, *added_hints, *hints[len(digits) :])


def adapt_hints(
    hints: Iterable[KeyHint], device: Device, *, single_keys: bool = True, hold: bool = False
) -> tuple[KeyHint, ...]:
    """Returns hints for a device: keys (with Alt unless `single_keys`), gamepad buttons, or words to touch.

    With `hold`, choices must be held.
    """
    adapted_hints: list[KeyHint] = []
    for hint in hints:
        cap = hint.cap
        label = f"hold to {hint.label}" if hint.chooses and hold else hint.label
        if device == "touch":
            if hint.command.verb != "nothing":
                adapted_hints.append(replace(hint, cap=label[:1].upper() + label[1:], label=""))
            continue
        if device == "pad":
            cap = PAD_BUTTONS.get(cap, "")
        elif not single_keys and (cap[:1].isdigit() or (len(cap) == 1 and cap.isalpha())):
            cap = f"Alt {cap}"
        if cap:
            adapted_hints.append(replace(hint, cap=cap, label=label))
    return tuple(adapted_hints)
