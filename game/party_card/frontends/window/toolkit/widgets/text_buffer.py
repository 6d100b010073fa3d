"""What is being written in a field: its text, where the caret is, what is selected.

Law: the text never grows beyond its limit and is never cut to it, holds no sign that cannot be seen, and no edit is
lost before `undo`. A letter and the marks that belong to it are one step of the caret.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Move = Literal["left", "right", "home", "end"]
_WORD = re.compile(r"\w+|[^\w\s]+")
_KEPT = 200
"""How many edits can be taken back."""
_JOINER = "\u200d"


class TextBuffer:
    """A text under work. `mark` is the other end of what is selected; without a selection it is the caret."""

    def __init__(self, text: str = "", *, most: int, many_lines: bool) -> None:
        self.multiline = many_lines
        self.text = self._clean(text)
        self.most = max(most, len(self.text))  # what is longer already came from the terminal, or from two windows
        self.caret = self.anchor = len(self.text)
        self._before: list[tuple[str, int]] = []

    @property
    def selected(self) -> tuple[int, int]:
        """From where to where it is selected."""
        return min(self.caret, self.anchor), max(self.caret, self.anchor)

    @property
    def selected_text(self) -> str:
        """The selected text."""
        start, end = self.selected
        return self.text[start:end]

    def insert(self, text: str) -> None:
        """Put text in the place of what is selected, as much of it as the limit allows."""
        start, end = self.selected
        room = self.most - len(self.text) + (end - start)
        self._change(start, end, self._clean(text)[:room])

    def replace(self, text: str) -> None:
        """Another text in place of all."""
        self._change(0, len(self.text), self._clean(text)[: self.most])

    def delete(self, *, back: bool, word: bool = False) -> None:
        """Take away what is selected, or the letter or word before the caret or behind it."""
        start, end = self.selected
        if start == end:
            other = self._word(start, back) if word else self._letter(start, back)
            start, end = min(start, other), max(start, other)
        self._change(start, end, "")

    def move(self, where: Move, *, select: bool = False, word: bool = False) -> None:
        """The caret elsewhere; `word` goes by words, and with home and end to the ends of all."""
        start, end = self.selected
        match where:
            case "left" | "right":
                back = where == "left"
                if start != end and not select and not word:
                    self.caret = start if back else end
                else:
                    self.caret = self._word(self.caret, back) if word else self._letter(self.caret, back)
            case "home":
                self.caret = 0 if word else self.text.rfind("\n", 0, self.caret) + 1
            case "end":
                at = self.text.find("\n", self.caret)
                self.caret = len(self.text) if word or at < 0 else at
        if not select:
            self.anchor = self.caret

    def move_to(self, at: int, *, select: bool = False) -> None:
        """The caret to a place in the text."""
        self.caret = max(0, min(at, len(self.text)))
        if not select:
            self.anchor = self.caret

    def select_all(self) -> None:
        """Select everything."""
        self.anchor, self.caret = 0, len(self.text)

    def undo(self) -> None:
        """Take back the last edit."""
        if self._before:
            self.text, self.caret = self._before.pop()
            self.anchor = self.caret

    def _change(self, start: int, end: int, new: str) -> None:
        if self.text[start:end] == new:
            self.move_to(start + len(new))
            return
        self._before = [*self._before[1 - _KEPT :], (self.text, self.caret)]
        self.text = self.text[:start] + new + self.text[end:]
        self.move_to(start + len(new))

    def _clean(self, text: str) -> str:
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        if not self.multiline:
            text = text.replace("\n", " ")
        return "".join(c for c in text if c in ("\n", _JOINER) or unicodedata.category(c)[0] != "C")

    def _letter(self, at: int, back: bool) -> int:
        """The next place where the caret can stand: not inside a letter and its marks."""
        step = -1 if back else 1
        at += step
        while 0 < at < len(self.text) and self._inside(at):
            at += step
        return max(0, min(at, len(self.text)))

    def _inside(self, at: int) -> bool:
        here, before = self.text[at], self.text[at - 1]
        return unicodedata.category(here) in ("Mn", "Me") or _JOINER in (here, before)

    def _word(self, at: int, back: bool) -> int:
        """The beginning of the word before, or the end of the word behind."""
        words = list(_WORD.finditer(self.text))
        if back:
            return max((word.start() for word in words if word.start() < at), default=0)
        return min((word.end() for word in words if word.end() > at), default=len(self.text))
