"""A field that text is written into, of one line or several.

Law: while a field has the focus, letters and digits are its own and no shortcut; Escape and Tab leave it. What it holds
is told to `changed` with every edit, so nothing waits for a button. It grows with its text and cuts nothing.

A screen keeps its fields, puts `field.box(press, width)` on its sheet, and learns of Enter in a field of one line by
`answer(field.does)`. `does` is also how it gives a field the focus: `Stay(look=field.does)`, or from `first()`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pygame
from pygame import Rect

from party_card.frontends.window.input.events import Action, EditCommand, ImeComposition, TextInput
from party_card.frontends.window.toolkit.primitives import (
    Box,
    Command,
    FillRect,
    HitTarget,
    Mark,
    StrokeRect,
    TextRun,
    translate_all,
)
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Role
from party_card.frontends.window.toolkit.widgets.text_buffer import TextBuffer
from party_card.frontends.window.toolkit.widgets.text_wrap import VisualLine, wrap

NEARLY = 0.9
"""How full a field is when it begins to say how much room is left."""


class TextField:
    """Text under work. `lines` is how many lines it shows at least; with 1 it has no line breaks at all."""

    def __init__(
        self, name: str, label: str, text: str = "", *, lines: int = 1, most: int = 2_000, empty: str = "",
        role: Role = "prose", changed: Callable[[str], None] = lambda _: None,
    ) -> None:  # fmt: skip
        self.command = Command("field", name)
        self.label, self.lines, self.placeholder, self.role = label, lines, empty, role
        self.draft = TextBuffer(text, most=most, many_lines=lines > 1)
        self.composing = ""
        self.caret_rect = Rect(0, 0, 1, 1)
        self.visual_lines: tuple[VisualLine, ...] = (VisualLine(0, 0, 0.0),)
        self._changed = changed
        self._press: TextStyle | None = None
        self._wanted: float | None = None  # where up and down would like the caret, left to right
        self._pad = 0

    @property
    def text(self) -> str:
        """What is written."""
        return self.draft.text

    def set_text(self, text: str) -> bool:
        """Another text in place of all: what a screen reader or another program enters."""
        self._after(lambda: self.draft.replace(text))
        return True

    # ----------------------------------------------------------------------------------------------- editing

    def handle(self, action: Action) -> bool:
        """Answer an action; whether it was one for a field."""
        match action:
            case ImeComposition(text):
                self.composing = text
            case TextInput(text) if text:
                self.composing = ""
                self._after(lambda: self.draft.insert(text))
            case EditCommand("up" | "down" as way, select):
                self._row(-1 if way == "up" else 1, select)
                return True
            case EditCommand("left" | "right" as side, select, word):
                self.draft.move(side, select=select, word=word)
            case EditCommand("home" | "end" as side, select, word):
                self._side(side, select, word)
            case EditCommand(does, _, word):
                self._after(lambda: self._do(does, word))
            case _:
                return False
        self._wanted = None
        return True

    def blur(self) -> None:
        """The focus goes elsewhere."""
        self.composing = ""
        self.draft.move_to(self.draft.caret)

    def _do(self, does: str, word: bool) -> None:
        draft = self.draft
        match does:
            case "backspace" | "delete":
                draft.delete(back=does == "backspace", word=word)
            case "enter" if self.lines > 1:
                draft.insert("\n")
            case "all":
                draft.select_all()
            case "undo":
                draft.undo()
            case "copy" | "cut" if draft.selected_text:
                _to_clipboard(draft.selected_text)
                if does == "cut":
                    draft.insert("")
            case "paste":
                draft.insert(_from_clipboard())

    def _after(self, do: Callable[[], None]) -> None:
        before = self.draft.text
        do()
        if self.draft.text != before:
            self._changed(self.draft.text)

    # ------------------------------------------------------------------------------------- by lines and places

    def _at(self, index: int) -> int:
        """The number of the line that holds a place; at a soft line end it is the line that begins there."""
        return max((n for n, row in enumerate(self.visual_lines) if row.start <= index), default=0)

    def _across(self, row: VisualLine, index: int) -> float:
        style = self._press
        return style.engine.measure(self.text[row.start : index], style.font(self.role)) if style else 0.0

    def _last(self, row: VisualLine) -> int:
        """The last place of the caret in a line: where the text merely runs on, its very end is the next line."""
        runs_on = row.end > row.start and any(other.start == row.end for other in self.visual_lines if other is not row)
        return row.end - 1 if runs_on else row.end

    def _nearest(self, row: VisualLine, x: float) -> int:
        """The place in a line that is nearest to `x`."""
        return min(range(row.start, self._last(row) + 1), key=lambda index: abs(self._across(row, index) - x))

    def _row(self, step: int, select: bool) -> None:
        n = self._at(self.draft.caret)
        if self._wanted is None:
            self._wanted = self._across(self.visual_lines[n], self.draft.caret)
        if not 0 <= n + step < len(self.visual_lines):
            self.draft.move_to(0 if step < 0 else len(self.text), select=select)
            return
        self.draft.move_to(self._nearest(self.visual_lines[n + step], self._wanted), select=select)

    def _side(self, side: Literal["home", "end"], select: bool, word: bool) -> None:
        """To the ends of the line as it is shown, with Ctrl to those of the text."""
        row = self.visual_lines[self._at(self.draft.caret)]
        at = row.start if side == "home" else self._last(row)
        self.draft.move_to((0 if side == "home" else len(self.text)) if word else at, select=select)

    def place_caret(self, x: float, y: float, *, drag: bool = False) -> None:
        """The mouse at a place of the box: the caret goes there, and selects on the way while it is held."""
        style = self._press
        if style is None:
            return
        n = int((y - self._pad) // style.line_height(self.role))
        row = self.visual_lines[max(0, min(n, len(self.visual_lines) - 1))]
        self.draft.move_to(self._nearest(row, x - self._pad), select=drag)
        self._wanted = None

    # ---------------------------------------------------------------------------------------------- as a box

    def layout(self, style: TextStyle, width: int) -> Box:
        """The field as it stands now, `width` pixels wide."""
        self._press, self._pad = style, style.px(12)
        leading, pad, type_ = style.line_height(self.role), self._pad, style.font(self.role)
        ascent, descent = style.engine.metrics(type_)
        first = (leading - ascent - descent) / 2 + ascent
        caret = self.draft.caret
        shown = self.text[:caret] + self.composing + self.text[caret:]
        self.visual_lines = tuple(wrap(style, shown, self.role, width - 2 * pad, leading))
        height = max(self.lines, len(self.visual_lines)) * leading + 2 * pad
        rect = Rect(0, 0, width, height)
        inner: list[Mark] = []
        if shown:
            for row in self.visual_lines:
                line = shown[row.start : row.end].rstrip("\n ")
                inner.append(TextRun(pad, pad + first + row.y, line, type_, "ink"))
        elif self.placeholder:
            said = style.label(self.placeholder, width - 2 * pad - style.px(4), self.role, "faint", italic=True)
            height = max(height, said.h + 2 * pad)
            rect = Rect(0, 0, width, height)
            inner += translate_all(said.marks, pad + style.px(4), pad)  # clear of the caret
        live = [*self._selection(style, leading, width), *inner, *self._caret(style, caret, leading, width)]
        plain = (FillRect(rect, "sheet"), StrokeRect(rect, "soft", style.px(1.5)), *inner)
        hot = (FillRect(rect, "sheet"), StrokeRect(rect, "ink", style.px(2)), *live)
        target = HitTarget(self.command, (rect,), "field", self.label, field=self)
        left = self.draft.most - len(self.text)
        if left > self.draft.most * (1 - NEARLY):
            return Box(width, height, plain, (target,), hot, role="button", name=self.label)
        room = style.label(f"room for {left} more" if left else "full", width, "meta", "soft")
        more = translate_all(room.marks, 0, height + style.px(4))
        high = height + style.px(4) + room.h
        return Box(width, high, (*plain, *more), (target,), (*hot, *more), role="button", name=self.label)

    def _selection(self, style: TextStyle, leading: int, width: int) -> list[Mark]:
        start, end = self.draft.selected
        if start == end or self.composing:
            return []
        made: list[Mark] = []
        for row in self.visual_lines:
            if row.end < start or row.start > end:
                continue
            left = self._across(row, max(start, row.start))
            right = self._across(row, min(end, row.end)) + (style.px(5) if end > row.end else 0)
            right = min(right, width - 2 * self._pad)
            if right > left:
                at = Rect(self._pad + round(left), self._pad + round(row.y), round(right - left), leading)
                made.append(FillRect(at, "sand"))
                made.append(
                    FillRect(Rect(at.x, at.bottom - style.px(2), at.w, style.px(2)), "accent")
                )  # not colour alone
        return made

    def _caret(self, style: TextStyle, caret: int, leading: int, width: int) -> list[Mark]:
        """The caret; what an input method is still composing stands before it, underlined."""
        text = self.text[:caret] + self.composing + self.text[caret:]
        type_ = style.font(self.role)
        at = caret + len(self.composing)
        row = self.visual_lines[self._at(at)]
        x = self._pad + min(style.engine.measure(text[row.start : at], type_), width - 2 * self._pad)
        y = round(self._pad + row.y)
        self.caret_rect = Rect(round(x), y + style.px(3), style.px(2), leading - style.px(6))
        made: list[Mark] = [FillRect(self.caret_rect, "accent")]
        if self.composing:
            begin = self._pad + style.engine.measure(text[row.start : max(caret, row.start)], type_)
            made.append(FillRect(Rect(round(begin), y + leading - style.px(3), round(x - begin), style.px(2)), "ink"))
        return made


def _to_clipboard(text: str) -> None:
    try:
        pygame.scrap.put_text(text)
    except (pygame.error, AttributeError, NotImplementedError):
        return  # no clipboard here


def _from_clipboard() -> str:
    try:
        return pygame.scrap.get_text()
    except (pygame.error, AttributeError, NotImplementedError):
        return ""
