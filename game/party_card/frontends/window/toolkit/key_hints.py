"""The keys of the bottom line, by page.

Law: in order of use, for a narrow window shows only as many as find room; the last, which lists all keys, always.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from party_card.engine.page import Chart, Offer, Page
from party_card.engine.phases import TURNS
from party_card.frontends.window.toolkit.primitives import Command, KeyHint

ENTER = KeyHint("Enter", "choose", Command("nothing"))
LIST = KeyHint("↑ ↓", "through the list", Command("nothing"))
TAB = KeyHint("Tab", "next", Command("nothing"))
KEYS = KeyHint("F1", "keys", Command("help"), ("f1", "?"))
MENU = KeyHint("Esc", "menu", Command("menu"), ("escape",))
SETTINGS = KeyHint("S", "settings", Command("settings"), ("s",))
NOTES = KeyHint("N", "notes", Command("notes"), ("n",))
WHO = KeyHint("W", "who’s who", Command("who"), ("w",))
FIGURES = KeyHint("F", "figures", Command("figures"), ("f",))
BACK = KeyHint("B", "back one choice", Command("undo"), ("b",))
PATH = KeyHint("P", "your path", Command("path"), ("p",))
TRANSCRIPT = KeyHint("T", "transcript", Command("transcript"), ("t",))


def _said(offer: Offer) -> str:
    """An offer in the words of the bottom line."""
    text = "".join(run.text for run in offer.line)
    return text[:1].lower() + text[1:]


def page_bindings(page: Page, onward: str = "") -> tuple[KeyHint, ...]:
    """What a page allows; `onward` is where it leads if it offers nothing itself."""
    made: list[KeyHint] = []
    after = page.kind in ("record", "debrief", "finished")
    open_ = [o for o in page.offers if o.open]
    if len(open_) == 1 and open_[0].id in TURNS:
        made.append(KeyHint("Enter", _said(open_[0]), Command("nothing")))
    elif open_:
        made.append(KeyHint(f"1–{len(open_)}" if len(open_) > 1 else "1", "choose", Command("nothing")))
    elif onward:
        made.append(KeyHint("Enter", onward[:1].lower() + onward[1:], Command("nothing")))
    made.append(TAB)
    if page.notes:
        made.append(NOTES)
    if has_figures(page):
        made.append(FIGURES)
    if after:  # the menu leads to what finds no room
        made += [PATH, TRANSCRIPT, MENU]
    if page.entries:
        made.append(WHO)
    if page.kind in ("between", "winter"):
        return (*made, MENU, SETTINGS, KEYS)
    if page.kind != "briefing":
        made.append(BACK)
    if after:
        return (*made, SETTINGS, KEYS)
    if page.step > 1:
        made.append(PATH)
    return (*made, SETTINGS, MENU, KEYS)


Device = Literal["keys", "pad", "touch"]
PAD = {"Enter": "A", "Esc": "B", "N": "X", "W": "Y", "F1": "Back", "PgDn": "RB", "↑ ↓": "↑ ↓", "← →": "← →"}
"""The button of a game pad that does what a key does."""
UP = KeyHint("PgUp", "back up", Command("up"))


def visible_hints(
    hints: Iterable[KeyHint], device: Device, *, single_keys: bool = True, hold: bool = False
) -> tuple[KeyHint, ...]:
    """Hints for what was used last: keys (with Alt where single ones are off), buttons of a pad, or words to touch."""
    made: list[KeyHint] = []
    for hint in hints:
        chooses = hint.cap[:1].isdigit()
        cap, label = hint.cap, hint.label
        if chooses and hold:
            label = f"hold to {label}"
        if device == "touch":
            if hint.command.verb != "nothing":
                made.append(replace(hint, cap=label[:1].upper() + label[1:], label=""))
            continue
        if device == "pad":
            cap = "A" if chooses else PAD.get(cap, "")
        elif not single_keys and (chooses or (len(cap) == 1 and cap.isalpha())):
            cap = f"Alt {cap}"
        if cap:
            made.append(replace(hint, cap=cap, label=label))
    return tuple(made)


def has_figures(page: Page) -> bool:
    """Whether there is a chart to be shown as a table."""
    return any(isinstance(block, Chart) for block in page.blocks)
