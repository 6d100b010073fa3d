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
from party_card.frontends.window.toolkit.carets import Carets
from party_card.frontends.window.toolkit.fonts import FontSpec
from party_card.frontends.window.toolkit.graphemes import list_boundaries
from party_card.frontends.window.toolkit.mirroring import is_mirrored, restore_direction
from party_card.frontends.window.toolkit.primitives import FillRect, Mark, StrokeRect, TextRun, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import TextRole
from party_card.frontends.window.toolkit.widgets.text_buffer import TextBuffer
from party_card.frontends.window.toolkit.widgets.text_wrap import VisualLine, find_direction, wrap_text
from party_card.localization import gettext

PADDING_UNITS = 12


class TextField:
    """A text field that shows at least `min_lines` lines; with 1 its text has no line breaks.

    `name` is the argument of its command; `max_length` is in characters.
    """

    def __init__(
        self, name: str, label: str, text: str = "", *, min_lines: int = 1, max_length: int = 2_000,
        placeholder: str = "", enter_label: str = "", role: TextRole = "prose",
        on_change: Callable[[str], None] = lambda _: None,
    ) -> None:  # fmt: skip
        self.command = Command("field", name)
        self.label, self.min_lines, self.placeholder, self.role = label, min_lines, placeholder, role
        self.enter_label = enter_label or gettext("done")
        self.buffer = TextBuffer(text, max_length=max_length, multiline=min_lines > 1)
        self.composing = ""
        self.caret_rect = Rect(0, 0, 1, 1)
        self.visual_lines: tuple[VisualLine, ...] = (VisualLine(0, 0, 0.0),)
        self._on_change = on_change
        self._style: TextStyle | None = None  # that of the last layout
        self._caret_x: float | None = None  # x of the caret that up and down keep across shorter lines
        self._padding = self._inner_width = 0

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
                backwards = (direction == "left") != self._is_right_to_left()
                self.buffer.move(backwards=backwards, select=select, by_word=by_word)
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

    def _is_right_to_left(self) -> bool:
        """Returns True if the paragraph with the caret goes from right to left: then the left arrow goes on."""
        before, _, _ = self.text[self.buffer.caret :].partition("\n")
        _, _, after = self.text[: self.buffer.caret].rpartition("\n")
        return find_direction(after + before) == "rtl"

    @staticmethod
    def _line_font(font: FontSpec, line: VisualLine) -> FontSpec:
        return font if line.direction == "auto" else font._replace(direction=line.direction)

    def _line_left(self, style: TextStyle, font: FontSpec, line: VisualLine, text: str) -> float:
        """Returns the x at which the text of a line begins: one from right to left ends at the right edge."""
        if line.direction != "rtl":
            return 0.0
        return max(0.0, self._inner_width - style.shaper.measure(text, self._line_font(font, line)))

    def _locate_carets(self, line: VisualLine, text: str) -> Carets:
        """Returns the places of the caret in a line of a text, in pixels from the inner left edge of the field."""
        style = self._style
        if style is None:
            return Carets((0.0,) * (line.end - line.start + 1), (0.0,) * (line.end - line.start))
        line_text, font = text[line.start : line.end], style.font(self.role)
        left = self._line_left(style, font, line, line_text)
        carets = style.shaper.locate_carets(line_text, self._line_font(font, line))
        return Carets(*(tuple(x + left for x in places) for places in carets)) if left else carets

    def _measure_x(self, line: VisualLine, index: int) -> float:
        return self._locate_carets(line, self.text).before[min(index, line.end) - line.start]

    def _last_caret_index(self, line: VisualLine) -> int:
        """Returns the last caret index in a line: at a soft line end, the end itself is in the next line."""
        is_soft_end = line.end > line.start and any(
            other_line.start == line.end for other_line in self.visual_lines if other_line is not line
        )
        return line.start + list_boundaries(self.text[line.start : line.end])[-2] if is_soft_end else line.end

    def _nearest_index(self, line: VisualLine, x: float) -> int:
        carets, last_index = self._locate_carets(line, self.text), self._last_caret_index(line)
        offsets = list_boundaries(self.text[line.start : line.end])
        indexes = [line.start + offset for offset in offsets if line.start + offset <= last_index]
        return min(indexes, key=lambda index: abs(carets.before[index - line.start] - x))

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
        self._inner_width = width - 2 * pad
        self.visual_lines = tuple(wrap_text(style, displayed, self.role, self._inner_width, leading))
        height = max(self.min_lines, len(self.visual_lines)) * leading + 2 * pad
        content: list[Mark] = []
        if displayed:
            for line in self.visual_lines:
                text = displayed[line.start : line.end]
                x = pad + self._line_left(style, font, line, text)
                text = text if line.direction == "rtl" else text.rstrip(" ")  # there a space moves the letters
                content.append(TextRun(x, pad + baseline + line.y, text, self._line_font(font, line), "ink"))
        elif self.placeholder:
            indent = style.px(4)  # clear of the caret
            label = style.layout_label(self.placeholder, width - 2 * pad - indent, self.role, "faint", italic=True)
            height = max(height, label.h + 2 * pad)
            label_x = pad if is_mirrored() else pad + indent
            content += translate_marks(restore_direction(style, label).marks, label_x, pad)
        rect = Rect(0, 0, width, height)
        caret_marks = self._caret_marks(style, displayed, leading, width)
        marks: list[Mark] = [FillRect(rect, "sheet"), StrokeRect(rect, "soft", style.px(1.5)), *content]
        active_marks: list[Mark] = [FillRect(rect, "sheet"), StrokeRect(rect, "ink", style.px(2))]
        active_marks += [*self._selection_marks(style, leading, width), *content, *caret_marks]
        if self.buffer.room_notice:
            notice = style.layout_label(self.buffer.room_notice, width, "meta", "soft")
            notice_marks = translate_marks(restore_direction(style, notice).marks, 0, height + style.px(4))
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
            carets = self._locate_carets(line, self.text)
            ranges = carets.list_ranges(max(start, line.start) - line.start, min(end, line.end) - line.start)
            if end > line.end:  # the line break is selected too
                last = carets.before[-1]
                ranges.append((last, last + style.px(5)))
            for start_x, end_x in ranges:
                left, right = round(start_x), round(min(end_x, width - 2 * self._padding))
                if right > left:
                    rect = Rect(self._padding + left, self._padding + round(line.y), right - left, leading)
                    underline = Rect(rect.x, rect.bottom - style.px(2), rect.w, style.px(2))
                    marks += [FillRect(rect, "sand"), FillRect(underline, "accent")]  # not by colour alone
        return marks

    def _caret_marks(self, style: TextStyle, displayed: str, leading: int, width: int) -> list[Mark]:
        """Returns the caret and an underline of the composition, and sets `caret_rect`."""
        start = self.buffer.caret
        end = start + len(self.composing)
        line = self.visual_lines[self._find_line(end)]
        carets = self._locate_carets(line, displayed)
        x = self._padding + min(carets.before[min(end, line.end) - line.start], width - 2 * self._padding)
        y = round(self._padding + line.y)
        self.caret_rect = Rect(round(x), y + style.px(3), style.px(2), leading - style.px(6))
        marks: list[Mark] = [FillRect(self.caret_rect, "accent")]
        if self.composing:
            for left, right in carets.list_ranges(max(start, line.start) - line.start, end - line.start):
                rect = Rect(
                    self._padding + round(left), y + leading - style.px(3), round(right) - round(left), style.px(2)
                )  # fmt: skip
                marks.append(FillRect(rect, "ink"))
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
