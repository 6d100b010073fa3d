"""The dialog with all keys, and the signs of the grades of certainty."""

from __future__ import annotations

from collections.abc import Sequence

from party_card.engine.grades import GRADES
from party_card.frontends.window.screens.dialogs.base import Dialog
from party_card.frontends.window.toolkit.box import Box
from party_card.frontends.window.toolkit.icons import make_grade_icon
from party_card.frontends.window.toolkit.letter_case import begin_upper_case
from party_card.frontends.window.toolkit.primitives import translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.key_table import layout_key_table
from party_card.localization import gettext, gettext_noop

KEYBOARD = (
    ("1 – 9", gettext_noop("choose")),
    ("Tab", gettext_noop("next link, note, choice or field; with Shift, back")),
    ("↑ ↓", gettext_noop("through the choices alone, or a few lines on")),
    ("Enter", gettext_noop("do what is marked; read on")),
    ("Space", gettext_noop("read on")),
    ("PgUp PgDn", gettext_noop("a page up or down; Home and End to the ends")),
    ("N", gettext_noop("open the notes; ← → from one to the next")),
    (
        "W",
        gettext_noop("who’s who, and words: those of the page; there, A shows the whole glossary, F finds words in it"),
    ),
    ("F", gettext_noop("the figures of the record as tables")),
    ("H", gettext_noop("the next heading of a long page; from the last one, its beginning")),
    ("A", gettext_noop("before a scene: what is invented in it, and what it asks")),
    ("M", gettext_noop("the map: where you are, and the places spoken of")),
    ("B", gettext_noop("undo choice")),
    ("P", gettext_noop("your path, and the way back; there, A shows all that you have read, F finds words")),
    ("R", gettext_noop("after a scene: the endings found and your route, to play on from a fork of it")),
    ("T", gettext_noop("save the transcript for handing in, once the record is open")),
    ("C", gettext_noop("among the episodes: the next of the campaign; R the winter in the record; O other scenes")),
    ("S", gettext_noop("settings: letters, page, choosing, language and sound")),
    ("Ctrl + –", gettext_noop("larger or smaller text; Ctrl 0 resets the size")),
    ("Alt N", gettext_noop("Alt with a letter or digit: the same, also where one-key shortcuts are off")),
    ("F11", gettext_noop("the whole screen, or a window")),
    ("Esc", gettext_noop("close, or the menu; in a field, stop writing")),
)
GAMEPAD = (
    ("A", gettext_noop("do what is marked; read on")),
    ("B", gettext_noop("close, or the menu; Start too")),
    ("↑ ↓ ← →", gettext_noop("the cross or the left stick, as the arrows")),
    ("LB RB", gettext_noop("a page up or down")),
    ("X  Y", gettext_noop("notes; who’s who")),
    ("Back", gettext_noop("these keys")),
)


class HelpDialog(Dialog):
    """Shows the keys of the keyboard, the buttons of a game pad and the grades, each as a table."""

    heading = gettext_noop("Keys and signs")
    close_keys = ("f1", "?")

    def layout_content(self, style: TextStyle, width: int) -> list[Box]:
        """Lays out the tables of keyboard, gamepad and grades."""
        boxes = [_layout_keys(style, KEYBOARD, width), style.layout_label(gettext("With a game pad"), width, "heading")]
        boxes += [
            _layout_keys(style, GAMEPAD, width),
            style.layout_label(gettext("How sure the source is"), width, "heading"),
        ]
        for grade, info in GRADES.items():
            indent = style.px(28)
            text = f"{begin_upper_case(gettext(info.word))}. {gettext(info.meaning)}"
            label = style.layout_label(text, width - indent, "note")
            marks = make_grade_icon(grade, style.px(9), style.line_height("note") / 2, style.px(6), "accent")
            boxes.append(Box(width, label.h, (*marks, *translate_marks(label.marks, indent, 0)), name=label.name))
        return boxes


def _layout_keys(style: TextStyle, rows: Sequence[tuple[str, str]], width: int) -> Box:
    return layout_key_table(style, [(cap, gettext(description)) for cap, description in rows], width)
