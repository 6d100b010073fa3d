"""Provides text fields of one line or several.

Invariant: while a field has the focus, letters and digits are its own and no shortcut; Escape and Tab leave it.
`on_change` gets the text after every edit, so nothing waits for a button. A field grows with its text and cuts nothing.

A screen keeps its fields and puts `field.layout(style, width)` into its layout. `field.command` focuses the field, and
is the command that the screen gets when Enter is pressed in a field of one line.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pygame
from pygame import Rect

from party_card.frontends.window.input.events import Action, EditCommand, ImeComposition, TextInput
from party_card.frontends.window.toolkit.box import Box, Command, HitTarget
from party_card.frontends.window.toolkit.primitives import FillRect, Mark, StrokeRect, TextRun, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import TextRole
from party_card.frontends.window.toolkit.widgets.text_buffer import TextBuffer
from party_card.frontends.window.toolkit.widgets.text_wrap import VisualLine, wrap_text

ROOM_NOTICE_SHARE = 0.9
"""The share of its limit from which a field shows the room left."""
PADDING_UNITS = 12


class TextField:
    """A text field that shows at least `min_lines` lines; with 1 its text has no line breaks.

    `name` is the argument of its command; `max_length` is in characters.
    """

    def __init__(
        self, name: str, label: str, text: str = "", *, min_lines: int = 1, max_length: int = 2_000,
        placeholder: str = "", role: TextRole = "prose", on_change: Callable[[str], None] = lambda _: None,
    ) -> None:  # fmt: skip
        self.command = Command("field", name)
        self.label, self.min_lines, self.placeholder, self.role = label, min_lines, placeholder, role
        self.buffer = TextBuffer(text, max_length=max_length, multiline=min_lines > 1)
        self.composing = ""
        self.caret_rect = Rect(0, 0, 1, 1)
        self.visual_lines: tuple[VisualLine, ...] = (VisualLine(0, 0, 0.0),)
        self._on_change = on_change
        self._style: TextStyle | None = None  # that of the last layout
        self._caret_x: float | None = None  # x of the caret that up and down keep across shorter lines
        self._padding = 0

    @property
    def is_multiline(self) -> bool:
        """True if the text may contain line breaks."""
        return self.buffer.multiline

    @property
    def text(self) -> str:
        """The text, without the composition of an input method."""
        return self.buffer.text

    @property
    def selection(self) -> tuple[int, int]:
        """The indexes of anchor and caret."""
        return self.buffer.anchor, self.buffer.caret

    @property
    def line_starts(self) -> tuple[int, ...]:
        """The index at which each displayed line begins."""
        return tuple(line.start for line in self.visual_lines)

    def set_text(self, text: str) -> bool:
        """Replaces the whole text, as a screen reader or another program does. Returns True."""
        self._edit(lambda: self.buffer.replace(text))
        return True

    # ----------------------------------------------------------------------------------------------- editing

    def handle(self, action: Action) -> bool:
        """Edits the text by an action. Returns True if the action was one for a field."""
        match action:
            case ImeComposition(text):
                self.composing = text
            case TextInput(text) if text:
                self.composing = ""
                self._edit(lambda: self.buffer.insert(text))
            case EditCommand("up" | "down" as direction, select):
                self._move_by_line(-1 if direction == "up" else 1, select)
                return True
            case EditCommand("left" | "right" as direction, select, by_word):
                self.buffer.move(backwards=direction == "left", select=select, by_word=by_word)
            case EditCommand("home" | "end" as side, select, by_word):
                self._move_to_line_end(side, select, by_word)
            case EditCommand(operation, _, by_word):
                self._edit(lambda: self._perform(operation, by_word))
            case _:
                return False
        self._caret_x = None
        return True

    def blur(self) -> None:
        """Drops composition and selection when the focus leaves the field."""
        self.composing = ""
        self.buffer.move_to(self.buffer.caret)

    def _perform(self, operation: str, by_word: bool) -> None:
        match operation:
            case "backspace" | "delete":
                self.buffer.delete(backwards=operation == "backspace", by_word=by_word)
            case "enter" if self.is_multiline:
                self.buffer.insert("\n")
            case "all":
                self.buffer.select_all()
            case "undo":
                self.buffer.undo()
            case "copy" | "cut" if self.buffer.selected_text:
                _write_clipboard(self.buffer.selected_text)
                if operation == "cut":
                    self.buffer.insert("")
            case "paste":
                self.buffer.insert(_read_clipboard())

    def _edit(self, edit: Callable[[], None]) -> None:
        text_before = self.text
        edit()
        if self.text != text_before:
            self._on_change(self.text)

    # --------------------------------------------------------------------------------- displayed lines and positions

    def _find_line(self, index: int) -> int:
        """Returns the number of the line that holds an index; at a soft line end it is the line that begins there."""
        return max((n for n, line in enumerate(self.visual_lines) if line.start <= index), default=0)

    def _measure_x(self, line: VisualLine, index: int) -> float:
        style = self._style
        return style.shaper.measure(self.text[line.start : index], style.font(self.role)) if style else 0.0

    def _last_caret_index(self, line: VisualLine) -> int:
        """Returns the last caret index in a line: at a soft line end, the end itself is in the next line."""
        is_soft_end = line.end > line.start and any(
            other_line.start == line.end for other_line in self.visual_lines if other_line is not line
        )
        return line.end - 1 if is_soft_end else line.end

    def _nearest_index(self, line: VisualLine, x: float) -> int:
        indexes = range(line.start, self._last_caret_index(line) + 1)
        return min(indexes, key=lambda index: abs(self._measure_x(line, index) - x))

    def _move_by_line(self, step: int, select: bool) -> None:
        n = self._find_line(self.buffer.caret)
        if self._caret_x is None:
            self._caret_x = self._measure_x(self.visual_lines[n], self.buffer.caret)
        if not 0 <= n + step < len(self.visual_lines):
            self.buffer.move_to(0 if step < 0 else len(self.text), select=select)
            return
        self.buffer.move_to(self._nearest_index(self.visual_lines[n + step], self._caret_x), select=select)

    def _move_to_line_end(self, line_end: Literal["home", "end"], select: bool, of_text: bool) -> None:
        line = self.visual_lines[self._find_line(self.buffer.caret)]
        if line_end == "home":
            self.buffer.move_to(0 if of_text else line.start, select=select)
        else:
            self.buffer.move_to(len(self.text) if of_text else self._last_caret_index(line), select=select)

    def place_caret(self, x: float, y: float, *, extend_selection: bool = False) -> None:
        """Moves the caret to a position relative to the field's corner, once it has been laid out."""
        style = self._style
        if style is None:
            return
        n = int((y - self._padding) // style.line_height(self.role))
        line = self.visual_lines[max(0, min(n, len(self.visual_lines) - 1))]
        self.buffer.move_to(self._nearest_index(line, x - self._padding), select=extend_selection)
        self._caret_x = None

    # ------------------------------------------------------------------------------------------------ layout

    def layout(self, style: TextStyle, width: int) -> Box:
        """Lays the field out, `width` pixels wide; a field that is nearly full shows the room left below it."""
        self._style, self._padding = style, style.px(PADDING_UNITS)
        leading, pad, font = style.line_height(self.role), self._padding, style.font(self.role)
        ascent, descent = style.shaper.font_metrics(font)
        baseline = (leading - ascent - descent) / 2 + ascent
        caret = self.buffer.caret
        displayed = self.text[:caret] + self.composing + self.text[caret:]
        self.visual_lines = tuple(wrap_text(style, displayed, self.role, width - 2 * pad, leading))
        height = max(self.min_lines, len(self.visual_lines)) * leading + 2 * pad
        content: list[Mark] = []
        if displayed:
            for line in self.visual_lines:
                text = displayed[line.start : line.end].rstrip("\n ")
                content.append(TextRun(pad, pad + baseline + line.y, text, font, "ink"))
        elif self.placeholder:
            indent = style.px(4)  # clear of the caret
            label = style.layout_label(self.placeholder, width - 2 * pad - indent, self.role, "faint", italic=True)
            height = max(height, label.h + 2 * pad)
            content += translate_marks(label.marks, pad + indent, pad)
        rect = Rect(0, 0, width, height)
        caret_marks = self._caret_marks(style, displayed, leading, width)
        marks: list[Mark] = [FillRect(rect, "sheet"), StrokeRect(rect, "soft", style.px(1.5)), *content]
        active_marks: list[Mark] = [FillRect(rect, "sheet"), StrokeRect(rect, "ink", style.px(2))]
        active_marks += [*self._selection_marks(style, leading, width), *content, *caret_marks]
        room = self.buffer.max_length - len(self.text)
        if room <= self.buffer.max_length * (1 - ROOM_NOTICE_SHARE):
            notice = style.layout_label(f"room for {room} more" if room else "full", width, "meta", "soft")
            notice_marks = translate_marks(notice.marks, 0, height + style.px(4))
            marks += notice_marks
            active_marks += notice_marks
            height += style.px(4) + notice.h
        target = HitTarget(self.command, (rect,), "field", self.label, field=self)
        return Box(width, height, tuple(marks), (target,), tuple(active_marks), role="button", name=self.label)

    def _selection_marks(self, style: TextStyle, leading: int, width: int) -> list[Mark]:
        start, end = self.buffer.selection
        if start == end or self.composing:
            return []
        marks: list[Mark] = []
        for line in self.visual_lines:
            if line.end < start or line.start > end:
                continue
            start_x = self._measure_x(line, max(start, line.start))
            end_x = self._measure_x(line, min(end, line.end)) + (style.px(5) if end > line.end else 0)
            end_x = min(end_x, width - 2 * self._padding)
            if end_x > start_x:
                rect = Rect(
                    self._padding + round(start_x), self._padding + round(line.y), round(end_x - start_x), leading
                )  # fmt: skip
                underline = Rect(rect.x, rect.bottom - style.px(2), rect.w, style.px(2))
                marks += [FillRect(rect, "sand"), FillRect(underline, "accent")]  # not by colour alone
        return marks

    def _caret_marks(self, style: TextStyle, displayed: str, leading: int, width: int) -> list[Mark]:
        """Returns the caret and an underline of the composition, and sets `caret_rect`."""
        start = self.buffer.caret
        end = start + len(self.composing)
        line = self.visual_lines[self._find_line(end)]
        measure, font = style.shaper.measure, style.font(self.role)
        x = self._padding + min(measure(displayed[line.start : end], font), width - 2 * self._padding)
        y = round(self._padding + line.y)
        self.caret_rect = Rect(round(x), y + style.px(3), style.px(2), leading - style.px(6))
        marks: list[Mark] = [FillRect(self.caret_rect, "accent")]
        if self.composing:
            composition_x = self._padding + measure(displayed[line.start : max(start, line.start)], font)
            underline = Rect(round(composition_x), y + leading - style.px(3), round(x - composition_x), style.px(2))
            marks.append(FillRect(underline, "ink"))
        return marks


def _write_clipboard(text: str) -> None:
    try:
        pygame.scrap.put_text(text)
    except (pygame.error, AttributeError, NotImplementedError):
        return  # no clipboard here


def _read_clipboard() -> str:
    try:
        return pygame.scrap.get_text()
    except (pygame.error, AttributeError, NotImplementedError):
        return ""
