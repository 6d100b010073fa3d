"""The dialog with all keys, and the signs of the grades of certainty."""

from __future__ import annotations

from party_card.engine.grades import GRADES
from party_card.frontends.window.screens.dialogs.base import Dialog
from party_card.frontends.window.toolkit.box import Box
from party_card.frontends.window.toolkit.icons import make_grade_icon
from party_card.frontends.window.toolkit.primitives import translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.key_table import layout_key_table

KEYBOARD = (
    ("1 – 9", "choose"),
    ("Tab", "next link, note, choice or field; with Shift, back"),
    ("↑ ↓", "through the choices alone, or a few lines on"),
    ("Enter", "do what is marked; read on"),
    ("Space", "read on"),
    ("PgUp PgDn", "a page up or down; Home and End to the ends"),
    ("N", "open the notes; ← → from one to the next"),
    ("W", "who’s who, and words: those of the page; there, A shows the whole glossary, F finds words in it"),
    ("F", "the figures of the record as tables"),
    ("H", "the next heading of a long page; from the last one, its beginning"),
    ("A", "before a scene: what is invented in it, and what it asks"),
    ("M", "the map: where you are, and the places spoken of"),
    ("B", "undo choice"),
    ("P", "your path, and the way back; there, A shows all that you have read, F finds words"),
    ("R", "after a scene: the endings found and your route, to play on from a fork of it"),
    ("T", "save the transcript for handing in, once the record is open"),
    ("C", "among the episodes: the next of the campaign; R the winter in the record; O other scenes"),
    ("S", "settings: letters, page, choosing, sound and speech"),
    ("Ctrl + –", "larger or smaller text; Ctrl 0 resets the size"),
    ("Alt N", "Alt with a letter or digit: the same, also where one-key shortcuts are off"),
    ("F11", "the whole screen, or a window"),
    ("Esc", "close, or the menu; in a field, stop writing"),
)
GAMEPAD = (
    ("A", "do what is marked; read on"),
    ("B", "close, or the menu; Start too"),
    ("↑ ↓ ← →", "the cross or the left stick, as the arrows"),
    ("LB RB", "a page up or down"),
    ("X  Y", "notes; who’s who"),
    ("Back", "these keys"),
)


class HelpDialog(Dialog):
    """Shows the keys of the keyboard, the buttons of a game pad and the grades, each as a table."""

    title = "Keys and signs"
    close_keys = ("f1", "?")

    def layout_content(self, style: TextStyle, width: int) -> list[Box]:
        """Lays out the tables of keyboard, gamepad and grades."""
        boxes = [layout_key_table(style, KEYBOARD, width), style.layout_label("With a game pad", width, "heading")]
        boxes += [
            layout_key_table(style, GAMEPAD, width),
            style.layout_label("How sure the source is", width, "heading"),
        ]
        for grade, info in GRADES.items():
            indent = style.px(28)
            label = style.layout_label(f"{info.word.capitalize()}. {info.meaning}", width - indent, "note")
            marks = make_grade_icon(grade, style.px(9), style.line_height("note") / 2, style.px(6), "accent")
            boxes.append(Box(width, label.h, (*marks, *translate_marks(label.marks, indent, 0)), name=label.name))
        return boxes
