"""Defines the key hints of the footer and adapts them to the device in use.

Invariant: hints are in order of use, as a narrow window shows only as many as fit; the last, which lists all keys,
always fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from party_card.frontends.window.toolkit.box import Command, EditableText, HitTarget, KeyHint, Verb
from party_card.frontends.window.toolkit.letter_case import begin_lower_case, begin_upper_case
from party_card.localization import gettext, gettext_noop

if TYPE_CHECKING:
    from party_card.frontends.window.input.events import Device

ARROWS = KeyHint("← →", gettext_noop("change"), Command("nothing"))
LIST_ARROWS = KeyHint("↑ ↓", gettext_noop("through the list"), Command("nothing"))
ROUTE_ARROWS = KeyHint("← →", gettext_noop("along your route"), Command("nothing"))
SCROLL_ARROWS = KeyHint("↑ ↓", gettext_noop("scroll"), Command("nothing"))
TAB = KeyHint("Tab", gettext_noop("next"), Command("nothing"))
HELP = KeyHint("F1", gettext_noop("keys"), Command("help"), ("f1", "?"))
MENU = KeyHint("Esc", gettext_noop("menu"), Command("menu"), ("escape",))
SETTINGS = KeyHint("S", gettext_noop("settings"), Command("settings"), ("s",))
NOTES = KeyHint("N", gettext_noop("notes"), Command("notes"), ("n",))
GLOSSARY = KeyHint("W", gettext_noop("who’s who"), Command("glossary"), ("w",))
FIGURES = KeyHint("F", gettext_noop("figures"), Command("figures"), ("f",))
HEADINGS = KeyHint("H", gettext_noop("next heading"), Command("nothing"))
ABOUT = KeyHint("A", gettext_noop("about this scene"), Command("about"), ("a",))
MAP = KeyHint("M", gettext_noop("map"), Command("map"), ("m",))
BACK = KeyHint("B", gettext_noop("undo choice"), Command("undo"), ("b",))
HISTORY = KeyHint("P", gettext_noop("your path"), Command("history"), ("p",))
ROUTE = KeyHint("R", gettext_noop("endings and route"), Command("route"), ("r",))
SKIP = KeyHint("K", gettext_noop("skip what you have read"), Command("skip"), ("k",))
TRANSCRIPT = KeyHint("T", gettext_noop("transcript"), Command("transcript"), ("t",))
PAGE_UP = KeyHint("PgUp", gettext_noop("back up"), Command("up"))
PAGE_DOWN = KeyHint("PgDn", gettext_noop("read on"), Command("down"))
READ_ON = replace(PAGE_DOWN, cap="Enter")
SELECT_HIGHLIGHTED = KeyHint("Enter", gettext_noop("select"), Command("nothing"))
LEAVE_FIELD = KeyHint("Esc", gettext_noop("stop writing"), Command("nothing"))

CHOOSE_LABEL = gettext_noop("choose")

PAD_BUTTONS = {"Enter": "A", "Esc": "B", "N": "X", "W": "Y", "F1": "Back", "PgDn": "RB", "↑ ↓": "↑ ↓", "← →": "← →"}
"""The gamepad button with the function of each key."""


ENTER_LABELS: Mapping[Verb, str] = {
    "note": gettext_noop("open the note"),
    "entry": gettext_noop("explain"),
    "select": gettext_noop("play"),
    "switch-player": gettext_noop("play"),
    "delete-player": gettext_noop("delete"),
    "rollback": gettext_noop("go back here"),
    "branch": gettext_noop("play on from here"),
    "pack": gettext_noop("show"),
    "filter": gettext_noop("show"),
}
"""The words for Enter on targets whose own text is no such word; buttons and menu items say what they do."""


def make_enter_hint(target: HitTarget) -> KeyHint:
    """Returns the hint for Enter on a target that is no field."""
    verb = target.command.verb
    if target.role == "slider":
        message = gettext_noop("change")
    elif target.number:
        message = CHOOSE_LABEL
    else:
        message = ENTER_LABELS.get(verb, "")
    label = message or begin_lower_case(target.name)
    return KeyHint("Enter", label, Command("nothing"), chooses=verb == "choose", is_message=bool(message))


def list_field_hints(field: EditableText) -> tuple[KeyHint, ...]:
    """Returns the hints while a text field has the focus: all other keys are letters."""
    if field.is_multiline:
        return (TAB, LEAVE_FIELD)
    return (KeyHint("Enter", field.enter_label, Command("nothing"), is_message=False), TAB, LEAVE_FIELD)


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
        label = _look_up_label(hint, hold=hold)
        if device == "touch":
            if hint.command.verb != "nothing":
                adapted_hints.append(replace(hint, cap=begin_upper_case(label), label=""))
            continue
        if device == "pad":
            cap = PAD_BUTTONS.get(cap, "")
        elif not single_keys and (cap[:1].isdigit() or (len(cap) == 1 and cap.isalpha())):
            cap = f"Alt {cap}"
        if cap:
            adapted_hints.append(replace(hint, cap=cap, label=label))
    return tuple(adapted_hints)


def _look_up_label(hint: KeyHint, *, hold: bool) -> str:
    """Returns the label of a hint in the language of the interface; with `hold`, a choice says that it must be held."""
    label = gettext(hint.label) if hint.is_message and hint.label else hint.label
    if not (hint.chooses and hold):
        return label
    if hint.label == CHOOSE_LABEL:
        return gettext("hold to choose")
    # TRANSLATORS: {action} is the text of a button, as it stands there.
    return gettext("hold to {action}").format(action=label)
