"""Edits a text: caret, selection, undo.

Invariant: the text never grows beyond its limit and is never cut to it, contains no invisible characters, and every
edit can be undone. A letter, its marks and all else that belongs to it (a grapheme cluster) are one step of the caret.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from party_card.frontends.window.toolkit import graphemes
from party_card.localization import gettext
from party_card.storage.player_name import is_visible

MAX_UNDO_STEPS = 200
ROOM_NOTICE_SHARE = 0.9
"""The share of its limit from which a field shows the room left."""


class TextBuffer:
    """A text with a caret. `anchor` is the other end of the selection; without a selection it equals `caret`."""

    def __init__(self, text: str = "", *, max_length: int, multiline: bool) -> None:
        self.multiline = multiline
        self.text = self._sanitize(text)
        self.max_length = max(max_length, len(self.text))  # a longer one came from the terminal, or from two windows
        self.caret = self.anchor = len(self.text)
        self._undo_stack: list[tuple[str, int]] = []

    @property
    def selection(self) -> tuple[int, int]:
        """Start and end index of the selection."""
        return min(self.caret, self.anchor), max(self.caret, self.anchor)

    @property
    def selected_text(self) -> str:
        """The selected text."""
        start, end = self.selection
        return self.text[start:end]

    @property
    def room_notice(self) -> str:
        """How much room is left, in words; empty while there is plenty."""
        room = self.max_length - len(self.text)
        if room > self.max_length * (1 - ROOM_NOTICE_SHARE):
            return ""
        return gettext("room for {count} more").format(count=room) if room else gettext("full")

    def insert(self, text: str) -> None:
        """Replaces the selection by as much of `text` as the limit allows."""
        start, end = self.selection
        room = self.max_length - len(self.text) + (end - start)
        self._replace_range(start, end, _cut(self._sanitize(text), room))

    def replace(self, text: str) -> None:
        """Replaces the whole text."""
        self._replace_range(0, len(self.text), _cut(self._sanitize(text), self.max_length))

    def delete(self, *, backwards: bool, by_word: bool = False) -> None:
        """Deletes the selection, or else the letter or word before the caret (`backwards`) or after it."""
        start, end = self.selection
        if start == end:
            other_end = self._adjacent_index(start, backwards, by_word)
            start, end = min(start, other_end), max(start, other_end)
        self._replace_range(start, end, "")

    def move(self, *, backwards: bool, select: bool = False, by_word: bool = False) -> None:
        """Moves the caret by a letter or a word; from a selection to its end."""
        start, end = self.selection
        if start != end and not select and not by_word:
            self.move_to(start if backwards else end)
        else:
            self.move_to(self._adjacent_index(self.caret, backwards, by_word), select=select)

    def move_to(self, index: int, *, select: bool = False) -> None:
        """Moves the caret to an index of the text."""
        self.caret = max(0, min(index, len(self.text)))
        if not select:
            self.anchor = self.caret

    def select_all(self) -> None:
        """Selects the whole text."""
        self.anchor, self.caret = 0, len(self.text)

    def undo(self) -> None:
        """Undoes the last edit."""
        if self._undo_stack:
            self.text, self.caret = self._undo_stack.pop()
            self.anchor = self.caret

    def _replace_range(self, start: int, end: int, text: str) -> None:
        if self.text[start:end] != text:
            self._undo_stack = [*self._undo_stack[1 - MAX_UNDO_STEPS :], (self.text, self.caret)]
            self.text = self.text[:start] + text + self.text[end:]
        self.move_to(start + len(text))

    def _sanitize(self, text: str) -> str:
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        if not self.multiline:
            text = text.replace("\n", " ")
        return "".join(character for character in text if character == "\n" or is_visible(character))

    def _adjacent_index(self, index: int, backwards: bool, by_word: bool) -> int:
        """Returns the next index for the caret, or the next start or end of a word."""
        if by_word:
            words = _list_words(self.text)
            if backwards:
                return max((start for start, _ in words if start < index), default=0)
            return min((end for _, end in words if end > index), default=len(self.text))
        boundaries = graphemes.list_boundaries(self.text)
        number = bisect_left(boundaries, index) - 1 if backwards else bisect_right(boundaries, index)
        return boundaries[max(0, min(number, len(boundaries) - 1))]


def _cut(text: str, room: int) -> str:
    """Returns as many whole letters of a text as there is room for."""
    if len(text) <= room:
        return text
    boundaries = graphemes.list_boundaries(text)
    return text[: boundaries[bisect_right(boundaries, max(room, 0)) - 1]]


def _list_words(text: str) -> list[tuple[int, int]]:
    """Returns the ranges of words and of groups of signs; a letter's marks belong to its word."""
    words: list[tuple[int, int]] = []
    previous_kind, start = "", 0
    for cluster in graphemes.split_graphemes(text):
        kind = "space" if cluster.isspace() else "word" if cluster[0].isalnum() or cluster[0] == "_" else "sign"
        end = start + len(cluster)
        if kind == previous_kind and words:
            words[-1] = words[-1][0], end
        elif kind != "space":
            words.append((start, end))
        previous_kind, start = kind, end
    return [word for word in words if not text[slice(*word)].isspace()]
